// Lists are bounded by their size, not by the number of their items alone.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listStateKey, listKey } from '../../../core/storage/list-schema.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import { appendPage, requestMore } from '../../../entrypoints/background/lists/list-reducer.ts';
import {
  allLists,
  findList,
  trimLists,
  updateList,
} from '../../../entrypoints/background/lists/list-store.ts';
import { withAccount } from '../account-fixture.ts';
import { ids, idsTo, load, state, withLongList } from './long-list.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const megabyte = 1024 * 1024;

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('the size of a list', () => {
  it('[S-server-storage] a list that has reached its largest size ends, and more is not requested', () => {
    const loading = requestMore(undefined, 400, false, noon);
    const page = { items: ['a'], unreadable: 0, cursor: 'next' };
    const half = appendPage(loading, page, { bytes: 6, maximum: 10 }, true, noon);
    expect(half).toMatchObject({ status: 'loading', bytes: 6, cursor: 'next' });
    const full = appendPage(half, page, { bytes: 6, maximum: 10 }, false, noon);
    expect(full).toMatchObject({ status: 'failed', bytes: 12, loaded: 2, failure: { tooLarge: true } });
    expect(full).not.toHaveProperty('cursor');
    expect(requestMore(full, 800, false, noon).status).toBe('failed');
    expect(requestMore(full, 800, true, noon).status).toBe('loading');
  });

  it('a last page may exceed it', () => {
    const loading = requestMore(undefined, 400, false, noon);
    const last = appendPage(loading, { items: ['a'], unreadable: 0 }, { bytes: 12, maximum: 10 }, true, noon);
    expect(last.status).toBe('complete');
  });

  it('the size of the stored items is counted over all pages, and from the start after a reload', async () => {
    await withLongList(100);
    await load(400);
    const { bytes = 0 } = (await state()) ?? {};
    expect(bytes).toBeGreaterThan(100 * 20);
    await load(400, true);
    expect((await state())?.bytes).toBe(bytes);
    expect(await ids()).toEqual(idsTo(100));
  });
});

const storedList = (bytes: number, lastUsedAt: number): ListState => ({
  status: 'complete',
  targetCount: 1,
  loaded: 1,
  unreadable: 0,
  generation: 1,
  cost: 1,
  bytes,
  lastUsedAt,
});

it('[S-server-storage] the lists used longest ago are dropped where all exceed their largest size', async () => {
  await withAccount();
  const keys = ['a', 'b', 'c'].map((owner) => listStateKey('spellman', listKey('comments', owner)));
  for (const [index, key] of keys.entries())
    await updateList(key, () => storedList(100 * megabyte, noon + index));
  await trimLists(60);
  expect(await findList(keys[0] ?? '')).toBeUndefined();
  expect((await allLists()).map(([key]) => key).toSorted()).toEqual(keys.slice(1));
});
