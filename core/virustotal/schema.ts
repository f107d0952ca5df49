// The pieces that VirusTotal's answers are made of. What cannot be understood stays unknown and is named, never guessed.
import * as v from 'valibot';

// Control characters and the marks that turn the direction of text: foreign names must not rearrange our sentences.
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const longestText = 500;

/** Foreign text, fit to be shown: unprintable characters replaced, at most 500 characters. */
export const text = v.pipe(
  v.string(),
  v.transform((raw) => {
    const start = raw.length > longestText ? `${raw.slice(0, longestText - 1)}…` : raw;
    return start.replace(unprintable, '\ufffd');
  }),
);

/** Seconds since the epoch, UTC, up to the year 9999; VirusTotal's form of a time. */
export const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(253_402_300_799));

/** A quota figure. Some are larger than 32 bits (60,000,000,000 an hour). */
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

const plain = v.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
);

export const isPlain = (input: unknown): input is Record<string, unknown> => v.is(plain, input);

type Fields = Record<string, v.GenericSchema>;
type Read<F extends Fields> = { [K in keyof F]?: v.InferOutput<F[K]> };

/**
 * Reads the named fields of an object one by one. Null and missing are both unknown; a field of a wrong shape is left
 * out and its name goes to `wrong`, so that one bad field costs that field only.
 */
export function readFields<F extends Fields>(input: unknown, fields: F, wrong: string[]): Read<F> {
  const read: Record<string, unknown> = {};
  const source = isPlain(input) ? input : {};
  for (const [name, schema] of Object.entries(fields)) {
    if (!Object.hasOwn(source, name) || source[name] === null || source[name] === undefined) continue;
    const result = v.safeParse(schema, source[name]);
    if (result.success) read[name] = result.output;
    else wrong.push(name);
  }
  return read;
}

const mostEntries = 500;

/**
 * Reads a dictionary keyed by foreign names into a list: a list has no prototype for a name like `__proto__` to reach.
 * An entry that `read` refuses (undefined) is named in `wrong`.
 */
export function readDictionary<T>(
  input: unknown,
  read: (name: string, value: unknown) => T | undefined,
  wrong: string[],
): T[] {
  const found: T[] = [];
  for (const [rawName, value] of Object.entries(isPlain(input) ? input : {}).slice(0, mostEntries)) {
    const name = v.parse(text, rawName);
    const entry = read(name, value);
    if (entry === undefined) wrong.push(name);
    else found.push(entry);
  }
  return found;
}

/** A field that holds a dictionary; its entries are read by `readDictionary`. */
export const dictionary = plain;
