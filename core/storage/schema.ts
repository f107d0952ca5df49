// What the extension remembers, as it lies in storage.local. Never a key: those live in the background's key store.
import type { Account } from '../domain/account.ts';

export type Settings = {
  /** Minutes between two readings of the quotas, one of `refreshChoices`. */
  refreshMinutes: number;
  /** Limits that run low are told by a notice of the system. */
  notificationsEnabled: boolean;
  /** Minutes without input after which keys under a passphrase are locked; 0: only when the browser closes. */
  autoLockMinutes: number;
  /** The panel on VirusTotal's pages is collapsed to one line. */
  panelCollapsed: boolean;
  /** When VirusTotal's pages are annotated. */
  panelMode: PanelMode;
};

/** `click`: a collapsed panel that asks VirusTotal for nothing until it is expanded. */
export type PanelMode = (typeof panelModes)[number];
export const panelModes = ['always', 'click', 'never'] as const;

export type State = {
  /** Storage is of a newer version of the extension, which nothing is known of. */
  isFromNewerVersion: boolean;
  /** In the order in which they were added. */
  accounts: Account[];
  /** The id of the account that popup and badge speak of. */
  current: string | undefined;
  settings: Settings;
};

export const defaultSettings: Settings = {
  refreshMinutes: 15,
  notificationsEnabled: false,
  autoLockMinutes: 15,
  panelCollapsed: false,
  panelMode: 'always',
};

export const refreshChoices = [5, 10, 15, 30, 60, 120] as const;

export const lockChoices = [5, 15, 60, 0] as const;

/** The form in which `index` and the accounts are stored; a newer extension that changes it counts on. */
export const stateVersion = 2;

export const indexKey = 'index';
export const settingsKey = 'settings';
/** Notices that were shown, each with the time until which it is not shown again. */
export const notificationsShownKey = 'notificationsShown';
export const accountPrefix = 'account:';
/** What was seen of other users, for the panel; see the background's `people.ts`. */
export const userCachePrefix = 'user-cache:';
/** How many lookups pages have caused with an account. */
export const lookupBudgetPrefix = 'lookup-budget:';

export type Index = { version: number; ids: string[]; current?: string };

/** The account of popup and badge, if there is one. */
export function currentAccount(state: State): Account | undefined {
  return state.accounts.find(({ id }) => id === state.current) ?? state.accounts[0];
}

/**
 * Makes the state of all that lies in storage. What is damaged counts as absent: the figures come back with the next
 * refresh, and an index is made again of the accounts that are there. Of a newer version nothing is known.
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

/** Whether an index waits for the migration by the background. */
export const isOlderIndex = (index: unknown): boolean =>
  isObject(index) && index['version'] === stateVersion - 1;

/** Whether an index is of an extension newer than this one: it must not be written over. */
export const isNewerIndex = (index: unknown): boolean =>
  isObject(index) && typeof index['version'] === 'number' && index['version'] > stateVersion;

function readAccount(value: unknown, id: string): Account[] {
  if (!isObject(value) || value['id'] !== id || !isObject(value['failures']) || !isObject(value['requests']))
    return [];
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

/** The settings as stored, each replaced by its default where it is missing or makes no sense. */
export function parseSettings(value: unknown): Settings {
  if (!isObject(value)) return defaultSettings;
  const minutes = value['refreshMinutes'];
  return {
    refreshMinutes: refreshChoices.find((choice) => choice === minutes) ?? defaultSettings.refreshMinutes,
    notificationsEnabled: value['notificationsEnabled'] === true,
    autoLockMinutes:
      lockChoices.find((choice) => choice === value['autoLockMinutes']) ?? defaultSettings.autoLockMinutes,
    panelCollapsed: value['panelCollapsed'] === true,
    panelMode: panelModes.find((choice) => choice === value['panelMode']) ?? defaultSettings.panelMode,
  };
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
