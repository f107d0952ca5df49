// Encrypts a key with a passphrase. PBKDF2 makes the passphrase slow to guess.
import { bytesOf, hasLength, isSealed, seal, type Sealed, sealingAlgorithm, unseal } from './cipher.ts';

/** A stored encrypted key. Only decryption tells whether a passphrase is right. */
export type EncryptedKey = Sealed & {
  version: typeof version;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
};

const version = 1;
// OWASP's recommendation for PBKDF2 with SHA-256, about a third of a second. A record may need more, up to a maximum.
const iterations = 600_000;
const maximumIterations = 10_000_000;
const saltLength = 16;

export async function encryptKey(key: string, id: string, passphrase: string): Promise<EncryptedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  const derivedKey = await deriveKey(passphrase, salt, iterations);
  return { version, salt, iterations, ...(await seal(key, derivedKey, purposeOf(id))) };
}

/** Undefined when the passphrase is wrong, or the record was changed or belongs to another account. */
export async function decryptKey(
  record: EncryptedKey,
  id: string,
  passphrase: string,
): Promise<string | undefined> {
  const derivedKey = await deriveKey(passphrase, record.salt, record.iterations);
  return unseal(record, derivedKey, purposeOf(id));
}

/** Whether a record has the form that this version writes; false for damaged records and those of a newer version. */
export function isEncryptedKey(record: unknown): record is EncryptedKey {
  if (typeof record !== 'object' || record === null) return false;
  const { version: recordVersion, salt, iterations: recordIterations, ...rest } = record as Fields;
  return (
    recordVersion === version &&
    hasLength(salt, saltLength) &&
    isSealed(rest) &&
    Number.isInteger(recordIterations) &&
    Number(recordIterations) >= iterations &&
    Number(recordIterations) <= maximumIterations
  );
}

type Fields = Partial<Record<keyof EncryptedKey, unknown>>;

async function deriveKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  count: number,
): Promise<CryptoKey> {
  // Keyboards encode accents differently; the same passphrase must result in the same bytes.
  const secret = bytesOf(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: count },
    material,
    sealingAlgorithm,
    false,
    ['encrypt', 'decrypt'],
  );
}

const purposeOf = (id: string): string => `vitals key ${version} ${id}`;
