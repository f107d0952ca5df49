// The items of lists, in an IndexedDB database of the extension: written by the background, read by our pages. They lie by
// their place in the list and not by page, because a page is as long as VirusTotal makes it.
import { createStore, promisifyRequest } from 'idb-keyval';
import { migrateListItem } from './migrate.ts';
import { type ItemOf, type ListKey, listStateKey } from './list-schema.ts';

export const listItems = createStore('lists', 'items');

/** Where an item is kept. */
export const itemKey = (stateKey: string, generation: number, index: number): [string, number, number] => [
  stateKey,
  generation,
  index,
];

/**
 * The items of a list from place `from` up to and without `to`; fewer where there are fewer.
 * @param generation as the list's state names it
 */
export async function readItems<K extends ListKey>(
  account: string,
  key: K,
  generation: number,
  from: number,
  to: number,
): Promise<ItemOf<K>[]> {
  // A range without a length is an error to IndexedDB.
  if (to <= from) return [];
  const stateKey = listStateKey(account, key);
  const range = IDBKeyRange.bound(
    itemKey(stateKey, generation, from),
    itemKey(stateKey, generation, to),
    false,
    true,
  );
  const items = await listItems('readonly', (store) => promisifyRequest(store.getAll(range)));
  // Items that version 1 stored lie there as it wrote them.
  return items.map((item) => migrateListItem(item) as ItemOf<K>);
}
