// Visibility by viewer, pagination, relationships, errors and usage.
// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, textOf } from './call.ts';
import type { Answer, CallOptions } from './call.ts';
import { hostileGroupId } from './hostile.ts';
import { startVirusTotal } from './server.ts';
import type { PersonaName, VirusTotal } from './server.ts';

let virusTotal: VirusTotal;
beforeAll(async () => {
  virusTotal = await startVirusTotal({ page: false });
});
beforeEach(() => virusTotal.reset());
afterAll(() => virusTotal.close());

const get = (path: string, persona?: PersonaName, more: CallOptions = {}): Promise<Answer> =>
  call(virusTotal, path, { ...(persona ? { key: virusTotal.keys[persona] } : {}), ...more });
const attributesOf = async (path: string, persona: PersonaName) =>
  Object.keys((await get(path, persona)).json()['data']?.['attributes'] ?? {}).toSorted();
const refusal = async (answer: Promise<Answer>) => {
  const { status, json } = await answer;
  return [status, json()['error']?.['code']];
};

const publicSix = ['first_name', 'last_name', 'profile_phrase', 'reputation', 'status', 'user_since'];

const typeOf = async () => (await get('/users/acme_enrich', 'acme_enrich')).json()['data']?.['type'];

const enforced = async (group: string, persona: PersonaName) => {
  const attributes = (await get(`/groups/${group}`, persona)).json()['data']?.['attributes'] as Record<
    string,
    unknown
  >;
  return attributes['force_users_oidc_login'];
};

describe('identity', () => {
  test('a renamed account is unknown under its old name, and found by its new name, its e-mail address and its key', async () => {
    virusTotal.world.rename('member', 'mia');
    const key = virusTotal.world.account('mia').key ?? '';
    const idOf = async (path: string) => (await call(virusTotal, path, { key })).json()['data']?.['id'];
    expect((await call(virusTotal, '/users/member', { key })).status).toBe(404);
    expect((await call(virusTotal, '/users/member/overall_quotas', { key })).status).toBe(404);
    for (const path of ['/users/mia', '/users/mia.okafor@example.com', `/users/${key}`])
      expect(await idOf(path)).toBe('mia');
    expect(virusTotal.world.group('acme').users).toContain('mia');
  });

  test('a service account is its own type, or a user by a variant', async () => {
    expect(await typeOf()).toBe('service_account');
    virusTotal.world.variants.serviceAccountType = 'user';
    expect(await typeOf()).toBe('user');
  });

  test('one group enforces single sign-on, and another one only offers it', async () => {
    expect(await enforced('enforced', 'sso')).toBe(true);
    expect(await enforced('acme', 'no2fa')).toBe(false);
  });
});

describe('visibility of attributes', () => {
  test('an outsider sees the six public attributes', async () => {
    expect(await attributesOf('/users/member', 'outsider')).toStrictEqual(publicSix);
    expect(await attributesOf('/users/member', 'no2fa')).toStrictEqual(publicSix);
  });
  test('an administrator of a shared group also sees e-mail, last login and quotas', async () => {
    const shown = [...publicSix, 'email', 'last_login', 'quotas'].toSorted();
    expect(await attributesOf('/users/member', 'admin')).toStrictEqual(shown);
  });
  test('the owner sees all attributes, including the key and 2FA', async () => {
    const own = await attributesOf('/users/member', 'member');
    expect(own).toEqual(
      expect.arrayContaining(['apikey', 'has_2fa', 'privileges', 'preferences', 'quotas', 'email']),
    );
  });
  test('a key is accepted as a user id for its owner and administrators only', async () => {
    const path = `/users/${virusTotal.keys.member}`;
    expect((await get(path, 'admin')).json()['data']?.['links']).toStrictEqual({
      self: 'https://www.virustotal.com/api/v3/users/member',
    });
    expect(await refusal(get(path, 'outsider'))).toStrictEqual([403, 'ForbiddenError']);
  });
  test('a group shows all attributes to administrators, fewer to members, and two names or 403 to outsiders', async () => {
    expect(await attributesOf('/groups/acme', 'admin')).toContain('auto_add_users');
    expect(await attributesOf('/groups/acme', 'member')).not.toContain('auto_add_users');
    expect(await attributesOf('/groups/acme', 'member')).toContain('quotas');
    expect(await attributesOf('/groups/acme', 'outsider')).toStrictEqual([
      'organization',
      'organization_legal_name',
    ]);
    virusTotal.world.variants.groupForOutsiders = 'forbidden';
    expect(await refusal(get('/groups/acme', 'outsider'))).toStrictEqual([403, 'ForbiddenError']);
  });
  test('the role is next to the attributes of a group', async () => {
    expect((await get('/groups/acme', 'admin')).json()['data']?.['context_attributes']).toStrictEqual({
      role: 'admin',
    });
    expect((await get('/groups/acme', 'member')).json()['data']?.['context_attributes']).toStrictEqual({
      role: 'user',
    });
  });
  test('a service account has its own kind of object, shows its key to administrators, and its groups to them alone', async () => {
    const { data } = (await get('/service_accounts/acme_enrich', 'admin')).json();
    expect(data?.['type']).toBe('service_account');
    expect(data?.['links']?.['self']).toBe('https://www.virustotal.com/api/v3/users/acme_enrich');
    expect(data?.['attributes']?.['apikey']).toBe(virusTotal.keys.acme_enrich);
    expect(await attributesOf('/service_accounts/acme_enrich', 'member')).not.toContain('apikey');
    expect((await get('/service_accounts/acme_enrich/groups', 'admin')).json()['data']?.[0]?.['id']).toBe(
      'acme',
    );
    expect(await refusal(get('/service_accounts/acme_enrich/groups', 'acme_enrich'))).toStrictEqual([
      403,
      'ForbiddenError',
    ]);
    expect(await refusal(get('/service_accounts/member', 'admin'))).toStrictEqual([404, 'NotFoundError']);
  });
  test('unusual names are transmitted unchanged', async () => {
    const { text } = await get('/users/hostile/overall_quotas', 'hostile');
    expect(text).toContain('"__proto__":{"user":{"allowed":10,"used":9}');
    expect((await get(`/groups/${encodeURIComponent(hostileGroupId)}`, 'hostile')).status).toBe(200);
  });
});

describe('relationships of the fake VirusTotal', () => {
  test('a service account under /users/ answers to all relationships of a user', async () => {
    const path = `/users/${virusTotal.keys.acme_enrich}?relationships=groups,groups_managed,api_quota_group`;
    const own = async () =>
      Object.keys((await get(path, 'acme_enrich')).json()['data']?.['relationships'] ?? {});
    expect(await own()).toStrictEqual(['groups_managed', 'api_quota_group']);
    virusTotal.world.variants.serviceAccountGroups = 'visible';
    expect(await own()).toStrictEqual(['groups', 'groups_managed', 'api_quota_group']);
    expect((await get('/service_accounts/acme_enrich/groups_managed', 'admin')).status).toBe(404);
  });
  test('access to relationships is restricted', async () => {
    expect(await refusal(get('/users/member/groups', 'admin'))).toStrictEqual([403, 'ForbiddenError']);
    expect((await get('/users/member/groups_managed', 'admin')).status).toBe(200);
    expect(await refusal(get('/users/member/api_quota_group', 'outsider'))).toStrictEqual([
      403,
      'ForbiddenError',
    ]);
    expect((await get('/users/member/comments', 'outsider')).status).toBe(200);
    expect(await refusal(get('/users/member/hunting_rulesets', 'admin'))).toStrictEqual([
      403,
      'ForbiddenError',
    ]);
    expect(await refusal(get('/groups/acme/users', 'outsider'))).toStrictEqual([403, 'ForbiddenError']);
    expect(await refusal(get('/users/member/constructor', 'member'))).toStrictEqual([404, 'NotFoundError']);
  });
  test('a relationship to one object is returned', async () => {
    const { data, links, meta } = (await get('/users/member/api_quota_group', 'member')).json();
    expect([data?.['id'], links?.['self'], meta]).toStrictEqual([
      'acme',
      'https://www.virustotal.com/api/v3/users/member/api_quota_group',
      { count: 1 },
    ]);
    expect((await get('/users/free/api_quota_group', 'free')).json()['data']).toBeNull();
  });
  test('relationships are included in the object as descriptors; forbidden ones are omitted or fail', async () => {
    const { data } = (await get('/users/member?relationships=groups,api_quota_group', 'member')).json();
    const root = 'https://www.virustotal.com/api/v3/users/member';
    expect(data?.['relationships']).toStrictEqual({
      groups: {
        data: [{ type: 'group', id: 'acme' }],
        links: { self: `${root}/relationships/groups?limit=20`, related: `${root}/groups` },
        meta: { count: 1 },
      },
      api_quota_group: {
        data: { type: 'group', id: 'acme' },
        links: { self: `${root}/relationships/api_quota_group`, related: `${root}/api_quota_group` },
        meta: { count: 1 },
      },
    });
    const path = '/users/member?relationships=groups,api_quota_group';
    expect(Object.keys((await get(path, 'admin')).json()['data']?.['relationships'] ?? {})).toStrictEqual([
      'api_quota_group',
    ]);
    virusTotal.world.variants.forbiddenRelationship = 'fail';
    expect(await refusal(get(path, 'admin'))).toStrictEqual([403, 'ForbiddenError']);
  });
  test('the 2FA of members is available to administrators by filter', async () => {
    const ids = async (flag: string) => {
      const { data } = (await get(`/groups/acme/users?filter=2fa_enabled:${flag}&limit=40`, 'admin')).json();
      return Object.values(data ?? {}).map((user) => user['id']);
    };
    expect(await ids('false')).toStrictEqual(['no2fa', 'j_park', 'oduya']);
    expect(await ids('true')).toHaveLength(9);
    expect(await refusal(get('/groups/acme/users?filter=2fa_enabled:false', 'member'))).toStrictEqual([
      403,
      'ForbiddenError',
    ]);
  });
  test('memberships are returned', async () => {
    expect((await get('/groups/acme/relationships/users/member', 'member')).json()).toStrictEqual({
      data: true,
    });
    expect((await get('/groups/acme/relationships/administrators/member', 'member')).json()).toStrictEqual({
      data: false,
    });
  });
  test('users consuming a quota are returned most first, with 2FA on request', async () => {
    const path = '/groups/acme/users_consuming_quota/api_requests_daily?attributes=email,has_2fa&limit=1';
    const mostOf = async (period: string): Promise<unknown> =>
      (await get(path + period, 'admin')).json()['data']?.[0]?.['context_attributes'];
    expect(await mostOf('&period=2026-11-21')).toStrictEqual({ quota_consumed_from_group: 48_230 });
    expect(await mostOf('')).toStrictEqual({ quota_consumed_from_group: 901_337 });
    expect(
      (await get(path.replace('limit=1', 'limit=3'), 'admin')).json()['data']?.[2]?.['attributes'],
    ).toStrictEqual({
      email: 'mia.okafor@example.com',
      has_2fa: true,
    });
    expect(await refusal(get(path, 'member'))).toStrictEqual([403, 'ForbiddenError']);
  });
});

describe('pagination of the fake VirusTotal', () => {
  const first = '/groups/acme/relationships/users';
  test('pages have ten items by default, the rest follows by next link, and the last page has neither next link nor cursor', async () => {
    const one = (await get(first, 'member')).json();
    expect(one['data']).toHaveLength(10);
    expect(one['links']?.['self']).toBe(`https://www.virustotal.com/api/v3${first}?limit=10`);
    expect(one['links']?.['next']).toContain(`cursor=${textOf(one['meta']?.['cursor'])}`);
    const two = (
      await get(textOf(one['links']?.['next']).replace('https://www.virustotal.com', ''), 'member')
    ).json();
    expect(two['data']).toHaveLength(2);
    expect(Object.keys(two['links'] ?? {})).toStrictEqual(['self']);
    expect(two['meta']).toStrictEqual({ count: 12 });
  });
  test('invalid limits and cursors are refused', async () => {
    for (const limit of ['41', '0', '-1', 'ten', '1.5']) {
      expect((await get(`${first}?limit=${limit}`, 'member')).status).toBe(400);
    }
    expect((await get(`${first}?limit=40`, 'member')).json()['data']).toHaveLength(12);
    expect(await refusal(get(`${first}?cursor=wrong`, 'member'))).toStrictEqual([
      400,
      'InvalidArgumentError',
    ]);
  });
  test('a cursor is valid for its own list and for a limited time', async () => {
    const cursor = textOf((await get(first, 'member')).json()['meta']?.['cursor']);
    expect((await get(`/users/member/comments?cursor=${cursor}`, 'member')).status).toBe(400);
    expect((await get(`${first}?cursor=${cursor}`, 'member')).status).toBe(200);
    virusTotal.world.expireCursors();
    expect((await get(`${first}?cursor=${cursor}`, 'member')).status).toBe(400);
  });
});

describe('refusals of the fake VirusTotal', () => {
  test.each([
    ['/users/%E0%A4%A', 404],
    ['/users//groups', 404],
    ['/users/__proto__', 404],
    ['/groups/acme/relationships/__proto__/x', 404],
    ['/groups/acme/users/extra/more', 404],
    ['/users/member/groups?cursor=%00%FF', 400],
    ['/users/member?relationships=groups,constructor', 400],
    ['/api/v4/users/member', 404],
  ])('the refusal %s is %i, in an envelope', async (path, status) => {
    const answer = await get(path, 'member');
    expect([answer.status, Object.keys(answer.json()['error'] ?? {})]).toStrictEqual([
      status,
      ['code', 'message'],
    ]);
  });
  test('no key, wrong key, not active, revoked, unknown, not GET are refused', async () => {
    expect(await refusal(get('/users/free'))).toStrictEqual([401, 'AuthenticationRequiredError']);
    expect(await refusal(get('/users/free', undefined, { key: 'f'.repeat(64) }))).toStrictEqual([
      401,
      'WrongCredentialsError',
    ]);
    expect(await refusal(get('/users/inactive', 'inactive'))).toStrictEqual([401, 'UserNotActiveError']);
    expect(await refusal(get('/users/nobody', 'free'))).toStrictEqual([404, 'NotFoundError']);
    expect(await refusal(get('/users/me', 'free'))).toStrictEqual([404, 'NotFoundError']);
    expect(await refusal(get('/files/abc', 'member'))).toStrictEqual([404, 'NotFoundError']);
    const key = virusTotal.keys.member;
    virusTotal.world.rotateKey('member');
    expect(await refusal(get('/users/member', undefined, { key }))).toStrictEqual([
      401,
      'WrongCredentialsError',
    ]);
    expect((await get('/users/member', 'member')).status).toBe(200);
  });
  test('OPTIONS is refused, and no response has CORS headers', async () => {
    const { status, headers } = await get('/users/free', undefined, {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example' },
    });
    expect(status).toBe(405);
    const all = {
      ...headers,
      ...(await get('/users/free', 'free', { headers: { origin: 'https://a.example' } })).headers,
    };
    expect(Object.keys(all).filter((name) => name.startsWith('access-control'))).toStrictEqual([]);
  });
});

const days = async (path: string, persona: PersonaName) =>
  Object.keys((await get(path, persona)).json()['data']?.['daily'] ?? {});

describe('usage of the fake VirusTotal', () => {
  test('usage covers 30 days by default, 30 at most, 60 back', async () => {
    virusTotal.clock.set(Date.UTC(2026, 10, 21, 12));
    const shown = await days('/users/member/api_usage', 'member');
    expect([shown.length, shown[0], shown.at(-1)]).toStrictEqual([30, '2026-10-23', '2026-11-21']);
    expect(
      await days('/users/member/api_usage?start_date=20260922&end_date=20261022', 'member'),
    ).toHaveLength(31);
    for (const query of [
      'start_date=20260921&end_date=20261001',
      'start_date=20261001&end_date=20261101',
      'start_date=x',
    ]) {
      expect(await refusal(get(`/users/member/api_usage?${query}`, 'member'))).toStrictEqual([
        400,
        'InvalidArgumentError',
      ]);
    }
  });
  test('usage is visible to its owner and administrators', async () => {
    expect((await get('/users/member/api_usage', 'admin')).status).toBe(200);
    expect((await get('/users/member/api_usage', 'outsider')).status).toBe(403);
    expect((await get('/groups/acme/api_usage', 'admin')).status).toBe(200);
    expect((await get('/groups/acme/api_usage', 'member')).status).toBe(403);
    expect((await get('/users/member/overall_quotas', 'outsider')).status).toBe(403);
  });
  test('usage has three documented shapes', async () => {
    const keys = async () => Object.keys((await get('/users/member/api_usage', 'member')).json());
    expect(await keys()).toStrictEqual(['data']);
    virusTotal.world.variants.apiUsage = 'unwrapped';
    expect(await keys()).toHaveLength(4);
    virusTotal.world.variants.apiUsage = 'bare';
    const { data } = (await get('/users/member/api_usage', 'member')).json();
    expect(Object.keys(data ?? {})).toStrictEqual(['daily', 'total']);
    expect(Object.keys(data?.['total'] ?? {})).toContain('files');
  });
});

test('usage has variants: null dates, quotas without a part, no meta', async () => {
  const { variants } = virusTotal.world;
  Object.assign(variants, { expirationDate: 'null', overallQuotas: 'no-user', meta: 'missing' });
  const { data } = (await get('/users/member', 'member')).json();
  expect(data?.['attributes']?.['privileges']?.['click_to_accept']).toStrictEqual({
    granted: true,
    expiration_date: null,
  });
  const quotas = async () =>
    Object.keys(
      (await get('/users/member/overall_quotas', 'member')).json()['data']?.['api_requests_daily'] ?? {},
    );
  expect(await quotas()).toStrictEqual(['group']);
  variants.overallQuotas = 'forbidden';
  expect((await get('/users/member/overall_quotas', 'member')).status).toBe(403);
  variants.overallQuotas = 'no-group';
  expect(await quotas()).toStrictEqual(['user']);
  expect(Object.keys((await get('/users/member/groups', 'member')).json())).toStrictEqual(['data', 'links']);
});

const freeQuota = async (name: string) =>
  (await get('/users/free/overall_quotas', 'free')).json()['data']?.[name]?.['user'];

test('numbers have variants: text, text for the use alone, no zero use, words', async () => {
  const { variants } = virusTotal.world;
  variants.figures = 'text';
  expect(await freeQuota('api_requests_daily')).toStrictEqual({ allowed: '500', used: '187' });
  variants.figures = 'used-text';
  expect(await freeQuota('api_requests_daily')).toStrictEqual({ allowed: 500, used: '187' });
  variants.figures = 'sparse';
  expect(await freeQuota('private_scans_monthly')).toStrictEqual({ allowed: 0 });
  variants.figures = 'words';
  expect(await freeQuota('api_requests_daily')).toStrictEqual({ allowed: 'plenty', used: 'plenty' });
  expect(await freeQuota('private_scans_monthly')).toStrictEqual({ allowed: 0, used: 0 });
});

const month = async () =>
  (await get('/users/analyst/overall_quotas', 'analyst')).json()['data']?.['api_requests_monthly'];

test('no personal cap has variants: -1 and a number beyond counting', async () => {
  const { variants } = virusTotal.world;
  variants.noCap = 'minus-one';
  expect(await month()).toMatchObject({ user: { allowed: -1 }, group: { allowed: 2_000_000_000 } });
  variants.noCap = 'beyond-counting';
  expect(await month()).toMatchObject({ user: { allowed: 2 ** 63 } });
});
