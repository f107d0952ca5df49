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
