// Encrypts a key with a passphrase. PBKDF2 makes the passphrase slow to guess; AES-GCM detects every change of the record.

/** A stored encrypted key. Only decryption tells whether a passphrase is right. */
export type EncryptedKey = {
  version: typeof version;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: Uint8Array<ArrayBuffer>;
};

const version = 1;
// OWASP's recommendation for PBKDF2 with SHA-256, about a third of a second. A record may need more, up to a maximum.
const iterations = 600_000;
const maximumIterations = 10_000_000;
const saltLength = 16;
const ivLength = 12;

export async function encryptKey(key: string, id: string, passphrase: string): Promise<EncryptedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const derivedKey = await deriveKey(passphrase, salt, iterations);
  const sealed = await crypto.subtle.encrypt(cipher(iv, id), derivedKey, bytesOf(key));
  return { version, salt, iterations, iv, sealed: new Uint8Array(sealed) };
}

/** Undefined when the passphrase is wrong, or the record was changed or belongs to another account. */
export async function decryptKey(
  record: EncryptedKey,
  id: string,
  passphrase: string,
): Promise<string | undefined> {
  const derivedKey = await deriveKey(passphrase, record.salt, record.iterations);
  try {
    return new TextDecoder().decode(
      await crypto.subtle.decrypt(cipher(record.iv, id), derivedKey, record.sealed),
    );
  } catch {
    return undefined;
  }
}

/** Whether a record has the form that this version writes; false for damaged records and those of a newer version. */
export function isEncryptedKey(record: unknown): record is EncryptedKey {
  if (typeof record !== 'object' || record === null) return false;
  const {
    version: recordVersion,
    salt,
    iterations: recordIterations,
    iv,
    sealed,
  } = record as Partial<Record<string, unknown>>;
  return (
    recordVersion === version &&
    hasLength(salt, saltLength) &&
    hasLength(iv, ivLength) &&
    sealed instanceof Uint8Array &&
    Number.isInteger(recordIterations) &&
    Number(recordIterations) >= iterations &&
    Number(recordIterations) <= maximumIterations
  );
}

const hasLength = (bytes: unknown, length: number): boolean =>
  bytes instanceof Uint8Array && bytes.length === length;

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
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** Binds version and account to the record: under another account or version it cannot be decrypted. */
const cipher = (iv: Uint8Array<ArrayBuffer>, id: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: bytesOf(`vitals key ${version} ${id}`),
});

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
