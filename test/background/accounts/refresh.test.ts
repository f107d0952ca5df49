import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addAccount, removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { refresh, refreshAll } from '../../../entrypoints/background/accounts/refresh.ts';
import { currentState, findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { grantAccess } from '../../set-up.ts';
import { json, key, quotasResponse, errorResponse, stubNetwork, userResponse } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;
const readFailure = async () => (await findAccount('spellman'))?.failures.quotas;
const used = async () => (await findAccount('spellman'))?.quotas?.value[0]?.group?.used;

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('adding an account', () => {
  it('adding an account identifies the owner of the key, stores it, and loads quotas and groups', async () => {
    const { requests } = stubNetwork({
      [`/users/${key}`]: () => userResponse('spellman'),
      '/users/spellman/overall_quotas': () => quotasResponse(),
      '/users/spellman/groups': () => json({ data: [{ type: 'group', id: 'blabla' }], meta: { count: 1 } }),
    });
    expect(await addAccount({ key })).toEqual({ id: 'spellman' });
    expect(requests).toEqual([
      `/users/${key}`,
      '/users/spellman/overall_quotas',
      '/users/spellman/groups?limit=40',
      '/users/spellman/groups_managed?limit=40',
    ]);
    const state = await currentState();
    expect(state.current).toBe('spellman');
    expect(state.accounts[0]).toMatchObject({
      id: 'spellman',
      keyLast4: 'kkkk',
      addedAt: noon,
      user: { at: noon },
      groups: { value: { count: 1 } },
      failures: {},
      requests: { day: '2026-11-21', billable: 3, free: 1 },
    });
  });

  it.each([
    ['a wrong key', errorResponse('WrongCredentialsError', 401), 'bad-key'],
    ['an inactive account', errorResponse('UserNotActiveError', 401), 'inactive'],
    ['a captcha page', new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'intercepted'],
  ])('%s is never stored', async (_, reply, kind) => {
    stubNetwork({ [`/users/${key}`]: () => reply });
    await expect(addAccount({ key })).rejects.toMatchObject({ kind });
    expect((await currentState()).accounts).toEqual([]);
  });

  it('a malformed key is not sent anywhere', async () => {
    const { requests } = stubNetwork({});
    await expect(addAccount({ key: 'short' })).rejects.toMatchObject({ kind: 'bad-key' });
    expect(requests).toEqual([]);
  });

  it('adding a known account stores the new key and keeps the figures', async () => {
    const { replies } = await withAccount();
    const otherKey = 'm'.repeat(64);
    replies[`/users/${otherKey}`] = () => userResponse('spellman');
    replies['/users/spellman/overall_quotas'] = () => errorResponse('TransientError', 503);
    vi.setSystemTime(noon + hour);
    await addAccount({ key: otherKey });
    const [account, ...others] = (await currentState()).accounts;
    expect(others).toEqual([]);
    expect(account).toMatchObject({ keyLast4: 'mmmm', addedAt: noon, quotas: { at: noon } });
  });
});

describe('a refresh of an account', () => {
  it('a refresh loads only the quotas, which are free, while the rest is fresh', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = () => quotasResponse(14);
    vi.setSystemTime(noon + hour);
    await refresh('spellman');
    expect(requests).toEqual(['/users/spellman/overall_quotas']);
    expect(await used()).toBe(14);
    expect(await findAccount('spellman')).toMatchObject({ requests: { billable: 2, free: 2 } });
  });

  it('a refresh loads the user after twelve hours and the groups after a day', async () => {
    const { requests } = await withAccount();
    vi.setSystemTime(noon + 12 * hour);
    await refresh('spellman');
    expect(requests.slice(1)).toEqual([
      '/users/spellman?relationships=groups,api_quota_group,intelligence_quota_group',
    ]);
    requests.length = 0;
    vi.setSystemTime(noon + 24 * hour);
    await refresh('spellman');
    expect(requests.slice(1).map((path) => path.split('?')[0])).toEqual([
      '/users/spellman',
      '/users/spellman/groups',
    ]);
  });

  it('a refresh in flight is joined by the next one', async () => {
    const { requests } = await withAccount();
    await Promise.all([refresh('spellman'), refresh('spellman'), refreshAll()]);
    expect(requests).toEqual(['/users/spellman/overall_quotas']);
  });

  it('[F-relationships-refused] a refresh retries without relationships if they are forbidden', async () => {
    const { requests, replies } = await withAccount();
    let first = true;
    replies['/users/spellman'] = () => {
      const reply = first ? errorResponse('ForbiddenError', 403) : userResponse('spellman');
      first = false;
      return reply;
    };
    vi.setSystemTime(noon + 12 * hour);
    await refresh('spellman');
    expect(requests.slice(1)).toEqual([expect.stringContaining('?relationships='), '/users/spellman']);
    expect((await findAccount('spellman'))?.user?.at).toBe(noon + 12 * hour);
  });

  it('[F-refusal-is-answer] a refresh treats a refusal of the groups as a response that is fresh for a day', async () => {
    const { requests, replies } = await withAccount();
    const requestsGroups = async (at: number): Promise<boolean> => {
      vi.setSystemTime(at);
      requests.length = 0;
      await refresh('spellman');
      return requests.includes('/users/spellman/groups?limit=40');
    };
    replies['/users/spellman/groups'] = () => errorResponse('ForbiddenError', 403);
    expect(await requestsGroups(noon + 24 * hour)).toBe(true);
    expect(await requestsGroups(noon + 26 * hour)).toBe(false);
    expect(await requestsGroups(noon + 48 * hour - 1)).toBe(false);
    expect(await requestsGroups(noon + 48 * hour)).toBe(true);
  });

  it('[S-server-identity] a refresh rejects figures of another user', async () => {
    const { replies } = await withAccount();
    replies['/users/spellman'] = () => userResponse('salem');
    vi.setSystemTime(noon + 12 * hour);
    await refresh('spellman');
    expect(await findAccount('spellman')).toMatchObject({
      user: { at: noon, value: { id: 'spellman' } },
      failures: { user: { kind: 'unexpected' } },
    });
  });

  it('a refresh does not restore an account that was removed meanwhile', async () => {
    const { replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = async () => {
      await removeAccount({ id: 'spellman' });
      return quotasResponse();
    };
    await refresh('spellman');
    expect((await currentState()).accounts).toEqual([]);
  });
});

describe('a refresh after a failure', () => {
  it('a failed refresh keeps the last figures with their age', async () => {
    const { replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = () => errorResponse('TransientError', 503);
    vi.setSystemTime(noon + hour);
    await expect(refresh('spellman')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await findAccount('spellman')).toMatchObject({
      quotas: { at: noon },
      failures: { quotas: { kind: 'unavailable', at: noon + hour, tries: 1, retryAt: noon + hour + 60_000 } },
    });
    expect(await used()).toBe(13);
  });

  it('the wait after failed refreshes doubles up to an hour and ends with the first success', async () => {
    const { replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = () => errorResponse('TransientError', 503);
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries++) {
      await refresh('spellman').catch(() => undefined);
      waits.push(((await readFailure())?.retryAt ?? 0) - Date.now());
    }
    expect(waits.map((wait) => wait / 60_000)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    replies['/users/spellman/overall_quotas'] = () => quotasResponse();
    await refresh('spellman');
    expect(await readFailure()).toBeUndefined();
  });

  it('Retry-After is observed by alarms and by "Refresh"', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = () =>
      errorResponse('TooManyRequestsError', 429, { 'retry-after': '600' });
    await refresh('spellman').catch(() => undefined);
    expect((await readFailure())?.retryAt).toBe(noon + 600_000);
    vi.setSystemTime(noon + 599_000);
    await refreshAll();
    await expect(refresh('spellman')).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(requests).toHaveLength(1);
    vi.setSystemTime(noon + 600_000);
    await refreshAll();
    expect(requests).toHaveLength(2);
  });

  it('a wrong key is retried after an hour at the earliest, and stops the rest of the refresh', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = () => errorResponse('WrongCredentialsError', 401);
    vi.setSystemTime(noon + 25 * hour);
    await refresh('spellman').catch(() => undefined);
    expect(requests).toHaveLength(1);
    expect((await readFailure())?.retryAt).toBe(noon + 26 * hour);
  });

  it('a key without access to overall_quotas still loads the user', async () => {
    const { replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = () => errorResponse('ForbiddenError', 403);
    vi.setSystemTime(noon + 12 * hour);
    await refresh('spellman').catch(() => undefined);
    expect(await findAccount('spellman')).toMatchObject({ user: { at: noon + 12 * hour } });
  });

  it('without host access nothing is sent, and access granted later is used', async () => {
    const { requests } = await withAccount();
    grantAccess(false);
    await expect(refresh('spellman')).rejects.toMatchObject({ kind: 'no-access' });
    expect(requests).toEqual([]);
    grantAccess(true);
    await refreshAll();
    expect(requests).toEqual(['/users/spellman/overall_quotas']);
    expect(await readFailure()).toBeUndefined();
  });
});

const respond = (data: object) => () => json({ data });
const daily = async () =>
  (await findAccount('spellman'))?.quotas?.value.find(({ name }) => name === 'api_requests_daily');

describe('a refresh with figures that cannot be read', () => {
  const month = { user: { allowed: 20, used: 1 } };

  it.each([
    ['a word', { user: { allowed: 'plenty', used: 4 }, group: { allowed: 1000, used: 14 } }, 'user.allowed'],
    ['null', { group: { allowed: 1000, used: null } }, 'group.used'],
    ['no counters', { note: 'later' }, 'entry'],
    ['a number for a side', { user: 5, group: { allowed: 1000, used: 14 } }, 'user'],
  ])(
    'the last good figures of a quota stay with their age if the newest hold %s',
    async (_, entry, field) => {
      const { replies } = await withAccount();
      replies['/users/spellman/overall_quotas'] = respond({
        api_requests_daily: entry,
        cases_creation_monthly: month,
      });
      for (const minutes of [15, 30]) {
        vi.setSystemTime(noon + minutes * 60_000);
        await refresh('spellman');
        expect(await daily()).toEqual({
          name: 'api_requests_daily',
          user: { allowed: 1_000_000_000, used: 4 },
          group: { allowed: 1000, used: 13 },
          invalidFields: [field],
          at: noon,
        });
      }
      replies['/users/spellman/overall_quotas'] = () => quotasResponse(15);
      await refresh('spellman');
      expect(await daily()).not.toHaveProperty('invalidFields');
      expect(await used()).toBe(15);
    },
  );

  it.each([
    ['a user object', { type: 'user', id: 'spellman', attributes: { quotas: {} } }],
    ['other members', { status: {}, note: 'x' }],
    ['nothing', {}],
  ])('%s instead of quotas is a failure and changes nothing', async (_, data) => {
    const { replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = respond(data);
    await expect(refresh('spellman')).rejects.toMatchObject({ kind: 'unexpected' });
    expect(await findAccount('spellman')).toMatchObject({ quotas: { at: noon } });
    expect(await used()).toBe(13);
  });
});
