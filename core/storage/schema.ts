// The stored state in storage.local. It never contains a key; the background's key store has those.
import { isObject } from '../common/is-object.ts';
import type { Account, KeyStorage } from '../domain/account.ts';

export type Settings = {
  /** Minutes between two refreshes of the quotas, one of `refreshChoices`. */
  refreshMinutes: number;
  /** Whether to show a system notification when a limit runs low. */
  notificationsEnabled: boolean;
  /** Minutes of inactivity after which encrypted keys are locked; 0: only when the browser closes. */
  autoLockMinutes: number;
  /** How many lookups pages may cause on a day with each account, one of `lookupChoices`. */
  lookupsPerDay: number;
  /** Days after which data about other people is forgotten, one of `retentionChoices`. */
  peopleRetentionDays: number;
  /** Whether the panel is collapsed to one line. */
  panelCollapsed: boolean;
  /** When to show the panel on VirusTotal's pages. */
  panelMode: PanelMode;
  /** Whether the explanation of the meters' bars in the popup was dismissed. */
  barKeyDismissed: boolean;
  /** The key storage that was chosen last. The form that adds an account starts with it. */
  keyStorage: KeyStorage;
};

/** `click`: the panel is collapsed and makes no requests until it is expanded. */
export type PanelMode = (typeof panelModes)[number];
export const panelModes = ['always', 'click', 'never'] as const;

export type State = {
  /** A newer version of the extension wrote the storage, so nothing in it is interpreted. */
  isFromNewerVersion: boolean;
  /** In the order in which they were added. */
  accounts: Account[];
  /** The id of the account that popup and badge show. */
  current: string | undefined;
  settings: Settings;
};

export const defaultSettings: Settings = {
  refreshMinutes: 15,
  notificationsEnabled: false,
  autoLockMinutes: 15,
  lookupsPerDay: 60,
  peopleRetentionDays: 30,
  panelCollapsed: false,
  panelMode: 'always',
  barKeyDismissed: false,
  keyStorage: 'device',
};

export const keyStorageChoices = ['device', 'session', 'passphrase'] as const satisfies KeyStorage[];

export const refreshChoices = [5, 10, 15, 30, 60, 120] as const;

export const lockChoices = [5, 15, 60, 0] as const;

export const lookupChoices = [60, 30, 10, 5] as const;

export const retentionChoices = [1, 7, 14, 30, 60, 90] as const;

/** The version of the stored format. A newer extension that changes the format increments it. */
export const stateVersion = 3;

export const indexKey = 'index';
export const settingsKey = 'settings';
/** Shown notifications, each with the time until which it is not repeated. */
export const notificationsShownKey = 'notificationsShown';
export const accountPrefix = 'account:';
/** Cached users for the panel; see the background's `user-lookup.ts`. */
export const userCachePrefix = 'user-cache:';
/** How many lookups pages have caused with an account. */
export const lookupBudgetPrefix = 'lookup-budget:';

export type Index = { version: number; ids: string[]; current?: string };

/** The account that popup and badge show; undefined without accounts. */
export function currentAccount(state: State): Account | undefined {
  return state.accounts.find(({ id }) => id === state.current) ?? state.accounts[0];
}

/** Whether the key belongs to the state. What else is stored may be large. */
export const isStateKey = (key: string): boolean =>
  key === indexKey || key === settingsKey || key.startsWith(accountPrefix);

/** Where the accounts of a stored index are; undefined where it is missing or damaged. Those of a newer version stay unread. */
export function accountKeys(index: unknown): string[] | undefined {
  if (isNewerIndex(index)) return [];
  const ids: unknown = isObject(index) ? index['ids'] : undefined;
  return (isOlderIndex(index) || isCurrentIndex(index)) && Array.isArray(ids)
    ? ids.filter((id) => typeof id === 'string').map((id) => accountPrefix + id)
    : undefined;
}

/**
 * Parses the entries of `state-reader.ts`, or all of storage. Damaged data counts as absent: the next refresh loads the figures again, and a damaged index is
 * rebuilt from the stored accounts. Storage of a newer version is not interpreted.
 */
export function parseState(stored: Record<string, unknown>): State {
  const index = parseIndex(stored);
  return {
    isFromNewerVersion: isNewerIndex(stored[indexKey]),
    accounts: index.ids.flatMap((id) => readAccount(stored[accountPrefix + id], id)),
    current: index.current,
    settings: parseSettings(stored[settingsKey]),
  };
}

export function parseIndex(stored: Record<string, unknown>): Index {
  const value = stored[indexKey];
  if (isNewerIndex(value)) return { version: stateVersion, ids: [] };
  if (!isObject(value) || value['version'] !== stateVersion || !Array.isArray(value['ids']))
    return { version: stateVersion, ids: accountsIn(stored) };
  const ids = value['ids'].filter((id) => typeof id === 'string');
  const { current } = value;
  return typeof current === 'string'
    ? { version: stateVersion, ids, current }
    : { version: stateVersion, ids };
}

const accountsIn = (stored: Record<string, unknown>): string[] =>
  Object.keys(stored).flatMap((key) =>
    key.startsWith(accountPrefix) ? key.slice(accountPrefix.length) : [],
  );

export const isCurrentIndex = (index: unknown): boolean =>
  isObject(index) && index['version'] === stateVersion;

/** Whether the background has yet to migrate the storage. */
export const isOlderIndex = (index: unknown): boolean =>
  isObject(index) && (index['version'] === 1 || index['version'] === 2);

/** Whether a newer version of the extension wrote the index, which must not be overwritten then. */
export const isNewerIndex = (index: unknown): boolean =>
  isObject(index) && typeof index['version'] === 'number' && index['version'] > stateVersion;

/** What came of each stored object. A page checks an account once, however often other entries change. */
const readAccounts = new WeakMap<object, Account[]>();

function readAccount(value: unknown, id: string): Account[] {
  if (!isObject(value) || value['id'] !== id) return [];
  const known = readAccounts.get(value) ?? checkAccount(value);
  readAccounts.set(value, known);
  return known;
}

function checkAccount(value: Record<string, unknown>): Account[] {
  if (!isObject(value['failures']) || !isObject(value['requests'])) return [];
  const invalidParts = (['quotas', 'user', 'groups'] as const).filter(
    (part) => part in value && !isTimestamped(value[part]),
  );
  const validEntries = Object.entries(value).filter(([name]) => !invalidParts.some((part) => part === name));
  return [Object.fromEntries(validEntries) as Account];
}

const isTimestamped = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['at'] === 'number' &&
  typeof value['value'] === 'object' &&
  value['value'] !== null;

/** The stored settings. Missing and invalid ones are replaced by their defaults. */
export function parseSettings(value: unknown): Settings {
  if (!isObject(value)) return defaultSettings;
  const minutes = value['refreshMinutes'];
  return {
    refreshMinutes: refreshChoices.find((choice) => choice === minutes) ?? defaultSettings.refreshMinutes,
    notificationsEnabled: value['notificationsEnabled'] === true,
    autoLockMinutes:
      lockChoices.find((choice) => choice === value['autoLockMinutes']) ?? defaultSettings.autoLockMinutes,
    lookupsPerDay:
      lookupChoices.find((choice) => choice === value['lookupsPerDay']) ?? defaultSettings.lookupsPerDay,
    peopleRetentionDays:
      retentionChoices.find((choice) => choice === value['peopleRetentionDays']) ??
      defaultSettings.peopleRetentionDays,
    panelCollapsed: value['panelCollapsed'] === true,
    panelMode: panelModes.find((choice) => choice === value['panelMode']) ?? defaultSettings.panelMode,
    barKeyDismissed: value['barKeyDismissed'] === true,
    keyStorage:
      keyStorageChoices.find((choice) => choice === value['keyStorage']) ?? defaultSettings.keyStorage,
  };
}
