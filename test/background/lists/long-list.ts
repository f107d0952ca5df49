// A list of any length in the fake network of a unit test: the comments of spellman, forty per page, with cursors like
// `at-40`.
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

export const commentAt = (index: number, generation = 'a') => ({
  type: 'comment',
  id: `f-${generation}${index}-r`,
  attributes: { text: `comment ${index}` },
});

/** `size` may be changed; `once` replaces the response to one cursor (`first` if there is none) one time. */
export async function withLongList(size: number) {
  await clear(listItems);
  const network = await withAccount();
  const oneTimeReplies = new Map<string, Reply[]>();
  const server = { size, generation: 'a' };
  const reply: Reply = () => {
    const cursor = new URLSearchParams(network.requests.at(-1)?.split('?')[1]).get('cursor') ?? 'first';
    const oneTimeReply = oneTimeReplies.get(cursor)?.shift();
    return oneTimeReply ? oneTimeReply() : pageAt(cursor === 'first' ? 0 : Number(cursor.slice(3)), server);
  };
  network.replies[path] = reply;
  const replaceResponse = (cursor: string, ...replies: Reply[]): void =>
    void oneTimeReplies.set(cursor, replies);
  return { ...network, server, replaceResponse };
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

/** Returns the ids of the list's items, in order. */
export async function ids(): Promise<string[]> {
  const { generation = 0, loaded = 0 } = (await state()) ?? {};
  return (await readItems(account, list, { generation }, 0, loaded)).map(({ id }) => id);
}

export const idsTo = (length: number, generation = 'a') =>
  Array.from({ length }, (_, index) => commentAt(index, generation).id);
