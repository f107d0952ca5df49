// The requests of one day. VirusTotal counts days in UTC.
import { toIsoDay } from '../common/time-units.ts';
import type { Requests } from './account.ts';

/** The requests made today. A count of another day is discarded. */
export function requestsToday(requests: Requests | undefined, now: number): Requests {
  const day = toIsoDay(now);
  return requests?.day === day ? requests : { day, billable: 0, free: 0 };
}

export const noRequests = (now: number): Requests => requestsToday(undefined, now);

/** Adds a request to today's count. @param change -1 for one that was counted and has not reached VirusTotal */
export function countRequest(
  requests: Requests | undefined,
  isFree: boolean,
  now: number,
  change: 1 | -1 = 1,
): Requests {
  const { day, billable, free } = requestsToday(requests, now);
  const part = isFree ? 'free' : 'billable';
  return { day, billable, free, [part]: Math.max(0, { billable, free }[part] + change) };
}
