// Stores that are damaged, full, gone, or of another version of the extension.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { json, key, quotasAnswer, refusal, userAnswer } from '../fake-network.ts';
import { message } from '../message.ts';
import {
  serveHealthyAccount,
  hour,
  look,
  minute,
  noon,
  paths,
  countRequests,
  withAccount,
} from './healthy-account.ts';
import * as worker from './worker.ts';

const { account, ask, badge, keyOwners, setUpFixture, network, passTime, startWorker, tearDownFixture } =
  worker;
const { store, stored, stores, settle } = worker;

const refresh = () => ask('refresh', { id: 'spellman' });

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

const dated = (value: unknown) => ({ at: noon, value });

describe('[F-storage-damaged] a damaged account', () => {
  it.each<[string, Record<string, unknown>]>([
    ['quotas that are no list', { quotas: dated({}) }],
    ['quotas of nothing', { quotas: dated([null]) }],
    ['quotas without names', { quotas: dated([{ user: { allowed: 9, used: 1 } }]) }],
    [
      'a quota that is no figure',
      { quotas: dated([{ name: 'api_requests_daily', user: { allowed: 9, used: 'x' } }]) },
    ],
    ['a time that is none', { quotas: { at: 1e300, value: [] } }],
    ['a user of nothing', { user: dated([]) }],
    ['privileges that are no list', { user: dated({ id: 'spellman', privileges: 7 }) }],
    ['groups that are no list', { groups: dated({ groups: 'acme' }) }],
    ['groups of nothing', { groups: dated({ groups: [null] }) }],
    ['a failure of an unknown kind', { failures: { quotas: { kind: 'tired', at: noon, tries: 1 } } }],
    ['a kind that there is not', { kind: 'robot' }],
    ['counts that are none', { requests: { day: 7, billable: 'x', free: {} } }],
    ['an end of the key that is none', { keyLast4: {}, addedAt: 1e300, keyStorage: 'pocket' }],
    ['an end of the key that cannot be made text', { keyLast4: [{ toString: null }] }],
    ['a failure that is none', { failures: { quotas: 7 } }],
    [
      'a next try that is no time',
      { failures: { quotas: { kind: 'offline', at: noon, tries: 1, retryAt: 'x' } } },
    ],
    [
      'everything at once',
      { quotas: dated('x'), user: 7, groups: null, failures: { groups: [] }, requests: {} },
    ],
  ])('with %s is whole again after the next reading', async (_, damage) => {
    await withAccount();
    const { 'account:spellman': whole } = await stored();
    await store({ 'account:spellman': { ...(whole as object), ...damage } });
    await startWorker();
    expect(badge()).toMatch(/^(?:…|987|–)$/u);
    await passTime(noon + 24 * hour);
    expect(await account()).toMatchObject({
      quotas: { value: [{ name: 'api_requests_daily' }] },
      user: { value: { id: 'spellman' } },
      groups: { value: { groups: [{ id: 'blabla' }] } },
      failures: {},
      kind: 'user',
      keyLast4: key.slice(-4),
      keyStorage: 'device',
      requests: { billable: expect.any(Number), free: expect.any(Number) },
    });
    expect(badge()).toBe('987');
  });

  it.each([[null], ['spellman'], [[]], [{}], [{ id: 'somebody-else' }], [{ id: 'spellman', failures: 1 }]])(
    'that is %j is made restartPending by the next worker, and can be added again before',
    async (damage) => {
      await withAccount();
      await store({ 'account:spellman': damage });
      await settle();
      expect(badge()).toBe('+');
      expect(await ask('addAccount', { key })).toEqual({ ok: true, value: { id: 'spellman' } });
      await store({ 'account:spellman': damage });
      await startWorker();
      expect(await ask('addAccount', { key })).toEqual({ ok: true, value: { id: 'spellman' } });
      expect(badge()).toBe('987');
    },
  );
});

describe('a damaged index', () => {
  it.each([
    [null],
    [7],
    [[]],
    [{}],
    [{ version: 2 }],
    [{ version: 2, ids: 'spellman' }],
    [{ version: 0, ids: [] }],
  ])('that is %j costs no account', async (index) => {
    await withAccount();
    await store({ index });
    await startWorker();
    expect(badge()).toBe('987');
    await ask('selectAccount', { id: 'spellman' });
    expect((await stored())['index']).toEqual({ version: 2, ids: ['spellman'], current: 'spellman' });
    expect(await refresh()).toEqual({ ok: true, value: null });
    expect(await ask('removeAccount', { id: 'spellman' })).toMatchObject({ ok: true });
    expect(await stored()).toEqual({ index: { version: 2, ids: [] } });
    expect(await keyOwners()).toEqual([]);
  });

  it('may name accounts that are not there', async () => {
    await withAccount();
    await store({ index: { version: 2, ids: ['gone', 7, 'spellman', '__proto__'], current: 'gone' } });
    await startWorker();
    expect(badge()).toBe('987');
  });
});

const serviceAnswer = () => json({ data: { type: 'service_account', id: 'robot', attributes: {} } });

describe('storage.local that the browser lost', () => {
  const { local } = fakeBrowser.storage;

  it('[F-storage-lost S-disk-orphaned-key] loses no account: it is made restartPending of its key, is read at once, and can be removed', async () => {
    await withAccount();
    local.resetState();
    await startWorker();
    expect(badge()).toBe('987');
    expect(countRequests(paths.quotas)).toBe(1);
    expect(await account()).toMatchObject({
      kind: 'user',
      keyLast4: key.slice(-4),
      keyStorage: 'device',
      failures: {},
    });
    await ask('removeAccount', { id: 'spellman' });
    expect(await keyOwners()).toEqual([]);
    await startWorker();
    expect(badge()).toBe('+');
  });

  it.each([
    ['session', { keyStorage: 'session' }, 'key'],
    ['passphrase', { keyStorage: 'passphrase', passphrase: 'correct horse battery' }, 'lock'],
  ] as const)(
    'shows an account with a "%s" key also after the browser was closed',
    async (keyStorage, choice, sign) => {
      await withAccount();
      await ask('addAccount', { key, choice });
      network.requests.length = 0;
      local.resetState();
      await worker.restartBrowser();
      expect(badge()).toBe(sign);
      expect(await account()).toMatchObject({ keyStorage });
      expect(network.requests).toEqual([]);
    },
  );

  it('in part brings back what is missing, of whichever kind it is, and leaves the rest', async () => {
    await withAccount();
    const robot = 'm'.repeat(64);
    network.replies[`/users/${robot}`] = serviceAnswer;
    network.replies['/users/robot'] = serviceAnswer;
    network.replies['/users/robot/overall_quotas'] = () => quotasAnswer(500);
    await ask('addAccount', { key: robot });
    await ask('selectAccount', { id: 'spellman' });
    const before = await stored();
    await local.remove('account:robot');
    await store({ index: { version: 2, ids: ['spellman'], current: 'spellman' } });
    network.requests.length = 0;
    await startWorker();
    expect((await stored())['index']).toEqual(before['index']);
    expect((await stored())['account:spellman']).toEqual(before['account:spellman']);
    expect(await account('robot')).toMatchObject({ kind: 'service_account' });
    expect(network.requests).toContain('/service_accounts/robot/groups?limit=40');
  });
});

describe('[F-newer-version] storage of a newer version', () => {
  const newer = { version: 3, ids: ['spellman'], stores: ['passphrase'] };

  it('is left as it is, whatever is commanded', async () => {
    await withAccount();
    await store({ index: newer, settings: { refreshMinutes: 30, sound: 'gong' } });
    const before = await stored();
    await startWorker();
    expect(badge()).toBe('new');
    expect(worker.title()).toContain(message('failure.newer'));
    expect(await ask('addAccount', { key })).toEqual({ ok: false, error: { kind: 'newer' } });
    expect(network.requests).toEqual([]);
    expect(await ask('selectAccount', { id: 'spellman' })).toMatchObject({ ok: false });
    expect(await ask('saveSettings', { refreshMinutes: 5 })).toMatchObject({ ok: false });
    expect(await ask('collapsePanel', { collapsed: true })).toMatchObject({ ok: false });
    expect(await ask('removeAccount', { id: 'spellman' })).toMatchObject({ ok: false });
    await refresh();
    for (const how of ['cached', 'reload'] as const)
      expect(await look(how)).toMatchObject({ value: { problem: { kind: 'newer', act: 'options' } } });
    await passTime(noon + hour);
    expect(await stored()).toEqual(before);
    expect(await keyOwners()).toEqual(['spellman']);
    expect(countRequests(paths.quotas)).toBe(0);
  });
});

describe('[F-storage-full] storage that is full', () => {
  it('takes no account, and no key of it', async () => {
    serveHealthyAccount();
    await startWorker();
    stores.full = true;
    expect(await ask('addAccount', { key })).toEqual({ ok: false, error: { kind: 'no-key' } });
    expect(await keyOwners()).toEqual([]);
    stores.full = false;
    expect(await ask('addAccount', { key })).toMatchObject({ ok: true });
  });

  it('asks nothing that it could not count, keeps what there is, and goes on when there is room', async () => {
    await withAccount();
    stores.full = true;
    expect(await refresh()).toMatchObject({ ok: false, error: { kind: 'unexpected' } });
    expect(await look('auto')).toMatchObject({ ok: false, error: { kind: 'unexpected' } });
    await passTime(noon + 24 * hour);
    expect(network.requests).toEqual([]);
    expect(await account()).toMatchObject({ quotas: { at: noon }, user: { at: noon } });
    stores.full = false;
    await passTime(noon + 25 * hour);
    expect(badge()).toBe('987');
  });
});

describe('[F-key-store-closed] a key store that is gone', () => {
  it('takes no account', async () => {
    serveHealthyAccount();
    await startWorker();
    stores.keyStoreGone = true;
    expect(await ask('addAccount', { key })).toEqual({ ok: false, error: { kind: 'no-key' } });
    const { errorLog, ...rest } = await stored();
    expect(rest).toEqual({ index: { version: 2, ids: [] } });
    expect(errorLog).toContainEqual({ at: noon, kind: 'UnknownError', context: 'keyStore' });
    expect(badge()).toBe('+');
  });

  it('keeps a known account, whose old key is still there', async () => {
    await withAccount();
    stores.keyStoreGone = true;
    expect(await ask('addAccount', { key })).toEqual({ ok: false, error: { kind: 'no-key' } });
    stores.keyStoreGone = false;
    await startWorker();
    expect(await refresh()).toEqual({ ok: true, value: null });
  });

  it('is tried again by itself, and nothing is sent meanwhile', async () => {
    await withAccount();
    stores.keyStoreGone = true;
    expect(await refresh()).toMatchObject({ ok: false, error: { kind: 'no-key-store' } });
    expect(badge()).toBe('key');
    expect(worker.title()).toContain(message('failure.no_key_store'));
    await passTime(noon + hour);
    expect(network.requests).toEqual([]);
    stores.keyStoreGone = false;
    await passTime(noon + 3 * hour);
    expect(badge()).toBe('987');
  });
});

describe('an account that is added again while it is read', () => {
  it('is not condemned by its old key', async () => {
    await withAccount();
    const otherKey = 'm'.repeat(64);
    const late = Promise.withResolvers<Response>();
    network.replies[paths.quotas] = () => late.promise;
    void refresh();
    await settle();
    network.replies[`/users/${otherKey}`] = () => userAnswer('spellman');
    const added = ask('addAccount', { key: otherKey });
    await settle();
    network.replies[paths.quotas] = () => quotasAnswer();
    late.resolve(refusal('WrongCredentialsError', 401));
    await added;
    await settle();
    expect(await account()).toMatchObject({ keyLast4: 'mmmm', failures: {} });
    expect(badge()).toBe('987');
  });

  it('keeps the count of what was asked meanwhile', async () => {
    await withAccount();
    network.replies[paths.owner] = async () => {
      await refresh();
      return userAnswer('spellman');
    };
    await ask('addAccount', { key });
    await settle();
    const { billable = 0, free = 0 } = (await account())?.requests ?? {};
    // Two and one of the first time.
    expect(billable + free).toBe(3 + network.requests.length);
  });
});

describe('an account that is removed', () => {
  it('leaves nothing of what it was about to see', async () => {
    await withAccount();
    network.replies[paths.other] = async () => {
      await ask('removeAccount', { id: 'spellman' });
      return userAnswer('salem', {});
    };
    await look('auto');
    await settle();
    expect(await stored()).toEqual({ index: { version: 2, ids: [] } });
    expect(await keyOwners()).toEqual([]);
  });

  it.each([paths.quotas, paths.user, paths.groups])('while %s is read does not come back', async (path) => {
    await withAccount();
    vi.setSystemTime(noon + 25 * hour);
    network.replies[path] = async () => {
      await ask('removeAccount', { id: 'spellman' });
      return refusal('TransientError', 503);
    };
    await refresh();
    await settle();
    await passTime(noon + 26 * hour + minute);
    expect(await stored()).toEqual({ index: { version: 2, ids: [] } });
    expect(countRequests(path)).toBe(1);
    expect(badge()).toBe('+');
  });
});
