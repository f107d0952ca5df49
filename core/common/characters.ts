// Characters that foreign text may not bring into our pages.

/** Control characters and marks that change the direction of text. Foreign text is shown without them. */
const unprintable = String.raw`[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]`;
const anyUnprintable = new RegExp(unprintable, 'u');
const everyUnprintable = new RegExp(unprintable, 'gu');

export const hasUnprintable = (text: string): boolean => anyUnprintable.test(text);

/** Each unprintable character becomes U+FFFD, and so does half of a surrogate pair, of which no URL can be made. */
export const replaceUnprintable = (text: string): string =>
  text.toWellFormed().replace(everyUnprintable, '\ufffd');

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Whether an id from a URL holds any invisible character. No id has one; whoever made the link may have added it. */
export const hasInvisible = (id: string): boolean => invisible.test(id);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

export const hasRightToLeft = (text: string): boolean => rightToLeft.test(text);
