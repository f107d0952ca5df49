// How far a list was loaded and how that went. The items lie elsewhere, by their place in the list.
import type { Failure } from './account.ts';

/**
 * - `loading`: under way; also while the worker is dead, it goes on when it comes back
 * - `partial`: as many as were wanted, there are more
 * - `complete`: all of them
 * - `stopped`: by the user, before it was done
 * - `failed`: `failure` says why; with a `retryAt` it goes on by itself
 */
export type ListStatus = 'loading' | 'partial' | 'complete' | 'stopped' | 'failed';

/** `invalidNextLink`: VirusTotal's link to the next page leads nowhere or to another server, and was not followed. */
export type ListFailure = Failure & { invalidNextLink?: true };

export type ListState = {
  status: ListStatus;
  /** How many items the user wants at most; whole pages are loaded, so there may be some more. */
  targetCount: number;
  /** How many items there are to read. */
  loaded: number;
  /** Elements besides that VirusTotal has lost or that could not be understood. */
  unreadable: number;
  /** How many there are in all, where VirusTotal tells. */
  total?: number;
  /** When the first page of these items was read, milliseconds since the epoch; absent until then. */
  at?: number;
  /** When the list was last wanted or got longer, milliseconds. */
  lastUsedAt: number;
  /** Counts how often the list was started; items of another generation are not of this list. */
  generation: number;
  /** Leads to the next page. */
  cursor?: string;
  /** The next page is the first of a new generation; what there is stays until it has come. */
  restartPending?: true;
  /** The cursor was lost and the list was started again by itself; that is done once. */
  restarted?: true;
  /** Of the last try; outlives the next one until that succeeds. */
  failure?: ListFailure;
  /** Requests that loading it may have cost, failed ones included. */
  cost: number;
};

/** How many of VirusTotal's elements have been gone through. */
export const processedCount = ({ loaded, unreadable }: ListState): number => loaded + unreadable;

/** Whether there is more to load; undefined where nothing was read yet. */
export function hasMore({ at, cursor, status, failure }: ListState): boolean | undefined {
  if (at === undefined) return undefined;
  // Behind a link that was not followed there is more, out of reach.
  return status !== 'complete' && (cursor !== undefined || failure?.invalidNextLink === true);
}
