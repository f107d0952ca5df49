import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  currentState,
  deleteAccount,
  findAccount,
  updateSettings,
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

const storeLast4 = async (keyLast4: unknown): Promise<void> => {
  const stored = (await fakeBrowser.storage.local.get('account:spellman'))['account:spellman'] as object;
  await fakeBrowser.storage.local.set({ 'account:spellman': { ...stored, keyLast4 } });
};

describe('an account that was read before', () => {
  it('is not checked again while it is stored as before', async () => {
    await withAccount();
    const account = await findAccount('spellman');
    expect((await currentState()).accounts[0]).toBe(account);
    await updateSettings({ panelCollapsed: true });
    expect(await findAccount('spellman')).toBe(account);
  });

  it('is checked again after each change', async () => {
    await withAccount();
    const account = await findAccount('spellman');
    await storeLast4({});
    expect(await findAccount('spellman')).toEqual({ ...account, keyLast4: '?' });
    await storeLast4(account?.keyLast4);
    expect(await findAccount('spellman')).toEqual(account);
  });

  it('is forgotten with the account', async () => {
    await withAccount();
    const account = await findAccount('spellman');
    const { 'account:spellman': stored } = await fakeBrowser.storage.local.get('account:spellman');
    await deleteAccount('spellman');
    await currentState();
    await fakeBrowser.storage.local.set({
      index: { version: 3, ids: ['spellman'] },
      'account:spellman': stored,
    });
    const again = await findAccount('spellman');
    expect(again).toEqual(account);
    expect(again).not.toBe(account);
  });
});
