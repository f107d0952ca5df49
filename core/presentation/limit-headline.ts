// What can be run now, as the first lines of the own panel.
import { i18n } from '#i18n';
import type { QuotaStatus } from '../domain/quota.ts';
import { runNow } from '../domain/run-now.ts';
import { noLimitReason } from '../domain/tightest-limit.ts';
import { formatUtc } from './format.ts';
import { tightestLimitText } from './quota-names.ts';
import { resetText } from './run-now-view.ts';
import type { HeadlineView } from '../views/panel-content.ts';

/** @param now milliseconds since the epoch */
export function limitHeadline(quotas: readonly QuotaStatus[], now: number): HeadlineView {
  const { limit, gain } = runNow(quotas);
  if (!limit) return { text: i18n.t(`popup.${noLimitReason(quotas)}`), tone: 'plain' };
  const { severity, resetsAt } = limit;
  return {
    text: tightestLimitText(limit),
    tone: severity === 'ok' ? 'plain' : severity,
    detail: resetText(limit, gain, now),
    ...(resetsAt !== undefined && { title: formatUtc(resetsAt) }),
  };
}
