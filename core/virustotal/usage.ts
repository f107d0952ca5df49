// api_usage: how many requests a user or group made, by day and endpoint. VirusTotal tells 30 days at a time, 60 in all.
import { VirusTotalError } from './failure.ts';
import type { Page } from './page.ts';
import { amount, dictionary, readDictionary } from './read.ts';

/** Requests to one endpoint; `consuming`: whether they count against the quota. */
export type EndpointUsage = { name: string; requests: number; consuming: boolean };

/** One day, `YYYY-MM-DD`, UTC. A day without use has no endpoints. `wrong`: endpoints whose count was no number. */
export type UsageDay = { day: string; endpoints: EndpointUsage[]; wrong: string[] };

const day = 86_400_000;
const daysAPage = 30;
const reach = 60;
const latest = 8.6e15;

const isoOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const compact = (iso: string): string => iso.replaceAll('-', '');

/**
 * The days of one request, newest first. `cursor` is the last day of the range; without one it is today.
 * @param now milliseconds since the epoch
 * @throws VirusTotalError `unexpected` when the cursor is no day
 */
export function usageDays(cursor: string | undefined, now: number): string[] {
  const last = Date.parse(cursor ?? isoOf(now));
  // The cursor may come from damaged storage.
  if (!(Math.abs(last) < latest)) throw new VirusTotalError('unexpected');
  return Array.from({ length: daysAPage }, (_, back) => isoOf(last - back * day));
}

/** The query that asks for those days. */
export const usageQuery = (days: string[]): Record<string, string> => ({
  start_date: compact(days.at(-1) ?? ''),
  end_date: compact(days[0] ?? ''),
});

/**
 * Reads an answer in any of the three shapes that are documented: with `data` around it or without, with two sections or
 * four, with endpoints named `/api/v3/(files)` or `files`. Days outside the asked ones are left out.
 * @throws VirusTotalError `unexpected` when there are no daily figures
 */
export function readUsage(answer: unknown, days: string[], isOlderHalf: boolean): Page<UsageDay> {
  const outer = dictionary(answer);
  const sections = dictionary(outer?.['data']) ?? outer;
  const consuming = daysOf(sections?.['daily']);
  const free = daysOf(sections?.['daily_endpoints_not_consuming_quota'] ?? {});
  if (!consuming || !free) throw new VirusTotalError('unexpected');
  const items = days.map((date) => {
    const wrong: string[] = [];
    const counted = [...readDay(consuming.get(date), true, wrong), ...readDay(free.get(date), false, wrong)];
    return { day: date, endpoints: counted, wrong };
  });
  const older = Date.parse(days.at(-1) ?? '') - day;
  return { items, unreadable: 0, total: reach, ...(!isOlderHalf && { cursor: isoOf(older) }) };
}

const daysOf = (section: unknown): Map<string, unknown> | undefined => {
  const found = dictionary(section);
  return found && new Map(Object.entries(found));
};

function readDay(counts: unknown, consuming: boolean, wrong: string[]): EndpointUsage[] {
  const endpoints = dictionary(counts ?? {});
  if (!endpoints) wrong.push(consuming ? 'daily' : 'daily_endpoints_not_consuming_quota');
  return readDictionary(
    endpoints ?? {},
    (dressed, count) => {
      const requests = amount(count);
      const [, name = dressed] = /^\/api\/v3\/\((.+)\)$/u.exec(dressed) ?? [];
      return requests === undefined ? undefined : { name, requests, consuming };
    },
    wrong,
  );
}
