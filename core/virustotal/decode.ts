// Decoders for foreign values. What cannot be decoded stays unknown and is reported, never guessed.
import { replaceUnprintable } from '../common/characters.ts';
import { second } from '../common/time-units.ts';
import { mayContainKey } from '../common/ids.ts';

/** Takes any value. Returns it in our form, or undefined where it has another shape. Types begin here. */
export type Decoder<T> = (input: unknown) => T | undefined;

export type Decoders = Record<string, Decoder<unknown>>;
type CompleteFields<R extends Decoders> = { [K in keyof R]: Exclude<ReturnType<R[K]>, undefined> };
/** The fields of an object that could be decoded; the others are unknown. */
export type Fields<R extends Decoders> = Partial<CompleteFields<R>>;

/** A JSON object with any names and values. */
export const record: Decoder<Record<string, unknown>> = (input) =>
  typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input } : undefined;

export const list: Decoder<unknown[]> = (input) => (Array.isArray(input) ? input : undefined);

export const boolean: Decoder<boolean> = (input) => (typeof input === 'boolean' ? input : undefined);

const maximumTextLength = 500;
const maximumEntries = 500;

/** Foreign text for display: unprintable characters are replaced; at most 500 characters. */
export const text: Decoder<string> = (input) => {
  if (typeof input !== 'string') return undefined;
  const start = input.length > maximumTextLength ? `${input.slice(0, maximumTextLength - 1)}…` : input;
  return replaceUnprintable(start);
};

/** The id of a user or group. One that could contain an API key is refused, because ids are shown, stored and requested. */
export const idText: Decoder<string> = (input) =>
  typeof input === 'string' && mayContainKey(input) ? undefined : text(input);

const maximumMultilineLength = 4000;

/** Foreign text of several lines: keeps line breaks; at most 4,000 characters. */
export const multilineText: Decoder<string> = (input) => {
  if (typeof input !== 'string') return undefined;
  const start =
    input.length > maximumMultilineLength ? `${input.slice(0, maximumMultilineLength - 1)}…` : input;
  const lines = start.split(/\r\n|[\r\n]/u);
  return lines.map((line) => replaceUnprintable(line.replaceAll('\t', ' '))).join('\n');
};

/** An array of texts without its other elements; at most 500. */
export const stringArray: Decoder<string[]> = (input) =>
  list(input)
    ?.slice(0, maximumEntries)
    .flatMap((item) => text(item) ?? []);

/** A number within bounds, both inclusive. */
export const numberFrom =
  (least: number, most: number): Decoder<number> =>
  (input) =>
    typeof input === 'number' && input >= least && input <= most ? input : undefined;

const decimalText = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu;

/** A number of VirusTotal's, which some of its documents print as decimal text ("299"). Texts of other forms stay unread. */
export const decimal: Decoder<number> = (input) => {
  const value = typeof input === 'string' && decimalText.test(input) ? Number(input) : input;
  return typeof value === 'number' ? value : undefined;
};

const decimalFrom = (least: number, most: number): Decoder<number> => {
  const isWithin = numberFrom(least, most);
  return (input) => isWithin(decimal(input));
};

/** Any finite number. */
export const number = decimalFrom(-Number.MAX_VALUE, Number.MAX_VALUE);

/** A count, such as a quota figure. Some exceed 32 bits (60,000,000,000 an hour); none exceeds the safe integers. */
export const count = decimalFrom(0, Number.MAX_SAFE_INTEGER);

const validSeconds = decimalFrom(0, 253_402_300_799);

/** VirusTotal's form of a time, seconds since the epoch up to the year 9999. Returns milliseconds since the epoch, UTC. */
export const unixSeconds: Decoder<number> = (input) => toMilliseconds(validSeconds(input));

/** A duration in seconds. Returns milliseconds. */
export const durationSeconds: Decoder<number> = (input) => toMilliseconds(count(input));

const toMilliseconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * second;

/** One of several strings. */
export const picklist =
  <T extends string>(...choices: readonly T[]): Decoder<T> =>
  (input) =>
    choices.find((choice) => choice === input);

/** An object with exactly the named members, all valid. For messages, which must not contain anything else. */
export const strictObject =
  <R extends Decoders>(decoders: R): Decoder<CompleteFields<R>> =>
  (input) => {
    const source = record(input);
    const invalidFields: string[] = [];
    const read = readFields(source, decoders, invalidFields);
    const names = Object.keys(decoders);
    const isComplete = source && invalidFields.length === 0 && names.every((name) => name in read);
    return isComplete && Object.keys(source).length === names.length
      ? (read as CompleteFields<R>)
      : undefined;
  };

/** As `strictObject`, with further members that may be missing. */
export const strictObjectWith =
  <R extends Decoders, O extends Decoders>(
    decoders: R,
    optional: O,
  ): Decoder<CompleteFields<R> & Partial<CompleteFields<O>>> =>
  (input) => {
    const source = record(input) ?? {};
    const present = Object.entries(optional).filter(([name]) => Object.hasOwn(source, name));
    return strictObject({ ...decoders, ...Object.fromEntries(present) })(input) as
      (CompleteFields<R> & Partial<CompleteFields<O>>) | undefined;
  };

/**
 * Decodes the named fields of an object one by one. Null and missing both mean unknown. A field of a wrong shape is left out
 * and its name added to `invalidFields`, so that one bad field costs only itself.
 */
export function readFields<R extends Decoders>(
  input: unknown,
  decoders: R,
  invalidFields: string[],
): Fields<R> {
  const source = new Map(Object.entries(record(input) ?? {}));
  const read: Record<string, unknown> = {};
  for (const [name, decode] of Object.entries(decoders)) {
    const field = source.get(name);
    if (field === undefined || field === null) continue;
    const value = decode(field);
    if (value === undefined) invalidFields.push(name);
    else read[name] = value;
  }
  return read as Fields<R>;
}

/**
 * Decodes a dictionary with foreign names into an array, which has no prototype for a name like `__proto__` to reach. The name
 * of an entry that `read` rejects (undefined) is added to `invalidFields`.
 */
export function readDictionary<T>(
  input: Record<string, unknown>,
  read: (name: string, value: unknown) => T | undefined,
  invalidFields: string[],
): T[] {
  const found: T[] = [];
  for (const [rawName, value] of Object.entries(input).slice(0, maximumEntries)) {
    const name = text(rawName) ?? '';
    const entry = read(name, value);
    if (entry === undefined) invalidFields.push(name);
    else found.push(entry);
  }
  return found;
}

/** Omits undefined members, so that "unknown" is always an absent member. */
export function omitUndefined<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Our name of a field, with VirusTotal's name and its decoder. */
type FieldTable = Record<string, readonly [theirs: string, reader: Decoder<unknown>]>;
type FromTable<T extends FieldTable> = { [K in keyof T]?: Exclude<ReturnType<T[K][1]>, undefined> };

/** An object of a list. `invalidFields`: VirusTotal's names of fields that could not be decoded. */
export type Decoded<T> = T & { id: string; invalidFields: string[] };

const head = { type: text, id: text, attributes: record, context_attributes: record };

/**
 * A decoder for objects of one type. It rejects other types and descriptors, which have no attributes. `context`: the context
 * attributes; `derive`: further members, from the id and the attributes.
 */
export const objectDecoder =
  <const A extends FieldTable, const C extends FieldTable, T extends object = object>(
    type: string,
    attributes: A,
    context: C,
    derive?: (id: string, read: FromTable<A>) => T,
  ): Decoder<Decoded<FromTable<A> & FromTable<C> & T>> =>
  (object) => {
    const {
      type: actualType,
      id,
      attributes: raw,
      context_attributes: rawContext,
    } = readFields(object, head, []);
    if (actualType !== type || !id || !raw) return undefined;
    const invalidFields: string[] = [];
    const read = readTable(raw, attributes, invalidFields);
    const rest = { ...readTable(rawContext, context, invalidFields), ...derive?.(id, read) };
    return { ...read, ...rest, id, invalidFields } as Decoded<FromTable<A> & FromTable<C> & T>;
  };

/** A decoder for a dictionary within an object. */
export const nestedDecoder =
  <const T extends FieldTable>(table: T): Decoder<FromTable<T>> =>
  (input) =>
    record(input) && readTable(input, table, []);

function readTable<T extends FieldTable>(input: unknown, table: T, invalidFields: string[]): FromTable<T> {
  const read: Record<string, unknown> = readFields(
    input,
    Object.fromEntries(Object.values(table)),
    invalidFields,
  );
  const renamed = Object.entries(table).map(([ours, [theirs]]) => [ours, read[theirs]] as const);
  return omitUndefined(Object.fromEntries(renamed)) as FromTable<T>;
}
