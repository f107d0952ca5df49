// The limit that ends first, in a sentence: what is left, where the pace leads, when it resets.
import { i18n } from '#i18n';
import { Notice } from '../../components/Notice.tsx';
import { findTightestLimit, type TightestLimit as Limit } from '../../core/domain/tightest-limit.ts';
import type { QuotaStatus } from '../../core/domain/quota.ts';
import { tightestLimitText } from '../../core/presentation/quota-names.ts';
import {
  formatClock,
  formatDuration,
  formatUtc,
  joinParts,
  formatPercent,
} from '../../core/presentation/format.ts';

export type TightestLimitProps = { vitals: readonly QuotaStatus[]; now: number };

export function TightestLimit({ vitals, now }: TightestLimitProps) {
  const vital = findTightestLimit(vitals);
  if (!vital) return <Notice quiet>{i18n.t(`popup.${withoutLimit(vitals)}`)}</Notice>;
  const { severity, resetsAt = 0 } = vital;
  return (
    <Notice quiet tone={severity === 'ok' ? 'plain' : severity}>
      <strong class="tightest-limit">{tightestLimitText(vital)}</strong>
      <p title={formatUtc(resetsAt)}>{joinParts(sentences(vital, now), ' ')}</p>
    </Notice>
  );
}

function sentences({ limit: { side, used, allowed }, severity, forecast, resetsAt = 0 }: Limit, now: number) {
  const end = forecast?.runsOutAt;
  return [
    i18n.t(`popup.used_${side}`, [formatPercent(used / allowed)]),
    // Far from its end a limit's forecast is noise.
    severity !== 'ok' &&
      end !== undefined &&
      i18n.t('popup.runs_out', [formatClock(end, now), formatDuration(resetsAt - end)]),
    i18n.t('popup.resets', [formatClock(resetsAt, now), formatDuration(resetsAt - now)]),
  ];
}

function withoutLimit(vitals: readonly QuotaStatus[]) {
  if (vitals.some(({ windowEnded }) => windowEnded)) return 'window_ended';
  return vitals.some(({ state }) => state === 'uncapped') ? 'unlimited' : 'no_limit';
}
