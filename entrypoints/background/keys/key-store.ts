// The API keys. A record in the extension's own IndexedDB says how each is stored: the record is the key, the encrypted key, or
// a marker for a key in session memory. No content script can read either.
import { createStore, del, get, keys, set } from 'idb-keyval';
import { browser } from 'wxt/browser';
import type { KeyStorageChoice } from '../../../core/messages.ts';
import { ExtensionError, type ExtensionErrorKind } from '../../../core/errors.ts';
import type { KeyStorage } from '../../../core/domain/account.ts';
import { isEncryptedKey, encryptKey, decryptKey } from './key-encryption.ts';
import { logError } from '../storage/error-log.ts';
import { createMutex } from '../storage/mutex.ts';

const records = createStore('vault', 'keys');
const { session } = browser.storage;
const withLock = createMutex();

// Marks a key in session memory. If the key is not there, it is lost.
const sessionMarker = { kept: 'session' } as const;

const isKeyName = (name: string): boolean => /^(?:session|passphrase):/u.test(name);

/** Each kind of storage has its own names in session memory, so that locking need not read the records. */
const sessionKeyName = (keyStorage: KeyStorage, id: string): string => `${keyStorage}:${id}`;

/**
 * Stores a key.
 * @throws ExtensionError `no-key-store`; then the storage is unchanged
 */
export const storeKey = (id: string, key: string, choice: KeyStorageChoice): Promise<void> =>
  withLock(() => put(id, key, choice));

/**
 * Changes how a key is stored.
 * @throws ExtensionError `no-key`, `locked` or `no-key-store`; then the storage is unchanged
 */
export const changeStorage = (id: string, choice: KeyStorageChoice): Promise<void> =>
  withLock(async () => put(id, requireKey(await lookUp(id)), choice));

/**
 * Writing the record changes the storage. Whatever the new storage needs is written before, and leftovers of the old one are
 * removed afterwards, or at the next start if the worker is terminated in between.
 */
async function put(id: string, key: string, choice: KeyStorageChoice): Promise<void> {
  const record = await createRecord(id, key, choice);
  try {
    if (choice.keyStorage !== 'device') await session.set({ [sessionKeyName(choice.keyStorage, id)]: key });
    await wrapErrors(set(id, record, records));
  } finally {
    await removeStale(id);
  }
}

async function createRecord(id: string, key: string, choice: KeyStorageChoice): Promise<unknown> {
  if (choice.keyStorage === 'passphrase') return encryptKey(key, id, choice.passphrase);
  return choice.keyStorage === 'device' ? key : sessionMarker;
}

/** How a key is stored, and the key where it can be used now. Both are absent without a readable record. */
export type StoredKey = { keyStorage?: KeyStorage; key?: string };

/** @throws ExtensionError `no-key-store` */
export const findKey = (id: string): Promise<StoredKey> => withLock(() => lookUp(id));

/** @throws ExtensionError `no-key`, `locked` or `no-key-store` */
export const keyOf = async (id: string): Promise<string> => requireKey(await findKey(id));

async function lookUp(id: string): Promise<StoredKey> {
  const record = await recordFor(id);
  const keyStorage = keyStorageOf(record);
  if (keyStorage === undefined) return {};
  const name = sessionKeyName(keyStorage, id);
  const key = typeof record === 'string' ? record : (await session.get(name))[name];
  return typeof key === 'string' ? { keyStorage, key } : { keyStorage };
}

function requireKey(stored: StoredKey): string {
  if (stored.key === undefined) throw new ExtensionError(keyProblem(stored) ?? 'no-key');
  return stored.key;
}

/** Why a key cannot be used now; undefined where it can. */
export function keyProblem({
  keyStorage,
  key,
}: StoredKey): Extract<ExtensionErrorKind, 'locked' | 'no-key'> | undefined {
  if (key !== undefined) return undefined;
  return keyStorage === 'passphrase' ? 'locked' : 'no-key';
}

/** Decrypts every key that the passphrase fits; returns the ids of their accounts. */
export function unlockKeys(ids: readonly string[], passphrase: string): Promise<string[]> {
  return withLock(async () => {
    const sessionKeys: [name: string, key: string][] = [];
    const unlocked: string[] = [];
    for (const id of ids) {
      const record = await recordFor(id);
      const key = isEncryptedKey(record) ? await decryptKey(record, id, passphrase) : undefined;
      if (key === undefined) continue;
      unlocked.push(id);
      sessionKeys.push([sessionKeyName('passphrase', id), key]);
    }
    await session.set(Object.fromEntries(sessionKeys));
    return unlocked;
  });
}

/** Removes every unlocked key from session memory, even where the records cannot be read. */
export function lockKeys(): Promise<void> {
  return withLock(async () => {
    const names = Object.keys(await session.get(null));
    await session.remove(names.filter((name) => name.startsWith(sessionKeyName('passphrase', ''))));
  });
}

export function deleteKey(id: string): Promise<void> {
  return withLock(async () => {
    await wrapErrors(del(id, records));
    await removeStale(id);
  });
}

/**
 * The ids of all accounts with a record.
 * @throws ExtensionError `no-key-store`
 */
export const accountsWithKey = (): Promise<string[]> => withLock(() => wrapErrors(keys<string>(records)));

/** Removes what a change of storage left in session memory when the worker was terminated in between. */
export function removeStaleKeys(): Promise<void> {
  return withLock(async () => {
    for (const name of Object.keys(await session.get(null)).filter(isKeyName))
      await removeStale(name.slice(name.indexOf(':') + 1));
  });
}

async function removeStale(id: string): Promise<void> {
  const keyStorage = keyStorageOf(await recordFor(id));
  const others = (['session', 'passphrase'] as const).filter((other) => other !== keyStorage);
  await session.remove(others.map((other) => sessionKeyName(other, id)));
}

function keyStorageOf(record: unknown): KeyStorage | undefined {
  if (typeof record === 'string') return 'device';
  if (isEncryptedKey(record)) return 'passphrase';
  const { kept } = (record ?? {}) as { kept?: unknown };
  return kept === sessionMarker.kept ? 'session' : undefined;
}

const recordFor = (id: string): Promise<unknown> => wrapErrors(get<unknown>(id, records));

async function wrapErrors<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    await logError('keyStore', error);
    throw new ExtensionError('no-key-store');
  }
}
