import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { entriesWithPrefix, keysOf } from '../../../core/storage/area-keys.ts';

const { session } = fakeBrowser.storage;

it('the keys of an area are read without its values', async () => {
  await session.set({ a: 1, b: 2 });
  vi.spyOn(session, 'getKeys').mockImplementation(async () => ['a', 'b']);
  const get = vi.spyOn(session, 'get');
  expect(await keysOf(session)).toEqual(['a', 'b']);
  expect(get).not.toHaveBeenCalled();
});

it('the keys of an area are found in a browser that cannot list them', async () => {
  await session.set({ a: 1, b: 2 });
  const { getKeys: _, ...older } = session;
  expect(await keysOf(older)).toEqual(['a', 'b']);
});

it('entries with a prefix are read by their keys', async () => {
  await session.set({ 'a:1': 1, 'a:2': 2, b: 3 });
  const get = vi.spyOn(session, 'get');
  expect(await entriesWithPrefix(session, 'a:')).toEqual({ 'a:1': 1, 'a:2': 2 });
  expect(await entriesWithPrefix(session, 'c:')).toEqual({});
  expect(get.mock.calls).toEqual([[['a:1', 'a:2']]]);
});
