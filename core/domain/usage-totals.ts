// Usage as rows: for export, and beside the totals that VirusTotal itself gives.
import type { EndpointUsage, UsageDay, UsageTotals } from '../virustotal/resources/usage.ts';
import { sumByEndpoint, endpointKey } from './usage.ts';
import { day as dayLength } from '../common/time-units.ts';

/** What one endpoint was asked on one day; a day that was read and saw no use has a row without an endpoint. */
export type UsageRow = { day: string; endpoint?: string; consuming?: boolean; requests: number };

/** All that was read, free calls too, oldest day first. */
export const usageRows = (usage: readonly UsageDay[]): UsageRow[] =>
  usage
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .flatMap(({ day, endpoints, invalidFields }): UsageRow[] =>
      endpoints.length > 0 || invalidFields.length > 0
        ? endpoints.map(({ name, consuming, requests }) => ({ day, endpoint: name, consuming, requests }))
        : [{ day, requests: 0 }],
    );

/** `given`: VirusTotal's own total; undefined where it names none. */
export type EndpointTotal = EndpointUsage & { reported?: number };

/** An answer is of so many days. */
const daysPerResponse = 30;

/**
 * VirusTotal's own totals of all days read: those of its answers, of 30 days each, added up. Undefined where an answer
 * gave none: then they would not be of these days. `invalidFields`: endpoints whose total could not be read.
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

/** Whether a day was told by the answer whose last day is the other one. */
function isOf({ day }: UsageDay, { day: last }: UsageDay): boolean {
  const before = (Date.parse(last) - Date.parse(day)) / dayLength;
  return before >= 0 && before < daysPerResponse;
}

/**
 * Sets VirusTotal's totals beside ours. Its totals may name endpoints that are on none of the days.
 * @param reported its `total` sections; undefined where they are not known
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

/** Whether VirusTotal's totals are others than the sums of the days. */
export const differsFromReported = (totals: readonly EndpointTotal[]): boolean =>
  totals.some(({ reported, requests }) => reported !== undefined && reported !== requests);

const isSame = (a: EndpointUsage, b: EndpointUsage): boolean => endpointKey(a) === endpointKey(b);
