// When VirusTotal is asked again after a failure.
import { VirusTotalError } from '../../core/virustotal/failure.ts';
import type { Failure } from '../../core/vitals/account.ts';

const minute = 60_000;
const hour = 60 * minute;

// First wait and longest wait; doubled with each failure in a row.
const patient = { first: minute, longest: hour };
const hopeless = { first: hour, longest: 24 * hour };

/**
 * The failure to remember. Retry-After decides where VirusTotal sent it; else the wait doubles from a minute to an hour,
 * and from an hour to a day where only the user can change something. Without key or access nothing is tried at all.
 */
export function failureOf(error: unknown, before: Failure | undefined, now: number): Failure {
  const { kind, retryAfter } = error instanceof VirusTotalError ? error : new VirusTotalError('unexpected');
  const tries = before?.kind === kind ? before.tries + 1 : 1;
  if (kind === 'no-key' || kind === 'no-access') return { kind, at: now, tries };
  const { first, longest } = onlyTheUser.has(kind) ? hopeless : patient;
  const wait = retryAfter === undefined ? Math.min(first * 2 ** (tries - 1), longest) : retryAfter * 1000;
  return { kind, at: now, tries, retryAt: now + wait };
}

/** Failures that end only when the user or somebody at VirusTotal changes something. */
export const onlyTheUser = new Set<Failure['kind']>(['bad-key', 'inactive', 'forbidden', 'not-found']);

/** Failures that stop a refresh: the next call would meet the same. */
export const stopsRefresh = ({ kind }: Failure): boolean =>
  !['forbidden', 'not-found', 'unexpected'].includes(kind);

/** Whether VirusTotal asked for time that even a click on "Refresh" has to respect. */
export const mustWait = (failure: Failure | undefined, now: number): boolean =>
  failure !== undefined &&
  (failure.kind === 'rate-limited' || failure.kind === 'quota-exceeded') &&
  (failure.retryAt ?? 0) > now;
