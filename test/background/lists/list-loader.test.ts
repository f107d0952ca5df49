import { clear, keys } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listItems } from '../../../core/storage/list-items.ts';
import { listKey, listStateKey } from '../../../core/storage/list-schema.ts';
import { removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import {
  isListKey,
  loadList,
  resumeLists,
  stopList,
} from '../../../entrypoints/background/lists/list-loader.ts';
import { findList, updateList } from '../../../entrypoints/background/lists/list-store.ts';
import { findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import {
  account,
  commentAt,
  billable,
  ids,
  idsTo,
  list,
  load,
  pageAt,
  path,
  state,
  stateKey,
  withLongList,
} from './long-list.ts';
import { json } from '../../fake-network.ts';
import { readLocal } from '../../stored-entries.ts';

const noon = Date.UTC(2026, 10, 21, 12);

const of = (one: number) => findList(listStateKey(account, listKey('comments', `u${one}`)));

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('loading a list', () => {
  it('a list is loaded page by page to its end', async () => {
    const { requests } = await withLongList(100);
    await load(400);
    expect(requests).toEqual([
      `${path}?limit=40`,
      `${path}?limit=40&cursor=at-40`,
      `${path}?limit=40&cursor=at-80`,
    ]);
    expect(await state()).toEqual({
      status: 'complete',
      targetCount: 400,
      loaded: 100,
      unreadable: 0,
      total: 100,
      at: noon,
      lastUsedAt: noon,
      generation: 1,
      cost: 3,
      bytes: expect.any(Number),
    });
    expect(await ids()).toEqual(idsTo(100));
  });

  it('a list is loaded up to a target count, and further when that is raised', async () => {
    const { requests } = await withLongList(1312);
    await load(80);
    expect(await state()).toMatchObject({
      status: 'partial',
      loaded: 80,
      total: 1312,
      cursor: 'at-80',
      cost: 2,
    });
    await load(80);
    expect(requests).toHaveLength(2);
    vi.setSystemTime(noon + 60_000);
    await load(120);
    expect(requests.slice(2)).toEqual([`${path}?limit=40&cursor=at-80`]);
    expect(await state()).toMatchObject({ loaded: 120, at: noon, lastUsedAt: noon + 60_000 });
    expect(await ids()).toEqual(idsTo(120));
  });

  it('a list is loaded once, however often it is requested at the same time', async () => {
    const { requests } = await withLongList(100);
    await Promise.all([load(400), load(400), resumeLists(), load(400)]);
    expect(requests).toHaveLength(3);
    expect(await state()).toMatchObject({ status: 'complete', cost: 3 });
  });

  it('a complete list is loaded again only on request', async () => {
    const { requests, server } = await withLongList(50);
    await load(400);
    await load(400);
    expect(requests).toHaveLength(2);
    Object.assign(server, { size: 45, generation: 'b' });
    vi.setSystemTime(noon + 60_000);
    await load(400, true);
    expect(await state()).toMatchObject({
      status: 'complete',
      loaded: 45,
      total: 45,
      generation: 2,
      at: noon + 60_000,
    });
    expect(await ids()).toEqual(idsTo(45, 'b'));
    expect(await keys(listItems)).toHaveLength(45);
  });

  it('a list that is reloaded keeps its rows until the first new page has arrived', async () => {
    const { replaceResponse } = await withLongList(50);
    await load(400);
    replaceResponse('first', async () => {
      expect(await state()).toMatchObject({
        status: 'loading',
        loaded: 50,
        generation: 1,
        restartPending: true,
      });
      expect(await ids()).toEqual(idsTo(50));
      return pageAt(0, { size: 40, generation: 'b' });
    });
    await load(400, true);
    expect(await ids()).toEqual(idsTo(40, 'b'));
    expect.assertions(3);
  });

  it('a list counts items that cannot be decoded, and leaves no gap for them', async () => {
    const { replaceResponse } = await withLongList(42);
    const undecodable = { ...commentAt(1), error: { code: 'NotFoundError' } };
    const data = [commentAt(0), undecodable, 'text', commentAt(3)];
    replaceResponse('first', () => json({ data, meta: { count: 42, cursor: 'at-40' } }));
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 4, unreadable: 2, total: 42 });
    expect(await ids()).toEqual([0, 3, 40, 41].map((place) => commentAt(place).id));
  });

  it('a list stops at a page without items, and a click continues', async () => {
    const { requests, replaceResponse } = await withLongList(100);
    replaceResponse('at-40', () => json({ data: [], meta: { cursor: 'at-80' } }));
    await load(400);
    expect(await state()).toMatchObject({ status: 'partial', loaded: 40, cursor: 'at-80' });
    expect(requests).toHaveLength(2);
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 60 });
  });

  it('an empty list is complete', async () => {
    await withLongList(0);
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 0, total: 0, at: noon });
  });
});

describe('stored list data', () => {
  it('a list page is stored before the next is requested', async () => {
    const { replaceResponse } = await withLongList(100);
    replaceResponse('at-40', async () => {
      expect(await state()).toMatchObject({ status: 'loading', loaded: 40, cursor: 'at-40', cost: 1 });
      expect(await ids()).toEqual(idsTo(40));
      return pageAt(40, { size: 100, generation: 'a' });
    });
    await load(400);
    expect.assertions(2);
  });

  it("a list's requests are counted in the account", async () => {
    await withLongList(100);
    const before = (await billable()) ?? 0;
    await load(400);
    expect(await billable()).toBe(before + 3);
  });

  it('a list is removed with the account, even in the middle of a page', async () => {
    const { requests, replaceResponse } = await withLongList(100);
    await loadList({ account, list: listKey('groups', account), targetCount: 400, fresh: false });
    requests.length = 0;
    replaceResponse('at-40', async () => {
      await removeAccount({ id: account });
      return pageAt(40, { size: 100, generation: 'a' });
    });
    await load(400);
    expect(requests).toHaveLength(2);
    expect(await readLocal()).toEqual({ index: { version: 3, ids: [] } });
    expect(await keys(listItems)).toEqual([]);
  });

  it('the sixty most recently used lists are stored', async () => {
    const { replies } = await withLongList(1);
    for (let one = 0; one < 62; one++) {
      replies[`/users/u${one}/comments`] = () => json({ data: [commentAt(one)] });
      vi.setSystemTime(noon + one);
      await loadList({ account, list: listKey('comments', `u${one}`), targetCount: 40, fresh: false });
    }
    expect(await Promise.all([of(0), of(1)])).toEqual([undefined, undefined]);
    expect(await Promise.all([of(2), of(61)])).toMatchObject([{ loaded: 1 }, { loaded: 1 }]);
    expect(await keys(listItems)).toHaveLength(60);
  });
});

describe('a stopped list', () => {
  it('a stopped list keeps the page in flight and requests no other', async () => {
    const { requests, replaceResponse } = await withLongList(200);
    replaceResponse('at-40', async () => {
      await stopList({ account, list });
      return pageAt(40, { size: 200, generation: 'a' });
    });
    await load(400);
    expect(requests).toHaveLength(2);
    expect(await state()).toMatchObject({ status: 'stopped', loaded: 80, cursor: 'at-80', cost: 2 });
    await resumeLists();
    expect(requests).toHaveLength(2);
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 200 });
    expect(await ids()).toEqual(idsTo(200));
  });

  it('a list stopped on its last page is complete', async () => {
    const { replaceResponse } = await withLongList(80);
    replaceResponse('at-40', async () => {
      await stopList({ account, list });
      return pageAt(40, { size: 80, generation: 'a' });
    });
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 80 });
  });

  it('a list that is not loading is not changed by a stop', async () => {
    await withLongList(40);
    await stopList({ account, list });
    expect(await state()).toBeUndefined();
    await load(400);
    await stopList({ account, list });
    expect(await state()).toMatchObject({ status: 'complete' });
  });
});

describe('after the termination of the worker', () => {
  it('a list resumes where the terminated worker left it', async () => {
    const { requests } = await withLongList(200);
    await load(80);
    await updateList(stateKey, (now) => now && { ...now, status: 'loading', targetCount: 400 });
    requests.length = 0;
    await resumeLists();
    expect(requests[0]).toBe(`${path}?limit=40&cursor=at-80`);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 200, cost: 5 });
    expect(await ids()).toEqual(idsTo(200));
  });

  it('a list that had not begun is loaded from the start', async () => {
    await withLongList(10);
    await load(400);
    await updateList(stateKey, (now) => now && { ...now, status: 'loading', restartPending: true });
    await resumeLists();
    expect(await state()).toMatchObject({ status: 'complete', generation: 2, loaded: 10 });
  });

  it('a page that was partly stored is stored again', async () => {
    await withLongList(120);
    await load(40);
    await updateList(stateKey, (now) => now && { ...now, status: 'loading', targetCount: 400 });
    const storedHalf = listItems(
      'readwrite',
      async (store) => void store.put({ id: 'half' }, [stateKey, 1, 41]),
    );
    await storedHalf;
    await resumeLists();
    expect(await ids()).toEqual(idsTo(120));
  });

  it('nothing is requested for lists that are done', async () => {
    const { requests } = await withLongList(200);
    await load(80);
    requests.length = 0;
    await resumeLists();
    expect(requests).toEqual([]);
  });
});

describe('loading usage', () => {
  it('usage takes two calls that are not billable', async () => {
    const { requests, replies } = await withLongList(0);
    replies['/users/spellman/api_usage'] = () =>
      json({ data: { daily: { '2026-11-20': { files: 4 } }, total: {} } });
    const usage = listKey('usage', account);
    const before = (await findAccount(account))?.requests;
    await loadList({ account, list: usage, targetCount: 400, fresh: false });
    expect(requests).toEqual([
      '/users/spellman/api_usage?start_date=20261023&end_date=20261121',
      '/users/spellman/api_usage?start_date=20260923&end_date=20261022',
    ]);
    const stored = await findList(listStateKey(account, usage));
    expect(stored).toMatchObject({ status: 'complete', loaded: 60, total: 60, cost: 0 });
    const { billable: billableBefore = 0, free = 0 } = before ?? {};
    expect((await findAccount(account))?.requests).toMatchObject({
      billable: billableBefore,
      free: free + 2,
    });
  });
});

describe('lists that may be loaded', () => {
  it.each([
    'comments/spellman',
    'consumers/acme/api_requests_daily',
    listKey('group', '"><b onclick=alert(1)>hostile & group:1/2'),
  ])('%s is a valid list', (key) => {
    expect(isListKey(key)).toBe(true);
  });

  it.each([
    '',
    'comments',
    'comments/',
    '__proto__/x',
    'apikey/x',
    'comments/a/b/c',
    'comments/%',
    `comments/${'a'.repeat(64)}`,
  ])('%j is not a valid list', (key) => {
    expect(isListKey(key)).toBe(false);
  });

  it('no list is loaded for an unknown account', async () => {
    const { requests } = await withLongList(40);
    const loading = loadList({ account: 'salem', list, targetCount: 40, fresh: false });
    await expect(loading).rejects.toMatchObject({ kind: 'no-key' });
    expect(requests).toEqual([]);
    await clear(listItems);
  });
});
