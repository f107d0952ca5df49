import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { migrateStore } from '../../../core/storage/migrate.ts';
import { createStateStore } from '../../../core/store/state-store.ts';
import { storeOfVersion1 } from '../../fixtures/version-1.ts';

const { local } = fakeBrowser.storage;
const { local: version1 } = storeOfVersion1();
const { set = {}, remove = [] } = migrateStore(version1) ?? {};

const read = (): Promise<unknown> => vi.waitFor(() => expect(local.get).toHaveResolved());

it('knows nothing of a store of version 1 until the background has migrated it', async () => {
  await local.set(version1);
  vi.spyOn(local, 'get');
  const mirror = createStateStore();
  await read();
  expect(mirror.getState().state).toBeUndefined();
  await local.set({ 'list:member:comments/member': version1['list:member:comments/member'] });
  expect(mirror.getState().state).toBeUndefined();
  await local.set(set);
  expect(mirror.getState().state).toMatchObject({
    isFromNewerVersion: false,
    accounts: [{ id: 'acme_enrich' }, { id: 'member' }, { id: 'admin' }],
    current: 'member',
  });
  await local.remove(remove);
  expect(mirror.getState().state?.accounts).toHaveLength(3);
  await local.clear();
  expect(mirror.getState().state?.accounts).toEqual([]);
});

it.each<[string, Record<string, unknown>, boolean]>([
  ['an empty store', {}, false],
  ['settings without an index', { settings: { notificationsEnabled: true } }, false],
  ['a store of a newer version', { index: { version: 3, ids: [] } }, true],
])('knows the state of %s at once', async (_, items, isFromNewerVersion) => {
  await local.set(items);
  const mirror = createStateStore();
  await vi.waitFor(() => expect(mirror.getState().state).toMatchObject({ isFromNewerVersion, accounts: [] }));
});
