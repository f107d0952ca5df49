// The items of lists, in an IndexedDB database of the extension. The background writes them and pages read them. They are
// stored by index and not by page, because VirusTotal decides how long a page is.
import { createStore, promisifyRequest } from 'idb-keyval';
import type { ListState } from '../domain/list-state.ts';
import { migrateListItem } from './migrate.ts';
import { type ItemOf, type ListKey, listStateKey } from './list-schema.ts';

export const listItems = createStore('lists', 'items');

/** The database key of an item. */
export const itemKey = (stateKey: string, generation: number, index: number): [string, number, number] => [
  stateKey,
  generation,
  index,
];

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
  const range = IDBKeyRange.bound(
    itemKey(stateKey, generation, from),
    itemKey(stateKey, generation, to),
    false,
    true,
  );
  const items = await listItems('readonly', (store) => promisifyRequest(store.getAll(range)));
  return items.map((item, index) => (from + index < olderItems ? migrateListItem(item) : item) as ItemOf<K>);
}
