// Lists of a group that the panel shows from what was loaded, by the full page or by the panel itself, and loads when asked.
import { readItems } from '../../../core/storage/list-items.ts';
import { type ItemOf, type ListKey, listStateKey, parseListKey } from '../../../core/storage/list-schema.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import { type Failure, isWaiting } from '../../../core/domain/account.ts';
import type { MemberList } from '../../../core/domain/lookup.ts';
import { hasEnded, windowOf } from '../../../core/domain/quota-window.ts';
import { loadList } from './list-loader.ts';
import { findList } from './list-store.ts';
import { findAccount } from '../storage/account-store.ts';
import { isSameId } from '../../../core/common/ids.ts';
import { day } from '../../../core/common/time-units.ts';
import { requestsToday } from '../../../core/domain/request-count.ts';

// Ten requests: beyond that the full page is the place, where one sees what it costs and can stop it.
const maximumItems = 400;

export type LoadedList<T> = {
  at: number;
  items: T[];
  /** There are no more. */
  isComplete: boolean;
  total?: number;
};

/** As much of a list as was loaded, at most 400 items; undefined where it never was. */
export async function loadedList<K extends ListKey>(
  account: string,
  key: K,
): Promise<LoadedList<ItemOf<K>> | undefined> {
  const state = await findList(listStateKey(account, key));
  if (state?.at === undefined) return undefined;
  const items = await readItems(account, key, state.edition, 0, Math.min(state.loaded, maximumItems));
  const isComplete = state.status === 'complete' && state.loaded <= maximumItems;
  return { at: state.at, items, isComplete, ...(state.total !== undefined && { total: state.total }) };
}

export const memberList = ({ items, ...rest }: LoadedList<Member>): MemberList => ({
  ...rest,
  members: items,
});

/**
 * Whether a list was not loaded within the day, or counts the use of a quota in a window that is over. A clock that was set
 * back makes lists from the future, which are as good as old.
 */
async function isOld(account: string, key: ListKey): Promise<boolean> {
  const at = (await findList(listStateKey(account, key)))?.at ?? -Infinity;
  const now = Date.now();
  const { detail } = parseListKey(key) ?? {};
  return now - at >= day || at > now || (detail !== undefined && hasEnded(windowOf(detail), at, now));
}

/** Whether a list names somebody or something; only the whole list can say that it does not. */
export function includesId(list: LoadedList<{ id: string }> | undefined, id: string): boolean | undefined {
  const isNamed = list?.items.some((item) => isSameId(item.id, id));
  return isNamed === true || list?.isComplete ? isNamed : undefined;
}

/** VirusTotal refused the list the last time: to ask again would cost and change nothing, until a role is told. */
export const isRefused = async (account: string, key: ListKey): Promise<boolean> =>
  (await findList(listStateKey(account, key)))?.failure?.kind === 'forbidden';

/**
 * How many of the lists there are to ask for: not loaded within the day, and not refused.
 * @param anyway those refused count too: the account was told since that it may
 */
export async function countLoadable(
  account: string,
  keys: readonly ListKey[],
  anyway = false,
): Promise<number> {
  const wanted = keys.map(
    async (key) => (await isOld(account, key)) && (anyway || !(await isRefused(account, key))),
  );
  return (await Promise.all(wanted)).filter(Boolean).length;
}

/** Whether the last try failed and the next one is not due: after the wait where it is tried again, else after a day. */
function isFailing(failure: Failure | undefined, now: number): failure is Failure {
  if (!failure) return false;
  return isWaiting({ ...failure, retryAt: failure.retryAt ?? failure.at + day }, now);
}

/**
 * Loads those of the lists that are old, one after another; the first failure ends it.
 * @param upTo how many items of each at most
 * @param anew loads them although they are not old, or although they failed not long ago
 * @returns what it cost, and what went wrong
 */
export async function loadStale(
  account: string,
  keys: readonly ListKey[],
  upTo = maximumItems,
  anew = false,
): Promise<{ cost: number; failure?: Failure }> {
  const before = await costOf(account);
  for (const key of keys) {
    const { failure: last } = (await findList(listStateKey(account, key))) ?? {};
    if (!anew && isFailing(last, Date.now()))
      return { cost: (await costOf(account)) - before, failure: last };
    if (!anew && !(await isOld(account, key))) continue;
    await loadList({ account, list: key, upTo, fresh: true });
    const state = await findList(listStateKey(account, key));
    if (state?.failure) return { cost: (await costOf(account)) - before, failure: state.failure };
  }
  return { cost: Math.max(0, (await costOf(account)) - before) };
}

async function costOf(id: string): Promise<number> {
  const account = await findAccount(id);
  return account ? requestsToday(account.requests, Date.now()).costing : 0;
}
