// What is seen of groups and of their members, and what it costs.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Freshness } from '../../../core/messages.ts';
import { addAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { lookUpGroup } from '../../../entrypoints/background/panel/group-lookup.ts';
import { lookUpUser } from '../../../entrypoints/background/panel/user-lookup.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import { getPanelContent } from '../../../entrypoints/background/panel/panel-content.ts';
import { updateAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { json, quotasAnswer, refusal, userAnswer } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';
import { lookupOf } from './lookup-of.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const day = 24 * 3_600_000;
const seeGroup = async (id: string, freshness: Freshness = 'auto') =>
  lookupOf(await lookUpGroup({ id, freshness }));
const seeUser = async (id: string, freshness: Freshness = 'auto') =>
  lookupOf(await lookUpUser({ id, freshness }));

const members = (...ids: string[]) =>
  json({ data: ids.map((id) => ({ type: 'user', id, attributes: {} })), meta: { count: ids.length } });
const group = (attributes: object, role?: string) =>
  json({ data: { type: 'group', id: 'acme', attributes, ...(role && { context_attributes: { role } }) } });

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('a group', () => {
  it('of which the account is no member costs one request a day', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () => group({ organization: 'Acme' });
    expect(await seeGroup('acme', 'cached')).toBeUndefined();
    expect(await seeGroup('acme')).toMatchObject({
      group: { at: noon, value: { organization: 'Acme' } },
      cost: 1,
    });
    expect(await seeGroup('acme')).toMatchObject({ cost: 0 });
    vi.setSystemTime(noon + day);
    await seeGroup('acme');
    expect(requests.filter((path) => path === '/groups/acme')).toHaveLength(2);
  });

  it('of which the account is a member costs nothing, and the pools are as of the last reading of the quotas', async () => {
    const { requests, replies } = await withAccount();
    const quotas = { api_requests_daily: { allowed: 30_000, used: 9 } };
    replies['/users/spellman/groups'] = () =>
      json({ data: [{ type: 'group', id: 'blabla', attributes: { quotas } }] });
    const pool = { allowed: 30_000, used: 10, inherited_from: 'blabla' };
    replies['/users/spellman/overall_quotas'] = () =>
      json({ data: { api_requests_daily: { user: { allowed: 0, used: 1 }, group: pool } } });
    const read = noon + day;
    vi.setSystemTime(read);
    await refresh('spellman');
    vi.setSystemTime(read + 60_000);
    await refresh('spellman');
    requests.length = 0;
    expect(await seeGroup('blabla')).toMatchObject({
      viewer: 'spellman',
      cost: 0,
      group: { at: read, value: { id: 'blabla' } },
      quotas: [{ limit: { side: 'pool', allowed: 30_000, used: 10 } }],
      quotasAt: read + 60_000,
    });
    expect(requests).toEqual([]);
    // One that the account does not draw on is as old as the group, and the oldest counts.
    const more = { ...quotas, private_scans_monthly: { allowed: 9, used: 1 } };
    replies['/groups/blabla'] = () =>
      json({ data: { type: 'group', id: 'blabla', attributes: { quotas: more } } });
    vi.setSystemTime(read + 120_000);
    await seeGroup('blabla', 'reload');
    vi.setSystemTime(read + 180_000);
    await refresh('spellman');
    expect(await seeGroup('blabla')).toMatchObject({ quotasAt: read + 120_000 });
  });

  it('tells its people to an administrator who asks, page by page of one request each', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () =>
      group({ quotas: { api_requests_daily: { allowed: 9, used: 3 } } }, 'admin');
    replies['/groups/acme/users'] = () => members('no2fa');
    replies['/groups/acme/administrators'] = () => members('admin');
    replies['/groups/acme/users_consuming_quota/api_requests_daily'] = () => members('member');
    expect(await seeGroup('acme')).toMatchObject({
      viewerRole: 'administrator',
      loadCost: 3,
      consumers: [],
    });
    requests.length = 0;
    expect(await seeGroup('acme', 'all')).toMatchObject({
      loadCost: 0,
      cost: 3,
      without2fa: { at: noon, isComplete: true, members: [{ id: 'no2fa' }] },
      administrators: { members: [{ id: 'admin' }] },
      consumers: [{ quota: 'api_requests_daily', people: { members: [{ id: 'member' }] } }],
    });
    expect(requests.map((path) => path.split('?')[0])).toEqual([
      '/groups/acme/users',
      '/groups/acme/administrators',
      '/groups/acme/users_consuming_quota/api_requests_daily',
    ]);
    expect(await seeGroup('acme', 'all')).toMatchObject({ cost: 0, loadCost: 0 });
  });

  it('has its largest users asked for restartPending when the window of their quota is over', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () =>
      group(
        {
          quotas: {
            api_requests_daily: { allowed: 9, used: 3 },
            api_requests_monthly: { allowed: 90, used: 30 },
          },
        },
        'admin',
      );
    replies['/groups/acme/users'] = () => members('no2fa');
    replies['/groups/acme/administrators'] = () => members('admin');
    const path = '/groups/acme/users_consuming_quota/api_requests_';
    replies[`${path}daily`] = () => members('member');
    replies[`${path}monthly`] = () => members('member');
    expect(await seeGroup('acme', 'all')).toMatchObject({ loadCost: 0 });
    // Thirteen hours later it is another day and the same month.
    vi.setSystemTime(noon + 13 * 3_600_000);
    expect(await seeGroup('acme')).toMatchObject({ loadCost: 1 });
    requests.length = 0;
    expect(await seeGroup('acme', 'all')).toMatchObject({ loadCost: 0, cost: 1 });
    expect(requests.map((each) => each.split('?')[0])).toEqual([`${path}daily`]);
  });

  it('keeps what was read when the rest is refused, and says so', async () => {
    const { replies } = await withAccount();
    replies['/groups/acme'] = () => group({}, 'admin');
    replies['/groups/acme/users'] = () => members('no2fa');
    replies['/groups/acme/administrators'] = () => refusal('QuotaExceededError', 429);
    expect(await seeGroup('acme', 'all')).toMatchObject({
      without2fa: { members: [{ id: 'no2fa' }] },
      failure: { kind: 'quota-exceeded' },
      loadCost: 1,
    });
  });

  it('tells no people to a member', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () => group({}, 'user');
    expect(await seeGroup('acme', 'all')).toMatchObject({ viewerRole: 'member', loadCost: 0 });
    expect(requests).toEqual(['/groups/acme']);
  });

  it('tells no people to an outsider, which is known without asking', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () => group({ organization: 'Acme' });
    expect(await seeGroup('acme', 'all')).toMatchObject({ viewerRole: 'outsider', loadCost: 0, cost: 1 });
    expect(requests).toEqual(['/groups/acme']);
  });

  it('that refuses its people to a member whose role is not told does not offer them again', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () => group({ quotas: { api_requests_daily: { allowed: 9, used: 3 } } });
    replies['/groups/acme/users'] = () => refusal('ForbiddenError', 403);
    expect(await seeGroup('acme')).toMatchObject({ loadCost: 3 });
    const refused = await seeGroup('acme', 'all');
    expect(refused).toMatchObject({ viewerRole: 'member', loadCost: 0, cost: 1 });
    expect(refused).not.toHaveProperty('failure');
    vi.setSystemTime(noon + 3 * day);
    requests.length = 0;
    expect(await seeGroup('acme', 'all')).toMatchObject({ viewerRole: 'member', loadCost: 0 });
    expect(requests).toEqual(['/groups/acme']);
    // Who was made an administrator since is told so by the group.
    replies['/groups/acme'] = () => group({ quotas: {} }, 'admin');
    expect(await seeGroup('acme', 'reload')).toMatchObject({ viewerRole: 'administrator', loadCost: 2 });
  });

  it('that is not there is not asked for again unless the reader wants it', async () => {
    const { requests } = await withAccount();
    await expect(seeGroup('nowhere')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(seeGroup('nowhere')).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toEqual(['/groups/nowhere']);
    await expect(seeGroup('nowhere', 'reload')).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toHaveLength(2);
  });

  it('whose id may be a key is never sent', async () => {
    const { requests } = await withAccount();
    await expect(seeGroup('a'.repeat(64))).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toEqual([]);
  });
});

const asMember = (replies: Awaited<ReturnType<typeof withAccount>>['replies']): void => {
  replies['/users/salem'] = () =>
    userAnswer('salem', { quotas: { api_requests_monthly: { allowed: 9, used: 5 } } });
  const sides = { user: { allowed: 9, used: 5 }, group: { allowed: 90, used: 20, inherited_from: 'acme' } };
  replies['/users/salem/overall_quotas'] = () => json({ data: { api_requests_monthly: sides } });
};

describe('a member, to an administrator', () => {
  it('has a share of the pool for nothing, and 2FA and role from the group’s lists when asked', async () => {
    const { replies } = await withAccount();
    asMember(replies);
    replies['/groups/acme/users'] = () => members('Salem');
    replies['/groups/acme/administrators'] = () => members('admin');
    expect(await seeUser('salem')).toMatchObject({
      cost: 1,
      loadCost: 2,
      membership: { group: 'acme', share: 0.25 },
    });
    expect(await seeUser('salem', 'all')).toMatchObject({
      cost: 2,
      loadCost: 0,
      membership: { without2fa: { at: noon, value: true }, isAdministrator: { value: false } },
    });
  });

  it('is not said to have 2FA by a list that goes on', async () => {
    const { replies } = await withAccount();
    asMember(replies);
    let pages = 0;
    replies['/groups/acme/users'] = () =>
      json({
        data: Array.from({ length: 40 }, (_, index) => ({
          type: 'user',
          id: `u${pages}-${index}`,
          attributes: {},
        })),
        meta: { cursor: `c${++pages}`, count: 10_000 },
      });
    replies['/groups/acme/administrators'] = () => members('admin');
    const seen = await seeUser('salem', 'all');
    expect(seen?.membership).not.toHaveProperty('without2fa');
    // Ten pages of members and one of administrators, beside the user.
    expect(seen?.cost).toBe(12);
  });

  it('whose lists are refused is not offered them again', async () => {
    const { replies } = await withAccount();
    asMember(replies);
    replies['/groups/acme/users'] = () => refusal('ForbiddenError', 403);
    replies['/groups/acme/administrators'] = () => refusal('ForbiddenError', 403);
    expect(await seeUser('salem', 'all')).toMatchObject({ loadCost: 1, failure: { kind: 'forbidden' } });
  });

  it('to others is a stranger', async () => {
    const { replies } = await withAccount();
    replies['/users/salem'] = () => userAnswer('salem', {});
    const seen = await seeUser('salem', 'all');
    expect(seen).toMatchObject({ loadCost: 0, cost: 1 });
    expect(seen).not.toHaveProperty('membership');
  });
});

describe('of several accounts', () => {
  const other = 'm'.repeat(64);

  /** Another account beside `spellman`'s, in use; both are members of `acme` whose role is not told. */
  async function withTwo() {
    const network = await withAccount();
    const { replies } = network;
    replies[`/users/${other}`] = () => userAnswer('member');
    for (const id of ['member', 'spellman']) {
      replies[`/users/${id}`] = () => userAnswer(id);
      replies[`/users/${id}/overall_quotas`] = () => quotasAnswer();
      replies[`/users/${id}/groups`] = () => json({ data: [{ type: 'group', id: 'acme', attributes: {} }] });
    }
    await addAccount({ key: other });
    vi.setSystemTime(noon + day);
    await refresh('spellman');
    network.requests.length = 0;
    return network;
  }

  it('one that may administer the group looks before one that was told it does not', async () => {
    const { replies } = await withTwo();
    replies['/groups/acme/users'] = () => refusal('ForbiddenError', 403);
    expect(await seeGroup('acme')).toMatchObject({ viewer: 'member', anotherMaySeeMore: true });
    await seeGroup('acme', 'all');
    expect(await seeGroup('acme')).toMatchObject({ viewer: 'spellman', anotherMaySeeMore: false });
    replies['/groups/acme'] = () => group({}, 'admin');
    expect(await seeGroup('acme', 'reload')).toMatchObject({ viewer: 'spellman', anotherMaySeeMore: false });
  });

  it('another is said to see more of a user as long as it has not looked and may administer a group', async () => {
    const { replies } = await withTwo();
    replies['/users/salem'] = () => userAnswer('salem', {});
    expect(await seeUser('salem')).toMatchObject({ viewer: 'member', anotherMaySeeMore: true });
    expect(await seeUser('salem', 'reload')).toMatchObject({ viewer: 'spellman', anotherMaySeeMore: false });
    asMember(replies);
    expect(await seeUser('salem', 'reload')).toMatchObject({
      quotasAt: noon + day,
      anotherMaySeeMore: false,
    });
  });

  it('whose requests run low is not asked by itself, and another is', async () => {
    const { requests, replies } = await withTwo();
    replies['/users/salem'] = () => userAnswer('salem', {});
    replies['/users/member/overall_quotas'] = () => quotasAnswer(990);
    await refresh('member');
    requests.length = 0;
    const page = { of: 'user', id: 'salem', freshness: 'auto' } as const;
    expect(await getPanelContent(page)).toMatchObject({
      problem: { kind: 'low', text: expect.stringContaining('member') },
    });
    expect(requests).toEqual([]);
    // The account in use is spared; the one that would be asked has plenty.
    await updateAccount('spellman', (account) => ({
      ...account,
      groups: { at: noon + day, value: { groups: [{ id: 'acme', role: 'admin', invalidFields: [] }] } },
    }));
    expect(await getPanelContent(page)).toMatchObject({ content: { id: 'salem' } });
    expect(await seeUser('salem')).toMatchObject({ viewer: 'spellman' });
  });
});
