// When an account's user and groups are requested, which may cost: rarely by themselves, at once on request.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addAccount, removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { refresh, refreshAll } from '../../../entrypoints/background/accounts/refresh.ts';
import { findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { spellmanAttributes } from '../../fake-virustotal/documents.ts';
import {
  errorResponse,
  type FakeNetwork,
  json,
  key,
  quotasResponse,
  type Reply,
  stubNetwork,
  userResponse,
} from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const without2fa = () => userResponse('spellman', { ...spellmanAttributes(), has_2fa: false });
const groups = (...ids: string[]) => json({ data: ids.map((id) => ({ type: 'group', id, attributes: {} })) });
const enforcing: Reply = () =>
  json({ data: [{ type: 'group', id: 'acme', attributes: { force_users_saml_login: true } }] });
/** Requests that use `used` of 1,000 a day, from the pool of a group. */
const pooled =
  (used: number, group = 'blabla'): Reply =>
  () =>
    json({
      data: {
        api_requests_daily: {
          user: { allowed: 1_000_000_000, used: 4 },
          group: { allowed: 1000, used, inherited_from: group },
        },
      },
    });

/** The requests that may cost. */
const billable = ({ requests }: FakeNetwork): string[] =>
  requests.flatMap((path) => (path.endsWith('/overall_quotas') ? [] : (path.split('?')[0] ?? [])));

const both = ['/users/spellman', '/users/spellman/groups'];

beforeEach(async () => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  await removeAccount({ id: 'spellman' });
  return () => vi.useRealTimers();
});

/** Runs an alarm every 15 minutes. */
async function passDays(days: number): Promise<void> {
  const start = Date.now();
  for (let passed = 0; passed < days * day; passed += 15 * minute) {
    vi.setSystemTime(start + passed);
    await refreshAll();
  }
}

const always =
  (reply: Reply): ((network: FakeNetwork) => void) =>
  ({ replies }) => {
    for (const path of both) replies[path] = reply;
  };

const setReply =
  (path: string, reply: Reply): ((network: FakeNetwork) => void) =>
  ({ replies }) =>
    void (replies[path] = reply);

describe('a day without the user', () => {
  it.each<[string, (network: FakeNetwork) => void, number]>([
    ['of an ordinary account', () => {}, 3],
    ['with 2FA off', setReply('/users/spellman', without2fa), 3],
    [
      'with groups that are refused',
      setReply('/users/spellman/groups', () => errorResponse('ForbiddenError', 403)),
      3,
    ],
    [
      'with relationships that are refused',
      ({ fetch, replies }) => {
        const answer = fetch.getMockImplementation();
        fetch.mockImplementation(async (...given) =>
          new Request(given[0]).url.includes('relationships=')
            ? errorResponse('ForbiddenError', 403)
            : (answer?.(...given) ?? errorResponse('NotFoundError', 404)),
        );
        replies['/users/spellman'] = () => userResponse('spellman');
      },
      3,
    ],
    ['with everything refused', always(() => errorResponse('ForbiddenError', 403)), 3],
    ['with refusals in another form', always(() => json({ detail: 'no' }, 403)), 3],
    ['with answers that are no objects', always(() => json({ data: [] })), 3],
    [
      'with a pool of a group that stays hidden',
      setReply('/users/spellman/overall_quotas', pooled(13, 'hidden')),
      3,
    ],
    ['with 498 of 500 used', setReply('/users/spellman/overall_quotas', pooled(996)), 0],
    ['with a pace that does not last', setReply('/users/spellman/overall_quotas', pooled(900)), 0],
  ])(
    '[S-server-load] %s costs at most three requests, and none while they run low',
    async (_, arrange, most) => {
      const network = await withAccount();
      arrange(network);
      // The first two days are not steady.
      await passDays(2);
      network.requests.length = 0;
      await passDays(1);
      expect(billable(network).length).toBeLessThanOrEqual(most);
      expect(network.requests.length - billable(network).length).toBe(96);
    },
  );

  it('what was put off follows when requests are left again', async () => {
    const network = await withAccount();
    network.replies['/users/spellman/overall_quotas'] = pooled(996);
    await passDays(2);
    network.requests.length = 0;
    network.replies['/users/spellman/overall_quotas'] = pooled(1);
    await refreshAll();
    expect(billable(network)).toEqual(both);
  });
});

describe('a popup that is opened', () => {
  it.each([
    ['2FA is off', without2fa, () => groups('acme'), ['/users/spellman']],
    ['2FA is off, and single sign-on replaces it', without2fa, enforcing, []],
    ['2FA is on', () => userResponse('spellman'), () => groups('acme'), []],
  ])(
    'requests the user again after an hour only where the user may have turned 2FA on: %s',
    async (_, user, list, asked) => {
      const network = await withAccount();
      network.replies['/users/spellman'] = user;
      network.replies['/users/spellman/groups'] = list;
      await refresh('spellman', 'request');
      network.requests.length = 0;
      vi.setSystemTime(noon + hour - 1);
      await refresh('spellman', 'open');
      expect(billable(network)).toEqual([]);
      vi.setSystemTime(noon + hour);
      await refresh('spellman');
      expect(billable(network)).toEqual([]);
      await refresh('spellman', 'open');
      expect(billable(network)).toEqual(asked);
    },
  );

  it('costs nothing while requests run low', async () => {
    const network = await withAccount();
    network.replies['/users/spellman/overall_quotas'] = pooled(960);
    vi.setSystemTime(noon + 2 * day);
    await refresh('spellman', 'open');
    expect(billable(network)).toEqual([]);
  });
});

describe('"Refresh"', () => {
  it('renews everything, however new it is', async () => {
    const network = await withAccount();
    network.replies['/users/spellman'] = without2fa;
    vi.setSystemTime(noon + minute);
    await refresh('spellman', 'request');
    expect(billable(network)).toEqual(both);
    expect(await findAccount('spellman')).toMatchObject({
      user: { at: noon + minute, value: { has2fa: false } },
      groups: { at: noon + minute },
    });
  });

  it('renews everything while requests run low, and the quotas alone where none is left', async () => {
    const network = await withAccount();
    network.replies['/users/spellman/overall_quotas'] = pooled(999);
    await refresh('spellman', 'request');
    expect(billable(network)).toEqual(both);
    network.requests.length = 0;
    network.replies['/users/spellman/overall_quotas'] = pooled(1000);
    await refresh('spellman', 'request');
    expect(network.requests).toEqual(['/users/spellman/overall_quotas']);
  });

  it('tries again what was refused or failed, unless VirusTotal asked for a pause', async () => {
    const network = await withAccount();
    for (const [code, status, isRetried] of [
      ['ForbiddenError', 403, true],
      ['TransientError', 503, true],
      ['TooManyRequestsError', 429, false],
    ] as const) {
      network.replies['/users/spellman/groups'] = () => errorResponse(code, status, { 'retry-after': '600' });
      await refresh('spellman', 'request');
      network.requests.length = 0;
      await refresh('spellman', 'request');
      expect(billable(network).includes('/users/spellman/groups')).toBe(isRetried);
    }
  });

  it('does not join a refresh that does less, and is joined by others', async () => {
    const network = await withAccount();
    await Promise.all([
      refresh('spellman', 'open'),
      refresh('spellman', 'request'),
      refresh('spellman', 'request'),
      refreshAll(),
    ]);
    expect(billable(network)).toEqual(both);
    expect(network.requests.filter((path) => path.endsWith('overall_quotas'))).toHaveLength(1);
  });
});

const userWith =
  (relationships: object): Reply =>
  () =>
    json({
      data: { type: 'user', id: 'spellman', attributes: spellmanAttributes(), relationships },
    });

describe('groups that something newer names', () => {
  it.each<[string, string, Reply, number]>([
    ['a pool', '/users/spellman/overall_quotas', pooled(13, 'new-one'), 0],
    [
      'the API quota group of the user',
      '/users/spellman',
      userWith({ api_quota_group: { data: { type: 'group', id: 'new-one' } } }),
      12,
    ],
    [
      'the groups of the user',
      '/users/spellman',
      userWith({ groups: { data: [{ type: 'group', id: 'new-one' }] } }),
      12,
    ],
  ])('make the groups due at once, and only once if they stay unknown: %s', async (_, path, reply, hours) => {
    const network = await withAccount();
    network.replies[path] = reply;
    const asked = async (): Promise<boolean> => {
      network.requests.length = 0;
      await refresh('spellman');
      return billable(network).includes('/users/spellman/groups');
    };
    vi.setSystemTime(noon + hours * hour);
    expect(await asked()).toBe(true);
    vi.setSystemTime(noon + (hours + 1) * hour);
    expect(await asked()).toBe(false);
  });

  it('wait while requests run low, and a group in another letter case is known', async () => {
    const network = await withAccount();
    network.replies['/users/spellman/groups'] = () => groups('Blabla');
    await refresh('spellman', 'request');
    network.requests.length = 0;
    network.replies['/users/spellman/overall_quotas'] = pooled(13, 'blabla');
    await refresh('spellman');
    expect(billable(network)).toEqual([]);
    network.replies['/users/spellman/overall_quotas'] = pooled(990, 'new-one');
    await refresh('spellman');
    expect(billable(network)).toEqual([]);
    network.replies['/users/spellman/overall_quotas'] = pooled(13, 'new-one');
    await refresh('spellman');
    expect(billable(network)).toEqual(['/users/spellman/groups']);
  });
});

describe('adding an account', () => {
  it.each([
    ['one request a day', 1, 1, 1],
    ['two requests a day', 2, 1, 2],
    ['few requests left', 500, 490, 2],
    ['no request left', 500, 500, 1],
  ])('with %s costs no request that is not left', async (_, allowed, used, cost) => {
    const network = stubNetwork({
      [`/users/${key}`]: () => userResponse('spellman'),
      '/users/spellman/overall_quotas': () =>
        json({ data: { api_requests_daily: { user: { allowed, used } } } }),
      '/users/spellman/groups': () => groups(),
    });
    await addAccount({ key });
    expect(billable(network)).toHaveLength(cost);
  });
});

it('quotas that cannot be read put nothing off', async () => {
  const network = await withAccount();
  network.replies['/users/spellman/overall_quotas'] = () => quotasResponse(13);
  vi.setSystemTime(noon + day);
  await refresh('spellman');
  expect(billable(network)).toEqual(both);
});
