import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { withAccount } from '../account-fixture.ts';

it('finding an account reads the index and that account alone', async () => {
  await withAccount();
  const reads = vi.spyOn(fakeBrowser.storage.local, 'get');
  expect(await findAccount('spellman')).toMatchObject({ id: 'spellman' });
  expect(await findAccount('somebody-else')).toBeUndefined();
  expect(reads.mock.calls).toEqual([[['index', 'account:spellman']], [['index', 'account:somebody-else']]]);
});

it('an account is found without a readable index', async () => {
  await withAccount();
  await fakeBrowser.storage.local.set({ index: 7 });
  expect(await findAccount('spellman')).toMatchObject({ id: 'spellman' });
});
