// What is known of an account: figures with their age, and how the last readings went.
import type { FailureKind } from '../errors.ts';
import type { GroupList } from '../virustotal/resources/group.ts';
import type { QuotaFigures } from '../virustotal/resources/quotas.ts';
import type { User } from '../virustotal/resources/user.ts';
import { findTightestLimit, type TightestLimit } from './tightest-limit.ts';
import { quotaStatus, type QuotaStatus } from './quota.ts';
import { minute } from '../common/time-units.ts';

/** A value and when it was read, milliseconds since the epoch. */
export type Timestamped<T> = { at: number; value: T };

/** What is read of an account, each with a lifetime and failures of its own. */
export type AccountPart = 'quotas' | 'user' | 'groups';

/**
 * A failed reading. `retryAt`: not before then, milliseconds; absent where only the user can help. `tries`: in a row. `asked`: for
 * want of a key nothing is tried, but VirusTotal had asked for time before, which holds when the key is there again.
 */
export type Failure = {
  kind: FailureKind;
  at: number;
  tries: number;
  retryAt?: number;
  serverWait?: Failure;
};

/**
 * Whether the next try is still ahead. A failure from the future comes from a clock that was set back: nobody waits for that.
 * @param now milliseconds since the epoch
 */
export const isWaiting = (
  failure: Failure | undefined,
  now: number,
): failure is Failure & { retryAt: number } =>
  failure?.retryAt !== undefined && failure.at <= now && now < failure.retryAt;

/** Requests that this extension made for an account on one day (`YYYY-MM-DD`, UTC, as VirusTotal counts days). */
export type Requests = { day: string; billable: number; free: number };

/**
 * How the key of an account is kept: on this device as it is, in memory until the browser closes, or on this device sealed by
 * a passphrase.
 */
export type KeyStorage = 'device' | 'session' | 'passphrase';

export type Account = {
  id: string;
  kind: User['kind'];
  /** As the background's key store has it; absent for `device`. */
  keyStorage?: KeyStorage;
  /** The last four characters of the key, to tell keys apart. */
  keyLast4: string;
  addedAt: number;
  quotas?: Timestamped<QuotaFigures[]>;
  user?: Timestamped<User>;
  groups?: Timestamped<GroupList>;
  failures: Partial<Record<AccountPart, Failure>>;
  requests: Requests;
};

/** Whether the account's key waits for its passphrase. */
export const isLocked = ({ failures }: Account): boolean => failures.quotas?.kind === 'locked';

/**
 * The account's quotas as they are to be read now; empty while they are unknown. Some keys may not read
 * `overall_quotas`: then the user object's own figures, which know no pool, stand in.
 */
export function quotaStatusesOf(
  { quotas, user }: Pick<Account, 'quotas' | 'user'>,
  now: number,
): QuotaStatus[] {
  if (quotas) return quotas.value.map((figures) => quotaStatus(figures, quotas.at, now));
  if (!user?.value.quotas) return [];
  return user.value.quotas.map(({ name, ...own }) => quotaStatus({ name, user: own }, user.at, now));
}

/**
 * How far the account's quota figures can be trusted. `stale`: two refreshes should have come since and did not.
 * A failure outranks the age: the figures shown beside it say how old they are.
 */
export type DataStatus =
  | { is: 'loading' }
  | { is: 'failing'; failure: Failure }
  | { is: 'stale'; at: number }
  | { is: 'fresh'; at: number };

export function dataStatus({ quotas, failures }: Account, refreshMinutes: number, now: number): DataStatus {
  if (failures.quotas) return { is: 'failing', failure: failures.quotas };
  if (!quotas) return { is: 'loading' };
  const age = now - quotas.at;
  // A clock that was set back makes figures from the future, which are no fresher for it.
  return { is: age > (2 * refreshMinutes + 1) * minute || age < -minute ? 'stale' : 'fresh', at: quotas.at };
}

/** What the badge says: a count left, or a sign. Words are made of it elsewhere. */
export type BadgeState =
  | { is: 'no-account' }
  | { is: 'count'; tightestLimit: TightestLimit; at: number }
  | { is: 'failing'; failure: Failure; tightestLimit?: TightestLimit; at?: number }
  | { is: 'waiting' }
  | { is: 'unlimited' | 'no-limit'; at: number };

export function badgeState(account: Account | undefined, refreshMinutes: number, now: number): BadgeState {
  if (!account) return { is: 'no-account' };
  const status = dataStatus(account, refreshMinutes, now);
  const quotas = quotaStatusesOf(account, now);
  const tightestLimit = findTightestLimit(quotas);
  const at = account.quotas?.at;
  if (status.is === 'failing')
    return {
      is: 'failing',
      failure: status.failure,
      ...(tightestLimit && at !== undefined && { tightestLimit, at }),
    };
  if (status.is === 'loading' || status.is === 'stale' || at === undefined) return { is: 'waiting' };
  if (tightestLimit) return { is: 'count', tightestLimit, at };
  if (quotas.some(({ windowEnded }) => windowEnded)) return { is: 'waiting' };
  return { is: quotas.some(({ state }) => state === 'uncapped') ? 'unlimited' : 'no-limit', at };
}
