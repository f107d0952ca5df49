// The preferences of a user: a dictionary of dictionaries with undocumented names.
import { record, boolean, number, readDictionary, text, unixSeconds } from '../decode.ts';

/** `at`: milliseconds since the epoch, where the value is a time. */
export type Preference = { name: string; value: string | number | boolean; at?: number };
export type PreferenceGroup = { name: string; entries: Preference[] };

/** Decodes the `preferences` attribute. Deeper levels become JSON text. */
export function readPreferences(input: Record<string, unknown>, invalidFields: string[]): PreferenceGroup[] {
  return readDictionary(
    input,
    (name, value) => {
      const inner = record(value);
      return inner && { name, entries: readDictionary(inner, readPreference, invalidFields) };
    },
    invalidFields,
  );
}

function readPreference(name: string, raw: unknown): Preference | undefined {
  const value = text(raw) ?? number(raw) ?? boolean(raw) ?? text(jsonOf(raw));
  if (value === undefined) return undefined;
  const at = typeof value === 'number' && isTime.test(name) ? toMilliseconds(value) : undefined;
  return at === undefined ? { name, value } : { name, value, at };
}

function jsonOf(raw: unknown): string | undefined {
  try {
    return JSON.stringify(raw);
  } catch {
    // The value is nested too deeply for `JSON.stringify`, although `JSON.parse` accepted it.
    return undefined;
  }
}

const isTime = /^last_|_(?:at|date|time|visit)$/u;

/** `graph.last_visit` is in milliseconds, unlike other times, which are in seconds. The magnitude tells them apart. */
function toMilliseconds(value: number): number | undefined {
  if (value >= 1e9 && value < 1e10) return unixSeconds(value);
  return value >= 1e12 && value < 1e13 ? value : undefined;
}
