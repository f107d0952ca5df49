// What is read from storage for common work does not depend on how much is stored. Counts, not times.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listKey, listStateKey } from '../../core/storage/list-schema.ts';
import { createListStore } from '../../core/store/list-store.ts';
import { createStateStore } from '../../core/store/state-store.ts';
import type { User } from '../../core/virustotal/resources/user.ts';
import { importSettings } from '../../entrypoints/background/accounts/import-settings.ts';
import { refresh } from '../../entrypoints/background/accounts/refresh.ts';
import { updateList } from '../../entrypoints/background/lists/list-store.ts';
import { lookUpUser } from '../../entrypoints/background/panel/user-lookup.ts';
import { hasSideEffects, syncSideEffects } from '../../entrypoints/background/side-effects.ts';
import { saveCachedUser, userCacheKey } from '../../entrypoints/background/storage/cached-users.ts';
import { type Reads, countReads } from '../storage-reads.ts';
import { withAccount } from './account-fixture.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;
const viewer = 'spellman';

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

const memberOf = (id: string): User => ({
  id,
  kind: 'user',
  profilePhrase: 'x'.repeat(3000),
  invalidFields: [],
});

/** An account that has looked up members and loaded lists; salem is the member seen last. */
async function withStored(members: number, lists: number): Promise<void> {
  await withAccount();
  const ids = Array.from({ length: members - 1 }, (_, index) => `member-${index}`);
  for (const id of [...ids, 'salem'])
    await saveCachedUser(viewer, userCacheKey(viewer, id), {
      at: noon,
      user: { at: noon, value: memberOf(id) },
    } as { at: number });
  for (let index = 0; index < lists; index++)
    await updateList(listStateKey(viewer, listKey('comments', `owner-${index}`)), () => ({
      status: 'complete',
      targetCount: 40,
      loaded: 40,
      unreadable: 0,
      generation: 1,
      cost: 1,
      lastUsedAt: noon,
    }));
}

async function readsOf(work: () => Promise<unknown>): Promise<Reads> {
  // What the first one prepares for all later ones does not count.
  await work();
  const reads = countReads();
  vi.setSystemTime(Date.now() + minute);
  await work();
  return reads();
}

const openPopup = async (): Promise<void> => {
  const store = createStateStore();
  await vi.waitFor(() => expect(store.getState().state?.accounts).toHaveLength(1));
};

/** The account page, which shows usage, and a page of lists. */
const openDashboard = async (): Promise<void> => {
  await openPopup();
  for (const key of [listKey('usage', viewer), listKey('comments', viewer)] as const) {
    const { view, stop } = createListStore(viewer, key);
    await vi.waitFor(() => expect(view.getState().isReady).toBe(true));
    stop();
  }
};

const refreshWithSideEffects = async (): Promise<void> => {
  await refresh(viewer);
  await syncSideEffects();
};

const storedAccount = async (): Promise<object> => {
  const stored = await fakeBrowser.storage.local.get('account:spellman');
  return stored['account:spellman'] as object;
};

const lookUpFromCache = async (): Promise<void> =>
  expect(await lookUpUser({ id: 'salem', freshness: 'auto' })).toMatchObject({ is: 'found' });

const addOthers = (): Promise<void> =>
  importSettings({
    accounts: ['hilda', 'zelda', 'ambrose'].map((id) => ({ id, kind: 'user' })),
    settings: {},
    current: viewer,
  });

const lookUpWithSeveralAccounts = async (): Promise<void> => {
  await addOthers();
  await lookUpFromCache();
};

describe.each([
  ['opening the popup', openPopup],
  ['opening the dashboard', openDashboard],
  ['a refresh and what follows from it', refreshWithSideEffects],
  ['a lookup from the cache', lookUpFromCache],
  ['a lookup from the cache with several accounts', lookUpWithSeveralAccounts],
])('%s', (_, work) => {
  it('reads the same entries and bytes with 1 user and no list as with 300 and 60', async () => {
    await withStored(1, 0);
    const few = await readsOf(work);
    fakeBrowser.storage.local.resetState();
    vi.setSystemTime(noon);
    await withStored(300, 60);
    expect(await readsOf(work)).toEqual(few);
  });
});

const callsWithOthers = async (ids: readonly string[]): Promise<number> => {
  await importSettings({
    accounts: ids.map((id) => ({ id, kind: 'user' })),
    settings: {},
    current: viewer,
  });
  return (await readsOf(lookUpFromCache)).calls;
};

it('a lookup with more accounts takes no more reads', async () => {
  await withStored(2, 0);
  const few = await callsWithOthers(['hilda', 'zelda']);
  expect(await callsWithOthers(Array.from({ length: 17 }, (_, index) => `colleague-${index}`))).toBe(few);
});

it('a lookup with several accounts reads who saw quotas once per area, and not the record of cached users', async () => {
  await withStored(300, 0);
  await addOthers();
  const get = vi.spyOn(fakeBrowser.storage.local, 'get');
  await lookUpFromCache();
  expect(get.mock.calls.filter(([names]) => names === 'quotaViewers')).toHaveLength(1);
  expect(get).not.toHaveBeenCalledWith('cachedUsers');
  expect(get).not.toHaveBeenCalledWith(null);
});

const quotas = (used: number) => ({
  at: noon,
  value: [{ name: 'api_requests_daily', user: { allowed: 500, used } }],
});

describe('what follows from a change', () => {
  it('reads the state once, and then only what storage does not report', async () => {
    await withAccount();
    await syncSideEffects();
    const get = vi.spyOn(fakeBrowser.storage.local, 'get');
    await syncSideEffects();
    expect(get.mock.calls).toEqual([[['index', 'settings']], [['account:spellman']], ['pendingLists']]);
    get.mockClear();
    await syncSideEffects({ 'account:spellman': { newValue: await storedAccount() } });
    expect(get.mock.calls).toEqual([['account:spellman'], ['pendingLists']]);
  });

  it('follows what storage reports: changed accounts, removed ones, and changes while the state is read', async () => {
    await withAccount();
    const account = await storedAccount();
    const setText = vi.mocked(fakeBrowser.action.setBadgeText);
    const reading = syncSideEffects();
    await syncSideEffects({ 'account:spellman': { newValue: { ...account, quotas: quotas(100) } } });
    await reading;
    expect(setText).toHaveBeenLastCalledWith({ text: '400' });
    await syncSideEffects({ 'account:spellman': { newValue: { ...account, quotas: quotas(200) } } });
    expect(setText).toHaveBeenLastCalledWith({ text: '300' });
    await syncSideEffects({ 'account:spellman': {}, index: {} });
    expect(setText).toHaveBeenLastCalledWith({ text: '+' });
  });

  it('is computed twice at most for a burst of changes', async () => {
    await withAccount();
    const setText = vi.mocked(fakeBrowser.action.setBadgeText);
    setText.mockClear();
    await Promise.all(Array.from({ length: 20 }, () => syncSideEffects({})));
    expect(setText).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['index', true],
    ['settings', true],
    ['account:spellman', true],
    ['list:spellman:comments/spellman', true],
    ['user-cache:spellman:salem', false],
    ['cachedUsers', false],
    ['storedLists', false],
    ['errorLog', false],
  ])('depends on %s: %s', (name, expected) => {
    expect(hasSideEffects({ [name]: {} })).toBe(expected);
  });
});
