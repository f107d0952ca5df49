// Other users as accounts saw them in the panel. What an account with a passphrase saw is in session memory and never on disk.
import { browser } from 'wxt/browser';
import { userCachePrefix } from '../../../core/storage/schema.ts';
import { isLocked } from '../../../core/domain/account.ts';
import { normalizeId } from '../../../core/common/ids.ts';
import { isObject } from '../../../core/common/is-object.ts';
import { jsonSize } from '../../../core/common/json-size.ts';
import { findAccount } from './account-store.ts';
import type { Area } from '../../../core/storage/area-keys.ts';
import { createBatchedRead } from './batched-read.ts';
import { createDerivedRecord, parseNames } from './derived-record.ts';
import { withLock } from './mutex.ts';
import { isKeptInMemory } from './people-area.ts';

const { local, session } = browser.storage;
const readLocal = createBatchedRead(local);
const readSession = createBatchedRead(session);

const maximumUsers = 300;
// Chrome's storage.local and session memory hold 10 MB each, and the accounts must always find room. A user takes about 3 KB.
const maximumTotalBytes = 2 * 1024 * 1024;

/** The largest user that is stored, in bytes. */
export const maximumUserBytes = 128 * 1024;

/** The storage key of user `id` as account `viewer` saw them. */
export const userCacheKey = (viewer: string, id: string): string =>
  `${userCachePrefix}${encodeURIComponent(viewer)}:${normalizeId(id)}`;

/** The account that saw the user of a storage key. */
const viewerOf = (key: string): string => decodeURIComponent(key.split(':')[1] ?? '');

/** What a user is stored with. */
type StoredUser = { at: number; user?: { value: { quotas?: unknown } } };

/** What the bounds need to know of a user: when they were seen, their size, and whether the account saw their quotas. */
type UserEntry = { at: number; bytes: number; hasQuotas?: true };
type UserIndex = Record<string, UserEntry>;

const createIndex = (users: Record<string, unknown>): UserIndex =>
  Object.fromEntries(
    Object.entries(users).map(([key, value]) => [key, entryOf(value as Partial<StoredUser> | null)]),
  );

/** All cached users of an area by storage key. */
const userIndex = createDerivedRecord('cachedUsers', userCachePrefix, parseIndex, createIndex);

/** The accounts that saw the quotas of any cached user. Unlike the index it does not grow with the users. */
const quotaViewers = createDerivedRecord('quotaViewers', userCachePrefix, parseNames, (users) =>
  quotaViewersOf(createIndex(users)),
);

const quotaViewersOf = (index: UserIndex): string[] => [
  ...new Set(Object.entries(index).flatMap(([key, { hasQuotas }]) => (hasQuotas ? [viewerOf(key)] : []))),
];

/** What is stored together with every change of the cached users. */
const recordsOf = (index: UserIndex): Record<string, unknown> => ({
  [userIndex.key]: index,
  [quotaViewers.key]: quotaViewersOf(index),
});

const isEntry = (value: unknown): value is UserEntry =>
  isObject(value) && typeof value['at'] === 'number' && typeof value['bytes'] === 'number';

function parseIndex(stored: unknown): UserIndex | undefined {
  return isObject(stored) && Object.values(stored).every(isEntry) ? (stored as UserIndex) : undefined;
}

/** Also for damaged users, which go first. */
function entryOf(stored: Partial<StoredUser> | null): UserEntry {
  const { at, user } = stored ?? {};
  return {
    at: typeof at === 'number' ? at : 0,
    bytes: jsonSize(stored),
    ...(user?.value?.quotas !== undefined && { hasQuotas: true }),
  };
}

/** The accounts that saw the quotas of any cached user. */
export function accountsThatSawQuotas(): Promise<ReadonlySet<string>> {
  return withLock(
    async () => new Set([...(await quotaViewers.read(local)), ...(await quotaViewers.read(session))]),
  );
}

export async function readCachedUser(key: string): Promise<unknown> {
  return (await readSession(key)) ?? readLocal(key);
}

/**
 * Stores a user as account `viewer` saw them, and deletes the oldest users beyond 300 and beyond 2 MB. Nothing is stored for an
 * account that was removed meanwhile, or locked where its users are in memory.
 */
export function saveCachedUser(viewer: string, key: string, value: StoredUser): Promise<void> {
  return withLock(async () => {
    const account = await findAccount(viewer);
    if (!account) return;
    const isInMemory = isKeptInMemory(account);
    if (isInMemory && isLocked(account)) return;
    const area = isInMemory ? session : local;
    const index = { ...(await userIndex.read(area)), [key]: entryOf(value) };
    await area.set({ [key]: value, ...recordsOf(index) });
    await removeUsers(area, index, surplusOf(index));
  });
}

/** The keys of the oldest users beyond the bounds. */
function surplusOf(index: UserIndex): string[] {
  let total = 0;
  return Object.entries(index)
    .toSorted(([, a], [, b]) => b.at - a.at)
    .filter(([, { bytes }], place) => (total += bytes) > maximumTotalBytes || place >= maximumUsers)
    .map(([key]) => key);
}

/** The index comes last: if the worker is terminated before that, it names users who are gone, which does no harm. */
async function removeUsers(area: Area, index: UserIndex, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await area.remove([...keys]);
  const removed = new Set(keys);
  const rest = Object.entries(index).filter(([key]) => !removed.has(key));
  await area.set(recordsOf(Object.fromEntries(rest)));
}

/** @param isForgotten receives the account that saw the user, when, and whether the user is on disk */
export function dropCachedUsers(
  isForgotten: (viewer: string, at: number, isOnDisk: boolean) => boolean,
): Promise<void> {
  return withLock(async () => {
    for (const area of [local, session]) {
      const index = await userIndex.read(area);
      const forgotten = Object.entries(index).filter(([key, { at }]) =>
        isForgotten(viewerOf(key), at, area === local),
      );
      await removeUsers(
        area,
        index,
        forgotten.map(([key]) => key),
      );
    }
  });
}
