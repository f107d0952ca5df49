// The next loading steps of a list.
import { itemsPerRequest, defaultTargetCount } from '../../../core/storage/list-schema.ts';
import { remedies } from '../../../core/domain/badge-labels.ts';
import { hasMore, type ListState, processedCount } from '../../../core/domain/list-state.ts';
import { isWaiting } from '../../../core/domain/account.ts';

/**
 * `targetCount`: the length to load the list to; `addedCount`: how many items that adds; `requests`: how many requests it
 * takes.
 */
export type Step = { targetCount: number; addedCount: number; requests: number; isAll: boolean };

/** The steps offered below a list that has more: one request, the default length, everything. */
export function loadSteps(state: ListState): Step[] {
  if (!hasMore(state) || state.status === 'loading') return [];
  const { total } = state;
  const processed = processedCount(state);
  // VirusTotal's count may be too small; only the last page marks the end.
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

/** Scrolling loads more automatically up to the default length. Beyond that a click is required, because it costs requests. */
export function scrollTarget(state: ListState | undefined): number | undefined {
  if (state?.status !== 'partial' || !hasMore(state) || processedCount(state) >= defaultTargetCount)
    return undefined;
  return processedCount(state) + itemsPerRequest;
}

/** The end of a wait that VirusTotal imposed, milliseconds since the epoch. */
export function serverWaitUntil({ failure }: ListState, now: number): number | undefined {
  return isWaiting(failure, now) && remedies[failure.kind] === 'wait' ? failure.retryAt : undefined;
}

/** The maximum number of requests that "Resume" or "Retry" takes. */
export function resumeRequests(state: ListState): number {
  const from = state.restartPending ? 0 : processedCount(state);
  const targetCount = Math.max(from + 1, Math.min(resumeTarget(state), state.total ?? Infinity));
  return Math.ceil((targetCount - from) / itemsPerRequest);
}

/** The length that "Resume" loads the list to. */
export const resumeTarget = (state: ListState): number =>
  Math.max(state.targetCount, processedCount(state) + 1);
