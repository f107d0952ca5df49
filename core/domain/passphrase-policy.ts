// The rules for passphrases. Whoever copies the browser's files can make any number of guesses.

export const minimumLength = 12;

/** The estimated guesses that a passphrase has to withstand: years for a graphics card, at ten thousand a second. */
export const minimumGuesses = 1e12;

// Longer passphrases are no stronger, and messages accept no more.
const maximumLength = 500;
const minimumDistinctCharacters = 5;

/** Why a passphrase is unacceptable: too short, too long, or too few distinct characters. */
export function passphraseProblem(passphrase: string): 'short' | 'long' | 'plain' | undefined {
  const characters = Array.from(passphrase.normalize('NFKC'));
  if (characters.length < minimumLength) return 'short';
  if (passphrase.length > maximumLength) return 'long';
  return new Set(characters).size < minimumDistinctCharacters ? 'plain' : undefined;
}
