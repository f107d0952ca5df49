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

export const commentAt = (place: number, edition = 'a') => ({
  type: 'comment',
  id: `f-${edition}${place}-r`,
  attributes: { text: `comment ${place}` },
});

/** `size` may be changed; `once` answers a cursor (`first` where there is none) in another way, one time. */
export async function withLongList(size: number) {
  await clear(listItems);
  const network = await withAccount();
  const once = new Map<string, Reply[]>();
  const world = { size, edition: 'a' };
  const reply: Reply = () => {
    const cursor = new URLSearchParams(network.requests.at(-1)?.split('?')[1]).get('cursor') ?? 'first';
    const other = once.get(cursor)?.shift();
    return other ? other() : pageAt(cursor === 'first' ? 0 : Number(cursor.slice(3)), world);
  };
  network.replies[path] = reply;
  const instead = (cursor: string, ...replies: Reply[]): void => void once.set(cursor, replies);
  return { ...network, world, instead };
}

export function pageAt(from: number, { size, edition }: { size: number; edition: string }): Response {
  const to = Math.min(from + 40, size);
  const data = Array.from({ length: to - from }, (_, index) => commentAt(from + index, edition));
  return json({
    data,
    links: { self: 'x' },
    meta: { count: size, ...(to < size && { cursor: `at-${to}` }) },
  });
}

export const load = (upTo: number, fresh = false): Promise<void> => loadList({ account, list, upTo, fresh });
export const state = () => findList(stateKey);
export const costing = async () => (await findAccount(account))?.requests.costing;

/** What the list's items are, in order: those that its state speaks of. */
export async function ids(): Promise<string[]> {
  const { edition = 0, loaded = 0 } = (await state()) ?? {};
  return (await readItems(account, list, edition, 0, loaded)).map(({ id }) => id);
}

export const idsTo = (length: number, edition = 'a') =>
  Array.from({ length }, (_, place) => commentAt(place, edition).id);
