// What is left, at the top of the popup and on the badge: the API requests that can be run, or what an account has instead.
import type { Limit, QuotaStatus } from './quota.ts';

export type TightestLimit = QuotaStatus & { limit: Limit };

/** Why there is no limit to show: `unread`: the newest figures of one could not be read, and there are no older ones. */
export type NoLimitReason = 'unread' | 'window_ended' | 'unlimited' | 'no_limit';

/** Exceeding a quota without a window is a normal state that does not end, and a minute is over before anyone reads it. */
const counts = ({ window }: QuotaStatus): boolean => window !== 'none' && window !== 'minute';

const isCandidate = (quota: QuotaStatus): quota is TightestLimit =>
  quota.limit !== undefined && !quota.windowEnded && counts(quota);

export const isRequests = ({ name }: { name: string }): boolean => name.startsWith('api_requests_');

const isSearches = ({ name }: QuotaStatus): boolean => name.startsWith('intelligence_searches_');

/** Whether a limit may apply that nobody knows: a smaller number must not be hidden behind a larger one. */
const isHidden = (quota: QuotaStatus): boolean =>
  quota.unread !== undefined && counts(quota) && (quota.unread.at === undefined || quota.windowEnded);

/** Without an allowance for one window no request can be run in the others. */
const isBarred = ({ state, pool }: QuotaStatus): boolean => state === 'none' || pool?.allowed === 0;

/** Whether an account may run API requests, as far as its figures tell. */
const hasRequests = (requests: readonly QuotaStatus[]): boolean =>
  !requests.some(isBarred) &&
  requests.some(({ limit, state }) => limit !== undefined || state === 'uncapped');

/**
 * The limit of API requests that leaves fewest, because most work uses them. Accounts without an allowance of API requests have
 * their Intelligence searches instead, or else the most urgent limit of another feature. Undefined where no current limit is
 * known: a limit that cannot be read is only passed over by one that runs low.
 */
export function findTightestLimit(quotas: readonly QuotaStatus[]): TightestLimit | undefined {
  const requests = quotas.filter(isRequests);
  const known = requests.filter(isCandidate);
  const fewest = [...known, ...requests.filter(hasReset).map(renewed)].toSorted(compareLeft)[0];
  if (known.length === 0 && requests.some(hasReset)) return undefined;
  if (requests.some(isHidden)) return fewest?.severity === 'ok' ? undefined : fewest;
  if (hasRequests(requests)) return fewest;
  if (quotas.some(isHidden)) return undefined;
  const others = quotas.filter(isCandidate).filter((quota) => !isRequests(quota));
  return others.find(isSearches) ?? others.toSorted(compareUrgency)[0];
}

/** Whether the window of a limit has ended since its figures were loaded. */
const hasReset = (quota: QuotaStatus): quota is TightestLimit =>
  quota.limit !== undefined && quota.windowEnded && counts(quota);

/** A limit after its reset. Beside limits that are known it bounds what can be run. */
function renewed({ forecast: _past, ...quota }: TightestLimit): TightestLimit {
  const left = allowanceOf(quota);
  const side = quota.own.cap === left ? 'own' : 'pool';
  const limit = { side, allowed: left, used: 0, left, over: 0 } as const;
  return { ...quota, limit, severity: 'ok', windowEnded: false };
}

/** The whole allowance of a window: the personal cap or the pool, whichever is smaller. Infinite without a limit. */
export function allowanceOf({ own, pool }: QuotaStatus): number {
  const shared = pool && !pool.uncapped && pool.allowed ? pool.allowed : Infinity;
  return Math.min(own.cap ?? Infinity, shared);
}

/** Why `findTightestLimit` finds none. */
export function noLimitReason(quotas: readonly QuotaStatus[]): NoLimitReason {
  if (quotas.some(isHidden)) return 'unread';
  if (quotas.some(({ windowEnded }) => windowEnded)) return 'window_ended';
  const requests = quotas.filter(isRequests);
  if (requests.some(isBarred)) return 'no_limit';
  return quotas.some(({ state }) => state === 'uncapped') ? 'unlimited' : 'no_limit';
}

/**
 * The other limits that are used up or nearly so, the most urgent first. A limit of API requests is among them where it ends
 * later than the tightest one.
 */
export function criticalLimits(quotas: readonly QuotaStatus[]): TightestLimit[] {
  const tightest = findTightestLimit(quotas);
  return quotas
    .filter(isCandidate)
    .filter(({ name, severity }) => severity === 'critical' && name !== tightest?.name)
    .filter((quota) => !isRequests(quota) || (quota.resetsAt ?? 0) > (tightest?.resetsAt ?? 0))
    .toSorted(compareUrgency);
}

/** What is left of other features than API requests, for when those are refused; Intelligence searches first. */
export const otherFeatures = (quotas: readonly QuotaStatus[]): TightestLimit[] =>
  quotas
    .filter(isCandidate)
    .filter((quota) => !isRequests(quota) && quota.limit.left > 0)
    .toSorted((a, b) => Number(isSearches(b)) - Number(isSearches(a)));

/** Among limits that leave equally few, the one with the longest wait comes first. */
const compareLeft = (a: TightestLimit, b: TightestLimit): number =>
  a.limit.left - b.limit.left || (b.resetsAt ?? 0) - (a.resetsAt ?? 0);

/** A used-up limit (the longest wait first), then the one that runs out soonest, then the one with the smallest share left. */
function compareUrgency(a: TightestLimit, b: TightestLimit): number {
  return (
    Number(b.limit.left === 0) - Number(a.limit.left === 0) ||
    (a.limit.left === 0 ? (b.resetsAt ?? 0) - (a.resetsAt ?? 0) : 0) ||
    soonest(a) - soonest(b) ||
    a.limit.left / a.limit.allowed - b.limit.left / b.limit.allowed ||
    a.limit.left - b.limit.left
  );
}

// Without a warning a forecast is unreliable and must not outrank a limit with less left.
const soonest = (quota: TightestLimit): number =>
  (quota.severity !== 'ok' && quota.forecast?.runsOutAt) || Number.MAX_SAFE_INTEGER;
