// AES-GCM, bound to an account. It detects every change of a record.

const ivLength = 12;

/** The algorithm of the keys that can be used here. */
export const sealingAlgorithm = { name: 'AES-GCM', length: 256 } as const;

/** Encrypted bytes with their initialization vector. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; sealed: Uint8Array<ArrayBuffer> };

/** @param purpose binds the record to its version and account: under another one it cannot be decrypted */
export async function seal(text: string, key: CryptoKey, purpose: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const sealed = await crypto.subtle.encrypt(parameters(iv, purpose), key, bytesOf(text));
  return { iv, sealed: new Uint8Array(sealed) };
}

/** Undefined where the key is wrong, or the record was changed or belongs to another account. */
export async function unseal(
  { iv, sealed }: Sealed,
  key: CryptoKey,
  purpose: string,
): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt(parameters(iv, purpose), key, sealed));
  } catch {
    return undefined;
  }
}

/** Whether the members have the form that `seal` returns. */
export const isSealed = ({ iv, sealed }: Partial<Record<keyof Sealed, unknown>>): boolean =>
  hasLength(iv, ivLength) && sealed instanceof Uint8Array;

export const hasLength = (bytes: unknown, length: number): boolean =>
  bytes instanceof Uint8Array && bytes.length === length;

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const parameters = (iv: Uint8Array<ArrayBuffer>, purpose: string): AesGcmParams => ({
  name: sealingAlgorithm.name,
  iv,
  additionalData: bytesOf(purpose),
});
