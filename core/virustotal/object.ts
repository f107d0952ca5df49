// The envelope that every listed object comes in: type, id, attributes, and what it is to the list.
import { record, omitUndefined, type Decoder, readFields, text } from './decode.ts';

/** Our name of a field, VirusTotal's name of it, and how it is read. */
type Table = Record<string, readonly [theirs: string, reader: Decoder<unknown>]>;
type FromTable<T extends Table> = { [K in keyof T]?: Exclude<ReturnType<T[K][1]>, undefined> };

/** An object of a list. `invalidFields`: VirusTotal's names of fields whose shape was not understood. */
export type Decoded<T> = T & { id: string; invalidFields: string[] };

const head = { type: text, id: text, attributes: record, context_attributes: record };

/**
 * A reader for objects of one type; it refuses others and mere descriptors, which have no attributes. `context`: the
 * fields that stand beside the attributes; `more`: what follows from those and the id.
 */
export const objectDecoder =
  <const A extends Table, const C extends Table, T extends object = object>(
    type: string,
    attributes: A,
    context: C,
    more?: (id: string, read: FromTable<A>) => T,
  ): Decoder<Decoded<FromTable<A> & FromTable<C> & T>> =>
  (object) => {
    const { type: given, id, attributes: raw, context_attributes: beside } = readFields(object, head, []);
    if (given !== type || !id || !raw) return undefined;
    const invalidFields: string[] = [];
    const read = readTable(raw, attributes, invalidFields);
    const rest = { ...readTable(beside, context, invalidFields), ...more?.(id, read) };
    return { ...read, ...rest, id, invalidFields } as Decoded<FromTable<A> & FromTable<C> & T>;
  };

/** A reader for a dictionary within an object. */
export const nestedDecoder =
  <const T extends Table>(table: T): Decoder<FromTable<T>> =>
  (input) =>
    record(input) && readTable(input, table, []);

function readTable<T extends Table>(input: unknown, table: T, invalidFields: string[]): FromTable<T> {
  const read: Record<string, unknown> = readFields(
    input,
    Object.fromEntries(Object.values(table)),
    invalidFields,
  );
  const renamed = Object.entries(table).map(([ours, [theirs]]) => [ours, read[theirs]] as const);
  return omitUndefined(Object.fromEntries(renamed)) as FromTable<T>;
}
