// One quota: its figures, a bar of two lanes (own use dark, the pool's pale, a tick where the pace leads), and what they
// mean in words. The bar is drawn only where there is a limit to draw it against.
import { i18n } from '#i18n';
import type { QuotaVital } from '../core/vitals/quota.ts';
import { figure, quotaName } from '../core/words/quota.ts';
import { utcOf } from '../core/words/time.ts';
import { Icon } from './Icon.tsx';
import { lanesOf, noteOf, resetOf, sentenceOf, shortName, tagOf } from './meter-words.ts';

export type MeterProps = { vital: QuotaVital; now: number };

export function Meter({ vital, now }: MeterProps) {
  const { name, window, severity, lapsed, resetsAt } = vital;
  const tone = lapsed ? 'ok' : severity;
  return (
    <div
      class="meter"
      data-tone={tone}
      role="meter"
      aria-label={quotaName(name, window)}
      {...valuesOf(vital, now)}
    >
      <div class="meter-row">
        <span class="meter-name" title={name}>
          <bdi>{shortName(vital)}</bdi> <span class="meter-tag">{tagOf(vital)}</span>
        </span>
        <Amount vital={vital} />
      </div>
      <Bar vital={vital} />
      <div class="meter-row meter-foot">
        <span class="meter-note">
          {tone !== 'ok' && <Icon name="warning" />}
          {noteOf(vital, now)}
        </span>
        <span title={resetsAt === undefined ? undefined : utcOf(resetsAt)}>{resetOf(vital, now)}</span>
      </div>
    </div>
  );
}

// A meter's value must not leave its range; what exceeds an allowance is said in `aria-valuetext`.
function valuesOf(vital: QuotaVital, now: number) {
  const { own, pool, limit, lapsed } = vital;
  const used = limit?.used ?? own.used ?? 0;
  const max = limit?.allowed ?? Math.max(used, pool?.allowed ?? 0);
  return {
    'aria-valuemin': 0,
    'aria-valuenow': lapsed ? 0 : Math.min(used, max),
    'aria-valuemax': max,
    'aria-valuetext': sentenceOf(vital, now),
  };
}

function Amount({ vital: { state, own, pool, limit, lapsed } }: { vital: QuotaVital }) {
  if (state === 'unknown') return <span class="meter-amount">{i18n.t('meter.unknown')}</span>;
  if (!limit)
    return <span class="meter-amount">{i18n.t('meter.used', [figure(own.used ?? pool?.used ?? 0)])}</span>;
  return (
    <span class="meter-amount">
      <b>{lapsed ? '–' : figure(limit.used)}</b> / {figure(limit.allowed)}
    </span>
  );
}

const lane = (kind: string, width: number) =>
  width > 0 && <rect class={kind} y="3" width={`${width}%`} height="6" rx="3" />;

function Bar({ vital }: { vital: QuotaVital }) {
  const lanes = lanesOf(vital);
  if (!lanes) return null;
  return (
    <svg class="meter-bar" width="100%" height="12" aria-hidden="true">
      {lane('meter-track', 100)}
      {!vital.lapsed && lane('meter-pool', lanes.pool)}
      {!vital.lapsed && lane('meter-own', lanes.own)}
      {!vital.lapsed && lanes.tick !== undefined && (
        <rect class="meter-tick" x={`${Math.min(lanes.tick, 99.5)}%`} width="2" height="12" rx="1" />
      )}
    </svg>
  );
}
