// The exported settings file: its format, and how it is written and read. It contains no keys and no data that was loaded with
// them.
import type { Account } from '../domain/account.ts';
import { hasNewSettingNames, migrateSettings } from './migrate-version-1.ts';
import { isObject } from '../common/is-object.ts';
import { defaultSettings, parseSettings, type Settings, type State } from './schema.ts';
import { hasUnprintable } from '../common/characters.ts';
import { mayContainKey, normalizeId } from '../common/ids.ts';

const format = 'vitals-for-virustotal-settings';
const version = 2;

/** The maximum size of a file in bytes, more than any file of ours has. */
export const maximumFileSize = 1_000_000;
const maximumAccounts = 200;
const maximumIdLength = 500;

export type SettingsFileAccount = Pick<Account, 'id' | 'kind'>;

export type SettingsFile = {
  format: typeof format;
  version: typeof version;
  /** When it was exported, ISO 8601 in UTC. */
  time: string;
  /** The settings that the exporting version knew. */
  settings: Partial<Settings>;
  /** In the order in which they were added. */
  accounts: SettingsFileAccount[];
  /** The id of the current account; null without accounts. */
  current: string | null;
};

/**
 * Why a file is rejected:
 * - `other`: not a settings file
 * - `newer`: exported by a newer version of Vitals in another format
 * - `damaged`: part of it is invalid, so nothing in it is trusted
 */
export type ImportError = 'other' | 'newer' | 'damaged';

/** @param now milliseconds since the epoch */
export function createSettingsFile({ accounts, current, settings }: State, now: number): SettingsFile {
  const validAccounts = readAccounts(accounts.map(({ id, kind }) => ({ id, kind }))).slice(
    0,
    maximumAccounts,
  );
  return {
    format,
    version,
    time: new Date(now).toISOString(),
    settings,
    accounts: validAccounts,
    current: validAccounts.find(({ id }) => id === current)?.id ?? validAccounts[0]?.id ?? null,
  };
}

/** Parses the text of a file. */
export function parseSettingsFile(text: string): SettingsFile | ImportError {
  try {
    return readSettingsFile(JSON.parse(text));
  } catch {
    return 'damaged';
  }
}

/** Takes any value. Every member must be valid, and no other members are allowed. */
export function readSettingsFile(input: unknown): SettingsFile | ImportError {
  if (!isObject(input) || input['format'] !== format) return 'other';
  if (typeof input['version'] === 'number' && input['version'] > version) return 'newer';
  const { time, accounts, current } = input;
  const settings = settingsIn(input);
  const isComplete =
    Object.keys(input).length === 6 &&
    isTime(time) &&
    isSettings(settings) &&
    Array.isArray(accounts) &&
    accounts.length <= maximumAccounts;
  if (!isComplete) return 'damaged';
  const read = readAccounts(accounts);
  const inUse = read.find(({ id }) => id === current)?.id ?? null;
  if (read.length < accounts.length || inUse !== current || (inUse === null && read.length > 0))
    return 'damaged';
  return { format, version, time, settings: { ...settings }, accounts: read, current: inUse };
}

/** The settings of a file under their current names; undefined where they or the version are invalid. */
function settingsIn({ version: fileVersion, settings }: Record<string, unknown>): unknown {
  if (fileVersion === version) return settings;
  return fileVersion === 1 && isObject(settings) && !hasNewSettingNames(settings)
    ? migrateSettings(settings)
    : undefined;
}

/** What an import would change. Existing accounts stay as they are. */
export type ImportPlan = {
  added: SettingsFileAccount[];
  existing: SettingsFileAccount[];
  settings: Partial<Settings>;
};

export function planImport(
  { accounts, settings }: Pick<SettingsFile, 'accounts' | 'settings'>,
  state: State,
): ImportPlan {
  const existingIds = new Set(state.accounts.map(({ id }) => normalizeId(id)));
  const exists = (account: SettingsFileAccount): boolean => existingIds.has(normalizeId(account.id));
  const changed = Object.entries(settings).filter(
    ([name, value]) => state.settings[name as keyof Settings] !== value,
  );
  return {
    added: accounts.filter((account) => !exists(account)),
    existing: accounts.filter(exists),
    settings: Object.fromEntries(changed),
  };
}

/** The valid accounts without duplicates. */
function readAccounts(input: readonly unknown[]): SettingsFileAccount[] {
  const read = new Map<string, SettingsFileAccount>();
  for (const account of input.map(readAccount))
    if (account && !read.has(normalizeId(account.id))) read.set(normalizeId(account.id), account);
  return [...read.values()];
}

function readAccount(input: unknown): SettingsFileAccount | undefined {
  if (!isObject(input) || Object.keys(input).length !== 2) return undefined;
  const { id, kind } = input;
  const isValid =
    typeof id === 'string' &&
    id.length > 0 &&
    id.length <= maximumIdLength &&
    id.isWellFormed() &&
    !hasUnprintable(id) &&
    !mayContainKey(id) &&
    (kind === 'user' || kind === 'service_account');
  return isValid ? { id, kind } : undefined;
}

/** Whether every setting exists and has a valid value. */
function isSettings(input: unknown): input is Partial<Settings> {
  if (!isObject(input)) return false;
  const read: Record<string, unknown> = parseSettings(input);
  return Object.entries(input).every(
    ([name, value]) => Object.hasOwn(defaultSettings, name) && read[name] === value,
  );
}

const isTime = (input: unknown): input is string =>
  typeof input === 'string' && isDate(input) && new Date(input).toISOString() === input;

const isDate = (text: string): boolean => Number.isFinite(Date.parse(text));
