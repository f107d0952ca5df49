// How a key is sealed by a passphrase: PBKDF2 makes the passphrase slow to guess, AES-GCM notices every change of the record.

/** A sealed key as it lies in the vault. Nothing in it tells whether a passphrase is right but opening it. */
export type Sealed = {
  version: typeof version;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: Uint8Array<ArrayBuffer>;
};

const version = 1;
// OWASP's figure for PBKDF2 with SHA-256; about a third of a second. A record may ask for more, not without end.
const iterations = 600_000;
const mostIterations = 10_000_000;
const saltLength = 16;
const ivLength = 12;

export async function seal(key: string, id: string, passphrase: string): Promise<Sealed> {
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const lock = await deriveKey(passphrase, salt, iterations);
  const sealed = await crypto.subtle.encrypt(cipher(iv, id), lock, bytesOf(key));
  return { version, salt, iterations, iv, sealed: new Uint8Array(sealed) };
}

/** The key; undefined when the passphrase is another one, or the record was changed or belongs to another account. */
export async function unseal(record: Sealed, id: string, passphrase: string): Promise<string | undefined> {
  const lock = await deriveKey(passphrase, record.salt, record.iterations);
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt(cipher(record.iv, id), lock, record.sealed));
  } catch {
    return undefined;
  }
}

/** Whether a record has the form that this version writes; false for damaged ones and those of a newer version. */
export function isSealed(record: unknown): record is Sealed {
  if (typeof record !== 'object' || record === null) return false;
  const { version: form, salt, iterations: times, iv, sealed } = record as Partial<Record<string, unknown>>;
  return (
    form === version &&
    hasLength(salt, saltLength) &&
    hasLength(iv, ivLength) &&
    sealed instanceof Uint8Array &&
    Number.isInteger(times) &&
    Number(times) >= iterations &&
    Number(times) <= mostIterations
  );
}

const hasLength = (bytes: unknown, length: number): boolean =>
  bytes instanceof Uint8Array && bytes.length === length;

async function deriveKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  times: number,
): Promise<CryptoKey> {
  // Keyboards differ in how they write an accent; the same passphrase must make the same bytes.
  const secret = bytesOf(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: times },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** Form and account are bound to the record: moved to another account, or called another form, it does not open. */
const cipher = (iv: Uint8Array<ArrayBuffer>, id: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: bytesOf(`vitals key ${version} ${id}`),
});

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
