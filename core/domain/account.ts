// A stored account: its data with timestamps, and the failures of the last requests.
import type { FailureKind } from '../errors.ts';
import type { GroupList } from '../virustotal/resources/group.ts';
import type { QuotaFigures } from '../virustotal/resources/quotas.ts';
import type { User } from '../virustotal/resources/user.ts';
import { quotaStatus, type QuotaStatus, withFreeTerms } from './quota.ts';
import { minute, second } from '../common/time-units.ts';
import { isConnectionFailure } from './badge-labels.ts';

/** A value and when it was loaded, milliseconds since the epoch. */
export type Timestamped<T> = { at: number; value: T };

/** The separately loaded parts of an account. Each has its own lifetime and failures. */
export type AccountPart = 'quotas' | 'user' | 'groups';

/**
 * A failed request. `retryAt`: the earliest retry, milliseconds since the epoch; absent where only the user can help. `tries`:
 * consecutive failures. `serverWait`: nothing is tried without a usable key, but a wait that VirusTotal imposed before still
 * applies when the key is back.
 */
export type Failure = {
  kind: FailureKind;
  at: number;
  tries: number;
  retryAt?: number;
  serverWait?: Failure;
};

/** The shortest time between two tries of what does not reach VirusTotal. */
const connectionPause = 10 * second;

/**
 * Whether nothing may be sent yet. What did not reach VirusTotal may be repeated on every occasion, before its scheduled retry.
 * A failure dated in the future comes from a clock that was set back and is not waited for.
 * @param now milliseconds since the epoch
 */
export const isWaiting = (
  failure: Failure | undefined,
  now: number,
): failure is Failure & { retryAt: number } =>
  failure?.retryAt !== undefined && failure.at <= now && now < waitEnd(failure, failure.retryAt);

const waitEnd = (failure: Failure, retryAt: number): number =>
  isConnectionFailure(failure) ? Math.min(retryAt, failure.at + connectionPause) : retryAt;

/** Requests that this extension made for an account on one day (`YYYY-MM-DD`, UTC, as VirusTotal counts days). */
export type Requests = { day: string; billable: number; free: number };

/**
 * Where the key of an account is stored: on this device unencrypted, in memory until the browser closes, or on this device
 * encrypted with a passphrase.
 */
export type KeyStorage = 'device' | 'session' | 'passphrase';

/** The ids of the groups that an account administers. `at`: when they were loaded, milliseconds since the epoch. */
export type AdministeredGroups = { at: number; ids: readonly string[]; isComplete: boolean };

export type Account = {
  id: string;
  kind: User['kind'];
  /** A copy of what the background's key store says; absent for `device`. */
  keyStorage?: KeyStorage;
  /** The last four characters of the key, to tell keys apart. */
  keyLast4: string;
  addedAt: number;
  /** VirusTotal has not confirmed yet that the key is this user's, because its quota was used up. */
  unfinished?: true;
  /** The key has been in a URL, because the account was added without its id. */
  keyWasInUrl?: true;
  quotas?: Timestamped<QuotaFigures[]>;
  user?: Timestamped<User>;
  groups?: Timestamped<GroupList>;
  /** What VirusTotal said about the groups that the account administers. */
  administered?: AdministeredGroups;
  /** Something that was loaded later named a group that is not among them. */
  groupsOutdated?: true;
  /** VirusTotal refused to show this key the relationships of the user, so they are not requested. */
  relationshipsRefused?: true;
  failures: Partial<Record<AccountPart, Failure>>;
  requests: Requests;
};

/** Whether the account's key has to be unlocked with its passphrase. */
export const isLocked = ({ failures }: Account): boolean => failures.quotas?.kind === 'locked';

/**
 * The newest quotas, with the last good figures of those that could not be read. An unreadable limit must not be passed over.
 * @param last the stored quotas
 */
export const withLastGood = (newest: QuotaFigures[], last: Timestamped<QuotaFigures[]> | undefined) =>
  newest.map((figures): QuotaFigures => {
    const { name, invalidFields } = figures;
    if (!invalidFields || !last) return figures;
    const previous = last.value.find((each) => each.name === name);
    const at = previous?.invalidFields ? previous.at : last.at;
    return previous && at !== undefined ? { ...previous, invalidFields, at } : figures;
  });

/** VirusTotal's names of the fields that the newest response had and that could not be read: "api_requests_daily.user.used". */
export const unreadFields = (quotas: readonly QuotaFigures[]): string[] =>
  quotas.flatMap(({ name, invalidFields = [] }) =>
    invalidFields.map((field) => (field === 'entry' ? name : `${name}.${field}`)),
  );

type Figures = Pick<Account, 'quotas' | 'user'> & Partial<Pick<Account, 'failures'>>;

/**
 * Whether the quotas of the user object stand in for `overall_quotas`, which some keys may not read: where those were never
 * loaded, or are refused since and older. They do not include pools.
 */
export function hasStandIn({ quotas, user, failures }: Figures): boolean {
  if (!user?.value.quotas?.length) return false;
  return !quotas || (failures?.quotas?.kind === 'forbidden' && user.at > quotas.at);
}

/** When the figures of `quotaStatusesOf` were loaded. */
export const figuresAt = (account: Figures): number | undefined =>
  hasStandIn(account) ? account.user?.at : account.quotas?.at;

/** Whether nobody else can grant the account anything: it is known to be in no group. */
export const hasNoGroup = ({ user, groups }: Pick<Account, 'user' | 'groups'>): boolean =>
  user?.value.apiQuotaGroup === undefined &&
  (groups?.value.count ?? groups?.value.groups.length ?? user?.value.groupIds?.length) === 0;

/** The status of each quota at `now`; empty while the quotas are unknown. */
export function quotaStatusesOf(account: Figures, now: number): QuotaStatus[] {
  const { quotas, user } = account;
  if (quotas && !hasStandIn(account))
    return withFreeTerms(quotas.value.map((figures) => quotaStatus(figures, quotas.at, now)));
  if (!user?.value.quotas) return [];
  const { apiQuotaGroup, groupIds = [] } = user.value;
  const own = user.value.quotas.map(({ name, ...side }) => quotaStatus({ name, user: side }, user.at, now));
  return apiQuotaGroup !== undefined || groupIds.length > 0 ? own : withFreeTerms(own);
}

/**
 * How current the account's quotas are. `substituted`: they are refused, and the user object has some. `stale`: two refreshes are overdue. A failure takes precedence over the age, because
 * the notice about the failure shows the age as well.
 */
export type DataStatus =
  | { is: 'loading' }
  | { is: 'failing'; failure: Failure }
  | { is: 'substituted'; failure: Failure; at: number }
  | { is: 'stale'; at: number }
  | { is: 'fresh'; at: number };

/** The age in milliseconds at which two refreshes are overdue. */
export const overdueAfter = (refreshMinutes: number): number => (2 * refreshMinutes + 1) * minute;

export function dataStatus(account: Account, refreshMinutes: number, now: number): DataStatus {
  const { quotas, user, failures } = account;
  if (user && failures.quotas?.kind === 'forbidden' && hasStandIn(account))
    return { is: 'substituted', failure: failures.quotas, at: user.at };
  if (failures.quotas) return { is: 'failing', failure: failures.quotas };
  if (!quotas) return { is: 'loading' };
  return { is: isStale(quotas.at, refreshMinutes, now) ? 'stale' : 'fresh', at: quotas.at };
}

/** Whether two refreshes are overdue. @param at when the data was loaded, milliseconds since the epoch */
export function isStale(at: number, refreshMinutes: number, now: number): boolean {
  const age = now - at;
  // A clock that was set back produces timestamps in the future, which do not make the data fresh.
  return age > overdueAfter(refreshMinutes) || age < -minute;
}
