// Ids of users, service accounts and groups.

/**
 * An id in the form in which ids are compared. This assumes that VirusTotal compares ASCII letters regardless of case and all others
 * exactly. Unicode has letters whose lower case is an ASCII letter, such as the Kelvin sign, and they are no part of the same id.
 */
export const normalizeId = (id: string): string => id.replaceAll(/[A-Z]/gu, (letter) => letter.toLowerCase());

export const isSameId = (a: string, b: string): boolean => normalizeId(a) === normalizeId(b);

/** Removes repeated ids. The first spelling of each is kept. */
export const uniqueIds = (ids: readonly string[]): string[] =>
  ids.filter((id, index) => ids.findIndex((other) => isSameId(other, id)) === index);

const keyForm = /[0-9A-Za-z]{64}/u;
const keyLength = 64;

/** Whether a text could be an API key: 64 letters or digits. VirusTotal's own example is not hexadecimal. */
export const looksLikeKey = (text: string): boolean => text.length === keyLength && keyForm.test(text);

/** Whether a text contains the beginning of a token of VirusTotal AI (`vtai_…`), which is no API key. */
export const hasAiToken = (text: string): boolean => /vtai_/iu.test(text);

const aiTokenForm = /vtai_[\w-]{16}/iu;

/**
 * Whether an id could contain an API key, such as `apikey=…`, or a token of VirusTotal AI. VirusTotal also accepts a key in place
 * of a user id, so such an id is never sent, stored or logged.
 */
export const mayContainKey = (id: string): boolean => keyForm.test(id) || aiTokenForm.test(id);
