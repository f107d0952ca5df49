// Adding an account whose quota is used up: VirusTotal does not name the owner of the key, but its quotas are free.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { addAccount, removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import { currentState, findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import {
  errorResponse,
  type FakeNetwork,
  html,
  json,
  key,
  stubNetwork,
  userResponse,
} from '../../fake-network.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const refused = () => errorResponse('QuotaExceededError', 429);
const quotas = (used: number) => () =>
  json({ data: { api_requests_daily: { user: { allowed: 500, used } } } });

let network: FakeNetwork;

beforeEach(async () => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  vi.spyOn(fakeBrowser.permissions, 'contains').mockResolvedValue(true as never);
  network = stubNetwork({
    [`/users/${key}`]: refused,
    [`/users/${key}/overall_quotas`]: quotas(500),
    '/users/spellman': refused,
    '/users/spellman/overall_quotas': quotas(500),
    '/users/spellman/groups': () => json({ data: [], meta: { count: 0 } }),
  });
  for (const id of ['spellman', 'Spellman', 'sabrina']) await removeAccount({ id });
  return () => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  };
});

const addByHand = () => addAccount({ key, userId: 'spellman', keepUnfinished: true });
const isUnfinished = async () => (await findAccount('spellman'))?.unfinished ?? false;
const count = (path: string) => network.requests.filter((each) => each === path).length;

describe('adding an account whose quota is used up', () => {
  it.each([
    ['its quota is exceeded', refused, 'quota-exceeded'],
    ['the rate is limited', () => errorResponse('TooManyRequestsError', 429), 'rate-limited'],
    ['an edge server limits the rate', () => html(429), 'rate-limited'],
  ])('says which limit it is if %s, and stores nothing', async (_, reply, kind) => {
    network.replies[`/users/${key}`] = reply;
    expect(await addAccount({ key })).toMatchObject({
      refused: kind,
      quotas: [{ name: 'api_requests_daily', user: { allowed: 500, used: 500 } }],
    });
    expect((await currentState()).accounts).toEqual([]);
    expect(network.requests).toEqual([`/users/${key}`, `/users/${key}/overall_quotas`]);
  });

  it('[S-network-key] the key is in no URL if the user id is known', async () => {
    expect(await addAccount({ key, userId: 'spellman' })).toMatchObject({ refused: 'quota-exceeded' });
    expect(network.requests.join()).not.toContain(key);
  });

  it.each([refused, () => errorResponse('ForbiddenError', 403), () => json({ data: 7 })])(
    'is refused as before if the quotas cannot be read either',
    async (reply) => {
      network.replies[`/users/${key}/overall_quotas`] = reply;
      await expect(addAccount({ key })).rejects.toMatchObject({ kind: 'quota-exceeded' });
    },
  );

  it('another failure reads no quotas', async () => {
    network.replies[`/users/${key}`] = () => errorResponse('WrongCredentialsError', 401);
    await expect(addAccount({ key })).rejects.toMatchObject({ kind: 'bad-key' });
    expect(network.requests).toHaveLength(1);
  });
});

describe('an account that is kept unfinished', () => {
  it('shows what is used up, requests nothing that may cost before the reset, and is finished after it', async () => {
    expect(await addByHand()).toEqual({ id: 'spellman', isUnfinished: true });
    expect(await isUnfinished()).toBe(true);
    expect((await findAccount('spellman'))?.quotas?.value).toHaveLength(1);
    const asked = count('/users/spellman');
    for (let hours = 1; hours < 10; hours++) {
      vi.setSystemTime(noon + hours * 3_600_000);
      await refresh('spellman');
    }
    expect(count('/users/spellman')).toBe(asked);
    vi.setSystemTime(Date.UTC(2026, 10, 22, 0, 1));
    network.replies['/users/spellman'] = () => userResponse('spellman');
    network.replies['/users/spellman/overall_quotas'] = quotas(0);
    await refresh('spellman');
    const finished = await findAccount('spellman');
    expect(finished).toMatchObject({ user: { value: { id: 'spellman' } }, groups: {}, failures: {} });
    expect(await isUnfinished()).toBe(false);
    expect(network.requests.join()).not.toContain(key);
  });

  it.each([
    ['another user', () => userResponse('spellman', { first_name: 'Salem' })],
    ['nobody', () => errorResponse('NotFoundError', 404)],
  ])('stays unfinished if the id is that of %s, and reads no groups', async (_, reply) => {
    await addByHand();
    network.replies['/users/spellman'] = reply;
    network.replies['/users/spellman/overall_quotas'] = quotas(0);
    await refresh('spellman');
    expect(await isUnfinished()).toBe(true);
    expect(await findAccount('spellman')).not.toHaveProperty('user');
    expect(count('/users/spellman/groups?limit=40')).toBe(0);
  });

  it('is one account, however often and under which spelling it is added', async () => {
    await addByHand();
    network.replies['/users/SPELLMAN'] = refused;
    expect(await addAccount({ key, userId: 'SPELLMAN', keepUnfinished: true })).toEqual({
      id: 'spellman',
      isUnfinished: true,
    });
    network.replies['/users/spellman'] = () => userResponse('spellman');
    expect(await addAccount({ key })).toEqual({ id: 'spellman' });
    expect((await currentState()).accounts.map(({ id }) => id)).toEqual(['spellman']);
    expect(await isUnfinished()).toBe(false);
  });

  it('is the same account if its id was entered in another spelling', async () => {
    network.replies['/users/Spellman'] = refused;
    await addAccount({ key, userId: 'Spellman', keepUnfinished: true });
    network.replies['/users/Spellman'] = () => userResponse('spellman');
    expect(await addAccount({ key })).toEqual({ id: 'Spellman' });
    expect((await currentState()).accounts.map(({ id }) => id)).toEqual(['Spellman']);
  });

  it('a finished account is not made unfinished, and keeps its key', async () => {
    network.replies['/users/spellman'] = () => userResponse('spellman');
    await addAccount({ key, userId: 'spellman' });
    network.replies['/users/spellman'] = refused;
    const other = `${'y'.repeat(60)}3333`;
    expect(await addAccount({ key: other, userId: 'spellman', keepUnfinished: true })).toHaveProperty(
      'refused',
    );
    expect(await findAccount('spellman')).toMatchObject({ keyLast4: 'kkkk', user: {} });
    expect(await isUnfinished()).toBe(false);
  });

  it('a key of a finished account is not kept under another id', async () => {
    network.replies['/users/spellman'] = () => userResponse('spellman');
    await addAccount({ key, userId: 'spellman' });
    network.replies['/users/sabrina'] = refused;
    network.replies['/users/sabrina/overall_quotas'] = quotas(500);
    expect(await addAccount({ key, userId: 'sabrina', keepUnfinished: true })).toHaveProperty('refused');
    expect((await currentState()).accounts.map(({ id }) => id)).toEqual(['spellman']);
  });

  it('renames no unfinished account of the same key, and asks nothing for it', async () => {
    await addByHand();
    network.replies['/users/sabrina'] = refused;
    network.replies['/users/sabrina/overall_quotas'] = quotas(500);
    network.requests.length = 0;
    await addAccount({ key, userId: 'sabrina', keepUnfinished: true });
    expect((await currentState()).accounts.map(({ id }) => id)).toEqual(['spellman', 'sabrina']);
    expect(network.requests).toEqual(['/users/sabrina', '/users/sabrina/overall_quotas']);
  });

  it('counts each request once, and remembers that the key was in no URL', async () => {
    await addByHand();
    expect(await findAccount('spellman')).toMatchObject({ requests: { billable: 1 } });
    await addByHand();
    expect(await findAccount('spellman')).toMatchObject({ requests: { billable: 2 } });
    expect(await findAccount('spellman')).not.toHaveProperty('keyWasInUrl');
  });

  it.each(['request', 'open', 'schedule'] as const)(
    'the occasion "%s" asks for nothing that may cost before the reset',
    async (occasion) => {
      await addByHand();
      network.requests.length = 0;
      await refresh('spellman', occasion);
      expect(network.requests).toEqual(['/users/spellman/overall_quotas']);
    },
  );

  it('is finished by itself while its requests run low', async () => {
    await addByHand();
    network.replies['/users/spellman'] = () => userResponse('spellman');
    network.replies['/users/spellman/overall_quotas'] = quotas(495);
    await refresh('spellman');
    const finished = await findAccount('spellman');
    expect(finished).not.toHaveProperty('unfinished');
    expect(finished).not.toHaveProperty('relationshipsRefused');
    // The groups are put off as those of every account.
    expect(finished).not.toHaveProperty('groups');
  });

  it.each([
    ['is unknown', '/users/spellman/overall_quotas', () => errorResponse('NotFoundError', 404)],
    ['leads to another user', '/users/spellman', () => userResponse('sabrina')],
  ])('is not asked for a new name if its id %s', async (_, path, reply) => {
    await addByHand();
    vi.setSystemTime(Date.UTC(2026, 10, 22, 0, 1));
    network.replies['/users/spellman/overall_quotas'] = quotas(0);
    network.replies[path] = reply;
    network.requests.length = 0;
    await refresh('spellman', 'request').catch(() => undefined);
    expect(network.requests).toEqual(['/users/spellman/overall_quotas', '/users/spellman']);
    expect(await isUnfinished()).toBe(true);
  });

  it('an account that VirusTotal names meanwhile is added as usual', async () => {
    network.replies['/users/spellman'] = () => userResponse('spellman');
    expect(await addByHand()).toEqual({ id: 'spellman' });
    expect(await isUnfinished()).toBe(false);
  });
});
