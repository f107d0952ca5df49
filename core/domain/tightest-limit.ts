// The limit that ends first, shown at the top of the popup and on the badge.
import type { Limit, QuotaStatus } from './quota.ts';

export type TightestLimit = QuotaStatus & { limit: Limit };

const isCandidate = (quota: QuotaStatus): quota is TightestLimit =>
  // Exceeding a quota without a window is a normal state that does not end, and a minute is over before anyone reads it.
  quota.limit !== undefined && !quota.windowEnded && quota.window !== 'none' && quota.window !== 'minute';

/**
 * The limit that ends first: a used-up limit (the longest wait first), then the one that runs out soonest before its reset,
 * then the one with the smallest share left. API requests win ties because most work uses them. Undefined where no current
 * limit is known.
 */
export function findTightestLimit(quotas: readonly QuotaStatus[]): TightestLimit | undefined {
  return quotas.filter(isCandidate).toSorted(compare)[0];
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

const isRequests = ({ name }: TightestLimit): boolean => name.startsWith('api_requests_');
