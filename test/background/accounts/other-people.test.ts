// Data about other people is forgotten after the chosen time, on request, and when the key of its account is locked.
import { entries } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listItems, readItems } from '../../../core/storage/list-items.ts';
import { listKey, listStateKey, type ListKey } from '../../../core/storage/list-schema.ts';
import { lock, setKeyStorage, unlock } from '../../../entrypoints/background/accounts/key-locking.ts';
import { removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import {
  forgetExpiredPeople,
  forgetOtherPeople,
} from '../../../entrypoints/background/accounts/other-people.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import { loadList } from '../../../entrypoints/background/lists/list-loader.ts';
import { findList } from '../../../entrypoints/background/lists/list-store.ts';
import { lookUpUser } from '../../../entrypoints/background/panel/user-lookup.ts';
import { currentState, updateSettings } from '../../../entrypoints/background/storage/account-store.ts';
import { json, userResponse } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const day = 86_400_000;
const account = 'spellman';
const members = listKey('members', 'acme');
const visited = listKey('group', 'visited');
const comments = listKey('comments', account);
const passphrase = 'harvest violin umbrella moss';

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

const load = (list: ListKey) => loadList({ account, list, targetCount: 40, fresh: true });

/** An account that has looked up salem, and loaded the members of acme, the group "visited" and its own comments. */
async function withPeople(prepare?: () => Promise<void>) {
  const { replies } = await withAccount();
  await prepare?.();
  replies['/users/salem'] = () => userResponse('salem', { first_name: 'Salem' });
  replies['/groups/acme/users'] = () =>
    json({ data: [{ type: 'user', id: 'ambrose', attributes: { first_name: 'Ambrose' } }] });
  replies['/groups/visited'] = () => json({ data: { type: 'group', id: 'visited', attributes: {} } });
  replies['/users/spellman/comments'] = () =>
    json({ data: [{ type: 'comment', id: 'u-x-1', attributes: { text: 'own words' } }] });
  await lookUpUser({ id: 'salem', freshness: 'auto' });
  for (const list of [members, visited, comments]) await load(list);
  return replies;
}

/** Everything on disk as text. */
const onDisk = async (): Promise<string> =>
  JSON.stringify([await fakeBrowser.storage.local.get(null), await entries(listItems)]);
const inMemory = async (): Promise<string> => JSON.stringify(await fakeBrowser.storage.session.get(null));
const others = /salem|ambrose|acme|visited/iu;

const useRetention = (peopleRetentionDays: number): Promise<void> => updateSettings({ peopleRetentionDays });

describe('how long other people are kept', () => {
  it('[S-disk-people] other people are forgotten after 30 days, and own data is kept', async () => {
    await withPeople();
    vi.setSystemTime(noon + 30 * day);
    await forgetExpiredPeople();
    for (const name of ['salem', 'ambrose', 'visited']) expect(await onDisk()).toContain(name);
    vi.setSystemTime(noon + 30 * day + 1);
    await forgetExpiredPeople();
    expect(await onDisk()).not.toMatch(others);
    expect(await onDisk()).toContain('own words');
    expect((await currentState()).accounts).toHaveLength(1);
  });

  it('own lists are forgotten 90 days after they were loaded last', async () => {
    await withPeople();
    vi.setSystemTime(noon + 90 * day);
    await forgetExpiredPeople();
    expect(await onDisk()).toContain('own words');
    await load(comments);
    vi.setSystemTime(noon + 180 * day);
    await forgetExpiredPeople();
    expect(await onDisk()).toContain('own words');
    vi.setSystemTime(noon + 180 * day + 1);
    await forgetExpiredPeople();
    expect(await onDisk()).not.toContain('own words');
    expect(await onDisk()).not.toContain('list:');
  });

  it('the time can be chosen', async () => {
    await withPeople();
    await useRetention(1);
    vi.setSystemTime(noon + day + 1);
    await forgetExpiredPeople();
    expect(await onDisk()).not.toMatch(others);
  });

  it.each([0, 91, 7.5])('a stored time of %s days counts as 30', async (days) => {
    await useRetention(days);
    expect((await currentState()).settings.peopleRetentionDays).toBe(30);
  });

  it('[S-disk-people] other people are forgotten on request', async () => {
    await withPeople();
    await forgetOtherPeople();
    expect(await onDisk()).not.toMatch(others);
    expect(await onDisk()).toContain('own words');
  });
});

const encrypt = () => setKeyStorage({ id: account, choice: { keyStorage: 'passphrase', passphrase } });

describe('an account with a passphrase', () => {
  it('[S-disk-people] what it reads about other people is never on disk', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    await withPeople(encrypt);
    expect(await onDisk()).not.toMatch(others);
    expect(JSON.stringify(set.mock.calls)).not.toMatch(others);
    expect(await onDisk()).toContain('own words');
    for (const name of ['salem', 'ambrose', 'visited']) expect(await inMemory()).toContain(name);
    const { generation = 0 } = (await findList(listStateKey(account, members))) ?? {};
    expect(await readItems(account, members, { generation }, 0, 40)).toMatchObject([{ id: 'ambrose' }]);
    expect(await lookUpUser({ id: 'salem', freshness: 'cached' })).toMatchObject({ is: 'found' });
  });

  it('[S-disk-people] what it read is forgotten when the key is locked', async () => {
    await withPeople(encrypt);
    await lock();
    expect(await inMemory()).not.toMatch(others);
    await unlock({ passphrase });
    expect(await lookUpUser({ id: 'salem', freshness: 'cached' })).toMatchObject({ is: 'not-loaded' });
  });

  it('what it read is forgotten with the account and on request', async () => {
    await withPeople(encrypt);
    await forgetOtherPeople();
    expect(await inMemory()).not.toMatch(others);
    await lookUpUser({ id: 'salem', freshness: 'auto' });
    await load(members);
    await removeAccount({ id: account });
    expect(await inMemory()).not.toMatch(others);
  });

  it('[S-disk-people] choosing a passphrase forgets what is on disk about other people', async () => {
    await withPeople();
    await encrypt();
    expect(await onDisk()).not.toMatch(others);
    expect(await onDisk()).toContain('own words');
  });

  it('[S-disk-people] its groups are stored without the users whom they name', async () => {
    const replies = await withPeople();
    const attributes = { quota_usage_by_user: { hilda: 7 }, auto_add_users: ['zelda@example.com'] };
    replies['/users/spellman/groups'] = () => json({ data: [{ type: 'group', id: 'own', attributes }] });
    const readGroups = async (at: number): Promise<string> => {
      vi.setSystemTime(at);
      await refresh(account);
      await load(listKey('groups', account));
      return onDisk();
    };
    expect(await readGroups(noon + day)).toMatch(/hilda.*zelda|zelda.*hilda/u);
    // A day without activity must not lock the key.
    await updateSettings({ autoLockMinutes: 0 });
    await encrypt();
    expect(await onDisk()).not.toMatch(/hilda|zelda/u);
    const text = await readGroups(noon + 2 * day);
    expect(text).toContain('"id":"own"');
    expect(text).not.toMatch(/hilda|zelda/u);
  });
});
