// The chart's figures as tables: by day and by endpoint.
import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { DailyUsage, UsageSeries } from '../core/domain/usage.ts';
import { type EndpointTotal, differsFromReported } from '../core/domain/usage-totals.ts';
import { formatNumber } from '../core/presentation/format.ts';
import { formatLongDay, seriesName } from '../core/presentation/usage-text.ts';
import { Disclosure } from './Disclosure.tsx';

export type UsageTablesProps = {
  days: readonly DailyUsage[];
  series: readonly UsageSeries[];
  endpoints: readonly EndpointTotal[];
};

/** VirusTotal has about forty endpoints; the limit keeps unexpected responses from growing the page without bound. */
const maximumRows = 100;

export function UsageTables({ days, series, endpoints }: UsageTablesProps) {
  return (
    <Disclosure title={i18n.t('usage.table')}>
      <div class="usage-tables">
        <DayTable days={days} series={series} />
        <EndpointTable endpoints={endpoints} />
      </div>
    </Disclosure>
  );
}

type Order = { by: 'day' | 'total'; descending: boolean };

function DayTable({ days, series }: Omit<UsageTablesProps, 'endpoints'>) {
  const [order, setOrder] = useState<Order>({ by: 'day', descending: true });
  const indices = days.map((_, index) => index);
  const sortValue = (index: number): number => (order.by === 'day' ? index : (days[index]?.total ?? -1));
  const sorted = indices.toSorted((a, b) =>
    order.descending ? sortValue(b) - sortValue(a) : sortValue(a) - sortValue(b),
  );
  return (
    <div class="usage-scroll" tabIndex={0} role="region" aria-label={i18n.t('usage.by_day')}>
      <table>
        <caption>{i18n.t('usage.by_day')}</caption>
        <thead>
          <tr>
            <Sorter by="day" order={order} onSort={setOrder} />
            <Sorter by="total" order={order} onSort={setOrder} />
            {series.map((each, index) => (
              <th key={index} scope="col" title={seriesName(each)}>
                <bdi class="clip">{seriesName(each)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((index) => (
            <DayRow key={days[index]?.day} day={days[index]} index={index} series={series} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type DayRowProps = { day: DailyUsage | undefined; index: number; series: readonly UsageSeries[] };

function DayRow({ day, index, series }: DayRowProps) {
  if (!day) return null;
  const unread = day.total === undefined;
  return (
    <tr>
      <th scope="row">{formatLongDay(day.day)}</th>
      <td>{unread ? i18n.t('usage.not_read') : formatNumber(day.total ?? 0)}</td>
      {series.map((each, column) => (
        <td key={column}>{unread ? '' : formatNumber(each.byDay[index] ?? 0)}</td>
      ))}
    </tr>
  );
}

type SorterProps = { by: Order['by']; order: Order; onSort: (order: Order) => void };

function Sorter({ by, order, onSort }: SorterProps) {
  const isSorted = order.by === by;
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={isSorted ? direction : undefined}>
      <button type="button" onClick={() => onSort({ by, descending: isSorted ? !order.descending : true })}>
        {i18n.t(`usage.${by}`)}
      </button>
    </th>
  );
}

function EndpointTable({ endpoints }: { endpoints: readonly EndpointTotal[] }) {
  const withReported = differsFromReported(endpoints);
  const hiddenCount = endpoints.length - maximumRows;
  return (
    <div class="usage-scroll" tabIndex={0} role="region" aria-label={i18n.t('usage.by_endpoint')}>
      <table class="usage-endpoints">
        <caption>{i18n.t('usage.by_endpoint')}</caption>
        <thead>
          <tr>
            <th scope="col">{i18n.t('usage.endpoint')}</th>
            <th scope="col">{i18n.t('usage.total')}</th>
            {withReported && <th scope="col">{i18n.t('usage.virustotal_total')}</th>}
            <th scope="col">{i18n.t('usage.consuming')}</th>
          </tr>
        </thead>
        <tbody>
          {endpoints.slice(0, maximumRows).map(({ name, consuming, requests, reported }) => (
            <tr key={`${consuming} ${name}`}>
              <th scope="row" title={name}>
                <bdi class="clip">{name}</bdi>
              </th>
              <td>{formatNumber(requests)}</td>
              {withReported && <td>{reported === undefined ? '–' : formatNumber(reported)}</td>}
              <td>{i18n.t(consuming ? 'usage.counts' : 'usage.free')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hiddenCount > 0 && <p class="usage-caveat">{i18n.t('usage.more_rows', hiddenCount)}</p>}
    </div>
  );
}
