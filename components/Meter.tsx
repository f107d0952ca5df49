// One quota: its figures, a bar with two lanes (personal use dark, the pool's pale, a tick for the forecast), and notes.
// Without a limit there is no bar.
import type { MeterView } from '../core/views/view-models.ts';
import { Icon } from './Icon.tsx';

export function Meter(view: MeterView) {
  const { name, label, short, tone, value, max, tag, used, amount, bar, notes, reset } = view;
  return (
    <div
      class="meter"
      data-tone={tone}
      role="meter"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuetext={view.sentence}
    >
      <div class="row">
        <span class="clip" title={name}>
          <bdi>{short}</bdi> <small>{tag}</small>
        </span>
        <span class="meter-amount">
          {used !== undefined && <b>{used}</b>}
          {used !== undefined && ' / '}
          {amount}
        </span>
      </div>
      {bar && <Bar {...bar} />}
      {(bar || notes) && (
        <div class="row meter-footer">
          <span>
            {tone !== 'ok' && <Icon name="warning" />}
            {notes}
          </span>
          <span title={view.resetTitle}>{reset}</span>
        </div>
      )}
    </div>
  );
}

const size = (share: number) => `${100 * share}%`;

const Bar = ({ own, pool, forecast, help }: NonNullable<MeterView['bar']>) => (
  <div
    class="meter-bar"
    title={help}
    style={{
      '--own-share': size(own),
      '--pool-share': size(pool),
      '--pace': forecast === undefined ? '-9px' : size(forecast),
    }}
  />
);
