// Other users as accounts saw them in the panel. What an account with a passphrase saw is in session memory and never on disk.
import { browser } from 'wxt/browser';
import { userCachePrefix } from '../../../core/storage/schema.ts';
import { isLocked } from '../../../core/domain/account.ts';
import { normalizeId } from '../../../core/common/ids.ts';
import { jsonSize } from '../../../core/common/json-size.ts';
import { findAccount } from './account-store.ts';
import { withLock } from './mutex.ts';
import { isKeptInMemory } from './people-area.ts';

const { local, session } = browser.storage;

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

/** All users that account `viewer` has cached. */
export async function readUsersCachedBy(viewer: string): Promise<unknown[]> {
  const stored = [...(await cachedIn(local)), ...(await cachedIn(session))];
  return stored.flatMap(([key, value]) => (key.startsWith(userCacheKey(viewer, '')) ? [value] : []));
}

export async function readCachedUser(key: string): Promise<unknown> {
  return (await session.get(key))[key] ?? (await local.get(key))[key];
}

/**
 * Stores a user as account `viewer` saw them, and deletes the oldest users beyond 300 and beyond 2 MB. Nothing is stored for an
 * account that was removed meanwhile, or locked where its users are in memory.
 */
export function saveCachedUser(viewer: string, key: string, value: { at: number }): Promise<void> {
  return withLock(async () => {
    const account = await findAccount(viewer);
    if (!account) return;
    const isInMemory = isKeptInMemory(account);
    if (isInMemory && isLocked(account)) return;
    const area = isInMemory ? session : local;
    await area.set({ [key]: value });
    const surplus = surplusOf(await cachedIn(area));
    if (surplus.length > 0) await area.remove(surplus);
  });
}

/** The keys of the oldest users beyond the bounds. */
function surplusOf(cached: [key: string, value: unknown][]): string[] {
  let total = 0;
  return cached
    .toSorted((a, b) => cachedAt(b[1]) - cachedAt(a[1]))
    .filter(([, value], index) => (total += jsonSize(value)) > maximumTotalBytes || index >= maximumUsers)
    .map(([key]) => key);
}

/** @param isForgotten receives the account that saw the user, when, and whether the user is on disk */
export function dropCachedUsers(
  isForgotten: (viewer: string, at: number, isOnDisk: boolean) => boolean,
): Promise<void> {
  return withLock(async () => {
    for (const area of [local, session]) {
      const forgotten = (await cachedIn(area)).filter(([key, value]) =>
        isForgotten(viewerOf(key), cachedAt(value), area === local),
      );
      if (forgotten.length > 0) await area.remove(forgotten.map(([key]) => key));
    }
  });
}

const cachedIn = async (area: typeof local | typeof session): Promise<[key: string, value: unknown][]> =>
  Object.entries(await area.get(null)).filter(([key]) => key.startsWith(userCachePrefix));

const cachedAt = (value: unknown): number => (value as { at?: number } | null)?.at ?? 0;
