// The limit that ends first, in a sentence: what is left, where the pace leads, when it resets.
import { i18n } from '#i18n';
import { joined } from '../../core/presentation/joined.ts';
import { Notice } from '../../components/Notice.tsx';
import { bindingHeadline, type Headline as Vital } from '../../core/domain/tightest-limit.ts';
import type { QuotaVital } from '../../core/domain/quota.ts';
import { headlineCount, percent } from '../../core/presentation/quota-names.ts';
import { clockOf, lengthOf, utcOf } from '../../core/presentation/format.ts';

export type HeadlineProps = { vitals: readonly QuotaVital[]; now: number };

export function Headline({ vitals, now }: HeadlineProps) {
  const vital = bindingHeadline(vitals);
  if (!vital) return <Notice quiet>{i18n.t(`popup.${withoutLimit(vitals)}`)}</Notice>;
  const { severity, resetsAt = 0 } = vital;
  return (
    <Notice quiet tone={severity === 'ok' ? 'plain' : severity}>
      <strong class="headline">{headlineCount(vital)}</strong>
      <p title={utcOf(resetsAt)}>{joined(sentences(vital, now), ' ')}</p>
    </Notice>
  );
}

function sentences({ limit: { by, used, allowed }, severity, pace, resetsAt = 0 }: Vital, now: number) {
  const end = pace?.runsOutAt;
  return [
    i18n.t(`popup.used_${by}`, [percent(used / allowed)]),
    // Far from its end a limit's forecast is noise.
    severity !== 'ok' &&
      end !== undefined &&
      i18n.t('popup.pace', [clockOf(end, now), lengthOf(resetsAt - end)]),
    i18n.t('popup.resets', [clockOf(resetsAt, now), lengthOf(resetsAt - now)]),
  ];
}

function withoutLimit(vitals: readonly QuotaVital[]) {
  if (vitals.some(({ lapsed }) => lapsed)) return 'lapsed';
  return vitals.some(({ state }) => state === 'uncapped') ? 'unlimited' : 'no_limit';
}
