// A list of any length behind the network of a unit test: the comments of spellman, forty a page, with cursors like `at-40`.
import { clear } from 'idb-keyval';
import { listItems, readItems } from '../../../core/storage/list-items.ts';
import { listKey, listStateKey } from '../../../core/storage/list-schema.ts';
import { loadList } from '../../../entrypoints/background/lists/list-loader.ts';
import { findList } from '../../../entrypoints/background/lists/list-store.ts';
import { findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { json, type Reply } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

export const account = 'spellman';
export const list = listKey('comments', 'spellman');
export const stateKey = listStateKey(account, list);
export const path = '/users/spellman/comments';

export const commentAt = (place: number, generation = 'a') => ({
  type: 'comment',
  id: `f-${generation}${place}-r`,
  attributes: { text: `comment ${place}` },
});

/** `size` may be changed; `once` answers a cursor (`first` where there is none) in another way, one time. */
export async function withLongList(size: number) {
  await clear(listItems);
  const network = await withAccount();
  const once = new Map<string, Reply[]>();
  const world = { size, generation: 'a' };
  const reply: Reply = () => {
    const cursor = new URLSearchParams(network.requests.at(-1)?.split('?')[1]).get('cursor') ?? 'first';
    const other = once.get(cursor)?.shift();
    return other ? other() : pageAt(cursor === 'first' ? 0 : Number(cursor.slice(3)), world);
  };
  network.replies[path] = reply;
  const instead = (cursor: string, ...replies: Reply[]): void => void once.set(cursor, replies);
  return { ...network, world, instead };
}

export function pageAt(from: number, { size, generation }: { size: number; generation: string }): Response {
  const to = Math.min(from + 40, size);
  const data = Array.from({ length: to - from }, (_, index) => commentAt(from + index, generation));
  return json({
    data,
    links: { self: 'x' },
    meta: { count: size, ...(to < size && { cursor: `at-${to}` }) },
  });
}

export const load = (targetCount: number, fresh = false): Promise<void> =>
  loadList({ account, list, targetCount, fresh });
export const state = () => findList(stateKey);
export const billable = async () => (await findAccount(account))?.requests.billable;

/** What the list's items are, in order: those that its state speaks of. */
export async function ids(): Promise<string[]> {
  const { generation = 0, loaded = 0 } = (await state()) ?? {};
  return (await readItems(account, list, generation, 0, loaded)).map(({ id }) => id);
}

export const idsTo = (length: number, generation = 'a') =>
  Array.from({ length }, (_, place) => commentAt(place, generation).id);
