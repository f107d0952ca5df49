// @vitest-environment happy-dom
import { clear } from 'idb-keyval';
import { h, render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { itemKey, listItems, readItems } from '../../../core/storage/list-items.ts';
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
const idOf = (generation: number, place: number) => `${generation}/${place}`;

const stateOf = (loaded: number, generation = 1): ListState => ({
  status: 'loading',
  targetCount: 10_000,
  loaded,
  unreadable: 0,
  lastUsedAt: 1,
  generation,
  cost: 1,
});

/** Stores as the background does: items first, then the state that speaks of them. */
async function store(of: typeof key | typeof other, loaded: number, generation = 1): Promise<void> {
  const stateKey = listStateKey('spellman', of);
  await listItems('readwrite', (items) => {
    for (let place = 0; place < loaded; place++)
      items.put({ id: idOf(generation, place), invalidFields: [] }, itemKey(stateKey, generation, place));
  });
  await fakeBrowser.storage.local.set({ [stateKey]: stateOf(loaded, generation) });
}

beforeEach(() => clear(listItems));

describe('a mirrored list', () => {
  it('is unknown, then known not to be there', async () => {
    const { view, stop } = createListStore('spellman', key);
    expect(view.getState()).toEqual({ isReady: false, state: undefined, items: [], generation: 0 });
    await vi.waitFor(() => expect(view.getState().isReady).toBe(true));
    expect(view.getState().state).toBeUndefined();
    stop();
  });

  it('has all its items, in their order, bit by bit', async () => {
    await store(key, 1000);
    const { view, stop } = createListStore('spellman', key);
    const lengths: number[] = [];
    view.subscribe(({ items }) => lengths.push(items.length));
    await vi.waitFor(() => expect(view.getState().items).toHaveLength(1000));
    expect(view.getState().items.map(({ id }) => id)).toEqual(
      Array.from({ length: 1000 }, (_, place) => idOf(1, place)),
    );
    expect(lengths).toEqual([0, 400, 800, 1000]);
    stop();
  });

  it('grows with each page, and shows a new generation only when that begins', async () => {
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

  it('is empty again when it is let go of', async () => {
    await store(key, 40);
    const { view, stop } = createListStore('spellman', key);
    await vi.waitFor(() => expect(view.getState().items).toHaveLength(40));
    await fakeBrowser.storage.local.remove(listStateKey('spellman', key));
    await vi.waitFor(() =>
      expect(view.getState()).toMatchObject({ isReady: true, state: undefined, items: [] }),
    );
    stop();
  });

  it('is followed no longer than wanted', async () => {
    const { view, stop } = createListStore('spellman', key);
    await vi.waitFor(() => expect(view.getState().isReady).toBe(true));
    stop();
    await store(key, 40);
    expect(view.getState().state).toBeUndefined();
  });
});

it('in a component follows the list that is asked for', async () => {
  await store(key, 2);
  await store(other, 3);
  const seen: (string | undefined)[] = [];
  function List({ of }: { of: typeof key | typeof other | undefined }) {
    const { items } = useList('spellman', of);
    seen.push(`${of}: ${items.length}`);
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
  expect(seen).not.toContain(`${other}: 2`);
  render(null, root);
});

it('a stretch of a list can be read by itself', async () => {
  await store(key, 50);
  const ids = (await readItems('spellman', key, 1, 10, 13)).map(({ id }) => id);
  expect(ids).toEqual(['1/10', '1/11', '1/12']);
  expect(await readItems('spellman', key, 1, 48, 99)).toHaveLength(2);
  expect(await readItems('salem', key, 1, 0, 10)).toEqual([]);
});

describe('keys', () => {
  it.each([
    ['spellman', undefined],
    ['"><b onclick=alert(1)>hostile & group:1/2', undefined],
    ['acme', 'api_requests_daily'],
    ['a%2Fb', '../x'],
  ])('of %j (%j) can be taken apart', (owner, detail) => {
    const made = listKey('consumers', owner, detail);
    expect(parseListKey(made)).toEqual({ list: 'consumers', owner, ...(detail && { detail }) });
    expect(parseListStateKey(listStateKey('a:b/c', made))).toEqual({ account: 'a:b/c', key: made });
  });

  it('of half a character can be made', () => {
    expect(listKey('comments', 'a\ud800')).toBe('comments/a%EF%BF%BD');
  });

  it('of one account never begin as those of another', () => {
    expect(listStateKey('a:b', key).startsWith(accountListsKey('a'))).toBe(false);
  });

  it('tell what is free', () => {
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
])('%j is no state', (stored) => {
  expect(parseListState(stored)).toBeUndefined();
});
