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
import { json, quotasAnswer, refusal, userAnswer } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';
import { lookupOf } from './lookup-of.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import { lookUpGroup } from '../../../entrypoints/background/panel/group-lookup.ts';
import { getPanelContent } from '../../../entrypoints/background/panel/panel-content.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const day = 24 * 3_600_000;
const look = async (id: string, freshness: Freshness = 'auto') =>
  lookupOf(await lookUpUser({ id, freshness }));

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('a page of a stored account', () => {
  it('is served from what is stored, in any letter case', async () => {
    const { requests } = await withAccount();
    const seen = await look('SPELLMAN');
    expect(seen).toMatchObject({ own: true, viewer: 'spellman', cost: 0, user: { at: noon } });
    expect(seen?.privileges?.map(({ name }) => name)).toContain('big-files');
    expect(seen?.quotas[0]).toMatchObject({ limit: { left: 987 } });
    expect(requests).toEqual([]);
  });

  it('reads the quotas again when they are old; that costs nothing', async () => {
    const { requests } = await withAccount();
    vi.setSystemTime(noon + 3_600_000);
    expect(await look('spellman')).toMatchObject({ cost: 0 });
    expect(requests).toEqual(['/users/spellman/overall_quotas']);
  });
});

const group = (id: string) => ({ type: 'group', id, attributes: {} });

describe('the groups of a stored account', () => {
  it('have its role in each when the reader asks, by the list of those it manages', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/spellman/groups'] = () => json({ data: [group('acme'), group('blabla')] });
    replies['/users/spellman/groups_managed'] = () => json({ data: [group('acme')], meta: { count: 1 } });
    vi.setSystemTime(noon + day);
    expect(await look('spellman', 'reload')).toMatchObject({ loadCost: 1, groups: { at: noon + day } });
    requests.length = 0;
    expect(await look('spellman', 'all')).toMatchObject({
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
    expect(await look('spellman')).toMatchObject({ loadCost: 0, cost: 0 });
    expect(requests.map((path) => path.split('?')[0])).toEqual(['/users/spellman/groups_managed']);
  });

  it('are said not to be had where they could not be read, but of a service account, which is not told', async () => {
    const { replies } = await withAccount();
    replies['/users/spellman/groups'] = () => refusal('TransientError', 503);
    vi.setSystemTime(noon + day);
    expect(await look('spellman', 'reload')).toMatchObject({ failure: { kind: 'unavailable' } });
    await updateAccount('spellman', (account) => ({ ...account, kind: 'service_account' }));
    expect(await look('spellman')).not.toHaveProperty('failure');
  });

  it('are no reason to ask where there are none', async () => {
    await withAccount();
    expect(await look('spellman')).toMatchObject({ loadCost: 0, groups: { value: { groups: [] } } });
  });
});

describe('a page of somebody else', () => {
  it('costs one request a day', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () => userAnswer('salem', { first_name: 'Salem' });
    const [first] = await Promise.all([look('salem'), look('Salem')]);
    expect(first).toMatchObject({ own: false, viewer: 'spellman', cost: 1, quotas: [] });
    expect(first).not.toHaveProperty('privileges');
    vi.setSystemTime(noon + day - 1);
    expect(await look('salem')).toMatchObject({ cost: 0, user: { at: noon } });
    expect(requests).toEqual(['/users/salem']);
    vi.setSystemTime(noon + day);
    await look('salem');
    expect(requests).toHaveLength(2);
  });

  it('is asked for again when the reader wants it', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () => userAnswer('salem', {});
    await look('salem');
    await look('salem', 'reload');
    expect(requests).toHaveLength(2);
  });

  it('shows the pool to who may see the quotas', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () =>
      userAnswer('salem', { quotas: { api_requests_daily: { allowed: 9, used: 1 } } });
    replies['/users/salem/overall_quotas'] = () => quotasAnswer(900);
    expect((await look('salem'))?.quotas[0]).toMatchObject({ limit: { side: 'pool', left: 100 } });
    expect(requests).toEqual(['/users/salem', '/users/salem/overall_quotas']);
  });

  it('who is unknown is not asked for again that hour', async () => {
    const { requests } = await withAccount();
    await expect(look('nobody')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(look('nobody')).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toEqual(['/users/nobody']);
  });

  it('the last answer stays when the next one fails, and the wait is kept to', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () => userAnswer('salem', { first_name: 'Salem' });
    await look('salem');
    replies['/users/salem'] = () => refusal('QuotaExceededError', 429, { 'retry-after': '60' });
    expect(await look('salem', 'reload')).toMatchObject({
      user: { at: noon, value: { firstName: 'Salem' } },
      failure: { kind: 'quota-exceeded' },
    });
    await look('salem', 'reload');
    expect(requests).toHaveLength(2);
  });

  it('an id that may be a key is never sent', async () => {
    const { requests } = await withAccount();
    await expect(look('a'.repeat(64))).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toEqual([]);
  });

  it('what an account has seen goes with it', async () => {
    const { replies } = await withAccount();
    replies['/users/salem'] = () => userAnswer('salem', {});
    await look('salem');
    await removeAccount({ id: 'spellman' });
    expect(await fakeBrowser.storage.local.get(null)).toEqual({ index: { version: 2, ids: [] } });
    await expect(look('salem')).rejects.toMatchObject({ kind: 'no-key' });
  });

  it('no more than three hundred are remembered', async () => {
    const { replies } = await withAccount();
    for (let one = 0; one < 302; one++) {
      replies[`/users/u${one}`] = () => json({ data: { type: 'user', id: `u${one}` } });
      vi.setSystemTime(noon + one);
      await look(`u${one}`);
    }
    const seen = Object.keys(await fakeBrowser.storage.local.get(null)).filter((name) =>
      name.startsWith('user-cache:'),
    );
    expect(seen).toHaveLength(300);
    expect(seen).not.toContain('user-cache:spellman:u1');
    expect(seen).toContain('user-cache:spellman:u2');
  });
});

describe('a lookup says why there is nothing', () => {
  it('where the reader wants to be asked first, or asks for what is cached alone', async () => {
    const { requests } = await withAccount();
    const onClick = { is: 'not-loaded', reason: 'on-click', viewer: 'spellman' };
    expect(await lookUpUser({ id: 'salem', freshness: 'cached' })).toEqual(onClick);
    await updateSettings({ panelMode: 'click' });
    expect(await lookUpUser({ id: 'salem', freshness: 'auto' })).toEqual(onClick);
    expect(await lookUpGroup({ id: 'acme', freshness: 'auto' })).toEqual(onClick);
    expect(requests).toEqual([]);
  });

  it('where the requests of the account run low', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = () => quotasAnswer(990);
    await refresh('spellman');
    requests.length = 0;
    const low = { is: 'not-loaded', reason: 'low', viewer: 'spellman' };
    expect(await lookUpUser({ id: 'salem', freshness: 'auto' })).toEqual(low);
    expect(await lookUpGroup({ id: 'acme', freshness: 'auto' })).toEqual(low);
    expect(requests).toEqual([]);
    expect(await lookUpUser({ id: 'salem', freshness: 'reload' })).toMatchObject({ is: 'failed' });
    expect(requests).toEqual(['/users/salem']);
  });

  it('where it failed', async () => {
    await withAccount();
    expect(await lookUpUser({ id: 'nobody', freshness: 'auto' })).toMatchObject({
      is: 'failed',
      error: { kind: 'not-found' },
    });
    expect(await lookUpGroup({ id: 'a'.repeat(64), freshness: 'auto' })).toMatchObject({
      is: 'failed',
      error: { kind: 'not-found' },
    });
  });

  it('where storage is from a newer version', async () => {
    await fakeBrowser.storage.local.set({ index: { version: 99, ids: [] } });
    expect(await lookUpUser({ id: 'salem', freshness: 'reload' })).toMatchObject({
      is: 'failed',
      error: { kind: 'newer' },
    });
  });

  it('and chooses the account to look with once', async () => {
    const { replies } = await withAccount();
    const otherKey = 'z'.repeat(64);
    replies[`/users/${otherKey}`] = () => userAnswer('zelda');
    await addAccount({ key: otherKey });
    await chooseAccount('spellman');
    await updateSettings({ panelMode: 'click' });
    const reads = vi.spyOn(fakeBrowser.storage.local, 'get');
    expect(await getPanelContent({ of: 'user', id: 'salem', freshness: 'auto' })).toMatchObject({
      problem: { kind: 'on-click' },
    });
    expect(reads.mock.calls.filter(([name]) => name === 'user-cache:zelda:salem')).toHaveLength(1);
  });
});
