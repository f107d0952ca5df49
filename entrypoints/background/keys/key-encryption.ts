// Encrypts a key with a passphrase. PBKDF2 makes the passphrase slow to guess.
import { bytesOf, hasLength, isSealed, seal, type Sealed, sealingAlgorithm, unseal } from './cipher.ts';

/** A stored encrypted key. Only decryption tells whether a passphrase is right. */
export type EncryptedKey = Sealed & {
  version: typeof version;
  /** The former name of a renamed account, under which the key was encrypted. The next unlock encrypts it under the new one. */
  formerId?: string;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
};

const version = 1;
// OWASP's recommendation for PBKDF2 with SHA-256. A faster machine uses more, up to a maximum.
const minimumIterations = 600_000;
const maximumIterations = 10_000_000;
const saltLength = 16;

/** @param iterations by default as many as take this machine long enough */
export async function encryptKey(
  key: string,
  id: string,
  passphrase: string,
  iterations?: number,
): Promise<EncryptedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  const count = iterations ?? minimumIterations;
  const { derivedKey, suitableIterations } = await deriveKey(passphrase, salt, count);
  if (iterations === undefined && suitableIterations > count)
    return encryptKey(key, id, passphrase, suitableIterations);
  return { version, salt, iterations: count, ...(await seal(key, derivedKey, purposeOf(id))) };
}

/** A decrypted key, and the iterations with which its record should be encrypted on this machine. */
type DecryptedKey = { key: string; suitableIterations: number };

/** Undefined when the passphrase is wrong, or the record was changed or belongs to another account. */
export async function decryptKey(
  record: EncryptedKey,
  id: string,
  passphrase: string,
): Promise<DecryptedKey | undefined> {
  const { derivedKey, suitableIterations } = await deriveKey(passphrase, record.salt, record.iterations);
  const key = await unseal(record, derivedKey, purposeOf(record.formerId ?? id));
  return key === undefined ? undefined : { key, suitableIterations };
}

/** Whether a record has the form that this version writes; false for damaged records and those of a newer version. */
export function isEncryptedKey(record: unknown): record is EncryptedKey {
  if (typeof record !== 'object' || record === null) return false;
  const { version: recordVersion, salt, iterations: recordIterations, formerId, ...rest } = record as Fields;
  return (
    recordVersion === version &&
    hasLength(salt, saltLength) &&
    isSealed(rest) &&
    ['string', 'undefined'].includes(typeof formerId) &&
    Number.isInteger(recordIterations) &&
    Number(recordIterations) >= minimumIterations &&
    Number(recordIterations) <= maximumIterations
  );
}

type Fields = Partial<Record<keyof EncryptedKey, unknown>>;

async function deriveKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<{ derivedKey: CryptoKey; suitableIterations: number }> {
  // Keyboards encode accents differently; the same passphrase must result in the same bytes.
  const secret = bytesOf(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const start = performance.now();
  const derivedKey = await crypto.subtle.deriveKey(parameters, material, sealingAlgorithm, false, [
    'encrypt',
    'decrypt',
  ]);
  return { derivedKey, suitableIterations: findSuitableIterations(iterations, performance.now() - start) };
}

// How long one derivation should take, milliseconds.
const shortestTime = 300;
const wantedTime = 400;
// A browser may round its clock to a tenth of a second, so a single measurement proves little.
const maximumGrowth = 4;

/**
 * The iterations that take this machine 300 to 500 ms, never fewer than before.
 * @param milliseconds how long this number of iterations took
 */
export function findSuitableIterations(iterations: number, milliseconds: number): number {
  if (milliseconds <= 0 || milliseconds >= shortestTime) return iterations;
  const growth = Math.min(wantedTime / milliseconds, maximumGrowth);
  return Math.min(Math.round(iterations * growth), maximumIterations);
}

const purposeOf = (id: string): string => `vitals key ${version} ${id}`;
