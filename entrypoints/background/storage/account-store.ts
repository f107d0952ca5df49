// Accounts, settings and cached users in storage.local. Changes run one after another, each based on the result of the previous
// one.
import { browser } from 'wxt/browser';
import {
  accountPrefix,
  type Index,
  indexKey,
  isNewerIndex,
  lookupBudgetPrefix,
  notificationsShownKey,
  parseIndex,
  parseSettings,
  parseState,
  userCachePrefix,
  type Settings,
  settingsKey,
  type State,
} from '../../../core/storage/schema.ts';
import { ExtensionError } from '../../../core/errors.ts';
import type { Account } from '../../../core/domain/account.ts';
import { sanitizeAccount } from './sanitize-account.ts';
import { whenMigrated } from './migration.ts';
import { withLock } from './mutex.ts';
import { normalizeId } from '../../../core/common/ids.ts';

const { local } = browser.storage;

export const currentState = (): Promise<State> => loadState(null);

/** Reads the index and this account alone: what else is stored may be large. */
export async function findAccount(id: string): Promise<Account | undefined> {
  const { accounts } = await loadState([indexKey, accountPrefix + id]);
  return accounts.find((account) => account.id === id);
}

/** @param keys those of storage.local to read; null reads all */
async function loadState(keys: string[] | null): Promise<State> {
  await whenMigrated();
  const state = parseState(await local.get(keys));
  return { ...state, accounts: state.accounts.map(sanitizeAccount) };
}

/** Changes a stored account; an account that was removed meanwhile stays removed. */
export function updateAccount(id: string, change: (account: Account) => Account): Promise<void> {
  return withLock(async () => {
    const account = await findAccount(id);
    if (account) await local.set({ [accountPrefix + id]: change(account) });
  });
}

/** Stores an account, based on the existing one, and makes it the current account. Returns whether there was one. */
export function saveAccount(id: string, make: (existing: Account | undefined) => Account): Promise<boolean> {
  return withLock(async () => {
    const index = await storedIndex();
    const ids = index.ids.includes(id) ? index.ids : [...index.ids, id];
    const existing = await findAccount(id);
    await local.set({ [accountPrefix + id]: make(existing), [indexKey]: { ...index, ids, current: id } });
    return existing !== undefined;
  });
}

/**
 * Removes an account with the users that it has cached. The index comes last: if the worker is terminated before that, only the
 * id in the index is left.
 */
export function deleteAccount(id: string): Promise<void> {
  return withLock(async () => {
    const { current, ...index } = await storedIndex();
    const stored = await local.get(null);
    const cached = Object.keys(stored).filter((key) => key.startsWith(userCacheKey(id, '')));
    await local.remove([accountPrefix + id, lookupBudgetPrefix + id, ...cached]);
    const ids = index.ids.filter((other) => other !== id);
    const next = current === id ? ids[0] : current;
    const notifications = Object.entries(parseNotifications(stored[notificationsShownKey])).filter(
      ([key]) => !key.startsWith(`${id} `),
    );
    await local.set({
      [indexKey]: { ...index, ids, ...(next !== undefined && { current: next }) } satisfies Index,
      ...(notificationsShownKey in stored && { [notificationsShownKey]: Object.fromEntries(notifications) }),
    });
  });
}

export function chooseAccount(id: string): Promise<void> {
  return withLock(async () => {
    const index = await storedIndex();
    if (index.ids.includes(id)) await local.set({ [indexKey]: { ...index, current: id } });
  });
}

/** Writes nothing where the settings are already as wanted. */
export function updateSettings(change: Partial<Settings>): Promise<void> {
  return withLock(async () => {
    await storedIndex();
    const settings: Record<string, unknown> = parseSettings((await local.get(settingsKey))[settingsKey]);
    if (Object.entries(change).every(([name, value]) => settings[name] === value)) return;
    await local.set({ [settingsKey]: parseSettings({ ...settings, ...change }) });
  });
}

/**
 * Marks notifications as shown, each until its time.
 * @param wanted `until`: milliseconds since the epoch
 * @returns the keys of those that were not shown before
 */
export function claimNotifications(
  wanted: readonly { key: string; until: number }[],
  now: number,
): Promise<string[]> {
  return withLock(async () => {
    const { [notificationsShownKey]: stored } = await local.get(notificationsShownKey);
    const shown = Object.entries(parseNotifications(stored)).filter(([, until]) => until > now);
    const shownKeys = new Set(shown.map(([key]) => key));
    const added = wanted.filter(({ key }) => !shownKeys.has(key));
    if (added.length > 0) {
      const all = [...shown, ...added.map(({ key, until }) => [key, until] as const)];
      await local.set({ [notificationsShownKey]: Object.fromEntries(all) });
    }
    return added.map(({ key }) => key);
  });
}

const parseNotifications = (stored: unknown): Record<string, number> =>
  typeof stored === 'object' && stored !== null ? { ...(stored as Record<string, number>) } : {};

/** The storage key of user `id` as account `viewer` saw them. */
export const userCacheKey = (viewer: string, id: string): string =>
  `${userCachePrefix}${encodeURIComponent(viewer)}:${normalizeId(id)}`;

/** All users that account `viewer` has cached. */
export async function readUsersCachedBy(viewer: string): Promise<unknown[]> {
  const stored = Object.entries(await local.get(null));
  return stored.flatMap(([key, value]) => (key.startsWith(userCacheKey(viewer, '')) ? [value] : []));
}

export async function readCachedUser(key: string): Promise<unknown> {
  return (await local.get(key))[key];
}

/**
 * Stores a user as account `viewer` saw them, and deletes the oldest users beyond `most`. Nothing is stored for an account that was
 * removed meanwhile.
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
    const cached = Object.entries(await local.get(null)).filter(([name]) => name.startsWith(userCachePrefix));
    const oldest = cached.toSorted((a, b) => cachedAt(b[1]) - cachedAt(a[1])).slice(most);
    if (oldest.length > 0) await local.remove(oldest.map(([name]) => name));
  });
}

const cachedAt = (value: unknown): number => (value as { at?: number } | null)?.at ?? 0;

/** @throws ExtensionError `newer` where a newer version wrote the storage: nothing of it may be changed */
export async function requireSupportedVersion(): Promise<void> {
  await storedIndex();
}

/** @throws ExtensionError `newer` where a newer version wrote the index */
export async function storedIndex(): Promise<Index> {
  await whenMigrated();
  const stored = await local.get(null);
  if (isNewerIndex(stored[indexKey])) throw new ExtensionError('newer');
  return parseIndex(stored);
}
