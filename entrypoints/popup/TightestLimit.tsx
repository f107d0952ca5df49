// The tightest limit as a sentence: what is left, the forecast, and when it resets.
import { i18n } from '#i18n';
import { Notice } from '../../components/Notice.tsx';
import {
  findTightestLimit,
  noLimitReason,
  type TightestLimit as Limit,
} from '../../core/domain/tightest-limit.ts';
import type { QuotaStatus } from '../../core/domain/quota.ts';
import { resetCertainty, tightestLimitText, unreadText } from '../../core/presentation/quota-names.ts';
import {
  formatClock,
  formatDuration,
  formatUtc,
  joinParts,
  formatPercent,
} from '../../core/presentation/format.ts';

export type TightestLimitProps = { quotas: readonly QuotaStatus[]; now: number };

export function TightestLimit({ quotas, now }: TightestLimitProps) {
  const tightest = findTightestLimit(quotas);
  if (!tightest) return <Notice quiet>{i18n.t(`popup.${noLimitReason(quotas)}`)}</Notice>;
  const { severity, resetsAt } = tightest;
  return (
    <Notice quiet tone={severity === 'ok' ? 'plain' : severity}>
      <strong class="tightest-limit">{tightestLimitText(tightest)}</strong>
      <p title={resetsAt === undefined ? undefined : formatUtc(resetsAt)}>
        {joinParts(sentences(tightest, now), ' ')}
      </p>
    </Notice>
  );
}

function sentences(tightest: Limit, now: number) {
  const { limit, severity, forecast, unread, resetsAt = 0 } = tightest;
  const { side, used, allowed } = limit;
  const certainty = resetCertainty(tightest);
  const end = forecast?.runsOutAt;
  return [
    i18n.t(`popup.used_${side}`, [formatPercent(used / allowed)]),
    // Far from the limit a forecast is unreliable.
    severity !== 'ok' &&
      end !== undefined &&
      i18n.t('popup.runs_out', [formatClock(end, now), formatDuration(resetsAt - end)]),
    i18n.t(certainty === 'known' ? 'popup.resets' : `popup.resets_${certainty}`, [
      formatClock(resetsAt, now),
      formatDuration(resetsAt - now),
    ]),
    unread && unreadText(unread, now),
  ];
}
