import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { migrateStore } from '../../../core/storage/migrate.ts';
import { createStateStore } from '../../../core/store/state-store.ts';
import { storeOfVersion1 } from '../../fixtures/version-1.ts';

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

it.each<[string, Record<string, unknown>, boolean]>([
  ['an empty store', {}, false],
  ['settings without an index', { settings: { notificationsEnabled: true } }, false],
  ['a store of a newer version', { index: { version: 3, ids: [] } }, true],
])('the state store reads %s immediately', async (_, items, isFromNewerVersion) => {
  await local.set(items);
  const stateStore = createStateStore();
  await vi.waitFor(() =>
    expect(stateStore.getState().state).toMatchObject({ isFromNewerVersion, accounts: [] }),
  );
});
