// The legend in the order of the stack, with the figures of all days or of the selected day.
import { i18n } from '#i18n';
import type { DailyUsage, UsageSeries } from '../core/domain/usage.ts';
import { formatNumber } from '../core/presentation/format.ts';
import { formatLongDay, requestCount, seriesName } from '../core/presentation/usage-text.ts';

export type UsageLegendProps = {
  days: readonly DailyUsage[];
  series: readonly UsageSeries[];
  /** The index of the selected day. */
  shown: number | undefined;
  /** Requests on all days. */
  total: number;
};

export function UsageLegend({ days, series, shown, total }: UsageLegendProps) {
  const index = shown ?? -1;
  const day = days[index];
  const requests = day ? day.total : total;
  const text = requests === undefined ? i18n.t('usage.not_read') : requestCount(requests);
  // The newest day had not ended when the list was loaded.
  const isSoFar = index === days.length - 1;
  return (
    <div class="usage-legend">
      <p class="usage-when">
        <strong>{day ? formatLongDay(day.day) : i18n.t('usage.all_days')}</strong>
        <span>{isSoFar ? i18n.t('usage.so_far', [text]) : text}</span>
      </p>
      <ul role="list">
        {series.map((each, rank) => {
          const name = seriesName(each);
          const count = day ? (each.byDay[index] ?? 0) : each.total;
          return (
            <li key={rank} data-none={count === 0}>
              <i class="usage-swatch" style={{ background: `var(--usage-${rank + 1})` }} />
              <bdi class="clip" title={name}>
                {name}
              </bdi>
              <span>{requests === undefined ? '–' : formatNumber(count)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
