// Ids of users, service accounts and groups.

/** An id in the form in which ids are compared. VirusTotal's ids are assumed not to be case-sensitive. */
export const normalizeId = (id: string): string => id.toLowerCase();

export const isSameId = (a: string, b: string): boolean => normalizeId(a) === normalizeId(b);

/** Each id once, as it is written first. */
export const uniqueIds = (ids: readonly string[]): string[] =>
  ids.filter((id, index) => ids.findIndex((other) => isSameId(other, id)) === index);

const keyPattern = /^[0-9A-Za-z]{64}$/u;

/**
 * Whether a text could be an API key: 64 letters or digits. VirusTotal's own example is not hexadecimal. VirusTotal also accepts
 * a key where a user id belongs, so such a text is never sent, stored or logged as an id.
 */
export const looksLikeKey = (text: string): boolean => keyPattern.test(text);
