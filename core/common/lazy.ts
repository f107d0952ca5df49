// Values that are made when they are first used.

/**
 * Makes the value at the first call and returns the same one from then on. For formatters, which cost milliseconds to make, and for
 * words, which cannot be read while modules load.
 */
export function lazy<T extends object>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}
