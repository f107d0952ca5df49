// Cached users are found by their keys, and bounded by a record that names them.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  accountsThatSawQuotas,
  dropCachedUsers,
  readCachedUser,
  saveCachedUser,
  userCacheKey,
} from '../../../entrypoints/background/storage/cached-users.ts';
import { updateAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { readLocal } from '../../stored-entries.ts';
import { withAccount } from '../account-fixture.ts';

const { local, session } = fakeBrowser.storage;
const viewer = 'spellman';
const keyOf = (id: string): string => userCacheKey(viewer, id);
const save = (id: string, at: number, quotas?: unknown[]): Promise<void> =>
  saveCachedUser(viewer, keyOf(id), { at, user: { value: { ...(quotas && { quotas }) } } });

const storedNames = async (): Promise<string[]> =>
  Object.keys(await local.get(null)).filter((name) => name.startsWith('user-cache:'));

const sawQuotas = async (): Promise<string[]> => [...(await accountsThatSawQuotas())];

beforeEach(async () => {
  await withAccount();
  await save('salem', 1);
  await save('zelda', 2, []);
});

describe('the record of cached users', () => {
  it('names every user with time and size', async () => {
    expect((await local.get('cachedUsers'))['cachedUsers']).toEqual({
      [keyOf('salem')]: { at: 1, bytes: expect.any(Number) },
      [keyOf('zelda')]: { at: 2, bytes: expect.any(Number), hasQuotas: true },
    });
  });

  it.each([['missing'], ['damaged']])('is made again where it is %s', async (how) => {
    const names = ['cachedUsers', 'quotaViewers'];
    const before = await local.get(names);
    if (how === 'missing') await local.remove(names);
    else await local.set({ cachedUsers: { [keyOf('salem')]: { at: 'noon' } }, quotaViewers: [7] });
    expect(await sawQuotas()).toEqual([viewer]);
    await dropCachedUsers(() => false);
    expect(await local.get(names)).toEqual(before);
  });

  it('counts users that are damaged as the oldest', async () => {
    await local.remove('cachedUsers');
    await local.set({ [keyOf('odd')]: 7 });
    await dropCachedUsers((_, at) => at < 1);
    expect((await storedNames()).toSorted()).toEqual([keyOf('salem'), keyOf('zelda')]);
  });

  it('forgets who is dropped', async () => {
    await dropCachedUsers((_, at) => at < 2);
    expect(await storedNames()).toEqual([keyOf('zelda')]);
    expect(await sawQuotas()).toEqual([viewer]);
    await save('zelda', 3);
    expect(await sawQuotas()).toEqual([]);
    await save('zelda', 3, []);
    await dropCachedUsers(() => true);
    expect(await sawQuotas()).toEqual([]);
    expect(Object.keys(await readLocal())).not.toContain('cachedUsers');
  });

  it('tells whose quotas were seen by which account', async () => {
    expect(await sawQuotas()).toEqual([viewer]);
  });

  it('[S-disk-people] is in memory, too, for an account with a passphrase', async () => {
    await dropCachedUsers(() => true);
    await updateAccount(viewer, (account) => ({ ...account, keyStorage: 'passphrase' }));
    await save('salem', 3, []);
    expect(JSON.stringify(await local.get(null))).not.toContain('salem');
    expect(await session.get('cachedUsers')).toMatchObject({ cachedUsers: { [keyOf('salem')]: { at: 3 } } });
    expect(await sawQuotas()).toEqual([viewer]);
  });
});

it('finding, storing and dropping users never reads all of storage', async () => {
  const reads = [local, session].map((area) => vi.spyOn(area, 'get'));
  expect(await readCachedUser(keyOf('salem'))).toMatchObject({ at: 1 });
  await save('hilda', 3);
  await dropCachedUsers((_, at) => at < 2);
  for (const get of reads) expect(get).not.toHaveBeenCalledWith(null);
});
