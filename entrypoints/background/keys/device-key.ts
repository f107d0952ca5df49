// A key "on this device". It is encrypted under a random key that lies beside it and is deleted with it. That does not protect it
// from anybody who has the browser's files. It keeps the key itself out of them: browsers leave deleted records in their files for
// a while, and a search of the files finds no key.
import { isSealed, seal, type Sealed, sealingAlgorithm, unseal } from './cipher.ts';

/** `beside`: cannot be exported by scripts. */
export type DeviceKey = Sealed & { version: typeof version; beside: CryptoKey };

const version = 1;

export async function createDeviceKey(key: string, id: string): Promise<DeviceKey> {
  const beside = await crypto.subtle.generateKey(sealingAlgorithm, false, ['encrypt', 'decrypt']);
  return { version, beside, ...(await seal(key, beside, purposeOf(id))) };
}

/** Undefined where the record was changed or belongs to another account. */
export const openDeviceKey = (record: DeviceKey, id: string): Promise<string | undefined> =>
  unseal(record, record.beside, purposeOf(id));

/** Whether a record has the form that this version writes. */
export function isDeviceKey(record: unknown): record is DeviceKey {
  if (typeof record !== 'object' || record === null) return false;
  const { version: recordVersion, beside, ...rest } = record as Partial<Record<keyof DeviceKey, unknown>>;
  return recordVersion === version && beside instanceof CryptoKey && isSealed(rest);
}

const purposeOf = (id: string): string => `vitals device key ${version} ${id}`;
