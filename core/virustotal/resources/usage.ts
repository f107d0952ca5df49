// api_usage: the requests of a user or group by day and endpoint. VirusTotal returns 30 days at a time, 60 in all.
import { VirusTotalError } from '../api-error.ts';
import type { Page } from '../pagination.ts';
import { count, record, readDictionary } from '../decode.ts';
import { day, toIsoDay } from '../../common/time-units.ts';

/** Requests to one endpoint; `consuming`: whether they count against the quota. */
export type EndpointUsage = { name: string; requests: number; consuming: boolean };

/** VirusTotal's totals for all days of a response. They are documented as possibly different from the sum of the days. */
export type UsageTotals = { endpoints: EndpointUsage[]; invalidFields: string[] };

/**
 * One day, `YYYY-MM-DD`, UTC. A day without use has no endpoints. `invalidFields`: endpoints whose count could not be decoded.
 * `totals`: stored with the last day of each response, for its 30 days; absent where the response had none.
 */
export type UsageDay = {
  day: string;
  endpoints: EndpointUsage[];
  invalidFields: string[];
  totals?: UsageTotals;
};

const daysPerPage = 30;
const totalDays = 60;
const maximumTime = 8.6e15;

const withoutDashes = (iso: string): string => iso.replaceAll('-', '');

/**
 * The days of one request, newest first. `cursor` is the last day of the range; without one it is today.
 * @param now milliseconds since the epoch
 * @throws VirusTotalError `unexpected` where the cursor is not a day
 */
export function daysInPage(cursor: string | undefined, now: number): string[] {
  const last = Date.parse(cursor ?? toIsoDay(now));
  // The cursor may come from damaged storage.
  if (!(Math.abs(last) < maximumTime)) throw new VirusTotalError('unexpected');
  return Array.from({ length: daysPerPage }, (_, back) => toIsoDay(last - back * day));
}

/** The query for these days. */
export const usageQuery = (days: string[]): Record<string, string> => ({
  start_date: withoutDashes(days.at(-1) ?? ''),
  end_date: withoutDashes(days[0] ?? ''),
});

/**
 * Decodes a response in any of the three documented shapes: with or without `data` around it, with two sections or four, with
 * endpoints named `/api/v3/(files)` or `files`. Other days than the requested ones are left out.
 * @throws VirusTotalError `unexpected` where there are no daily figures
 */
export function readUsage(answer: unknown, days: string[], isOlderHalf: boolean): Page<UsageDay> {
  const outer = record(answer);
  const sections = record(outer?.['data']) ?? outer;
  const consuming = daysOf(sections?.['daily']);
  const free = daysOf(sections?.['daily_endpoints_not_consuming_quota'] ?? {});
  if (!consuming || !free) throw new VirusTotalError('unexpected');
  const totals = readTotals(sections ?? {});
  const items = days.map((date, index): UsageDay => {
    const invalidFields: string[] = [];
    const endpoints = [
      ...readCounts(consuming.get(date), 'daily', invalidFields),
      ...readCounts(free.get(date), 'daily_endpoints_not_consuming_quota', invalidFields),
    ];
    return { day: date, endpoints: endpoints, invalidFields, ...(index === 0 && totals && { totals }) };
  });
  const older = Date.parse(days.at(-1) ?? '') - day;
  return { items, unreadable: 0, total: totalDays, ...(!isOlderHalf && { cursor: toIsoDay(older) }) };
}

const daysOf = (section: unknown): Map<string, unknown> | undefined => {
  const found = record(section);
  return found && new Map(Object.entries(found));
};

/** Undefined where there are none. */
function readTotals({ total, total_endpoints_not_consuming_quota: free }: Record<string, unknown>) {
  if (total === undefined || total === null) return undefined;
  const invalidFields: string[] = [];
  const endpoints = [
    ...readCounts(total, 'total', invalidFields),
    ...readCounts(free, 'total_endpoints_not_consuming_quota', invalidFields),
  ];
  return { endpoints, invalidFields };
}

type Section =
  'daily' | 'daily_endpoints_not_consuming_quota' | 'total' | 'total_endpoints_not_consuming_quota';

function readCounts(counts: unknown, section: Section, invalidFields: string[]): EndpointUsage[] {
  const consuming = section === 'daily' || section === 'total';
  const endpoints = record(counts ?? {});
  if (!endpoints) invalidFields.push(section);
  return readDictionary(
    endpoints ?? {},
    (rawName, raw) => {
      const requests = count(raw);
      const [, name = rawName] = /^\/api\/v3\/\((.+)\)$/u.exec(rawName) ?? [];
      return requests === undefined ? undefined : { name, requests, consuming };
    },
    invalidFields,
  );
}
