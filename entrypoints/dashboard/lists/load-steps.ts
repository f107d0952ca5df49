// Where a list stands, in what a person can do about it.
import { itemsPerRequest, defaultTargetCount } from '../../../core/storage/list-schema.ts';
import { remedies } from '../../../core/domain/badge-labels.ts';
import { hasMore, type ListState, processedCount } from '../../../core/domain/list-state.ts';
import { isWaiting } from '../../../core/domain/account.ts';

/** `targetCount`: what to load the list up to; `more`: how many that adds; `requests`: how many it takes. */
export type Step = { targetCount: number; addedCount: number; requests: number; isAll: boolean };

/** The steps offered under a list that has more: one request, as much as is usual, all of it. */
export function loadSteps(state: ListState): Step[] {
  if (!hasMore(state) || state.status === 'loading') return [];
  const { total } = state;
  const processed = processedCount(state);
  // VirusTotal's own count may be too small; the end is where it says so.
  const left = total === undefined || total <= processed ? Infinity : total - processed;
  const step = (addedCount: number): Step => ({
    targetCount: processed + addedCount,
    addedCount,
    requests: Math.ceil(addedCount / itemsPerRequest),
    isAll: addedCount === left,
  });
  const sizes = [itemsPerRequest, defaultTargetCount].filter((size) => size < left);
  return [...sizes, ...(Number.isFinite(left) ? [left] : [])].map(step);
}

/** Scrolling loads on by itself as far as usual; what is beyond takes a click, for it costs requests. */
export function scrollTarget(state: ListState | undefined): number | undefined {
  if (state?.status !== 'partial' || !hasMore(state) || processedCount(state) >= defaultTargetCount)
    return undefined;
  return processedCount(state) + itemsPerRequest;
}

/** Until when VirusTotal asked to wait, milliseconds since the epoch. */
export function serverWaitUntil({ failure }: ListState, now: number): number | undefined {
  return isWaiting(failure, now) && remedies[failure.kind] === 'wait' ? failure.retryAt : undefined;
}

/** How many requests "Resume" or "Try again" takes at most. */
export function resumeRequests(state: ListState): number {
  const from = state.restartPending ? 0 : processedCount(state);
  const targetCount = Math.max(from + 1, Math.min(resumeTarget(state), state.total ?? Infinity));
  return Math.ceil((targetCount - from) / itemsPerRequest);
}

/** What "Resume" loads the list up to. */
export const resumeTarget = (state: ListState): number =>
  Math.max(state.targetCount, processedCount(state) + 1);
