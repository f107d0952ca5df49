// The preferences of a user: a dictionary of dictionaries, whose names no document lists.
import { record, boolean, number, readDictionary, text } from '../decode.ts';

/** `at`: milliseconds since the epoch, where the value is a time. */
export type Preference = { name: string; value: string | number | boolean; at?: number };
export type PreferenceGroup = { name: string; entries: Preference[] };

/** Reads the `preferences` attribute. What is deeper than two levels becomes JSON text. */
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
    // Nested deeper than `JSON.stringify` goes, though `JSON.parse` has made it.
    return undefined;
  }
}

const isTime = /^last_|_(?:at|date|time|visit)$/u;

/** `graph.last_visit` is in milliseconds, right beside times in seconds: the size tells them apart. */
function toMilliseconds(value: number): number | undefined {
  if (value >= 1e9 && value < 1e10) return value * 1000;
  return value >= 1e12 && value < 1e13 ? value : undefined;
}
