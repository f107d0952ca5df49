// A formatter costs milliseconds to make, and its module is loaded on every page of VirusTotal: it is made when first used.

/** Makes the thing at the first call, and gives that one ever after. */
export function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
