// What can be run now, how fast, and how much more after the reset.
import { freeMinute, hasFreeTerms, type QuotaStatus } from './quota.ts';
import {
  allowanceOf,
  findTightestLimit,
  isRequests,
  criticalLimits,
  otherFeatures,
  type TightestLimit,
} from './tightest-limit.ts';

/**
 * `limit`: what bounds it, with the number that is left; absent where no current limit is known. `perMinute`: the rate, where one is
 * known. `gain`: how many more can be run after the limit's reset, if all that is left is used before. `otherCritical`: other limits
 * that are used up or nearly so.
 */
export type RunNow = {
  limit?: TightestLimit;
  perMinute?: number;
  gain?: number;
  otherCritical: readonly TightestLimit[];
};

export function runNow(quotas: readonly QuotaStatus[]): RunNow {
  const limit = findTightestLimit(quotas);
  const perMinute = limit && isRequests(limit) ? requestsPerMinute(quotas) : undefined;
  const gain = limit && gainAtReset(limit, quotas);
  return {
    ...(limit && { limit }),
    ...(perMinute !== undefined && { perMinute }),
    ...(gain !== undefined && { gain }),
    otherCritical: criticalLimits(quotas),
  };
}

/** By the figures, or by VirusTotal's terms of the free API. Undefined where neither names a rate. */
function requestsPerMinute(quotas: readonly QuotaStatus[]): number | undefined {
  const rates = quotas.filter((quota) => isRequests(quota) && quota.window === 'minute').map(allowanceOf);
  const rate = Math.min(...rates, hasFreeTerms(quotas) ? freeMinute : Infinity);
  return Number.isFinite(rate) ? rate : undefined;
}

/** The longer windows bound what a reset adds. Undefined where the reset is not known. */
function gainAtReset({ name, resetsAt, limit }: TightestLimit, quotas: readonly QuotaStatus[]) {
  if (resetsAt === undefined) return undefined;
  const same = quotas.filter((quota) => (isRequests({ name }) ? isRequests(quota) : quota.name === name));
  const gains = same
    .filter(({ window }) => window !== 'minute')
    .map((quota) =>
      (quota.resetsAt ?? Infinity) <= resetsAt || quota.windowEnded
        ? allowanceOf(quota)
        : (quota.limit?.left ?? Infinity) - limit.left,
    );
  const gain = Math.min(...gains);
  return gain > 0 && Number.isFinite(gain) ? gain : undefined;
}

/**
 * The limit of API requests that is used up by the figures; of several the one with the longest wait. Undefined where a refusal
 * has another reason.
 */
export function usedUpRequests(quotas: readonly QuotaStatus[]): TightestLimit | undefined {
  const limit = findTightestLimit(quotas);
  return limit && isRequests(limit) && limit.limit.left === 0 ? limit : undefined;
}

/** What can still be run while API requests are refused: at most three features. */
export const stillRunnable = (quotas: readonly QuotaStatus[]): TightestLimit[] =>
  otherFeatures(quotas).slice(0, 3);
