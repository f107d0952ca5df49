// What is left, at the top of the popup and on the badge: the API requests that can be run, unless a limit runs low.
import type { Limit, QuotaStatus } from './quota.ts';

export type TightestLimit = QuotaStatus & { limit: Limit };

/** Why there is no limit to show: `unread`: the newest figures of one could not be read, and there are no older ones. */
export type NoLimitReason = 'unread' | 'window_ended' | 'unlimited' | 'no_limit';

const counts = ({ window }: QuotaStatus): boolean =>
  // Exceeding a quota without a window is a normal state that does not end, and a minute is over before anyone reads it.
  window !== 'none' && window !== 'minute';

const isCandidate = (quota: QuotaStatus): quota is TightestLimit =>
  quota.limit !== undefined && !quota.windowEnded && counts(quota);

const isRequests = ({ name }: QuotaStatus): boolean => name.startsWith('api_requests_');

/** Whether a limit may apply that nobody knows: a smaller number must not be hidden behind a larger one. */
const isHidden = (quota: QuotaStatus): boolean =>
  quota.unread !== undefined && counts(quota) && (quota.unread.at === undefined || quota.windowEnded);

/** Without an allowance for one window no request can be run in the others. */
const isBarred = ({ state, pool }: QuotaStatus): boolean => state === 'none' || pool?.allowed === 0;

/**
 * The most urgent of the limits that run low: a used-up limit (the longest wait first), then the one that runs out soonest
 * before its reset, then the one with the smallest share left. While none runs low, the limit of API requests that leaves
 * fewest, because most work uses them; without limits of API requests the one with the smallest share left. Undefined where no
 * current limit is known.
 */
export function findTightestLimit(quotas: readonly QuotaStatus[]): TightestLimit | undefined {
  const candidates = quotas.filter(isCandidate);
  const low = candidates.filter(({ severity }) => severity !== 'ok').toSorted(compare)[0];
  if (low || quotas.some((quota) => isRequests(quota) && isHidden(quota))) return low;
  const requests = candidates.filter(isRequests).toSorted((a, b) => a.limit.left - b.limit.left);
  const isPossible = !quotas.filter(isRequests).some(isBarred);
  if (isPossible && requests[0]) return requests[0];
  if (quotas.some(isHidden)) return undefined;
  return candidates.filter((quota) => !isRequests(quota)).toSorted(compare)[0];
}

/** Why `findTightestLimit` finds none. */
export function noLimitReason(quotas: readonly QuotaStatus[]): NoLimitReason {
  if (quotas.some(isHidden)) return 'unread';
  if (quotas.some(({ windowEnded }) => windowEnded)) return 'window_ended';
  const requests = quotas.filter(isRequests);
  if (requests.some(isBarred)) return 'no_limit';
  return quotas.some(({ state }) => state === 'uncapped') ? 'unlimited' : 'no_limit';
}

function compare(a: TightestLimit, b: TightestLimit): number {
  return (
    Number(b.limit.left === 0) - Number(a.limit.left === 0) ||
    (a.limit.left === 0 ? (b.resetsAt ?? 0) - (a.resetsAt ?? 0) : 0) ||
    soonest(a) - soonest(b) ||
    a.limit.left / a.limit.allowed - b.limit.left / b.limit.allowed ||
    Number(isRequests(b)) - Number(isRequests(a)) ||
    a.limit.left - b.limit.left
  );
}

// Without a warning a forecast is unreliable and must not outrank a limit with less left.
const soonest = (quota: TightestLimit): number =>
  (quota.severity !== 'ok' && quota.forecast?.runsOutAt) || Number.MAX_SAFE_INTEGER;
