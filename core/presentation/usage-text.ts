// Usage as text. Its days are UTC days and are formatted in UTC.
import { i18n } from '#i18n';
import { lazy } from '../common/lazy.ts';
import type { Column } from '../domain/csv.ts';
import type { DailyUsage, UsagePace, UsageSeries, UsageSummary } from '../domain/usage.ts';
import type { UsageRow } from '../domain/usage-totals.ts';
import { formatNumber, joinParts } from './format.ts';
import { formatLocale } from './format-locale.ts';

const utcFormat = (options: Intl.DateTimeFormatOptions) =>
  lazy(() => new Intl.DateTimeFormat(formatLocale(), { ...options, timeZone: 'UTC' }));

const short = utcFormat({ day: 'numeric', month: 'short' });
const long = utcFormat({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const span = utcFormat({ day: 'numeric', month: 'short', year: 'numeric' });
const compact = lazy(() => new Intl.NumberFormat(formatLocale(), { notation: 'compact' }));

/** "Nov 17" */
export const formatShortDay = (day: string): string => short().format(Date.parse(day));

/** "Tue, Nov 17, 2026" */
export const formatLongDay = (day: string): string => long().format(Date.parse(day));

/** "Sep 23 – Nov 21, 2026" */
export const formatDaySpan = (from: string, to: string): string =>
  span().formatRange(Date.parse(from), Date.parse(to));

/** "1.2M", for the axis. */
export const formatCompact = (amount: number): string => compact().format(amount);

/** "1 request", "1,234 requests" */
export const requestCount = (requests: number): string =>
  i18n.t('usage.requests', requests, [formatNumber(requests)]);

/** "412 today so far · 380 a day on average". */
export const paceText = ({ today, average }: UsagePace): string =>
  joinParts([
    today !== undefined && i18n.t('usage.today', [formatNumber(today)]),
    average !== undefined && i18n.t('usage.average', [formatNumber(Math.round(average))]),
  ]);

/** An endpoint's name, marked where its calls are free; "12 others" for the less used ones together. */
export function seriesName({ name, consuming, endpointCount }: UsageSeries): string {
  if (name === undefined) return i18n.t('usage.others', endpointCount, [formatNumber(endpointCount)]);
  return consuming ? name : i18n.t('usage.free_name', [name]);
}

/** The chart's content as a sentence. */
export function usageSentence({ from, to, total, busiestDay, busiestEndpoint }: UsageSummary): string {
  const parts = [i18n.t('usage.label', [formatDaySpan(from, to), requestCount(total)])];
  if (busiestDay)
    parts.push(
      i18n.t('usage.busiest_day', [formatLongDay(busiestDay.day), formatNumber(busiestDay.total ?? 0)]),
    );
  if (busiestEndpoint)
    parts.push(
      i18n.t('usage.busiest_endpoint', [busiestEndpoint.name, formatNumber(busiestEndpoint.requests)]),
    );
  return `${parts.join('; ')}.`;
}

/** One day for screen readers: "Tue, Nov 17, 2026: 1,234 requests; files 800; domains 434". */
export function daySentence(
  { day, total }: DailyUsage,
  index: number,
  series: readonly UsageSeries[],
): string {
  if (total === undefined) return `${formatLongDay(day)}: ${i18n.t('usage.not_read')}`;
  const parts = series.flatMap((each) => {
    const requests = each.byDay[index] ?? 0;
    return requests > 0 ? `${seriesName(each)} ${formatNumber(requests)}` : [];
  });
  return [`${formatLongDay(day)}: ${requestCount(total)}`, ...parts].join('; ');
}

/** The columns of the exported file. */
export const usageColumns = (): Column<UsageRow>[] => [
  { title: i18n.t('usage.day'), value: ({ day }) => day },
  { title: i18n.t('usage.endpoint'), value: ({ endpoint }) => endpoint },
  { title: i18n.t('usage.consuming'), value: ({ consuming }) => consuming },
  { title: i18n.t('usage.total'), value: ({ requests }) => requests },
];
