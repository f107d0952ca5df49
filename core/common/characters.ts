// Characters that may not enter our pages with foreign text.

// Control characters and marks that change text direction. Foreign names must not rearrange our sentences.
const unprintable = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

export const hasUnprintable = (text: string): boolean => text.search(unprintable) >= 0;

/** Replaces each unprintable character and each lone surrogate, which no URL can hold, with U+FFFD. */
export const replaceUnprintable = (text: string): string =>
  text.toWellFormed().replace(unprintable, '\ufffd');

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Whether an id from a URL contains an invisible character. No real id does; whoever made the link may have added it. */
export const hasInvisible = (id: string): boolean => invisible.test(id);
