// Lists are found without reading all of storage, whatever became of the records that name them.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listKey, listStateKey } from '../../../core/storage/list-schema.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import {
  allLists,
  dropListsOf,
  listsToContinue,
  trimLists,
  updateList,
} from '../../../entrypoints/background/lists/list-store.ts';
import { withAccount } from '../account-fixture.ts';

const { local } = fakeBrowser.storage;
const keyOf = (owner: string): string => listStateKey('spellman', listKey('comments', owner));
const complete: ListState = {
  status: 'complete',
  targetCount: 1,
  loaded: 1,
  unreadable: 0,
  generation: 1,
  cost: 1,
  lastUsedAt: 1,
};
const failure = { kind: 'locked', at: 1, tries: 1 } as const;

const put = (owner: string, state: Partial<ListState> = {}): Promise<boolean> =>
  updateList(keyOf(owner), () => ({ ...complete, ...state }));
const namesOf = (lists: readonly (readonly [string, ...unknown[]])[]): string[] =>
  lists.map(([name]) => name);

beforeEach(async () => {
  await withAccount();
  await put('complete');
  await put('loading', { status: 'loading' });
  await put('locked', { status: 'failed', failure });
  await put('refused', { status: 'failed', failure: { ...failure, kind: 'forbidden' } });
});

describe('the records of lists', () => {
  it('name all lists, and those that may continue', async () => {
    expect(namesOf(await allLists())).toEqual(['complete', 'loading', 'locked', 'refused'].map(keyOf));
    expect(namesOf(await listsToContinue())).toEqual(['loading', 'locked'].map(keyOf));
  });

  it('follow every change of a list', async () => {
    await put('loading');
    await put('refused', { status: 'failed', failure: { ...failure, retryAt: 9 } });
    expect(namesOf(await listsToContinue())).toEqual(['locked', 'refused'].map(keyOf));
    await trimLists(1);
    expect(await allLists()).toHaveLength(1);
    await dropListsOf('spellman');
    expect(await allLists()).toEqual([]);
    expect(await local.get(['storedLists', 'pendingLists'])).toEqual({ storedLists: [], pendingLists: [] });
  });

  it.each([['missing'], ['damaged']])('are made again where they are %s', async (how) => {
    const [before, continuing] = [await allLists(), await listsToContinue()];
    if (how === 'missing') await local.remove(['storedLists', 'pendingLists']);
    else await local.set({ storedLists: { 0: 'x' }, pendingLists: [7] });
    const get = vi.spyOn(local, 'get');
    expect(await allLists()).toEqual(before);
    expect(await listsToContinue()).toEqual(continuing);
    expect(get).not.toHaveBeenCalledWith(null);
    get.mockClear();
    expect(await allLists()).toEqual(before);
    expect(get.mock.calls).toEqual([['storedLists'], [namesOf(before)]]);
  });

  it('are not written into a store of a newer version', async () => {
    await local.remove(['storedLists', 'pendingLists']);
    await local.set({ index: { version: 4, ids: [] } });
    await allLists();
    expect(Object.keys(await local.get(null))).not.toContain('storedLists');
  });

  it('that name a list that is gone do no harm', async () => {
    await local.remove(keyOf('loading'));
    expect(namesOf(await listsToContinue())).toEqual([keyOf('locked')]);
    await put('loading');
    expect(namesOf(await allLists())).toHaveLength(4);
  });
});

it('loading, trimming and resuming lists never read all of storage', async () => {
  const get = vi.spyOn(local, 'get');
  await put('another');
  await trimLists(3);
  await listsToContinue();
  expect(get).not.toHaveBeenCalledWith(null);
});
