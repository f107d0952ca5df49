// The items of lists, in an IndexedDB database of the extension, or in session memory. The background writes them and pages read
// them. They are stored by index and not by page, because VirusTotal decides how long a page is.
import { createStore, promisifyRequest } from 'idb-keyval';
import type { ListState } from '../domain/list-state.ts';
import { browser } from 'wxt/browser';
import { migrateListItem } from './migrate.ts';
import { isPeopleList, type ItemOf, type ListKey, listStateKey } from './list-schema.ts';

export const listItems = createStore('lists', 'items');

/** The database key of an item. */
export const itemKey = (stateKey: string, generation: number, index: number): [string, number, number] => [
  stateKey,
  generation,
  index,
];

/** The items of one generation of a list in session memory. */
export type ItemsInMemory = { generation: number; items: unknown[] };

export const memoryItemsPrefix = 'items:';

/** Where session memory has the items of a list. */
export const memoryItemsKey = (stateKey: string): string => memoryItemsPrefix + stateKey;

export async function readItemsInMemory(stateKey: string): Promise<ItemsInMemory | undefined> {
  const key = memoryItemsKey(stateKey);
  return ((await browser.storage.session.get(key))[key] ?? undefined) as ItemsInMemory | undefined;
}

/**
 * The items of a list from index `from` up to but not including `to`; fewer where there are fewer.
 * @param state of the list
 */
export async function readItems<K extends ListKey>(
  account: string,
  key: K,
  { generation, olderItems = 0 }: Pick<ListState, 'generation' | 'olderItems'>,
  from: number,
  to: number,
): Promise<ItemOf<K>[]> {
  // IndexedDB throws for an empty range.
  if (to <= from) return [];
  const stateKey = listStateKey(account, key);
  const inMemory = isPeopleList(key) ? await readItemsInMemory(stateKey) : undefined;
  if (inMemory?.generation === generation) return inMemory.items.slice(from, to) as ItemOf<K>[];
  const range = IDBKeyRange.bound(
    itemKey(stateKey, generation, from),
    itemKey(stateKey, generation, to),
    false,
    true,
  );
  const items = await listItems('readonly', (store) => promisifyRequest(store.getAll(range)));
  return items.map((item, index) => (from + index < olderItems ? migrateListItem(item) : item) as ItemOf<K>);
}
