// @vitest-environment happy-dom
import { clear } from 'idb-keyval';
import { h, render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  itemKey,
  type ItemsInMemory,
  listItems,
  memoryItemsKey,
  readItems,
} from '../../../core/storage/list-items.ts';
import { createListStore, useList } from '../../../core/store/list-store.ts';
import {
  accountListsKey,
  listKey,
  parseListStateKey,
  listStateKey,
  isBillable,
  parseListKey,
  parseListState,
} from '../../../core/storage/list-schema.ts';
import type { ListState } from '../../../core/domain/list-state.ts';

const key = listKey('comments', 'spellman');
const other = listKey('mentions', 'spellman');
const idOf = (generation: number, index: number) => `${generation}/${index}`;

const stateOf = (loaded: number, generation = 1): ListState => ({
  status: 'loading',
  targetCount: 10_000,
  loaded,
  unreadable: 0,
  lastUsedAt: 1,
  generation,
  cost: 1,
});

/** Stores data as the background does: first the items, then the state that refers to them. */
async function store(of: typeof key | typeof other, loaded: number, generation = 1): Promise<void> {
  const stateKey = listStateKey('spellman', of);
  await listItems('readwrite', (items) => {
    for (let index = 0; index < loaded; index++)
      items.put({ id: idOf(generation, index), invalidFields: [] }, itemKey(stateKey, generation, index));
  });
  await fakeBrowser.storage.local.set({ [stateKey]: stateOf(loaded, generation) });
}

beforeEach(() => clear(listItems));

describe('the list store', () => {
  it('the list store is first loading, then says that there is no list', async () => {
    const { view, stop } = createListStore('spellman', key);
    expect(view.getState()).toEqual({ isReady: false, state: undefined, items: [], generation: 0 });
    await vi.waitFor(() => expect(view.getState().isReady).toBe(true));
    expect(view.getState().state).toBeUndefined();
    stop();
  });

  it('the list store follows a list of people in session memory', async () => {
    const { session } = fakeBrowser.storage;
    const stateKey = listStateKey('spellman', other);
    const put = async (loaded: number): Promise<void> => {
      const items = Array.from({ length: loaded }, (_, index) => ({ id: idOf(1, index), invalidFields: [] }));
      await session.set({ [memoryItemsKey(stateKey)]: { generation: 1, items } satisfies ItemsInMemory });
      await session.set({ [stateKey]: stateOf(loaded) });
    };
    await put(2);
    const { view, stop } = createListStore('spellman', other);
    await vi.waitFor(() => expect(view.getState().items).toHaveLength(2));
    await put(3);
    await vi.waitFor(() => expect(view.getState().items.map(({ id }) => id)).toEqual(['1/0', '1/1', '1/2']));
    await session.remove([stateKey, memoryItemsKey(stateKey)]);
    await vi.waitFor(() => expect(view.getState().items).toEqual([]));
    stop();
  });

  it('the list store loads all items of a list in order, chunk by chunk', async () => {
    await store(key, 1000);
    const { view, stop } = createListStore('spellman', key);
    const lengths: number[] = [];
    view.subscribe(({ items }) => lengths.push(items.length));
    await vi.waitFor(() => expect(view.getState().items).toHaveLength(1000));
    expect(view.getState().items.map(({ id }) => id)).toEqual(
      Array.from({ length: 1000 }, (_, index) => idOf(1, index)),
    );
    expect(lengths).toEqual([0, 400, 800, 1000]);
    stop();
  });

  it('the list store grows with each page, and shows a new generation only when it starts', async () => {
    await store(key, 40);
    const { view, stop } = createListStore('spellman', key);
    await vi.waitFor(() => expect(view.getState().items).toHaveLength(40));
    const [first] = view.getState().items;
    await store(key, 80);
    await vi.waitFor(() => expect(view.getState().items).toHaveLength(80));
    expect(view.getState().items[0]).toBe(first);
    await store(key, 3, 2);
    await vi.waitFor(() => expect(view.getState().items.map(({ id }) => id)).toEqual(['2/0', '2/1', '2/2']));
    await store(key, 0, 3);
    await vi.waitFor(() => expect(view.getState()).toMatchObject({ items: [], generation: 3 }));
    stop();
  });

  it('the list store is empty again after the last subscriber has left', async () => {
    await store(key, 40);
    const { view, stop } = createListStore('spellman', key);
    await vi.waitFor(() => expect(view.getState().items).toHaveLength(40));
    await fakeBrowser.storage.local.remove(listStateKey('spellman', key));
    await vi.waitFor(() =>
      expect(view.getState()).toMatchObject({ isReady: true, state: undefined, items: [] }),
    );
    stop();
  });

  it('the list store stops following a list that nobody subscribes to', async () => {
    const { view, stop } = createListStore('spellman', key);
    await vi.waitFor(() => expect(view.getState().isReady).toBe(true));
    stop();
    await store(key, 40);
    expect(view.getState().state).toBeUndefined();
  });
});

it('the hook of the list store follows the list that the component requests', async () => {
  await store(key, 2);
  await store(other, 3);
  const renderedIds: (string | undefined)[] = [];
  function List({ of }: { of: typeof key | typeof other | undefined }) {
    const { items } = useList('spellman', of);
    renderedIds.push(`${of}: ${items.length}`);
    return h('p', null, items.length);
  }
  const root = document.createElement('div');
  render(h(List, { of: key }), root);
  await vi.waitFor(() => expect(root.textContent).toBe('2'));
  render(h(List, { of: other }), root);
  expect(root.textContent).toBe('0');
  await vi.waitFor(() => expect(root.textContent).toBe('3'));
  render(h(List, { of: undefined }), root);
  expect(root.textContent).toBe('0');
  expect(renderedIds).not.toContain(`${other}: 2`);
  render(null, root);
});

it('a range of list items can be read directly', async () => {
  await store(key, 50);
  const ids = (await readItems('spellman', key, { generation: 1 }, 10, 13)).map(({ id }) => id);
  expect(ids).toEqual(['1/10', '1/11', '1/12']);
  expect(await readItems('spellman', key, { generation: 1 }, 48, 99)).toHaveLength(2);
  expect(await readItems('salem', key, { generation: 1 }, 0, 10)).toEqual([]);
});

it('only items that an older version stored are converted', async () => {
  const stateKey = listStateKey('spellman', key);
  const add = (from: number, dates: number[]) =>
    listItems('readwrite', (items) => {
      for (const [index, date] of dates.entries())
        items.put({ id: 'a', date, invalidFields: [] }, itemKey(stateKey, 1, from + index));
    });
  await add(0, [1_700_000_000, 1_700_000_000, 1_700_000_000]);
  await add(3, [1_700_000_000_000, 1_700_000_000_000]);
  const state = { ...stateOf(5), olderItems: 3 };
  const same = Array.from({ length: 3 }, () => 1_700_000_000_000);
  expect((await readItems('spellman', key, state, 2, 5)).map(({ date }) => date)).toEqual(same);
  expect((await readItems('spellman', key, state, 0, 3)).map(({ date }) => date)).toEqual(same);
  await fakeBrowser.storage.local.set({ [stateKey]: state });
  const { view, stop } = createListStore('spellman', key);
  await vi.waitFor(() =>
    expect(view.getState().items.map(({ date }) => date)).toEqual([...same, ...same.slice(1)]),
  );
  stop();
});

it('a list whose count of older items is damaged counts as never loaded', () => {
  expect(parseListState({ ...stateOf(5), olderItems: 3 })).toBeDefined();
  expect(parseListState({ ...stateOf(5), olderItems: 'all' })).toBeUndefined();
});

describe('list keys', () => {
  it.each([
    ['spellman', undefined],
    ['"><b onclick=alert(1)>hostile & group:1/2', undefined],
    ['acme', 'api_requests_daily'],
    ['a%2Fb', '../x'],
  ])('a list key of %j (%j) can be parsed', (owner, detail) => {
    const created = listKey('consumers', owner, detail);
    expect(parseListKey(created)).toEqual({ list: 'consumers', owner, ...(detail && { detail }) });
    expect(parseListStateKey(listStateKey('a:b/c', created))).toEqual({ account: 'a:b/c', key: created });
  });

  it('a list key of a lone surrogate can be created', () => {
    expect(listKey('comments', 'a\ud800')).toBe('comments/a%EF%BF%BD');
  });

  it('list keys of one account never start like those of another', () => {
    expect(listStateKey('a:b', key).startsWith(accountListsKey('a'))).toBe(false);
  });

  it('a list key tells whether the list is free', () => {
    expect([
      isBillable(key),
      isBillable(listKey('usage', 'x')),
      isBillable(listKey('groupUsage', 'x')),
    ]).toEqual([true, false, false]);
  });
});

it.each([
  [undefined],
  [null],
  ['text'],
  [{}],
  [{ ...stateOf(1), status: 'odd' }],
  [{ ...stateOf(1), loaded: '1' }],
])('%j is not a valid list state', (stored) => {
  expect(parseListState(stored)).toBeUndefined();
});
