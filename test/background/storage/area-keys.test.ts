import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keysOf } from '../../../entrypoints/background/storage/area-keys.ts';

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
