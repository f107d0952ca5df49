// The requests of one day. VirusTotal counts days in UTC.
import type { Requests } from './account.ts';

export const noRequests = (now: number): Requests => ({
  day: new Date(now).toISOString().slice(0, 10),
  costing: 0,
  free: 0,
});

/** The requests made today; a count of another day says nothing about today. */
export function requestsToday(requests: Requests, now: number): Requests {
  const none = noRequests(now);
  return requests.day === none.day ? requests : none;
}

/** Adds a request to the count of the day. */
export function countRequest(requests: Requests, isFree: boolean, now: number): Requests {
  const { day, costing, free } = requestsToday(requests, now);
  return { day, costing: costing + (isFree ? 0 : 1), free: free + (isFree ? 1 : 0) };
}
