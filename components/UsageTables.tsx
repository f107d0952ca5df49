// The chart's figures as tables: by day, and every endpoint by name.
import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { DailyUsage, UsageSeries } from '../core/domain/usage.ts';
import { type EndpointTotal, differsFromReported } from '../core/domain/usage-totals.ts';
import { formatNumber } from '../core/presentation/format.ts';
import { longDay, seriesName } from '../core/presentation/usage-text.ts';
import { Disclosure } from './Disclosure.tsx';

export type UsageTablesProps = {
  days: readonly DailyUsage[];
  series: readonly UsageSeries[];
  endpoints: readonly EndpointTotal[];
};

/** VirusTotal has some forty endpoints; whatever names more of them does not make the page grow without end. */
const mostRows = 100;

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
  const places = days.map((_, place) => place);
  const rank = (place: number): number => (order.by === 'day' ? place : (days[place]?.total ?? -1));
  const sorted = places.toSorted((a, b) => (order.descending ? rank(b) - rank(a) : rank(a) - rank(b)));
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
          {sorted.map((place) => (
            <DayRow key={days[place]?.day} day={days[place]} place={place} series={series} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type DayRowProps = { day: DailyUsage | undefined; place: number; series: readonly UsageSeries[] };

function DayRow({ day, place, series }: DayRowProps) {
  if (!day) return null;
  const unread = day.total === undefined;
  return (
    <tr>
      <th scope="row">{longDay(day.day)}</th>
      <td>{unread ? i18n.t('usage.not_read') : formatNumber(day.total ?? 0)}</td>
      {series.map((each, index) => (
        <td key={index}>{unread ? '' : formatNumber(each.byDay[place] ?? 0)}</td>
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
  const withGiven = differsFromReported(endpoints);
  const more = endpoints.length - mostRows;
  return (
    <div class="usage-scroll" tabIndex={0} role="region" aria-label={i18n.t('usage.by_endpoint')}>
      <table class="usage-endpoints">
        <caption>{i18n.t('usage.by_endpoint')}</caption>
        <thead>
          <tr>
            <th scope="col">{i18n.t('usage.endpoint')}</th>
            <th scope="col">{i18n.t('usage.total')}</th>
            {withGiven && <th scope="col">{i18n.t('usage.virustotal_total')}</th>}
            <th scope="col">{i18n.t('usage.consuming')}</th>
          </tr>
        </thead>
        <tbody>
          {endpoints.slice(0, mostRows).map(({ name, consuming, requests, reported }) => (
            <tr key={`${consuming} ${name}`}>
              <th scope="row" title={name}>
                <bdi class="clip">{name}</bdi>
              </th>
              <td>{formatNumber(requests)}</td>
              {withGiven && <td>{reported === undefined ? '–' : formatNumber(reported)}</td>}
              <td>{i18n.t(consuming ? 'usage.counts' : 'usage.free')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="usage-caveat">{i18n.t('usage.more_rows', more)}</p>}
    </div>
  );
}
