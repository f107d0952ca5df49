// When to retry after a failure.
import { createError, type ExpectedError, isExpectedError } from '../../../core/errors.ts';
import { type Failure, isWaiting } from '../../../core/domain/account.ts';
import { isConnectionFailure } from '../../../core/domain/badge-labels.ts';
import { day, hour, minute } from '../../../core/common/time-units.ts';

// The first and the longest wait. The wait doubles with each failure in a row.
const normalBackoff = { first: minute, longest: hour };
const slowBackoff = { first: hour, longest: day };
const connectionWait = minute;

/**
 * The failure to store. What did not reach VirusTotal is retried after a minute, however often it failed, or when the server that
 * answered in its place says. Otherwise the wait doubles with each failure in a row, from a minute to an hour, or from an hour to
 * a day where only the user can help. VirusTotal's Retry-After alone decides the first time. After that the longer of the two counts, so that
 * "Retry-After: 1" does not cause a request each second. Without a usable key or host access nothing is retried.
 */
export function toFailure(error: unknown, before: Failure | undefined, now: number): Failure {
  const { kind, retryAfter } = isExpectedError(error) ? error : createError('unexpected');
  const isLong = userFixableKinds.has(kind);
  // Failures of different kinds are in a row, too, where they have the same backoff.
  const isInRow = before?.retryAt !== undefined && userFixableKinds.has(before.kind) === isLong;
  if (isConnectionFailure({ kind }))
    return {
      kind,
      at: now,
      tries: isInRow ? before.tries : 1,
      retryAt: now + Math.max(connectionWait, retryAfter ?? 0),
    };
  const tries = isInRow ? before.tries + 1 : 1;
  const serverWait = serverWaitOf(before, now);
  if (notRetryableKinds.has(kind))
    return { kind, at: now, tries, ...(serverWait && { serverWait: serverWait }) };
  const { first, longest } = isLong ? slowBackoff : normalBackoff;
  const doubled = Math.min(first * 2 ** (tries - 1), longest);
  const wait = retryAfter === undefined ? doubled : Math.max(retryAfter, tries > 1 ? doubled : 0);
  return { kind, at: now, tries, retryAt: now + wait };
}

/** The error for a stored failure, with the rest of its wait. */
export function errorOf(failure: Failure | undefined, now: number): ExpectedError {
  const wait = failure?.retryAt === undefined ? undefined : failure.retryAt - now;
  return createError(failure?.kind ?? 'unexpected', wait !== undefined && wait > 0 ? wait : undefined);
}

// These end with an event in the browser: a key is added or unlocked, or access is granted.
const notRetryableKinds = new Set<Failure['kind']>(['no-key', 'locked', 'no-access']);

/** Whether a failure may be retried without the user. */
export const canRetry = (failure: Failure, now: number): boolean =>
  failure.kind !== 'no-key' && failure.kind !== 'locked' && !isWaiting(failure, now);

/** Failures that end only when the user or VirusTotal changes something. */
export const userFixableKinds = new Set<Failure['kind']>(['bad-key', 'inactive', 'forbidden', 'not-found']);

/** Whether VirusTotal answered something that is not understood. Repeating the request may cost as much again. */
export const isUnreadable = ({ kind }: Failure): boolean => kind === 'unexpected' || kind === 'refused';

/** Whether the next request of a refresh would fail in the same way. */
export const stopsRefresh = (failure: Failure): boolean =>
  !isUnreadable(failure) && failure.kind !== 'forbidden' && failure.kind !== 'not-found';

/** The failure by which VirusTotal imposed a wait, as long as that wait lasts, even if the key has become unusable since. */
export function serverWaitOf(failure: Failure | undefined, now: number): Failure | undefined {
  const first = failure?.serverWait ?? failure;
  return isServerWait(first, now) ? first : undefined;
}

/** Whether VirusTotal imposed a wait. Even a click on "Refresh" respects it. */
export const isServerWait = (failure: Failure | undefined, now: number): failure is Failure =>
  isWaiting(failure, now) && (failure.kind === 'rate-limited' || failure.kind === 'quota-exceeded');
