import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { migrateStore } from '../../../core/storage/migrate.ts';
import { createStateStore } from '../../../core/store/state-store.ts';
import { storeOfVersion1 } from '../../fixtures/version-1.ts';
import { storeOfVersion2 } from '../../fixtures/version-2.ts';

const { local } = fakeBrowser.storage;
const { local: version1 } = storeOfVersion1();
const { set = {}, remove = [] } = migrateStore(version1) ?? {};

const read = (): Promise<unknown> => vi.waitFor(() => expect(local.get).toHaveResolved());

it('the state store ignores a store of version 1 until the background has migrated it', async () => {
  await local.set(version1);
  vi.spyOn(local, 'get');
  const stateStore = createStateStore();
  await read();
  expect(stateStore.getState().state).toBeUndefined();
  await local.set({ 'list:member:comments/member': version1['list:member:comments/member'] });
  expect(stateStore.getState().state).toBeUndefined();
  await local.set(set);
  expect(stateStore.getState().state).toMatchObject({
    isFromNewerVersion: false,
    accounts: [{ id: 'acme_enrich' }, { id: 'member' }, { id: 'admin' }],
    current: 'member',
  });
  await local.remove(remove);
  expect(stateStore.getState().state?.accounts).toHaveLength(3);
  await local.clear();
  expect(stateStore.getState().state?.accounts).toEqual([]);
});

const stateOf = (stateStore: ReturnType<typeof createStateStore>) => stateStore.getState().state;
const accountOf = (id: string) => ({ id, failures: {}, requests: {} });

it('the state store reads index, settings and accounts, and nothing else', async () => {
  await local.set({
    index: { version: 3, ids: ['a', 'b'] },
    'account:a': accountOf('a'),
    'account:b': accountOf('b'),
    'account:left-over': accountOf('left-over'),
    'user-cache:a:salem': { at: 1 },
    'list:a:comments/a': {},
  });
  const get = vi.spyOn(local, 'get');
  const stateStore = createStateStore();
  await vi.waitFor(() => expect(stateOf(stateStore)?.accounts).toMatchObject([{ id: 'a' }, { id: 'b' }]));
  expect(get.mock.calls).toEqual([[['index', 'settings']], [['account:a', 'account:b']]]);
});

it.each([[undefined], [7], [{ version: 3 }]])('with %j as its index it finds the accounts', async (index) => {
  await local.set({
    ...(index !== undefined && { index }),
    'account:a': accountOf('a'),
    'user-cache:a:b': {},
  });
  const get = vi.spyOn(local, 'get');
  const stateStore = createStateStore();
  await vi.waitFor(() => expect(stateOf(stateStore)?.accounts).toMatchObject([{ id: 'a' }]));
  expect(get.mock.calls).toEqual([[['index', 'settings']], [['account:a']]]);
});

it('the state store changes only when an entry of the state changes', async () => {
  await local.set({ index: { version: 3, ids: ['a'] }, 'account:a': accountOf('a') });
  const stateStore = createStateStore();
  await vi.waitFor(() => expect(stateOf(stateStore)).toBeDefined());
  const before = stateOf(stateStore);
  await local.set({ 'user-cache:a:salem': { at: 1 }, 'list:a:comments/a': {} });
  expect(stateOf(stateStore)).toBe(before);
  await local.set({ 'account:a': { ...accountOf('a'), keyLast4: 'ffff' } });
  expect(stateOf(stateStore)?.accounts).toMatchObject([{ keyLast4: 'ffff' }]);
  const [account] = stateOf(stateStore)?.accounts ?? [];
  await local.set({ index: { version: 3, ids: ['a', 'b'] }, 'account:b': accountOf('b') });
  expect(stateOf(stateStore)?.accounts).toHaveLength(2);
  // It was not checked again.
  expect(stateOf(stateStore)?.accounts[0]).toBe(account);
});

it('the state store ignores a store of version 2 until the background has migrated it', async () => {
  const { local: version2 } = storeOfVersion2();
  await local.set(version2);
  vi.spyOn(local, 'get');
  const stateStore = createStateStore();
  await read();
  expect(stateStore.getState().state).toBeUndefined();
  await local.set(migrateStore(version2)?.set ?? {});
  const admin = stateStore.getState().state?.accounts.find(({ id }) => id === 'admin');
  expect(new Date(admin?.user?.value.lastLogin ?? 0).toISOString()).toBe('2026-11-28T07:30:00.000Z');
});

it.each<[string, Record<string, unknown>, boolean]>([
  ['an empty store', {}, false],
  ['settings without an index', { settings: { notificationsEnabled: true } }, false],
  ['a store of a newer version', { index: { version: 4, ids: [] } }, true],
])('the state store reads %s immediately', async (_, items, isFromNewerVersion) => {
  await local.set(items);
  const stateStore = createStateStore();
  await vi.waitFor(() =>
    expect(stateStore.getState().state).toMatchObject({ isFromNewerVersion, accounts: [] }),
  );
});
