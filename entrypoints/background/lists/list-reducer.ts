// How a list changes: more of it is requested, a page is appended, or loading fails. Pure functions from state to state.
import type { Page } from '../../../core/virustotal/pagination.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import {
  type ListFailure,
  type ListState,
  type ListStatus,
  processedCount,
} from '../../../core/domain/list-state.ts';
import { toFailure, isServerWait, isUserFixable } from '../api/retry-policy.ts';
import { isWaiting } from '../../../core/domain/account.ts';

// About six hours with the waits of `retry-policy.ts`.
const maximumTries = 12;

/** Requests the list up to a length; `fresh` reloads it from the start. */
export function requestMore(
  state: ListState | undefined,
  upTo: number,
  fresh: boolean,
  now: number,
): ListState {
  if (!state) {
    const none = { loaded: 0, unreadable: 0, edition: 0, cost: 0 };
    return { ...none, status: 'loading', upTo, anew: true, touchedAt: now };
  }
  const { renewed: _, ...rest } = state;
  const next: ListState = { ...rest, upTo, touchedAt: now, ...(fresh && { anew: true, cost: 0 }) };
  const continues = next.anew ?? (next.cursor !== undefined && processedCount(next) < upTo);
  if (!continues) return next;
  // Where VirusTotal asked to wait, the alarm continues the list afterwards.
  return { ...next, status: isServerWait(state.failure, now) ? 'failed' : 'loading' };
}

/** Appends a page whose items are stored. `first`: it was requested as the first page of a new edition. */
export function appendPage(state: ListState, page: Page<unknown>, first: boolean, now: number): ListState {
  const { cursor: _cursor, failure: _failure, anew, at = now, total: known, ...rest } = state;
  const total = page.total ?? (first ? undefined : known);
  const next: ListState = {
    ...rest,
    ...(anew && !first && { anew }),
    ...(page.cursor !== undefined && { cursor: page.cursor }),
    ...(total !== undefined && { total }),
    ...(page.astray && { failure: astray(now) }),
    edition: state.edition + (first ? 1 : 0),
    loaded: (first ? 0 : state.loaded) + page.items.length,
    unreadable: (first ? 0 : state.unreadable) + page.unreadable,
    at: first ? now : at,
    touchedAt: now,
  };
  return { ...next, status: statusAfter(next, page) };
}

const astray = (now: number): ListFailure => ({ kind: 'unexpected', at: now, tries: 1, astray: true });

function statusAfter(state: ListState, page: Page<unknown>): ListStatus {
  if (state.anew) return state.status;
  if (page.astray) return 'failed';
  if (page.cursor === undefined) return 'complete';
  if (state.status !== 'loading') return state.status;
  // An empty page may be followed by any number of empty pages: only a click continues there.
  const isEmpty = page.items.length + page.unreadable === 0;
  return isEmpty || processedCount(state) >= state.upTo ? 'partial' : 'loading';
}

/** Records that the next page could not be read. A cursor that VirusTotal no longer knows restarts the list, once. */
export function recordFailure(state: ListState, error: unknown, first: boolean, now: number): ListState {
  const isLost = error instanceof VirusTotalError && error.status === 400 && !first;
  if (isLost && !state.renewed) return { ...state, anew: true, renewed: true };
  const { retryAt, ...failure } = toFailure(error, state.failure, now);
  const isRetried = retryAt !== undefined && !isUserFixable.has(failure.kind) && failure.tries < maximumTries;
  const status = state.status === 'loading' ? 'failed' : state.status;
  return { ...state, status, failure: isRetried ? { ...failure, retryAt } : failure };
}

/** When the list continues automatically, milliseconds since the epoch, 0 for at once; undefined where it does not. */
export function resumeAt({ status, failure }: ListState, now: number): number | undefined {
  if (status === 'loading') return 0;
  if (status !== 'failed' || failure?.retryAt === undefined) return undefined;
  return isWaiting(failure, now) ? failure.retryAt : 0;
}
