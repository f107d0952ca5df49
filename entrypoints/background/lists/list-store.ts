// Where lists are kept: how far each was loaded in storage.local, the items in IndexedDB. What is stored first is read last:
// a state never speaks of items that are not there.
import { promisifyRequest, setMany } from 'idb-keyval';
import { browser } from 'wxt/browser';
import { itemKey, listItems } from '../../../core/storage/list-items.ts';
import { accountListsKey, listPrefix, parseListState } from '../../../core/storage/list-schema.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import { withLock } from '../storage/mutex.ts';

const { local } = browser.storage;

export async function findList(stateKey: string): Promise<ListState | undefined> {
  return parseListState((await local.get(stateKey))[stateKey]);
}

/** Every list there is, with where its state is kept. */
export async function allLists(): Promise<[stateKey: string, state: ListState][]> {
  return Object.entries(await local.get(null)).flatMap(([stateKey, stored]) => {
    const state = stateKey.startsWith(listPrefix) ? parseListState(stored) : undefined;
    return state ? [[stateKey, state] as [string, ListState]] : [];
  });
}

/** Changes the state of a list; undefined leaves it alone. Answers whether it was changed. */
export function updateList(
  stateKey: string,
  change: (state: ListState | undefined) => ListState | undefined,
): Promise<boolean> {
  return withLock(async () => {
    const next = change(await findList(stateKey));
    if (next) await local.set({ [stateKey]: next });
    return next !== undefined;
  });
}

/** Stores items from a place on. */
export const putItems = (stateKey: string, edition: number, from: number, items: unknown[]): Promise<void> =>
  setMany(
    items.map((item, place) => [itemKey(stateKey, edition, from + place), item]),
    listItems,
  );

/** Lets go of the items of all editions before this one; without one, of all. */
export function dropItems(stateKey: string, before?: number): Promise<void> {
  // Among the keys of IndexedDB an array comes after every number.
  const range = IDBKeyRange.bound([stateKey], [stateKey, before ?? []], false, true);
  return listItems('readwrite', async (items) => {
    await promisifyRequest(items.delete(range));
  });
}

/** Lets go of all that an account has loaded. */
export async function dropListsOf(account: string): Promise<void> {
  await dropLists(async () => {
    const stored = Object.keys(await local.get(null));
    return stored.filter((stateKey) => stateKey.startsWith(accountListsKey(account)));
  });
}

/** Lets go of the lists that were not touched for longest, when there are more than `most`; never of one under way. */
export async function trimLists(most: number): Promise<void> {
  await dropLists(async () => {
    const lists = (await allLists()).toSorted(([, a], [, b]) => b.touchedAt - a.touchedAt);
    return lists.slice(most).flatMap(([stateKey, { status }]) => (status === 'loading' ? [] : [stateKey]));
  });
}

async function dropLists(choose: () => Promise<string[]>): Promise<void> {
  const dropped = await withLock(async () => {
    const stateKeys = await choose();
    if (stateKeys.length > 0) await local.remove(stateKeys);
    return stateKeys;
  });
  await Promise.all(dropped.map((stateKey) => dropItems(stateKey)));
}
