// Accounts and settings in storage.local. Changes run one after another, each based on the result of the previous
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
  type Settings,
  settingsKey,
  type State,
} from '../../../core/storage/schema.ts';
import { readIndexEntry, readStateEntries } from '../../../core/storage/state-reader.ts';
import { ExtensionError } from '../../../core/errors.ts';
import type { Account } from '../../../core/domain/account.ts';
import { retainChecked, sanitizeAccounts } from './sanitize-account.ts';
import { whenMigrated } from './migration.ts';
import { withLock } from './mutex.ts';
import { withoutPeople } from './people-area.ts';
import { isObject } from '../../../core/common/is-object.ts';
import { minute } from '../../../core/common/time-units.ts';

const { local, session } = browser.storage;

export async function currentState(): Promise<State> {
  return stateOf(await currentEntries());
}

/** The stored entries of the state, for `stateOf`. */
export async function currentEntries(): Promise<Record<string, unknown>> {
  await whenMigrated();
  return readStateEntries();
}

/** The state that the entries hold. */
export function stateOf(entries: Record<string, unknown>): State {
  const state = toState(entries);
  retainChecked(state.accounts.map(({ id }) => id));
  return state;
}

/** Reads the index and this account alone: what else is stored may be large. */
export async function findAccount(id: string): Promise<Account | undefined> {
  await whenMigrated();
  const { accounts } = toState(await local.get([indexKey, accountPrefix + id]));
  return accounts.find((account) => account.id === id);
}

function toState(stored: Record<string, unknown>): State {
  const state = parseState(stored);
  return { ...state, accounts: sanitizeAccounts(state.accounts) };
}

/** Changes a stored account; an account that was removed meanwhile stays removed. */
export function updateAccount(id: string, change: (account: Account) => Account): Promise<void> {
  return withLock(async () => {
    const account = await findAccount(id);
    if (account) await local.set({ [accountPrefix + id]: withoutPeople(change(account)) });
  });
}

/** Stores an account, based on the existing one, and makes it the current account. Returns whether there was one. */
export function saveAccount(id: string, make: (existing: Account | undefined) => Account): Promise<boolean> {
  return withLock(async () => {
    const index = await storedIndex();
    const ids = index.ids.includes(id) ? index.ids : [...index.ids, id];
    const existing = await findAccount(id);
    await local.set({
      [accountPrefix + id]: withoutPeople(make(existing)),
      [indexKey]: { ...index, ids, current: id },
    });
    return existing !== undefined;
  });
}

/** Removes an account. The index comes last: if the worker is terminated before that, only the id in the index is left. */
export function deleteAccount(id: string): Promise<void> {
  return withLock(async () => {
    const { current, ...index } = await storedIndex();
    const { [notificationsShownKey]: shown } = await local.get(notificationsShownKey);
    await local.remove([accountPrefix + id, lookupBudgetPrefix + id]);
    const ids = index.ids.filter((other) => other !== id);
    const next = current === id ? ids[0] : current;
    const notifications = Object.entries(parseNotifications(shown)).filter(
      ([key]) => !key.startsWith(`${id} `),
    );
    await local.set({
      [indexKey]: { ...index, ids, ...(next !== undefined && { current: next }) } satisfies Index,
      ...(isObject(shown) && { [notificationsShownKey]: Object.fromEntries(notifications) }),
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

// Names of quotas are foreign and may be long. An account has about ten limits with two thresholds each.
const maximumShownNotifications = 200;
const notifiedAtKey = 'notifiedAt';

/**
 * Marks the first notification that was not shown before as shown until its time. Hostile figures must not cover the screen, so
 * there is at most one a minute; the others wait for the next check.
 * @param wanted `until`: milliseconds since the epoch
 * @returns its key
 */
export function claimNotification(
  wanted: readonly { key: string; until: number }[],
  now: number,
): Promise<string | undefined> {
  return withLock(async () => {
    const { [notificationsShownKey]: stored } = await local.get(notificationsShownKey);
    const shown = new Map(Object.entries(parseNotifications(stored)).filter(([, until]) => until > now));
    const next = wanted.find(({ key }) => !shown.has(key));
    if (!next || (await wasNotified(now))) return undefined;
    await session.set({ [notifiedAtKey]: now });
    const all = [...shown, [next.key, next.until] as const].slice(-maximumShownNotifications);
    await local.set({ [notificationsShownKey]: Object.fromEntries(all) });
    return next.key;
  });
}

/** Whether a notification was shown within the last minute. A time in the future comes from a clock that was set back. */
async function wasNotified(now: number): Promise<boolean> {
  const { [notifiedAtKey]: at } = await session.get(notifiedAtKey);
  return typeof at === 'number' && at <= now && now - at < minute;
}

const parseNotifications = (stored: unknown): Record<string, number> =>
  isObject(stored) ? { ...(stored as Record<string, number>) } : {};

/** @throws ExtensionError `newer` where a newer version wrote the storage: nothing of it may be changed */
export async function requireSupportedVersion(): Promise<void> {
  await storedIndex();
}

/** @throws ExtensionError `newer` where a newer version wrote the index */
export async function storedIndex(): Promise<Index> {
  await whenMigrated();
  const stored = await readIndexEntry();
  if (isNewerIndex(stored[indexKey])) throw new ExtensionError('newer');
  return parseIndex(stored);
}
