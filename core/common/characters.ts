// Characters that foreign text may not bring into our pages.

// Control characters and marks that change the direction of text: foreign names must not rearrange our sentences.
const unprintable = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

export const hasUnprintable = (text: string): boolean => text.search(unprintable) >= 0;

/** Each unprintable character becomes U+FFFD, and so does half of a surrogate pair, of which no URL can be made. */
export const replaceUnprintable = (text: string): string =>
  text.toWellFormed().replace(unprintable, '\ufffd');

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Whether an id from a URL holds an invisible character. No id has one; whoever made the link may have added it. */
export const hasInvisible = (id: string): boolean => invisible.test(id);
