// The only writer of storage.local. Changes are made one after another, each on what the one before has left.
import { browser } from 'wxt/browser';
import {
  accountPrefix,
  type Index,
  indexKey,
  isNewerIndex,
  notificationsShownKey,
  parseIndex,
  parseSettings,
  parseState,
  userCachePrefix,
  type Settings,
  settingsKey,
  type State,
} from '../../../core/storage/schema.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { Account } from '../../../core/domain/account.ts';
import { sanitizeAccount } from './sanitize-account.ts';
import { withLock } from './mutex.ts';
import { normalizeId } from '../../../core/common/ids.ts';

const { local } = browser.storage;

export async function currentState(): Promise<State> {
  const state = parseState(await local.get(null));
  return { ...state, accounts: state.accounts.map(sanitizeAccount) };
}

export async function findAccount(id: string): Promise<Account | undefined> {
  return (await currentState()).accounts.find((account) => account.id === id);
}

/** Changes a stored account; nothing happens to one that was removed in the meantime. */
export function updateAccount(id: string, change: (account: Account) => Account): Promise<void> {
  return withLock(async () => {
    const account = await findAccount(id);
    if (account) await local.set({ [accountPrefix + id]: change(account) });
  });
}

/** Stores an account, made of what is known of it, and makes it the current one. Answers whether it was known. */
export function saveAccount(id: string, make: (known: Account | undefined) => Account): Promise<boolean> {
  return withLock(async () => {
    const index = await storedIndex();
    const ids = index.ids.includes(id) ? index.ids : [...index.ids, id];
    const known = await findAccount(id);
    await local.set({ [accountPrefix + id]: make(known), [indexKey]: { ...index, ids, current: id } });
    return known !== undefined;
  });
}

/**
 * Removes an account with everything that it has seen. The index comes last: if the worker dies before, what is left of
 * the account is a name in it.
 */
export function deleteAccount(id: string): Promise<void> {
  return withLock(async () => {
    const { current, ...index } = await storedIndex();
    const stored = await local.get(null);
    const seen = Object.keys(stored).filter((key) => key.startsWith(userCacheKey(id, '')));
    await local.remove([accountPrefix + id, ...seen]);
    const ids = index.ids.filter((other) => other !== id);
    const next = current === id ? ids[0] : current;
    const notices = Object.entries(parseNotifications(stored[notificationsShownKey])).filter(
      ([key]) => !key.startsWith(`${id} `),
    );
    await local.set({
      [indexKey]: { ...index, ids, ...(next !== undefined && { current: next }) } satisfies Index,
      ...(notificationsShownKey in stored && { [notificationsShownKey]: Object.fromEntries(notices) }),
    });
  });
}

export function chooseAccount(id: string): Promise<void> {
  return withLock(async () => {
    const index = await storedIndex();
    if (index.ids.includes(id)) await local.set({ [indexKey]: { ...index, current: id } });
  });
}

export function updateSettings(change: Partial<Settings>): Promise<void> {
  return withLock(async () => {
    await storedIndex();
    const { [settingsKey]: stored } = await local.get(settingsKey);
    await local.set({ [settingsKey]: parseSettings({ ...parseSettings(stored), ...change }) });
  });
}

/**
 * Of notices about to be shown those that are new; they are remembered until their time is over.
 * @param wanted `until`: milliseconds since the epoch
 * @returns the keys that were not remembered yet
 */
export function claimNotifications(
  wanted: readonly { key: string; until: number }[],
  now: number,
): Promise<string[]> {
  return withLock(async () => {
    const { [notificationsShownKey]: stored } = await local.get(notificationsShownKey);
    const shown = Object.entries(parseNotifications(stored)).filter(([, until]) => until > now);
    const known = new Set(shown.map(([key]) => key));
    const news = wanted.filter(({ key }) => !known.has(key));
    if (news.length > 0) {
      const all = [...shown, ...news.map(({ key, until }) => [key, until] as const)];
      await local.set({ [notificationsShownKey]: Object.fromEntries(all) });
    }
    return news.map(({ key }) => key);
  });
}

const parseNotifications = (stored: unknown): Record<string, number> =>
  typeof stored === 'object' && stored !== null ? { ...(stored as Record<string, number>) } : {};

/** Where it is kept what account `viewer` saw of user `id`; VirusTotal's ids are taken not to tell case apart. */
export const userCacheKey = (viewer: string, id: string): string =>
  `${userCachePrefix}${encodeURIComponent(viewer)}:${normalizeId(id)}`;

/** All that account `viewer` saw of others. */
export async function readUsersCachedBy(viewer: string): Promise<unknown[]> {
  const stored = Object.entries(await local.get(null));
  return stored.flatMap(([key, value]) => (key.startsWith(userCacheKey(viewer, '')) ? [value] : []));
}

export async function readCachedUser(key: string): Promise<unknown> {
  return (await local.get(key))[key];
}

/**
 * Stores what account `viewer` saw of a user and lets go of the oldest when there are more than `most`. Nothing is stored for
 * an account that was removed in the meantime.
 */
export function saveCachedUser(
  viewer: string,
  key: string,
  value: { at: number },
  most: number,
): Promise<void> {
  return withLock(async () => {
    if (!(await findAccount(viewer))) return;
    await local.set({ [key]: value });
    const seen = Object.entries(await local.get(null)).filter(([name]) => name.startsWith(userCachePrefix));
    const oldest = seen.toSorted((a, b) => cachedAt(b[1]) - cachedAt(a[1])).slice(most);
    if (oldest.length > 0) await local.remove(oldest.map(([name]) => name));
  });
}

const cachedAt = (value: unknown): number => (value as { at?: number } | null)?.at ?? 0;

/** @throws VirusTotalError `newer` where storage is of a newer extension: nothing of it may be touched */
export async function requireSupportedVersion(): Promise<void> {
  await storedIndex();
}

/** @throws VirusTotalError `newer` when it was written by a newer extension, which is to find it as it was */
export async function storedIndex(): Promise<Index> {
  const stored = await local.get(null);
  if (isNewerIndex(stored[indexKey])) throw new VirusTotalError('newer');
  return parseIndex(stored);
}
