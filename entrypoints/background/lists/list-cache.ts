// Lists for the panel: the loaded part of a list, and loading stale lists.
import { readItems } from '../../../core/storage/list-items.ts';
import { type ItemOf, type ListKey, listStateKey, parseListKey } from '../../../core/storage/list-schema.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import { type Failure, isWaiting } from '../../../core/domain/account.ts';
import { isConnectionFailure } from '../../../core/domain/badge-labels.ts';
import type { MemberList } from '../../../core/domain/lookup.ts';
import { hasEnded, windowOf } from '../../../core/domain/quota-window.ts';
import { loadList } from './list-loader.ts';
import { findList } from './list-store.ts';
import { findAccount } from '../storage/account-store.ts';
import { isSameId } from '../../../core/common/ids.ts';
import { day } from '../../../core/common/time-units.ts';
import { requestsToday } from '../../../core/domain/request-count.ts';

// Ten requests. The full page loads more: it shows the cost and can be stopped.
const maximumItems = 400;

export type LoadedList<T> = {
  at: number;
  items: T[];
  /** Whether these are all items. */
  isComplete: boolean;
  total?: number;
};

/** The loaded part of a list, at most 400 items; undefined where it was never loaded. */
export async function loadedList<K extends ListKey>(
  account: string,
  key: K,
): Promise<LoadedList<ItemOf<K>> | undefined> {
  const state = await findList(listStateKey(account, key));
  if (state?.at === undefined) return undefined;
  const items = await readItems(account, key, state, 0, Math.min(state.loaded, maximumItems));
  const isComplete = state.status === 'complete' && state.loaded <= maximumItems;
  return { at: state.at, items, isComplete, ...(state.total !== undefined && { total: state.total }) };
}

export const memberList = ({ items, ...rest }: LoadedList<Member>): MemberList => ({
  ...rest,
  members: items,
});

/**
 * Whether a list was not loaded within the day, or counts the use of a quota in a window that has ended. A list from the future comes
 * from a clock that was set back and counts as stale.
 */
async function isStale(account: string, key: ListKey): Promise<boolean> {
  const at = (await findList(listStateKey(account, key)))?.at ?? -Infinity;
  const now = Date.now();
  const { detail } = parseListKey(key) ?? {};
  return now - at >= day || at > now || (detail !== undefined && hasEnded(windowOf(detail), at, now));
}

/** Whether a list includes an id; undefined where an incomplete list does not. */
export function includesId(list: LoadedList<{ id: string }> | undefined, id: string): boolean | undefined {
  const isIncluded = list?.items.some((item) => isSameId(item.id, id));
  return isIncluded === true || list?.isComplete ? isIncluded : undefined;
}

/** Whether VirusTotal refused the list last time. A retry would cost a request and change nothing, until the role is known. */
export const wasRefused = async (account: string, key: ListKey): Promise<boolean> =>
  (await findList(listStateKey(account, key)))?.failure?.kind === 'forbidden';

/** Whether the last request of the list did not reach VirusTotal. */
export const didNotConnect = async (account: string, key: ListKey): Promise<boolean> =>
  isConnectionFailure((await findList(listStateKey(account, key)))?.failure);

/**
 * How many of the lists can be loaded: those that are stale and were not refused.
 * @param withRefused counts refused lists, too: the account may read them by now
 */
export async function countLoadable(
  account: string,
  keys: readonly ListKey[],
  withRefused = false,
): Promise<number> {
  const loadable = keys.map(
    async (key) => (await isStale(account, key)) && (withRefused || !(await wasRefused(account, key))),
  );
  return (await Promise.all(loadable)).filter(Boolean).length;
}

/** Whether the last try failed and the next one is not due: after its wait, or after a day where it has none. */
function isFailing(failure: Failure | undefined, now: number): failure is Failure {
  if (!failure) return false;
  return isWaiting({ ...failure, retryAt: failure.retryAt ?? failure.at + day }, now);
}

/** Whether `loadStale` would request the list unforced. */
export async function needsLoading(account: string, key: ListKey): Promise<boolean> {
  const { failure } = (await findList(listStateKey(account, key))) ?? {};
  return !isFailing(failure, Date.now()) && isStale(account, key);
}

/**
 * Loads the stale lists, one after another, up to the first failure.
 * @param targetCount how many items of each at most
 * @param isForced loads lists that are fresh or failed recently, too
 * @returns the cost in requests, and the failure
 */
export async function loadStale(
  account: string,
  keys: readonly ListKey[],
  targetCount = maximumItems,
  isForced = false,
): Promise<{ cost: number; failure?: Failure }> {
  const before = await costOf(account);
  for (const key of keys) {
    const { failure: last } = (await findList(listStateKey(account, key))) ?? {};
    if (!isForced && isFailing(last, Date.now()))
      return { cost: (await costOf(account)) - before, failure: last };
    if (!isForced && !(await isStale(account, key))) continue;
    await loadList({ account, list: key, targetCount, fresh: true });
    const state = await findList(listStateKey(account, key));
    if (state?.failure) return { cost: (await costOf(account)) - before, failure: state.failure };
  }
  return { cost: Math.max(0, (await costOf(account)) - before) };
}

async function costOf(id: string): Promise<number> {
  const account = await findAccount(id);
  return account ? requestsToday(account.requests, Date.now()).billable : 0;
}
