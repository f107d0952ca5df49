// Values that are created on first use.

/**
 * Creates the value at the first call and returns the same one afterwards. For formatters, which take milliseconds to create,
 * and for translated texts, which cannot be read while modules load.
 */
export function lazy<T extends object>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}
