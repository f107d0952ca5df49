// What can be run now, as the first lines of the own panel.
import { i18n } from '#i18n';
import type { QuotaStatus } from '../domain/quota.ts';
import { findTightestLimit, noLimitReason } from '../domain/tightest-limit.ts';
import { formatClock, formatDuration, formatUtc } from './format.ts';
import { resetCertainty, tightestLimitText } from './quota-names.ts';
import type { HeadlineView } from '../views/panel-content.ts';

/** @param now milliseconds since the epoch */
export function limitHeadline(quotas: readonly QuotaStatus[], now: number): HeadlineView {
  const tightest = findTightestLimit(quotas);
  if (!tightest) return { text: i18n.t(`popup.${noLimitReason(quotas)}`), tone: 'plain' };
  const { severity, resetsAt = 0 } = tightest;
  const certainty = resetCertainty(tightest);
  return {
    text: tightestLimitText(tightest),
    tone: severity === 'ok' ? 'plain' : severity,
    detail: i18n.t(certainty === 'known' ? 'popup.resets' : `popup.resets_${certainty}`, [
      formatClock(resetsAt, now),
      formatDuration(resetsAt - now),
    ]),
    ...(certainty !== 'unknown' && { title: formatUtc(resetsAt) }),
  };
}
