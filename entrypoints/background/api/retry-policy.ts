// When VirusTotal is asked again after a failure.
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { type Failure, isWaiting } from '../../../core/domain/account.ts';
import { day, hour, minute } from '../../../core/common/time-units.ts';

// First wait and longest wait; doubled with each failure in a row.
const userBackoff = { first: minute, longest: hour };
const userFixable = { first: hour, longest: day };

/**
 * The failure to remember. The wait doubles with each failure in a row from a minute to an hour, and from an hour to a day
 * where only the user can change something. VirusTotal's Retry-After decides alone the first time; if it fails again the
 * longer of the two counts, so that no "Retry-After: 1" makes us ask all day. Without an open key or access nothing is tried at all.
 */
export function toFailure(error: unknown, before: Failure | undefined, now: number): Failure {
  const { kind, retryAfter } = error instanceof VirusTotalError ? error : new VirusTotalError('unexpected');
  const isHopeless = isUserFixable.has(kind);
  // Failures that take turns are failures in a row, as long as they are of one sort.
  const isInRow = before?.retryAt !== undefined && isUserFixable.has(before.kind) === isHopeless;
  const tries = isInRow ? before.tries + 1 : 1;
  const asked = serverWaitOf(before, now);
  if (notRetryable.has(kind)) return { kind, at: now, tries, ...(asked && { asked }) };
  const { first, longest } = isHopeless ? userFixable : userBackoff;
  const doubled = Math.min(first * 2 ** (tries - 1), longest);
  const wait = retryAfter === undefined ? doubled : Math.max(retryAfter * 1000, tries > 1 ? doubled : 0);
  return { kind, at: now, tries, retryAt: now + wait };
}

/** The error to throw for a remembered failure; it tells how long is still to be waited. */
export function errorOf(failure: Failure | undefined, now: number): VirusTotalError {
  const wait = failure?.retryAt === undefined ? undefined : Math.ceil((failure.retryAt - now) / 1000);
  return new VirusTotalError(
    failure?.kind ?? 'unexpected',
    wait !== undefined && wait > 0 ? wait : undefined,
  );
}

// These end by an event of ours: a key that is added or unlocked, access that is granted.
const notRetryable = new Set<Failure['kind']>(['no-key', 'locked', 'no-access']);

/** Failures that end only when the user or somebody at VirusTotal changes something. */
export const isUserFixable = new Set<Failure['kind']>(['bad-key', 'inactive', 'forbidden', 'not-found']);

/** Failures that stop a refresh: the next call would meet the same. */
export const stopsRefresh = ({ kind }: Failure): boolean =>
  !['forbidden', 'not-found', 'unexpected'].includes(kind);

/** The failure by which VirusTotal asked for time that is not over yet, also where the key went meanwhile. */
export function serverWaitOf(failure: Failure | undefined, now: number): Failure | undefined {
  const first = failure?.asked ?? failure;
  return isServerWait(first, now) ? first : undefined;
}

/** Whether VirusTotal asked for time that even a click on "Refresh" has to respect. */
export const isServerWait = (failure: Failure | undefined, now: number): boolean =>
  failure !== undefined &&
  (failure.kind === 'rate-limited' || failure.kind === 'quota-exceeded') &&
  isWaiting(failure, now);
