// What lookups of groups and their members return, and what they cost.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Freshness } from '../../../core/messages.ts';
import { addAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { lookUpGroup } from '../../../entrypoints/background/panel/group-lookup.ts';
import { lookUpUser } from '../../../entrypoints/background/panel/user-lookup.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import { lookUp } from '../../../entrypoints/background/panel/look-up.ts';
import { updateAccount, chooseAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { json, quotasResponse, errorResponse, userResponse } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';
import { lookupOf } from './lookup-of.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const day = 24 * 3_600_000;
const lookUpGroupContent = async (id: string, freshness: Freshness = 'auto') =>
  lookupOf(await lookUpGroup({ id, freshness }));
const lookUpUserContent = async (id: string, freshness: Freshness = 'auto') =>
  lookupOf(await lookUpUser({ id, freshness }));

const members = (...ids: string[]) =>
  json({ data: ids.map((id) => ({ type: 'user', id, attributes: {} })), meta: { count: ids.length } });
const group = (attributes: object, role?: string) =>
  json({ data: { type: 'group', id: 'acme', attributes, ...(role && { context_attributes: { role } }) } });

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('a lookup of a group', () => {
  it('a lookup of a group without membership costs one request a day', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () => group({ organization: 'Acme' });
    expect(await lookUpGroupContent('acme', 'cached')).toBeUndefined();
    expect(await lookUpGroupContent('acme')).toMatchObject({
      group: { at: noon, value: { organization: 'Acme' } },
      cost: 1,
    });
    expect(await lookUpGroupContent('acme')).toMatchObject({ cost: 0 });
    vi.setSystemTime(noon + day);
    await lookUpGroupContent('acme');
    expect(requests.filter((path) => path === '/groups/acme')).toHaveLength(2);
  });

  it('a lookup of the own group costs nothing, and its quotas are as of the last refresh', async () => {
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
    expect(await lookUpGroupContent('blabla')).toMatchObject({
      viewer: 'spellman',
      cost: 0,
      group: { at: read, value: { id: 'blabla' } },
      quotas: [{ limit: { side: 'pool', allowed: 30_000, used: 10 } }],
      quotasAt: read + 60_000,
    });
    expect(requests).toEqual([]);
    // A quota that the account does not draw on is as old as the group, and the oldest counts.
    const more = { ...quotas, private_scans_monthly: { allowed: 9, used: 1 } };
    replies['/groups/blabla'] = () =>
      json({ data: { type: 'group', id: 'blabla', attributes: { quotas: more } } });
    vi.setSystemTime(read + 120_000);
    await lookUpGroupContent('blabla', 'reload');
    vi.setSystemTime(read + 180_000);
    await refresh('spellman');
    expect(await lookUpGroupContent('blabla')).toMatchObject({ quotasAt: read + 120_000 });
  });

  it('a lookup of a group loads its people for an administrator on request, at one request per page', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () =>
      group({ quotas: { api_requests_daily: { allowed: 9, used: 3 } } }, 'admin');
    replies['/groups/acme/users'] = () => members('no2fa');
    replies['/groups/acme/administrators'] = () => members('admin');
    replies['/groups/acme/users_consuming_quota/api_requests_daily'] = () => members('member');
    expect(await lookUpGroupContent('acme')).toMatchObject({
      viewerRole: 'administrator',
      loadCost: 3,
      consumers: [],
    });
    requests.length = 0;
    expect(await lookUpGroupContent('acme', 'all')).toMatchObject({
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
    expect(await lookUpGroupContent('acme', 'all')).toMatchObject({ cost: 0, loadCost: 0 });
  });

  it('a lookup of a group loads its largest users again when their quota window is over', async () => {
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
    expect(await lookUpGroupContent('acme', 'all')).toMatchObject({ loadCost: 0 });
    // Thirteen hours later it is another day in the same month.
    vi.setSystemTime(noon + 13 * 3_600_000);
    expect(await lookUpGroupContent('acme')).toMatchObject({ loadCost: 1 });
    requests.length = 0;
    expect(await lookUpGroupContent('acme', 'all')).toMatchObject({ loadCost: 0, cost: 1 });
    expect(requests.map((each) => each.split('?')[0])).toEqual([`${path}daily`]);
  });

  it('a lookup of a group keeps what was loaded when the rest is refused, and says so', async () => {
    const { replies } = await withAccount();
    replies['/groups/acme'] = () => group({}, 'admin');
    replies['/groups/acme/users'] = () => members('no2fa');
    replies['/groups/acme/administrators'] = () => errorResponse('QuotaExceededError', 429);
    expect(await lookUpGroupContent('acme', 'all')).toMatchObject({
      without2fa: { members: [{ id: 'no2fa' }] },
      failure: { kind: 'quota-exceeded' },
      loadCost: 1,
    });
  });

  it('a lookup of a group shows no people to a member', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () => group({}, 'user');
    expect(await lookUpGroupContent('acme', 'all')).toMatchObject({ viewerRole: 'member', loadCost: 0 });
    expect(requests).toEqual(['/groups/acme']);
  });

  it('a lookup of a group shows no people to an outsider, which needs no request', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () => group({ organization: 'Acme' });
    expect(await lookUpGroupContent('acme', 'all')).toMatchObject({
      viewerRole: 'outsider',
      loadCost: 0,
      cost: 1,
    });
    expect(requests).toEqual(['/groups/acme']);
  });

  it('a group that is not the own one stays so for an account whose administered groups are all known', async () => {
    const { replies } = await withAccount();
    const administered = { at: noon, ids: ['blabla'], isComplete: true };
    await updateAccount('spellman', (account) => ({ ...account, administered }));
    replies['/groups/acme'] = () => group({ organization: 'Acme' });
    expect(await lookUpGroupContent('acme')).toMatchObject({ viewerRole: 'outsider', loadCost: 0 });
  });

  it('a lookup of a group that refuses its people to a member of unknown role does not offer them again', async () => {
    const { requests, replies } = await withAccount();
    replies['/groups/acme'] = () => group({ quotas: { api_requests_daily: { allowed: 9, used: 3 } } });
    replies['/groups/acme/users'] = () => errorResponse('ForbiddenError', 403);
    expect(await lookUpGroupContent('acme')).toMatchObject({ loadCost: 3 });
    const refused = await lookUpGroupContent('acme', 'all');
    expect(refused).toMatchObject({ viewerRole: 'member', loadCost: 0, cost: 1 });
    expect(refused).not.toHaveProperty('failure');
    vi.setSystemTime(noon + 3 * day);
    requests.length = 0;
    expect(await lookUpGroupContent('acme', 'all')).toMatchObject({ viewerRole: 'member', loadCost: 0 });
    expect(requests).toEqual(['/groups/acme']);
    // A member who has become an administrator since learns so from the group.
    replies['/groups/acme'] = () => group({ quotas: {} }, 'admin');
    expect(await lookUpGroupContent('acme', 'reload')).toMatchObject({
      viewerRole: 'administrator',
      loadCost: 2,
    });
  });

  it('a lookup of a group checks an unknown role, at one request, before it offers people', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/spellman/groups'] = () => json({ data: [{ type: 'group', id: 'acme', attributes: {} }] });
    replies['/groups/acme'] = () => group({ quotas: {} }, 'admin');
    vi.setSystemTime(noon + day);
    await refresh('spellman');
    requests.length = 0;
    expect(await lookUpGroupContent('acme')).toMatchObject({ peopleAccess: 'check-role', loadCost: 1 });
    expect(requests).toEqual([]);
    expect(await lookUpGroupContent('acme', 'all')).toMatchObject({
      viewerRole: 'administrator',
      peopleAccess: 'load',
      loadCost: 2,
      cost: 1,
    });
    expect(requests).toEqual(['/groups/acme']);
  });

  it('a lookup of an unknown group is not repeated unless requested', async () => {
    const { requests } = await withAccount();
    await expect(lookUpGroupContent('nowhere')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(lookUpGroupContent('nowhere')).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toEqual(['/groups/nowhere']);
    await expect(lookUpGroupContent('nowhere', 'reload')).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toHaveLength(2);
  });

  it('a lookup never sends a group id that may be a key', async () => {
    const { requests } = await withAccount();
    await expect(lookUpGroupContent('a'.repeat(64))).rejects.toMatchObject({ kind: 'not-found' });
    expect(requests).toEqual([]);
  });
});

const serveMembership = (replies: Awaited<ReturnType<typeof withAccount>>['replies']): void => {
  replies['/users/salem'] = () =>
    userResponse('salem', { quotas: { api_requests_monthly: { allowed: 9, used: 5 } } });
  const limits = { user: { allowed: 9, used: 5 }, group: { allowed: 90, used: 20, inherited_from: 'acme' } };
  replies['/users/salem/overall_quotas'] = () => json({ data: { api_requests_monthly: limits } });
};

describe("an administrator's lookup of a member", () => {
  it('a lookup of a member shows the quota use for free, and 2FA and role from the group’s lists on request', async () => {
    const { replies } = await withAccount();
    serveMembership(replies);
    replies['/groups/acme/users'] = () => members('Salem');
    replies['/groups/acme/administrators'] = () => members('admin');
    expect(await lookUpUserContent('salem')).toMatchObject({
      cost: 1,
      loadCost: 2,
      membership: { group: 'acme', share: 0.25 },
    });
    expect(await lookUpUserContent('salem', 'all')).toMatchObject({
      cost: 2,
      loadCost: 0,
      membership: { without2fa: { at: noon, value: true }, isAdministrator: { value: false } },
    });
  });

  it('a lookup of a member does not derive 2FA from an incomplete list', async () => {
    const { replies } = await withAccount();
    serveMembership(replies);
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
    const content = await lookUpUserContent('salem', 'all');
    expect(content?.membership).not.toHaveProperty('without2fa');
    // Ten pages of members and one of administrators, in addition to the user.
    expect(content?.cost).toBe(12);
  });

  it('a lookup of a member does not offer lists that were refused', async () => {
    const { replies } = await withAccount();
    serveMembership(replies);
    replies['/groups/acme/users'] = () => errorResponse('ForbiddenError', 403);
    replies['/groups/acme/administrators'] = () => errorResponse('ForbiddenError', 403);
    expect(await lookUpUserContent('salem', 'all')).toMatchObject({
      loadCost: 1,
      failure: { kind: 'forbidden' },
    });
  });

  it('a lookup of a member by others shows no membership', async () => {
    const { replies } = await withAccount();
    replies['/users/salem'] = () => userResponse('salem', {});
    const content = await lookUpUserContent('salem', 'all');
    expect(content).toMatchObject({ loadCost: 0, cost: 1 });
    expect(content).not.toHaveProperty('membership');
  });
});

describe('a lookup with several accounts', () => {
  const other = 'm'.repeat(64);

  /** Adds another current account; both are members of `acme` with unknown roles. */
  async function withTwoAccounts() {
    const network = await withAccount();
    const { replies } = network;
    replies[`/users/${other}`] = () => userResponse('member');
    for (const id of ['member', 'spellman']) {
      replies[`/users/${id}`] = () => userResponse(id);
      replies[`/users/${id}/overall_quotas`] = () => quotasResponse();
      replies[`/users/${id}/groups`] = () => json({ data: [{ type: 'group', id: 'acme', attributes: {} }] });
    }
    await addAccount({ key: other });
    await chooseAccount('member');
    vi.setSystemTime(noon + day);
    await refresh('spellman');
    network.requests.length = 0;
    return network;
  }

  it('a lookup prefers an account that may administer the group over one that is known not to', async () => {
    const { replies } = await withTwoAccounts();
    replies['/groups/acme'] = () => group({});
    replies['/groups/acme/users'] = () => errorResponse('ForbiddenError', 403);
    expect(await lookUpGroupContent('acme')).toMatchObject({ viewer: 'member', anotherMaySeeMore: true });
    // The group object names no role, so the refusal tells it.
    await lookUpGroupContent('acme', 'all');
    await lookUpGroupContent('acme', 'all');
    expect(await lookUpGroupContent('acme')).toMatchObject({ viewer: 'spellman', anotherMaySeeMore: false });
    replies['/groups/acme'] = () => group({}, 'admin');
    expect(await lookUpGroupContent('acme', 'reload')).toMatchObject({
      viewer: 'spellman',
      anotherMaySeeMore: false,
    });
  });

  it('a lookup says that another account may see more until it has looked, if it may administer the group', async () => {
    const { replies } = await withTwoAccounts();
    replies['/users/salem'] = () => userResponse('salem', {});
    expect(await lookUpUserContent('salem')).toMatchObject({ viewer: 'member', anotherMaySeeMore: true });
    expect(await lookUpUserContent('salem', 'reload')).toMatchObject({
      viewer: 'spellman',
      anotherMaySeeMore: false,
    });
    serveMembership(replies);
    expect(await lookUpUserContent('salem', 'reload')).toMatchObject({
      quotasAt: noon + day,
      anotherMaySeeMore: false,
    });
  });

  it('a lookup skips an account whose requests run low, and uses another', async () => {
    const { requests, replies } = await withTwoAccounts();
    replies['/users/salem'] = () => userResponse('salem', {});
    replies['/users/member/overall_quotas'] = () => quotasResponse(990);
    await refresh('member');
    requests.length = 0;
    const page = { of: 'user', id: 'salem', freshness: 'auto' } as const;
    expect(await lookUp(page)).toEqual({ is: 'not-loaded', reason: 'low', viewer: 'member' });
    expect(requests).toEqual([]);
    // The current account is spared; the other one has plenty.
    await updateAccount('spellman', (account) => ({
      ...account,
      groups: { at: noon + day, value: { groups: [{ id: 'acme', role: 'admin', invalidFields: [] }] } },
    }));
    expect(await lookUp(page)).toMatchObject({ lookup: { user: { value: { id: 'salem' } } } });
    expect(await lookUpUserContent('salem')).toMatchObject({ viewer: 'spellman' });
  });
});
