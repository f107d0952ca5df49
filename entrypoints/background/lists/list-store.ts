// Stored lists: the state in storage.local, the items in IndexedDB. Items are written before the state and read after it, so
// that no state refers to missing items.
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

/** Every stored list, with the key of its state. */
export async function allLists(): Promise<[stateKey: string, state: ListState][]> {
  return Object.entries(await local.get(null)).flatMap(([stateKey, stored]) => {
    const state = stateKey.startsWith(listPrefix) ? parseListState(stored) : undefined;
    return state ? [[stateKey, state] as [string, ListState]] : [];
  });
}

/** Changes the state of a list; undefined leaves it as it is. Returns whether it was changed. */
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

/** Stores items from an index on. */
export const putItems = (
  stateKey: string,
  generation: number,
  from: number,
  items: unknown[],
): Promise<void> =>
  setMany(
    items.map((item, index) => [itemKey(stateKey, generation, from + index), item]),
    listItems,
  );

/** Deletes the items of all generations before this one; without one, all items. */
export function dropItems(stateKey: string, before?: number): Promise<void> {
  // In the order of IndexedDB keys an array comes after every number.
  const range = IDBKeyRange.bound([stateKey], [stateKey, before ?? []], false, true);
  return listItems('readwrite', async (items) => {
    await promisifyRequest(items.delete(range));
  });
}

/** Deletes all lists of an account. */
export async function dropListsOf(account: string): Promise<void> {
  await dropLists(async () => {
    const stored = Object.keys(await local.get(null));
    return stored.filter((stateKey) => stateKey.startsWith(accountListsKey(account)));
  });
}

/** Deletes the least recently used lists beyond `most`, but none that is loading. */
export async function trimLists(most: number): Promise<void> {
  await dropLists(async () => {
    const lists = (await allLists()).toSorted(([, a], [, b]) => b.lastUsedAt - a.lastUsedAt);
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
