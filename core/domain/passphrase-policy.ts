// What a passphrase must be, for whoever copies the browser's files can try as many as they like.

export const leastLength = 12;

// Longer ones are no stronger, and messages carry no more.
const mostLength = 500;
const leastKinds = 5;

/** What is the matter with a passphrase: too short, too long, or of too few different characters. */
export function passphraseFlaw(passphrase: string): 'short' | 'long' | 'plain' | undefined {
  const characters = Array.from(passphrase.normalize('NFKC'));
  if (characters.length < leastLength) return 'short';
  if (passphrase.length > mostLength) return 'long';
  return new Set(characters).size < leastKinds ? 'plain' : undefined;
}
