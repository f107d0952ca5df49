// The loading state of a list. Its items are stored separately, by index.
import type { Failure } from './account.ts';

/**
 * - `loading`: in progress; resumed when a terminated worker restarts
 * - `partial`: as many as requested are loaded, and there are more
 * - `complete`: all items are loaded
 * - `stopped`: the user stopped loading
 * - `failed`: see `failure`; with a `retryAt` loading resumes automatically
 */
export type ListStatus = 'loading' | 'partial' | 'complete' | 'stopped' | 'failed';

/**
 * The list ends before its end. `invalidNextLink`: VirusTotal's next-page link was invalid or led to another server, and was not
 * followed. `tooLarge`: there is no room for more items.
 */
export type ListFailure = Failure & { invalidNextLink?: true; tooLarge?: true };

export type ListState = {
  status: ListStatus;
  /** The requested number of items. Whole pages are loaded, so there may be slightly more. */
  targetCount: number;
  /** How many items are stored. */
  loaded: number;
  /** The size of the stored items as JSON; absent for lists of earlier versions. */
  bytes?: number;
  /** Elements that VirusTotal has lost or that could not be decoded. */
  unreadable: number;
  /** Pages whose next-page link led elsewhere, so that VirusTotal's stated cursor was used; absent for none. */
  ignoredNextLinks?: number;
  /** VirusTotal's total count, where it names one. */
  total?: number;
  /** When the first page was loaded, milliseconds since the epoch; absent before that. */
  at?: number;
  /** When the list was last requested or grew, milliseconds since the epoch. */
  lastUsedAt: number;
  /** Counts the reloads of the list. Items of other generations do not belong to it. */
  generation: number;
  /** How many items at the start an older version stored. They are converted when they are read. */
  olderItems?: number;
  /** VirusTotal's reference to the next page. */
  cursor?: string;
  /** The next page is the first of a new generation. Existing items stay until it has arrived. */
  restartPending?: true;
  /** The cursor expired and the list was restarted automatically, which happens once. */
  restarted?: true;
  /** The failure of the last try. It is kept until the next try succeeds. */
  failure?: ListFailure;
  /** Requests that loading the list may have cost, failed ones included. */
  cost: number;
};

/** How many of VirusTotal's elements have been processed. */
export const processedCount = ({ loaded, unreadable }: ListState): number => loaded + unreadable;

/** Whether there is more to load; undefined before the first page. */
export function hasMore({ at, cursor, status, failure }: ListState): boolean | undefined {
  if (at === undefined) return undefined;
  return status !== 'complete' && (cursor !== undefined || isCutShort(failure));
}

/** Whether there is more that cannot be loaded. */
export const isCutShort = (failure: ListFailure | undefined): boolean =>
  failure?.invalidNextLink === true || failure?.tooLarge === true;
