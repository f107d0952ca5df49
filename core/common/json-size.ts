// How much room a value takes in a store.

const encoder = new TextEncoder();

/** The size of a value as JSON, in bytes. */
export const jsonSize = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;
