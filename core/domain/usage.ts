// Summarizes usage: the daily series, the busiest day and the most used endpoints.
import type { EndpointUsage, UsageDay } from '../virustotal/resources/usage.ts';
import { day as dayLength, toIsoDay } from '../common/time-units.ts';

/** One day of the series. `total` is undefined for a day that was not loaded: unknown, not zero. */
export type DailyUsage = {
  /** `YYYY-MM-DD`, UTC */
  day: string;
  endpoints: readonly EndpointUsage[];
  total: number | undefined;
  /** Some counts of this day could not be decoded, so the total may be too low. */
  partial: boolean;
};

/** Daily requests to one endpoint, or to all less used endpoints together, which have no name. */
export type UsageSeries = {
  name: string | undefined;
  consuming: boolean;
  /** The number of endpoints in it. */
  endpointCount: number;
  total: number;
  byDay: readonly number[];
};

export type UsageSummary = {
  from: string;
  to: string;
  total: number;
  busiestDay: DailyUsage | undefined;
  busiestEndpoint: EndpointUsage | undefined;
  /** `unread`: days within the series that were not loaded; `partial`: days with counts that could not be decoded. */
  unread: number;
  partial: number;
};

/** The number of days that VirusTotal keeps usage for. */
export const retentionDays = 60;

const sum = (counts: readonly EndpointUsage[]): number =>
  counts.reduce((total, { requests }) => total + requests, 0);

/** A key for an endpoint. One endpoint may have both billable and free calls. */
export const endpointKey = ({ name, consuming }: EndpointUsage): string =>
  `${consuming ? 'counted' : 'free'} ${name}`;

/** Whether there are calls that do not count against the quota. */
export const hasFreeCalls = (usage: readonly UsageDay[]): boolean =>
  usage.some(({ endpoints }) => endpoints.some(({ consuming, requests }) => !consuming && requests > 0));

/**
 * All days from the first loaded one to the last, oldest first, at most 60.
 * @param usage the loaded days in any order
 * @param withFree whether to include calls that do not consume quota
 */
export function fillDailySeries(usage: readonly UsageDay[], withFree: boolean): DailyUsage[] {
  const read = new Map(usage.map((each) => [Date.parse(each.day), each]));
  read.delete(Number.NaN);
  if (read.size === 0) return [];
  const last = Math.max(...read.keys());
  const first = Math.max(Math.min(...read.keys()), last - (retentionDays - 1) * dayLength);
  return Array.from({ length: Math.round((last - first) / dayLength) + 1 }, (_, index) => {
    const time = first + index * dayLength;
    const found = read.get(time);
    const endpoints = (found?.endpoints ?? []).filter(
      ({ consuming, requests }) => requests > 0 && (consuming || withFree),
    );
    const total = found && sum(endpoints);
    const partial = !!found && found.invalidFields.length > 0;
    return { day: toIsoDay(time), endpoints, total, partial };
  });
}

/** The requests to each endpoint on all days, busiest first. */
export const endpointTotals = (days: readonly DailyUsage[]): EndpointUsage[] =>
  sumByEndpoint(days.flatMap(({ endpoints }) => endpoints));

/** The sum of the counts of each endpoint, busiest first. */
export function sumByEndpoint(counts: readonly EndpointUsage[]): EndpointUsage[] {
  const totals = new Map<string, EndpointUsage>();
  for (const endpoint of counts) {
    const before = totals.get(endpointKey(endpoint));
    if (before) before.requests += endpoint.requests;
    else totals.set(endpointKey(endpoint), { ...endpoint });
  }
  return [...totals.values()].toSorted(
    (a, b) => b.requests - a.requests || (endpointKey(a) < endpointKey(b) ? -1 : 1),
  );
}

/** The busiest endpoints by day, followed by all others together. A single other endpoint keeps its name. */
export function topEndpoints(days: readonly DailyUsage[], most = 6): UsageSeries[] {
  const totals = endpointTotals(days);
  const series = totals.slice(0, most).map((endpoint) => seriesOf(days, [endpoint]));
  const others = totals.slice(most);
  return others.length > 0 ? [...series, seriesOf(days, others)] : series;
}

function seriesOf(days: readonly DailyUsage[], members: readonly EndpointUsage[]): UsageSeries {
  const keys = new Set(members.map(endpointKey));
  const [only] = members;
  return {
    name: members.length === 1 ? only?.name : undefined,
    consuming: members.some(({ consuming }) => consuming),
    endpointCount: members.length,
    total: sum(members),
    byDay: days.map(({ endpoints }) => sum(endpoints.filter((each) => keys.has(endpointKey(each))))),
  };
}

/** Requests on the newest day, which has not ended, and on an average day before. Undefined where nothing was loaded for it. */
export type UsagePace = { today: number | undefined; average: number | undefined };

/** @param now milliseconds since the epoch */
export function usagePace(days: readonly DailyUsage[], now: number): UsagePace {
  const today = toIsoDay(now);
  const past = days.filter(({ day, total }) => day < today && total !== undefined);
  const total = past.reduce((before, each) => before + (each.total ?? 0), 0);
  return {
    today: days.find(({ day }) => day === today)?.total,
    average: past.length > 0 ? total / past.length : undefined,
  };
}

/**
 * The requests that counted today and since the first of the month, UTC; undefined where a day is not loaded.
 * @param now milliseconds since the epoch
 */
export function usedSoFar(usage: readonly UsageDay[], now: number): { today?: number; month?: number } {
  const today = toIsoDay(now);
  const month = today.slice(0, 7);
  const series = fillDailySeries(usage, false).filter(({ day }) => day.startsWith(month) && day <= today);
  const todayUsed = series.find(({ day }) => day === today)?.total;
  if (todayUsed === undefined) return {};
  const isWhole =
    series.length === Number(today.slice(8)) && series.every(({ total }) => total !== undefined);
  const monthUsed = series.reduce((before, { total = 0 }) => before + total, 0);
  return { today: todayUsed, ...(isWhole && { month: monthUsed }) };
}

/** The highlights; undefined where nothing was loaded. Among equally busy days the newest is named. */
export function usageSummary(days: readonly DailyUsage[]): UsageSummary | undefined {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return undefined;
  let busiestDay: DailyUsage | undefined;
  for (const each of days) if (each.total && each.total >= (busiestDay?.total ?? 0)) busiestDay = each;
  return {
    from: first.day,
    to: last.day,
    total: days.reduce((total, each) => total + (each.total ?? 0), 0),
    busiestDay,
    busiestEndpoint: endpointTotals(days)[0],
    unread: days.filter(({ total }) => total === undefined).length,
    partial: days.filter(({ partial }) => partial).length,
  };
}
