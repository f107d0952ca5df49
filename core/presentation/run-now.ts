// What can be run now, as text: the number, of what, and when there is more.
import { i18n } from '#i18n';
import type { QuotaStatus, Severity } from '../domain/quota.ts';
import { findTightestLimit } from '../domain/tightest-limit.ts';
import { formatClock, formatDuration, formatNumber } from './format.ts';
import { quotaName, tightestLimitText } from './quota-names.ts';

/** `count`: the number, and `unit`: of what. `notes`: below it. */
export type RunNowText = { tone: Severity; count: string; unit: string; notes: readonly string[] };

/** Undefined where no limit is known. @param now milliseconds since the epoch */
export function runNowText(quotas: readonly QuotaStatus[], now: number): RunNowText | undefined {
  const tightest = findTightestLimit(quotas);
  if (!tightest) return undefined;
  const { name, window, limit, severity, resetsAt } = tightest;
  const isRequests = name.startsWith('api_requests_');
  return {
    tone: severity,
    count: formatNumber(limit.left),
    unit: isRequests ? i18n.t('dashboard.run_now.requests') : quotaName(name, window),
    notes: [
      tightestLimitText(tightest),
      ...(resetsAt === undefined
        ? []
        : [i18n.t('dashboard.run_now.resets', [formatClock(resetsAt, now), formatDuration(resetsAt - now)])]),
    ],
  };
}
