import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { removeAccount, addAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import type { Freshness } from '../../../core/messages.ts';
import { lookUpUser } from '../../../entrypoints/background/panel/user-lookup.ts';
import {
  updateAccount,
  updateSettings,
  chooseAccount,
} from '../../../entrypoints/background/storage/account-store.ts';
import { createFakeNetwork, json, quotasResponse, errorResponse, userResponse } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';
import { lookupOf } from './lookup-of.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import { lookUpGroup } from '../../../entrypoints/background/panel/group-lookup.ts';
import { readLocal } from '../../stored-entries.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const day = 24 * 3_600_000;
const lookUp = async (id: string, freshness: Freshness = 'auto') =>
  lookupOf(await lookUpUser({ id, freshness }));

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('a lookup of a stored account', () => {
  it('a lookup of a stored account uses stored data, in any letter case', async () => {
    const { requests } = await withAccount();
    const result = await lookUp('SPELLMAN');
    expect(result).toMatchObject({ own: true, viewer: 'spellman', cost: 0, user: { at: noon } });
    expect(result?.privileges?.map(({ name }) => name)).toContain('big-files');
    expect(result?.quotas[0]).toMatchObject({ limit: { left: 987 } });
    expect(requests).toEqual([]);
  });

  it('a lookup of a stored account refreshes old quotas, which costs nothing', async () => {
    const { requests } = await withAccount();
    vi.setSystemTime(noon + 3_600_000);
    expect(await lookUp('spellman')).toMatchObject({ cost: 0 });
    expect(requests).toEqual(['/users/spellman/overall_quotas']);
  });
});

const group = (id: string) => ({ type: 'group', id, attributes: {} });

describe('the groups of a stored account', () => {
  it('the groups of a stored account show its roles on request, from the list of groups it manages', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/spellman/groups'] = () => json({ data: [group('acme'), group('blabla')] });
    replies['/users/spellman/groups_managed'] = () => json({ data: [group('acme')], meta: { count: 1 } });
    vi.setSystemTime(noon + day);
    expect(await lookUp('spellman', 'reload')).toMatchObject({ loadCost: 1, groups: { at: noon + day } });
    requests.length = 0;
    expect(await lookUp('spellman', 'all')).toMatchObject({
      loadCost: 0,
      cost: 1,
      groups: {
        value: {
          groups: [
            { id: 'acme', role: 'admin' },
            { id: 'blabla', role: 'user' },
          ],
        },
      },
    });
    expect(await lookUp('spellman')).toMatchObject({ loadCost: 0, cost: 0 });
    expect(requests.map((path) => path.split('?')[0])).toEqual(['/users/spellman/groups_managed']);
  });

  it('the groups of a stored account are reported as unavailable if they failed to load, except for a service account', async () => {
    const { replies } = await withAccount();
    replies['/users/spellman/groups'] = () => errorResponse('TransientError', 503);
    vi.setSystemTime(noon + day);
    expect(await lookUp('spellman', 'reload')).toMatchObject({ failure: { kind: 'unavailable' } });
    await updateAccount('spellman', (account) => ({ ...account, kind: 'service_account' }));
    expect(await lookUp('spellman')).not.toHaveProperty('failure');
  });

  it('the groups of a stored account need no request if there are none', async () => {
    await withAccount();
    expect(await lookUp('spellman')).toMatchObject({ loadCost: 0, groups: { value: { groups: [] } } });
  });
});

describe('a lookup of another user', () => {
  it('a lookup of another user costs one request a day', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () => userResponse('salem', { first_name: 'Salem' });
    const [first] = await Promise.all([lookUp('salem'), lookUp('Salem')]);
    expect(first).toMatchObject({ own: false, viewer: 'spellman', cost: 1, quotas: [] });
    expect(first).not.toHaveProperty('privileges');
    vi.setSystemTime(noon + day - 1);
    expect(await lookUp('salem')).toMatchObject({ cost: 0, user: { at: noon } });
    expect(requests).toEqual(['/users/salem']);
    vi.setSystemTime(noon + day);
    await lookUp('salem');
    expect(requests).toHaveLength(2);
  });

  it('a lookup of another user is repeated on request', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () => userResponse('salem', {});
    await lookUp('salem');
    await lookUp('salem', 'reload');
    expect(requests).toHaveLength(2);
  });

  it('a lookup of another user shows the group quota to viewers who may see it', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () =>
      userResponse('salem', { quotas: { api_requests_daily: { allowed: 9, used: 1 } } });
    replies['/users/salem/overall_quotas'] = () => quotasResponse(900);
    expect((await lookUp('salem'))?.quotas[0]).toMatchObject({ limit: { side: 'pool', left: 100 } });
    expect(requests).toEqual(['/users/salem', '/users/salem/overall_quotas']);
  });

  it('a lookup of an unknown user is not repeated within the hour', async () => {
    const { requests } = await withAccount();
    await expect(lookUp('nobody')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(lookUp('nobody')).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toEqual(['/users/nobody']);
  });

  it('a lookup keeps the last response when the next one fails, and waits before the retry', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () => userResponse('salem', { first_name: 'Salem' });
    await lookUp('salem');
    replies['/users/salem'] = () => errorResponse('QuotaExceededError', 429, { 'retry-after': '60' });
    expect(await lookUp('salem', 'reload')).toMatchObject({
      user: { at: noon, value: { firstName: 'Salem' } },
      failure: { kind: 'quota-exceeded' },
    });
    await lookUp('salem', 'reload');
    expect(requests).toHaveLength(2);
  });

  it('a lookup never sends an id that may be a key', async () => {
    const { requests } = await withAccount();
    await expect(lookUp('a'.repeat(64))).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toEqual([]);
  });

  it('cached users are removed with the account that looked them up', async () => {
    const { replies } = await withAccount();
    replies['/users/salem'] = () => userResponse('salem', {});
    await lookUp('salem');
    await removeAccount({ id: 'spellman' });
    expect(await readLocal()).toEqual({ index: { version: 3, ids: [] } });
    await expect(lookUp('salem')).rejects.toMatchObject({ kind: 'no-key' });
  });

  it('at most three hundred users are cached', async () => {
    const { replies } = await withAccount();
    for (let one = 0; one < 302; one++) {
      replies[`/users/u${one}`] = () => json({ data: { type: 'user', id: `u${one}` } });
      vi.setSystemTime(noon + one);
      await lookUp(`u${one}`, 'reload');
    }
    const result = Object.keys(await fakeBrowser.storage.local.get(null)).filter((name) =>
      name.startsWith('user-cache:'),
    );
    expect(result).toHaveLength(300);
    expect(result).not.toContain('user-cache:spellman:u1');
    expect(result).toContain('user-cache:spellman:u2');
  });

  it('[S-server-storage] cached users take at most 2 MB, and one user at most 128 KB', async () => {
    const { replies } = await withAccount();
    for (let one = 0; one < 60; one++) {
      replies[`/users/u${one}`] = () => largeUser(`u${one}`, 60);
      vi.setSystemTime(noon + one);
      await lookUp(`u${one}`, 'reload');
    }
    const stored = Object.entries(await fakeBrowser.storage.local.get(null)).filter(([name]) =>
      name.startsWith('user-cache:'),
    );
    expect(JSON.stringify(stored).length).toBeLessThan(2.1 * 1024 * 1024);
    expect(stored.length).toBeGreaterThan(20);
    expect(stored.map(([name]) => name)).toContain('user-cache:spellman:u59');
    replies['/users/huge'] = () => largeUser('huge', 300);
    await expect(lookUp('huge')).rejects.toMatchObject({ kind: 'unexpected' });
    expect(
      JSON.stringify(await fakeBrowser.storage.local.get('user-cache:spellman:huge')).length,
    ).toBeLessThan(500);
  });
});

/** A user with as many privileges, each of about a kilobyte. */
const largeUser = (id: string, privileges: number) =>
  userResponse(id, {
    privileges: Object.fromEntries(
      Array.from({ length: privileges }, (_, index) => [
        `${index}`.padEnd(500, 'p'),
        { granted: true, inherited_from: 'g'.repeat(490), inherited_via: 'group' },
      ]),
    ),
  });

const lookUpAll = async (ids: string[]) => {
  const results = [];
  for (const id of ids) results.push((await lookUpUser({ id, freshness: 'auto' })).is);
  return results;
};
const users = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `u${from + index}`);

describe('lookups that no click asked for', () => {
  const budget = { is: 'not-loaded', reason: 'budget', viewer: 'spellman' };
  it('[S-page-storm] are ten in ten minutes; a click and what is cached need no budget', async () => {
    await withAccount();
    vi.stubGlobal('fetch', createFakeNetwork({}, () => userResponse('u', {})).fetch);
    expect(await lookUpAll(users(11))).toEqual([...Array.from({ length: 10 }, () => 'found'), 'not-loaded']);
    expect(await lookUpUser({ id: 'u10', freshness: 'auto' })).toEqual(budget);
    expect(await lookUpGroup({ id: 'acme', freshness: 'auto' })).toEqual(budget);
    expect(await lookUpUser({ id: 'u3', freshness: 'auto' })).toMatchObject({ is: 'found' });
    expect(await lookUpUser({ id: 'u10', freshness: 'reload' })).toMatchObject({ is: 'found' });
    vi.setSystemTime(noon + 10 * 60_000);
    expect(await lookUpAll(users(1, 11))).toEqual(['found']);
  });

  it('[S-page-storm] are sixty a day', async () => {
    await withAccount();
    vi.stubGlobal('fetch', createFakeNetwork({}, () => userResponse('u', {})).fetch);
    for (let round = 0; round < 6; round++) {
      vi.setSystemTime(noon + round * 11 * 60_000);
      expect(await lookUpAll(users(10, round * 10))).not.toContain('not-loaded');
    }
    vi.setSystemTime(noon + 5 * 60 * 60_000);
    expect(await lookUpAll(['another'])).toEqual(['not-loaded']);
    vi.setSystemTime(noon + 12 * 60 * 60_000);
    expect(await lookUpAll(['another'])).toEqual(['found']);
  });

  it('[S-page-storm] are fewer if the settings say so', async () => {
    await withAccount();
    vi.stubGlobal('fetch', createFakeNetwork({}, () => userResponse('u', {})).fetch);
    await updateSettings({ lookupsPerDay: 5 });
    expect(await lookUpAll(users(5))).not.toContain('not-loaded');
    expect(await lookUpAll(['another'])).toEqual(['not-loaded']);
  });
});

describe('a lookup without a result', () => {
  it('a lookup without a result says that it needs a click, or that only cached data were requested', async () => {
    const { requests } = await withAccount();
    const onClick = { is: 'not-loaded', reason: 'on-click', viewer: 'spellman' };
    expect(await lookUpUser({ id: 'salem', freshness: 'cached' })).toEqual(onClick);
    await updateSettings({ panelMode: 'click' });
    expect(await lookUpUser({ id: 'salem', freshness: 'auto' })).toEqual(onClick);
    expect(await lookUpGroup({ id: 'acme', freshness: 'auto' })).toEqual(onClick);
    expect(requests).toEqual([]);
  });

  it("a lookup without a result says that the account's requests run low", async () => {
    const { requests, replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = () => quotasResponse(990);
    await refresh('spellman');
    requests.length = 0;
    const runningLow = { is: 'not-loaded', reason: 'low', viewer: 'spellman' };
    expect(await lookUpUser({ id: 'salem', freshness: 'auto' })).toEqual(runningLow);
    expect(await lookUpGroup({ id: 'acme', freshness: 'auto' })).toEqual(runningLow);
    expect(requests).toEqual([]);
    expect(await lookUpUser({ id: 'salem', freshness: 'reload' })).toMatchObject({ is: 'failed' });
    expect(requests).toEqual(['/users/salem']);
  });

  it('a lookup without a result says that it failed', async () => {
    await withAccount();
    expect(await lookUpUser({ id: 'nobody', freshness: 'auto' })).toMatchObject({
      is: 'failed',
      kind: 'not-found',
    });
    expect(await lookUpGroup({ id: 'a'.repeat(64), freshness: 'auto' })).toMatchObject({
      is: 'failed',
      kind: 'not-found',
    });
  });

  it('a lookup without a result says that storage is from a newer version', async () => {
    await fakeBrowser.storage.local.set({ index: { version: 99, ids: [] } });
    expect(await lookUpUser({ id: 'salem', freshness: 'reload' })).toMatchObject({
      is: 'failed',
      kind: 'newer',
    });
  });

  it('a lookup without a result chooses the viewer once', async () => {
    const { replies } = await withAccount();
    const otherKey = 'z'.repeat(64);
    replies[`/users/${otherKey}`] = () => userResponse('zelda');
    await addAccount({ key: otherKey });
    await chooseAccount('spellman');
    await updateSettings({ panelMode: 'click' });
    const reads = vi.spyOn(fakeBrowser.storage.local, 'get');
    expect(await lookUpUser({ id: 'salem', freshness: 'auto' })).toMatchObject({ reason: 'on-click' });
    const names = reads.mock.calls.flatMap(([asked]) => asked as string | string[]);
    expect(names.filter((name) => name === 'user-cache:zelda:salem')).toHaveLength(1);
  });
});
