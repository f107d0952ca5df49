// Characters that may not enter our pages with foreign text, and letters that imitate others.

// Control characters, marks that change text direction, and what is drawn as nothing: fillers, variation selectors, soft hyphens,
// tags. Foreign names must not rearrange our sentences, and two names must not look the same. A variation selector may follow an
// emoji, which it colors.
const unprintable =
  /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028-\u202e\u2800\ufff9-\ufffb](?<!\p{Extended_Pictographic}\ufe0f)/gu;

export const hasUnprintable = (text: string): boolean => text.search(unprintable) >= 0;

/** Replaces each unprintable character and each lone surrogate, which no URL can hold, with U+FFFD. */
export const replaceUnprintable = (text: string): string =>
  text.toWellFormed().replace(unprintable, '\ufffd');

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;

/** Whether an id from a URL contains an invisible character. No real id does; whoever made the link may have added it. */
export const hasInvisible = (id: string): boolean => invisible.test(id);

// Full-width and mathematical letters and digits imitate plain ones.
const imitation = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d7ff}]/u;
/** Alphabets with letters of the same shape. */
const alphabets = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

/** Whether a word of a name mixes alphabets, such as a Cyrillic "а" among Latin letters, or imitates letters. */
export const hasLookAlikes = (name: string): boolean =>
  imitation.test(name) ||
  name.split(/\s+/u).some((word) => alphabets.filter((alphabet) => alphabet.test(word)).length > 1);
