// The one room that knows API keys. A record in the extension's own IndexedDB says how each is kept: it is the key itself, the
// key sealed by a passphrase, or a note that the key lies in session memory. No content script reaches either place.
import { createStore, del, get, keys, set } from 'idb-keyval';
import { browser } from 'wxt/browser';
import type { KeyStorageChoice } from '../../../core/messages.ts';
import { type FailureKind, VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { KeyStorage } from '../../../core/domain/account.ts';
import { isSealed, seal, unseal } from './key-encryption.ts';
import { logError } from '../storage/error-log.ts';
import { createMutex } from '../storage/mutex.ts';

const records = createStore('vault', 'keys');
const { session } = browser.storage;
const withLock = createMutex();

// The same text for every account: that the key lies in session memory, and that it is gone when it does not.
const note = { kept: 'session' } as const;

/** Where a key lies in session memory. Each way has a place of its own, so that locking need not read the records. */
const sessionKeyName = (keeping: KeyStorage, id: string): string => `${keeping}:${id}`;

/**
 * Stores a key.
 * @throws VirusTotalError `no-vault`; then the key is kept as it was before
 */
export const storeKey = (id: string, key: string, way: KeyStorageChoice): Promise<void> =>
  withLock(() => put(id, key, way));

/**
 * Keeps a key in another way.
 * @throws VirusTotalError `no-key`, `locked` or `no-vault`; then the key is kept as it was before
 */
export const changeStorage = (id: string, way: KeyStorageChoice): Promise<void> =>
  withLock(async () => put(id, usable(await lookUp(id)), way));

/**
 * Writing the record is the one moment at which the way changes: what the new way needs is there before it, and what the old
 * one left is removed after it, by the next start if the worker dies between.
 */
async function put(id: string, key: string, way: KeyStorageChoice): Promise<void> {
  const record = await recordOf(id, key, way);
  try {
    if (way.keeping !== 'device') await session.set({ [sessionKeyName(way.keeping, id)]: key });
    await wrapErrors(set(id, record, records));
  } finally {
    await removeStale(id);
  }
}

async function recordOf(id: string, key: string, way: KeyStorageChoice): Promise<unknown> {
  if (way.keeping === 'passphrase') return seal(key, id, way.passphrase);
  return way.keeping === 'device' ? key : note;
}

/** How an account's key is kept, and the key where it can be used now. Both absent where there is no readable record. */
export type StoredKey = { keeping?: KeyStorage; key?: string };

/** @throws VirusTotalError `no-vault` */
export const findKey = (id: string): Promise<StoredKey> => withLock(() => lookUp(id));

/** @throws VirusTotalError `no-key`, `locked` or `no-vault` */
export const keyOf = async (id: string): Promise<string> => usable(await findKey(id));

async function lookUp(id: string): Promise<StoredKey> {
  const record = await recordFor(id);
  const keeping = keyStorageOf(record);
  if (keeping === undefined) return {};
  const name = sessionKeyName(keeping, id);
  const key = typeof record === 'string' ? record : (await session.get(name))[name];
  return typeof key === 'string' ? { keeping, key } : { keeping };
}

function usable(kept: StoredKey): string {
  if (kept.key === undefined) throw new VirusTotalError(keyProblem(kept) ?? 'no-key');
  return kept.key;
}

/** What is said of a key that cannot be used now; undefined where it can. */
export function keyProblem({
  keeping,
  key,
}: StoredKey): Extract<FailureKind, 'locked' | 'no-key'> | undefined {
  if (key !== undefined) return undefined;
  return keeping === 'passphrase' ? 'locked' : 'no-key';
}

/** Opens the sealed keys that the passphrase opens; answers whose. */
export function unlockKeys(ids: readonly string[], passphrase: string): Promise<string[]> {
  return withLock(async () => {
    const opened: [name: string, key: string][] = [];
    const whose: string[] = [];
    for (const id of ids) {
      const record = await recordFor(id);
      const key = isSealed(record) ? await unseal(record, id, passphrase) : undefined;
      if (key === undefined) continue;
      whose.push(id);
      opened.push([sessionKeyName('passphrase', id), key]);
    }
    await session.set(Object.fromEntries(opened));
    return whose;
  });
}

/** Takes every unlocked key out of session memory. Works even where the records cannot be read. */
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
 * The ids of all accounts that have a record here.
 * @throws VirusTotalError `no-vault`
 */
export const accountsWithKey = (): Promise<string[]> => withLock(() => wrapErrors(keys<string>(records)));

/** Removes what a change of the way left in session memory when the worker died in its middle. */
export function removeStaleKeys(): Promise<void> {
  return withLock(async () => {
    for (const name of Object.keys(await session.get(null)))
      await removeStale(name.slice(name.indexOf(':') + 1));
  });
}

async function removeStale(id: string): Promise<void> {
  const keeping = keyStorageOf(await recordFor(id));
  const others = (['session', 'passphrase'] as const).filter((other) => other !== keeping);
  await session.remove(others.map((other) => sessionKeyName(other, id)));
}

function keyStorageOf(record: unknown): KeyStorage | undefined {
  if (typeof record === 'string') return 'device';
  if (isSealed(record)) return 'passphrase';
  const { kept } = (record ?? {}) as { kept?: unknown };
  return kept === note.kept ? 'session' : undefined;
}

const recordFor = (id: string): Promise<unknown> => wrapErrors(get<unknown>(id, records));

async function wrapErrors<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    await logError('vault', error);
    throw new VirusTotalError('no-vault');
  }
}
