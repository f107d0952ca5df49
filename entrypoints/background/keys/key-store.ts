// The API keys. A record in the extension's own IndexedDB says how each is stored: the record is the key under a key beside it, the
// key under a passphrase, or a marker for a key in session memory. No content script can read either.
import { createStore, del, entries, get, keys, set } from 'idb-keyval';
import { browser } from 'wxt/browser';
import type { KeyStorageChoice } from '../../../core/messages.ts';
import { ExtensionError, type ExtensionErrorKind } from '../../../core/errors.ts';
import type { KeyStorage } from '../../../core/domain/account.ts';
import { createDeviceKey, isDeviceKey, openDeviceKey } from './device-key.ts';
import { isEncryptedKey, encryptKey, decryptKey } from './key-encryption.ts';
import { forgetPresence, isOverdue } from './presence.ts';
import { keysOf } from '../../../core/storage/area-keys.ts';
import { logError, logRejection } from '../storage/error-log.ts';
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
  return choice.keyStorage === 'device' ? createDeviceKey(key, id) : sessionMarker;
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
  const key = keyStorage === 'device' ? await deviceKey(record, id) : await sessionKey(keyStorage, id);
  return typeof key === 'string' ? { keyStorage, key } : { keyStorage };
}

/** Earlier builds stored the key itself. */
const deviceKey = async (record: unknown, id: string): Promise<unknown> =>
  isDeviceKey(record) ? openDeviceKey(record, id) : record;

async function sessionKey(keyStorage: KeyStorage, id: string): Promise<unknown> {
  if (keyStorage === 'passphrase' && (await isOverdue(Date.now()))) return undefined;
  const name = sessionKeyName(keyStorage, id);
  return (await session.get(name))[name];
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

/**
 * Decrypts every key that the passphrase fits; returns the ids of their accounts. Records that this machine would encrypt with more
 * iterations, or that were encrypted under a former name, are replaced.
 */
export function unlockKeys(ids: readonly string[], passphrase: string): Promise<string[]> {
  return withLock(async () => {
    const unlocked: { id: string; key: string; iterations: number }[] = [];
    const outdated: typeof unlocked = [];
    for (const id of ids) {
      const record = await recordFor(id);
      if (!isEncryptedKey(record)) continue;
      const decrypted = await decryptKey(record, id, passphrase);
      if (!decrypted) continue;
      const { key, suitableIterations: iterations } = decrypted;
      unlocked.push({ id, key, iterations });
      if (iterations > record.iterations || record.formerId !== undefined)
        outdated.push({ id, key, iterations });
    }
    await session.set(
      Object.fromEntries(unlocked.map(({ id, key }) => [sessionKeyName('passphrase', id), key])),
    );
    for (const { id, key, iterations } of outdated)
      await logRejection(
        'unlock',
        encryptKey(key, id, passphrase, iterations).then((record) => set(id, record, records)),
      );
    return unlocked.map(({ id }) => id);
  });
}

/** Removes every unlocked key from session memory, even where the records cannot be read. */
export const lockKeys = (): Promise<void> => withLock(removeUnlockedKeys);

async function removeUnlockedKeys(): Promise<void> {
  const names = await keysOf(session);
  await session.remove(names.filter((name) => name.startsWith(sessionKeyName('passphrase', ''))));
  await forgetPresence();
  // The URLs of requests name accounts.
  performance.clearResourceTimings();
}

/**
 * Copies a key to the new name of its account. A key with a passphrase stays encrypted under the former name until it is unlocked
 * with it. Without a key nothing changes.
 */
export function copyKey(from: string, to: string): Promise<void> {
  return withLock(async () => {
    const record = await recordFor(from);
    const { keyStorage, key } = await lookUp(from);
    if (keyStorage === undefined) return;
    if (keyStorage !== 'device' && key !== undefined)
      await session.set({ [sessionKeyName(keyStorage, to)]: key });
    await wrapErrors(set(to, await renamedRecord(record, key, from, to), records));
  });
}

async function renamedRecord(
  record: unknown,
  key: string | undefined,
  from: string,
  to: string,
): Promise<unknown> {
  if (isEncryptedKey(record)) return { formerId: from, ...record };
  return keyStorageOf(record) === 'device' && key !== undefined ? createDeviceKey(key, to) : record;
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

/** Removes overdue keys, and what a change of storage left in session memory when the worker was terminated in between. */
export function removeStaleKeys(): Promise<void> {
  return withLock(async () => {
    if (await isOverdue(Date.now())) await removeUnlockedKeys();
    for (const name of (await keysOf(session)).filter(isKeyName))
      await removeStale(name.slice(name.indexOf(':') + 1));
  });
}

/** Encrypts the keys that earlier builds stored as they are. Each key is replaced by one write. */
export function encryptPlainKeys(): Promise<void> {
  return withLock(async () => {
    for (const [id, record] of await wrapErrors(entries<string, unknown>(records)))
      if (typeof record === 'string') await wrapErrors(set(id, await createDeviceKey(record, id), records));
  });
}

async function removeStale(id: string): Promise<void> {
  const keyStorage = keyStorageOf(await recordFor(id));
  const others = (['session', 'passphrase'] as const).filter((other) => other !== keyStorage);
  await session.remove(others.map((other) => sessionKeyName(other, id)));
}

function keyStorageOf(record: unknown): KeyStorage | undefined {
  if (typeof record === 'string' || isDeviceKey(record)) return 'device';
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
