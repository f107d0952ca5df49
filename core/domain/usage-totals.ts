// Usage as rows for export, and compared with the totals that VirusTotal reports.
import type { EndpointUsage, UsageDay, UsageTotals } from '../virustotal/resources/usage.ts';
import { sumByEndpoint, endpointKey } from './usage.ts';
import { day as dayLength } from '../common/time-units.ts';

/** The requests to one endpoint on one day. A loaded day without use has one row without an endpoint. */
export type UsageRow = { day: string; endpoint?: string; consuming?: boolean; requests: number };

/** All loaded usage, free calls included, oldest day first. */
export const usageRows = (usage: readonly UsageDay[]): UsageRow[] =>
  usage
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .flatMap(({ day, endpoints, invalidFields }): UsageRow[] =>
      endpoints.length > 0 || invalidFields.length > 0
        ? endpoints.map(({ name, consuming, requests }) => ({ day, endpoint: name, consuming, requests }))
        : [{ day, requests: 0 }],
    );

/** `reported`: VirusTotal's own total; absent where it names none. */
export type EndpointTotal = EndpointUsage & { reported?: number };

/** The number of days in one response. */
const daysPerResponse = 30;

/**
 * The sum of the totals that VirusTotal reports for each response of 30 days. Undefined where a response had no totals, because
 * the sum would not cover all loaded days. `invalidFields`: endpoints whose total could not be decoded.
 */
export function reportedTotals(usage: readonly UsageDay[]): UsageTotals | undefined {
  const withTotals = usage.filter(({ totals }) => totals);
  const isComplete = usage.every((each) => withTotals.some((answer) => isOf(each, answer)));
  if (!isComplete || withTotals.length === 0) return undefined;
  return {
    endpoints: sumByEndpoint(withTotals.flatMap(({ totals }) => totals?.endpoints ?? [])),
    invalidFields: withTotals.flatMap(({ totals }) => totals?.invalidFields ?? []),
  };
}

/** Whether a day belongs to the response whose last day is the other one. */
function isOf({ day }: UsageDay, { day: last }: UsageDay): boolean {
  const before = (Date.parse(last) - Date.parse(day)) / dayLength;
  return before >= 0 && before < daysPerResponse;
}

/**
 * Adds VirusTotal's totals to ours. They may include endpoints that no day names.
 * @param reported its `total` sections; undefined where they are unknown
 */
export function compareWithReported(
  totals: readonly EndpointUsage[],
  reported: readonly EndpointUsage[] = [],
): EndpointTotal[] {
  const reportedOnly = reported.filter(
    (each) => each.requests > 0 && !totals.some((total) => isSame(each, total)),
  );
  return [...totals, ...reportedOnly.map(({ name, consuming }) => ({ name, consuming, requests: 0 }))].map(
    (total) => {
      const match = reported.find((each) => isSame(each, total));
      return match ? Object.assign({ reported: match.requests }, total) : total;
    },
  );
}

/** Whether VirusTotal's totals differ from the sums of the days. */
export const differsFromReported = (totals: readonly EndpointTotal[]): boolean =>
  totals.some(({ reported, requests }) => reported !== undefined && reported !== requests);

const isSame = (a: EndpointUsage, b: EndpointUsage): boolean => endpointKey(a) === endpointKey(b);
