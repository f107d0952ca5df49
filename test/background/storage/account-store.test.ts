import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  currentState,
  deleteAccount,
  findAccount,
} from '../../../entrypoints/background/storage/account-store.ts';
import { withAccount } from '../account-fixture.ts';

it('finding an account reads the index and that account alone', async () => {
  await withAccount();
  const reads = vi.spyOn(fakeBrowser.storage.local, 'get');
  expect(await findAccount('spellman')).toMatchObject({ id: 'spellman' });
  expect(await findAccount('somebody-else')).toBeUndefined();
  expect(reads.mock.calls).toEqual([[['index', 'account:spellman']], [['index', 'account:somebody-else']]]);
});

it('the state is read by the keys of the index, settings and accounts', async () => {
  await withAccount();
  const reads = vi.spyOn(fakeBrowser.storage.local, 'get');
  expect((await currentState()).accounts).toMatchObject([{ id: 'spellman' }]);
  expect(reads.mock.calls).toEqual([[['index', 'settings']], [['account:spellman']]]);
});

it('an account is removed without reading all of storage', async () => {
  await withAccount();
  const reads = vi.spyOn(fakeBrowser.storage.local, 'get');
  await deleteAccount('spellman');
  expect(reads).not.toHaveBeenCalledWith(null);
  expect(await currentState()).toMatchObject({ accounts: [], current: undefined });
});

it('without a readable index all accounts are found', async () => {
  await withAccount();
  await fakeBrowser.storage.local.set({ index: { version: 3 } });
  expect((await currentState()).accounts).toMatchObject([{ id: 'spellman' }]);
});

it('an account is found without a readable index', async () => {
  await withAccount();
  await fakeBrowser.storage.local.set({ index: 7 });
  expect(await findAccount('spellman')).toMatchObject({ id: 'spellman' });
});
