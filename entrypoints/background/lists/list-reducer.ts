// State transitions of a list: more is requested, a page is appended, or loading fails. Pure functions.
import type { Page } from '../../../core/virustotal/pagination.ts';
import type { FailureKind } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import {
  type ListFailure,
  type ListState,
  type ListStatus,
  isCutShort,
  processedCount,
} from '../../../core/domain/list-state.ts';
import { toFailure, isServerWait, userFixableKinds } from '../api/retry-policy.ts';
import { isWaiting } from '../../../core/domain/account.ts';

// About six hours with the backoff of `retry-policy.ts`.
const maximumTries = 12;

/** Requests the list up to a length; `fresh` reloads it from the start. */
export function requestMore(
  state: ListState | undefined,
  targetCount: number,
  fresh: boolean,
  now: number,
): ListState {
  if (!state) {
    const none = { loaded: 0, unreadable: 0, generation: 0, cost: 0 };
    return { ...none, status: 'loading', targetCount, restartPending: true, lastUsedAt: now };
  }
  const { restarted: _, ...rest } = state;
  const next: ListState = {
    ...rest,
    targetCount,
    lastUsedAt: now,
    ...(fresh && { restartPending: true, cost: 0 }),
  };
  const continues = next.restartPending ?? (next.cursor !== undefined && processedCount(next) < targetCount);
  if (!continues) return next;
  // While VirusTotal imposes a wait the list does not load; the alarm continues it afterwards.
  return { ...next, status: isServerWait(state.failure, now) ? 'failed' : 'loading' };
}

/**
 * Appends a page whose items are stored.
 * @param size `bytes`: the size of the page's items; `maximum`: the size at which the list ends
 * @param first it was requested as the first page of a new generation
 */
export function appendPage(
  state: ListState,
  page: Page<unknown>,
  size: { bytes: number; maximum: number },
  first: boolean,
  now: number,
): ListState {
  const {
    cursor: _cursor,
    failure: _failure,
    restartPending,
    at = now,
    total: previousTotal,
    olderItems,
    bytes: previousBytes = 0,
    ignoredNextLinks: previousIgnored = 0,
    ...rest
  } = state;
  const total = page.total ?? (first ? undefined : previousTotal);
  const bytes = (first ? 0 : previousBytes) + size.bytes;
  const ignoredNextLinks = (first ? 0 : previousIgnored) + (page.ignoredNextLink ? 1 : 0);
  const cut = cutOf(page, bytes, size.maximum);
  const next: ListState = {
    ...rest,
    ...(restartPending && !first && { restartPending }),
    ...(olderItems !== undefined && !first && { olderItems }),
    ...(page.cursor !== undefined && !cut && { cursor: page.cursor }),
    ...(total !== undefined && { total }),
    ...(ignoredNextLinks > 0 && { ignoredNextLinks }),
    ...(cut && { failure: { kind: 'unexpected', at: now, tries: 1, ...cut } }),
    bytes,
    generation: state.generation + (first ? 1 : 0),
    loaded: (first ? 0 : state.loaded) + page.items.length,
    unreadable: (first ? 0 : state.unreadable) + page.unreadable,
    at: first ? now : at,
    lastUsedAt: now,
  };
  return { ...next, status: statusAfter(next, page) };
}

/** Why the list ends with this page although there is more. */
function cutOf(
  { cursor, invalidNextLink }: Page<unknown>,
  bytes: number,
  maximum: number,
): Pick<ListFailure, 'invalidNextLink' | 'tooLarge'> | undefined {
  if (invalidNextLink) return { invalidNextLink };
  return cursor !== undefined && bytes >= maximum ? { tooLarge: true } : undefined;
}

function statusAfter(state: ListState, page: Page<unknown>): ListStatus {
  if (state.restartPending) return state.status;
  if (isCutShort(state.failure)) return 'failed';
  if (page.cursor === undefined) return 'complete';
  if (state.status !== 'loading') return state.status;
  // An empty page may be followed by any number of empty pages, so only a click continues there.
  const isEmpty = page.items.length + page.unreadable === 0;
  return isEmpty || processedCount(state) >= state.targetCount ? 'partial' : 'loading';
}

/** Records that the next page could not be loaded. A cursor that VirusTotal no longer knows restarts the list once. */
export function recordFailure(state: ListState, error: unknown, first: boolean, now: number): ListState {
  const isCursorExpired = error instanceof VirusTotalError && error.status === 400 && !first;
  if (isCursorExpired && !state.restarted) return { ...state, restartPending: true, restarted: true };
  const { retryAt, ...failure } = toFailure(error, state.failure, now);
  const isRetried =
    retryAt !== undefined && !userFixableKinds.has(failure.kind) && failure.tries < maximumTries;
  const status = state.status === 'loading' ? 'failed' : state.status;
  return { ...state, status, failure: isRetried ? { ...failure, retryAt } : failure };
}

/**
 * When an alarm continues the list, milliseconds since the epoch, 0 for at once; undefined where none does. A failure dated in
 * the future comes from a clock that was set back.
 */
export function resumeAt({ status, failure }: ListState, now: number): number | undefined {
  if (status === 'loading') return 0;
  if (status !== 'failed' || failure?.retryAt === undefined) return undefined;
  return failure.at <= now ? failure.retryAt : 0;
}

/** Whether the list continues now: at the latest when its alarm is due. */
export const isDue = (state: ListState, now: number): boolean =>
  resumeAt(state, now) !== undefined && (state.status === 'loading' || !isWaiting(state.failure, now));

/** Failures that end with an event in the browser: access is granted, or keys are unlocked. */
export type ResolvableKind = Extract<FailureKind, 'no-access' | 'locked'>;
const resolvableKinds: ReadonlySet<string> = new Set<ResolvableKind>(['no-access', 'locked']);

/** Whether the list may continue without a click. */
export const mayContinue = (state: ListState): boolean =>
  resumeAt(state, 0) !== undefined ||
  (state.status === 'failed' && resolvableKinds.has(state.failure?.kind ?? ''));
