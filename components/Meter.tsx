// One quota: its figures, a bar of two lanes (own use dark, the pool's pale, a tick where the pace leads), and what they
// mean in words. The bar is drawn only where there is a limit to draw it against.
import { drawnShare, type QuotaVital } from '../core/vitals/quota.ts';
import { figure, quotaName } from '../core/words/quota.ts';
import { utcOf } from '../core/words/time.ts';
import { Icon } from './Icon.tsx';
import { meterWords, shortName } from './meter-words.ts';

export type MeterProps = { vital: QuotaVital; now: number };

export function Meter({ vital, now }: MeterProps) {
  const { name, window, own, pool, limit, severity, lapsed, resetsAt } = vital;
  const { amount, tag, notes, reset, sentence } = meterWords(vital, now);
  const used = limit?.used ?? own.used ?? 0;
  const max = limit?.allowed ?? Math.max(used, pool?.allowed ?? 0);
  const tone = lapsed ? 'ok' : severity;
  return (
    <div
      class="meter"
      data-tone={tone}
      role="meter"
      aria-label={quotaName(name, window)}
      // A value must not leave its range; what exceeds an allowance is said in words.
      aria-valuenow={lapsed ? 0 : Math.min(used, max)}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuetext={sentence}
    >
      <div class="row">
        <span class="clip" title={name}>
          <bdi>{shortName(vital)}</bdi> <small>{tag}</small>
        </span>
        <span class="meter-amount">
          {limit ? <b>{lapsed ? '–' : figure(used)}</b> : amount}
          {limit && ` / ${figure(max)}`}
        </span>
      </div>
      {limit && <Bar {...vital} limit={limit} />}
      {(limit || notes) && (
        <div class="row meter-foot">
          <span>
            {tone !== 'ok' && <Icon name="warning" />}
            {notes}
          </span>
          <span title={resetsAt === undefined ? undefined : utcOf(resetsAt)}>{reset}</span>
        </div>
      )}
    </div>
  );
}

type BarProps = QuotaVital & { limit: NonNullable<QuotaVital['limit']> };

function Bar({ own, pool, limit, pace, lapsed }: BarProps) {
  // A use too small to be seen is drawn just so.
  const width = (used: number | undefined) =>
    used && !lapsed ? `${Math.max(1, 100 * drawnShare(used, limit.allowed))}%` : 0;
  return (
    <div
      class="meter-bar"
      style={{
        '--own-share': width(own.used),
        '--pool-share': limit.by === 'pool' ? width(pool?.used) : 0,
        '--pace': pace && limit.left > 0 && !lapsed ? `${100 * Math.min(1, pace.share)}%` : '-9px',
      }}
    />
  );
}
