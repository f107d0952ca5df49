// What a passphrase must be, for whoever copies the browser's files can try as many as they like.

export const minimumLength = 12;

// Longer ones are no stronger, and messages carry no more.
const maximumLength = 500;
const minimumDistinctCharacters = 5;

/** What is the matter with a passphrase: too short, too long, or of too few different characters. */
export function passphraseProblem(passphrase: string): 'short' | 'long' | 'plain' | undefined {
  const characters = Array.from(passphrase.normalize('NFKC'));
  if (characters.length < minimumLength) return 'short';
  if (passphrase.length > maximumLength) return 'long';
  return new Set(characters).size < minimumDistinctCharacters ? 'plain' : undefined;
}
