// The report for bug reports. It consists of numbers, booleans, times and values from fixed lists. Text from VirusTotal, a page
// or the user cannot get into it.
import { isObject } from '../common/is-object.ts';
import type { ListName } from '../virustotal/endpoints.ts';
import type { Account, AccountPart } from '../domain/account.ts';
import { remedies } from '../domain/badge-labels.ts';
import { parseListStateKey, listPrefix, parseListKey, parseListState } from './list-schema.ts';
import {
  accountPrefix,
  indexKey,
  notificationsShownKey,
  parseSettings,
  parseState,
  userCachePrefix,
  settingsKey,
} from './schema.ts';
import type { QuotaField } from '../virustotal/resources/quotas.ts';
import { documentedQuotas } from '../domain/quota-window.ts';
import { readErrors, errorLogKey } from './error-log.ts';

/** What the browser reports about itself, unprocessed. */
export type Environment = {
  version: string;
  userAgent: string;
  platform: { os?: unknown; arch?: unknown };
  permissions: readonly unknown[];
  hostAccess: boolean;
  alarms: readonly { name: string; scheduledTime: number; periodInMinutes?: number | undefined }[];
  /** Whether the background responds. */
  backgroundAnswers: boolean;
  /** All of storage.local. */
  stored: Record<string, unknown>;
};

const listNames: Record<ListName, true> = {
  groups: true,
  groupsManaged: true,
  apiQuotaGroup: true,
  intelligenceQuotaGroup: true,
  comments: true,
  mentions: true,
  graphs: true,
  rulesets: true,
  notifications: true,
  notificationFiles: true,
  retrohuntJobs: true,
  usage: true,
  group: true,
  members: true,
  membersWithout2fa: true,
  administrators: true,
  serviceAccounts: true,
  consumers: true,
  groupUsage: true,
  serviceAccount: true,
  serviceAccountGroups: true,
};

const quotaFields = Object.keys({
  entry: true,
  user: true,
  'user.allowed': true,
  'user.used': true,
  group: true,
  'group.allowed': true,
  'group.used': true,
} satisfies Record<QuotaField, true>);
const systems = ['win', 'mac', 'linux', 'cros', 'android', 'openbsd', 'fuchsia'];
const architectures = ['x86-64', 'x86-32', 'arm', 'arm64', 'aarch64', 'noarch'];
const permissionNames = ['storage', 'alarms', 'notifications', 'idle'];
const alarmNames = ['refresh', 'next'];
const accountKinds = ['user', 'service_account'];
const keyStorages = ['device', 'session', 'passphrase'];
const statuses = ['loading', 'partial', 'complete', 'stopped', 'failed'];
const parts: readonly AccountPart[] = ['quotas', 'user', 'groups'];

/** The report, to be copied as text. @param now milliseconds since the epoch */
export function createDiagnostics(environment: Environment, now: number): object {
  const { stored } = environment;
  const index = stored[indexKey];
  return {
    time: time(now),
    vitals: versionText(environment.version),
    browser: browserOf(environment.userAgent),
    system: oneOf(environment.platform.os, systems),
    architecture: oneOf(environment.platform.arch, architectures),
    permissions: permissionNames.filter((grant) => environment.permissions.includes(grant)),
    hostAccess: environment.hostAccess,
    backgroundAnswers: environment.backgroundAnswers,
    alarms: environment.alarms.map(({ name, scheduledTime, periodInMinutes }) => ({
      name: oneOf(name, alarmNames),
      at: time(scheduledTime),
      everyMinutes: number(periodInMinutes),
    })),
    storage: {
      version: number(isObject(index) ? index['version'] : undefined),
      ...storageSizes(stored),
    },
    settings: parseSettings(stored[settingsKey]),
    accounts: parseState(stored).accounts.map((account, position) =>
      accountReport(account, position, stored, now),
    ),
    errors: readErrors(stored[errorLogKey]).map(({ at, kind, context }) => ({ at: time(at), kind, context })),
  };
}

const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const time = (value: unknown): string | undefined =>
  typeof value === 'number' && Math.abs(value) <= 8.64e15 ? new Date(value).toISOString() : undefined;

/** A value from a fixed list; "other" for anything else. */
const oneOf = (value: unknown, choices: readonly string[]): string | undefined =>
  value === undefined ? undefined : (choices.find((each) => each === value) ?? 'other');

/** A version: up to four numbers with dots between. */
const versionText = (text: string): string => /^\d{1,5}(?:\.\d{1,5}){0,3}$/u.exec(text)?.[0] ?? 'other';

function browserOf(userAgent: string): string {
  const found = ['Firefox', 'Edg', 'OPR', 'HeadlessChrome', 'Chrome'].flatMap((name) => {
    const [, version] =
      new RegExp(`\\b${name}/(\\d{1,5}(?:\\.\\d{1,5}){0,3})(?![\\d.])`, 'u').exec(userAgent) ?? [];
    return version === undefined ? [] : [`${name} ${version}`];
  });
  return found[0] ?? 'other';
}

function storageSizes(stored: Record<string, unknown>): object {
  const count = (prefix: string): number =>
    Object.keys(stored).filter((name) => name.startsWith(prefix)).length;
  const shown = stored[notificationsShownKey];
  return {
    // Approximately as browsers count it: names and values as JSON.
    characters: Object.entries(stored).reduce(
      (sum, [name, value]) => sum + name.length + serializedLength(value),
      0,
    ),
    accounts: count(accountPrefix),
    cachedUsers: count(userCachePrefix),
    lists: count(listPrefix),
    notificationsShown: isObject(shown) ? Object.keys(shown).length : 0,
  };
}

function serializedLength(value: unknown): number {
  try {
    return JSON.stringify(value)?.length ?? 0;
  } catch {
    return 0;
  }
}

/** An account by its position, because its id is a name. */
function accountReport(
  account: Account,
  position: number,
  stored: Record<string, unknown>,
  now: number,
): object {
  const { id, kind, requests, failures } = account;
  const { keyStorage, keyLast4 } = account as { keyStorage?: unknown; keyLast4?: unknown };
  const lists = Object.entries(stored).flatMap(([stateKey, value]) => listReport(stateKey, id, value));
  return {
    account: position + 1,
    kind: oneOf(kind, accountKinds),
    hasKeyLast4: typeof keyLast4 === 'string' && keyLast4 !== '',
    keyStorage: oneOf(keyStorage, keyStorages),
    parts: Object.fromEntries(parts.map((part) => [part, partReport(account, part, now)])),
    failures: Object.fromEntries(parts.map((part) => [part, failureReport(failures[part])])),
    requests: { billable: number(requests.billable), free: number(requests.free) },
    lists,
  };
}

function partReport(account: Account, part: AccountPart, now: number): object | undefined {
  const { at, value } = account[part] ?? {};
  if (at === undefined) return undefined;
  const { invalidFields } = (isObject(value) ? value : {}) as { invalidFields?: unknown };
  return {
    ageSeconds: Math.round((now - at) / 1000),
    quotas: part === 'quotas' && Array.isArray(value) ? value.length : undefined,
    invalidFields: Array.isArray(invalidFields) ? invalidFields.length : undefined,
    unread: part === 'quotas' && Array.isArray(value) ? value.flatMap(unreadReport) : undefined,
  };
}

/** The fields of a quota that could not be read. Names come from lists, because VirusTotal's are foreign text. */
function unreadReport(quota: unknown): string[] {
  const { name, invalidFields } = (isObject(quota) ? quota : {}) as {
    name?: unknown;
    invalidFields?: unknown;
  };
  if (!Array.isArray(invalidFields)) return [];
  return invalidFields
    .slice(0, quotaFields.length)
    .map((field) => `${oneOf(name, documentedQuotas)} ${oneOf(field, quotaFields)}`);
}

function failureReport(failure: unknown): object | undefined {
  if (!isObject(failure)) return undefined;
  const { kind, tries, at, retryAt, invalidNextLink, tooLarge } = failure;
  return {
    kind: oneOf(kind, Object.keys(remedies)),
    tries: number(tries),
    at: time(at),
    retryAt: time(retryAt),
    invalidNextLink: invalidNextLink === true || undefined,
    tooLarge: tooLarge === true || undefined,
  };
}

function listReport(stateKey: string, owner: string, stored: unknown): object[] {
  if (!stateKey.startsWith(listPrefix)) return [];
  const state = parseListState(stored);
  const { account, list } = listNameOf(stateKey);
  if (!state || account !== owner) return [];
  return [
    {
      list: oneOf(list, Object.keys(listNames)),
      status: oneOf(state.status, statuses),
      loaded: number(state.loaded),
      of: number(state.total),
      unreadable: number(state.unreadable),
      ignoredNextLinks: number(state.ignoredNextLinks),
      cost: number(state.cost),
      at: time(state.at),
      failure: failureReport(state.failure),
    },
  ];
}

function listNameOf(stateKey: string): { account?: string; list?: string } {
  try {
    const { account, key } = parseListStateKey(stateKey);
    return { account, list: parseListKey(key)?.list ?? '' };
  } catch {
    // The key is not correctly escaped.
    return {};
  }
}
