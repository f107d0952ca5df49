// Stores that are damaged, full, missing, or written by another version of the extension.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { json, key, quotasResponse, errorResponse, userResponse } from '../fake-network.ts';
import { message } from '../message.ts';
import {
  serveHealthyAccount,
  hour,
  lookUpSalem,
  minute,
  noon,
  paths,
  countRequests,
  withAccount,
} from './healthy-account.ts';
import * as worker from './worker.ts';

const {
  account,
  sendCommand,
  badge,
  readKeyStoreIds,
  setUpFixture,
  network,
  passTime,
  startWorker,
  tearDownFixture,
} = worker;
const { writeStorage, readStorage, storeFaults, settle } = worker;

const refresh = () => sendCommand('refresh', { id: 'spellman' });

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

const dated = (value: unknown) => ({ at: noon, value });

describe('[F-storage-damaged] a damaged account', () => {
  it.each<[string, Record<string, unknown>]>([
    ['quotas that are not a list', { quotas: dated({}) }],
    ['null quotas', { quotas: dated([null]) }],
    ['quotas without names', { quotas: dated([{ user: { allowed: 9, used: 1 } }]) }],
    [
      'a quota that is not an object',
      { quotas: dated([{ name: 'api_requests_daily', user: { allowed: 9, used: 'x' } }]) },
    ],
    ['an invalid time', { quotas: { at: 1e300, value: [] } }],
    ['a null user', { user: dated([]) }],
    ['privileges that are not a list', { user: dated({ id: 'spellman', privileges: 7 }) }],
    ['groups that are not a list', { groups: dated({ groups: 'acme' }) }],
    ['null groups', { groups: dated({ groups: [null] }) }],
    ['a failure of an unknown kind', { failures: { quotas: { kind: 'tired', at: noon, tries: 1 } } }],
    ['an unknown kind', { kind: 'robot' }],
    ['invalid counts', { requests: { day: 7, billable: 'x', free: {} } }],
    ['an invalid keyLast4', { keyLast4: {}, addedAt: 1e300, keyStorage: 'pocket' }],
    ['a keyLast4 that cannot be converted to text', { keyLast4: [{ toString: null }] }],
    ['an invalid failure', { failures: { quotas: 7 } }],
    [
      'an invalid retry time',
      { failures: { quotas: { kind: 'offline', at: noon, tries: 1, retryAt: 'x' } } },
    ],
    [
      'everything at once',
      { quotas: dated('x'), user: 7, groups: null, failures: { groups: [] }, requests: {} },
    ],
  ])('an account with %s is repaired by the next refresh', async (_, damage) => {
    await withAccount();
    const { 'account:spellman': storedAccount } = await readStorage();
    await writeStorage({ 'account:spellman': { ...(storedAccount as object), ...damage } });
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
    'an account that is %j is restored by the next worker, and can be added again before',
    async (damage) => {
      await withAccount();
      await writeStorage({ 'account:spellman': damage });
      await settle();
      expect(badge()).toBe('+');
      expect(await sendCommand('addAccount', { key })).toEqual({ ok: true, value: { id: 'spellman' } });
      await writeStorage({ 'account:spellman': damage });
      await startWorker();
      expect(await sendCommand('addAccount', { key })).toEqual({ ok: true, value: { id: 'spellman' } });
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
    [{ version: 3 }],
    [{ version: 3, ids: 'spellman' }],
    [{ version: 0, ids: [] }],
  ])('an index that is %j loses no account', async (index) => {
    await withAccount();
    await writeStorage({ index });
    await startWorker();
    expect(badge()).toBe('987');
    await sendCommand('selectAccount', { id: 'spellman' });
    expect((await readStorage())['index']).toEqual({ version: 3, ids: ['spellman'], current: 'spellman' });
    expect(await refresh()).toEqual({ ok: true, value: null });
    expect(await sendCommand('removeAccount', { id: 'spellman' })).toMatchObject({ ok: true });
    expect(await readStorage()).toEqual({ index: { version: 3, ids: [] } });
    expect(await readKeyStoreIds()).toEqual([]);
  });

  it('an index may contain ids without an account', async () => {
    await withAccount();
    await writeStorage({ index: { version: 3, ids: ['gone', 7, 'spellman', '__proto__'], current: 'gone' } });
    await startWorker();
    expect(badge()).toBe('987');
  });
});

const serviceAccountResponse = () => json({ data: { type: 'service_account', id: 'robot', attributes: {} } });

describe('storage.local lost by the browser', () => {
  const { local } = fakeBrowser.storage;

  it('[F-storage-lost S-disk-orphaned-key] after storage.local is lost, the account is restored from its key, is refreshed immediately, and can be removed', async () => {
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
    await sendCommand('removeAccount', { id: 'spellman' });
    expect(await readKeyStoreIds()).toEqual([]);
    await startWorker();
    expect(badge()).toBe('+');
  });

  it.each([
    ['session', { keyStorage: 'session' }, 'key'],
    ['passphrase', { keyStorage: 'passphrase', passphrase: 'correct horse battery' }, 'lock'],
  ] as const)(
    'after storage.local is lost, an account with a "%s" key is shown even after a browser restart',
    async (keyStorage, choice, badgeLabel) => {
      await withAccount();
      await sendCommand('addAccount', { key, choice });
      network.requests.length = 0;
      local.resetState();
      await worker.restartBrowser();
      expect(badge()).toBe(badgeLabel);
      expect(await account()).toMatchObject({ keyStorage });
      expect(network.requests).toEqual([]);
    },
  );

  it('after storage.local is lost in part, missing accounts of each kind are restored, and the rest is unchanged', async () => {
    await withAccount();
    const robot = 'm'.repeat(64);
    network.replies[`/users/${robot}`] = serviceAccountResponse;
    network.replies['/users/robot'] = serviceAccountResponse;
    network.replies['/users/robot/overall_quotas'] = () => quotasResponse(500);
    await sendCommand('addAccount', { key: robot });
    await sendCommand('selectAccount', { id: 'spellman' });
    const before = await readStorage();
    await local.remove('account:robot');
    await writeStorage({ index: { version: 3, ids: ['spellman'], current: 'spellman' } });
    network.requests.length = 0;
    await startWorker();
    expect((await readStorage())['index']).toEqual(before['index']);
    expect((await readStorage())['account:spellman']).toEqual(before['account:spellman']);
    expect(await account('robot')).toMatchObject({ kind: 'service_account' });
    expect(network.requests).toContain('/service_accounts/robot/groups?limit=40');
  });
});

describe('[F-newer-version] storage of a newer version', () => {
  const newerIndex = { version: 4, ids: ['spellman'], stores: ['passphrase'] };

  it('storage of a newer version is left unchanged, whatever command is sent', async () => {
    await withAccount();
    await writeStorage({ index: newerIndex, settings: { refreshMinutes: 30, sound: 'gong' } });
    const before = await readStorage();
    await startWorker();
    expect(badge()).toBe('new');
    expect(worker.title()).toContain(message('failure.newer'));
    expect(await sendCommand('addAccount', { key })).toEqual({ ok: false, error: { kind: 'newer' } });
    expect(network.requests).toEqual([]);
    expect(await sendCommand('selectAccount', { id: 'spellman' })).toMatchObject({ ok: false });
    expect(await sendCommand('saveSettings', { refreshMinutes: 5 })).toMatchObject({ ok: false });
    expect(await sendCommand('collapsePanel', { collapsed: true })).toMatchObject({ ok: false });
    expect(await sendCommand('removeAccount', { id: 'spellman' })).toMatchObject({ ok: false });
    await refresh();
    for (const freshness of ['cached', 'reload'] as const)
      expect(await lookUpSalem(freshness)).toMatchObject({
        value: { is: 'failed', kind: 'newer' },
      });
    await passTime(noon + hour);
    expect(await readStorage()).toEqual(before);
    expect(await readKeyStoreIds()).toEqual(['spellman']);
    expect(countRequests(paths.quotas)).toBe(0);
  });
});

describe('[F-storage-full] full storage', () => {
  it('full storage adds neither an account nor its key', async () => {
    serveHealthyAccount();
    await startWorker();
    storeFaults.full = true;
    expect(await sendCommand('addAccount', { key })).toEqual({ ok: false, error: { kind: 'no-key' } });
    expect(await readKeyStoreIds()).toEqual([]);
    storeFaults.full = false;
    expect(await sendCommand('addAccount', { key })).toMatchObject({ ok: true });
  });

  it('full storage sends no request that cannot be counted, keeps its data, and recovers when there is room', async () => {
    await withAccount();
    storeFaults.full = true;
    expect(await refresh()).toMatchObject({ ok: false, error: { kind: 'unexpected' } });
    expect(await lookUpSalem('auto')).toMatchObject({ ok: false, error: { kind: 'unexpected' } });
    await passTime(noon + 24 * hour);
    expect(network.requests).toEqual([]);
    expect(await account()).toMatchObject({ quotas: { at: noon }, user: { at: noon } });
    storeFaults.full = false;
    await passTime(noon + 25 * hour);
    expect(badge()).toBe('987');
  });
});

describe('[F-key-store-closed] an unavailable key store', () => {
  it('an unavailable key store adds no account', async () => {
    serveHealthyAccount();
    await startWorker();
    storeFaults.keyStoreUnavailable = true;
    expect(await sendCommand('addAccount', { key })).toEqual({ ok: false, error: { kind: 'no-key' } });
    const { errorLog, ...rest } = await readStorage();
    expect(rest).toEqual({});
    expect(errorLog).toContainEqual({ at: noon, kind: 'UnknownError', context: 'keyStore' });
    expect(badge()).toBe('+');
  });

  it('an unavailable key store keeps a known account with its old key', async () => {
    await withAccount();
    storeFaults.keyStoreUnavailable = true;
    expect(await sendCommand('addAccount', { key })).toEqual({ ok: false, error: { kind: 'no-key' } });
    storeFaults.keyStoreUnavailable = false;
    await startWorker();
    expect(await refresh()).toEqual({ ok: true, value: null });
  });

  it('an unavailable key store is retried automatically, and nothing is sent meanwhile', async () => {
    await withAccount();
    storeFaults.keyStoreUnavailable = true;
    expect(await refresh()).toMatchObject({ ok: false, error: { kind: 'no-key-store' } });
    expect(badge()).toBe('987');
    expect(worker.title()).toContain(message('failure.no_key_store'));
    await passTime(noon + hour);
    expect(network.requests).toEqual([]);
    storeFaults.keyStoreUnavailable = false;
    await passTime(noon + 3 * hour);
    expect(badge()).toBe('987');
  });
});

describe('an account that is added again during a refresh', () => {
  it("an account that is added again during a refresh is not marked with the old key's failure", async () => {
    await withAccount();
    const otherKey = 'm'.repeat(64);
    const pending = Promise.withResolvers<Response>();
    network.replies[paths.quotas] = () => pending.promise;
    void refresh();
    await settle();
    network.replies[`/users/${otherKey}`] = () => userResponse('spellman');
    const added = sendCommand('addAccount', { key: otherKey });
    await settle();
    network.replies[paths.quotas] = () => quotasResponse();
    pending.resolve(errorResponse('WrongCredentialsError', 401));
    await added;
    await settle();
    expect(await account()).toMatchObject({ keyLast4: 'mmmm', failures: {} });
    expect(badge()).toBe('987');
  });

  it('an account that is added again keeps the count of requests sent meanwhile', async () => {
    await withAccount();
    network.replies[paths.owner] = async () => {
      await refresh();
      return userResponse('spellman');
    };
    await sendCommand('addAccount', { key });
    await settle();
    const { billable = 0, free = 0 } = (await account())?.requests ?? {};
    // Two, plus one of the first addition.
    expect(billable + free).toBe(3 + network.requests.length);
  });
});

describe('an account that is removed during a request', () => {
  it('an account that is removed during a user lookup leaves no data', async () => {
    await withAccount();
    network.replies[paths.other] = async () => {
      await sendCommand('removeAccount', { id: 'spellman' });
      return userResponse('salem', {});
    };
    await lookUpSalem('auto');
    await settle();
    expect(await readStorage()).toEqual({ index: { version: 3, ids: [] } });
    expect(await readKeyStoreIds()).toEqual([]);
  });

  it.each([paths.quotas, paths.user, paths.groups])(
    'an account that is removed while %s is requested does not come back',
    async (path) => {
      await withAccount();
      vi.setSystemTime(noon + 25 * hour);
      network.replies[path] = async () => {
        await sendCommand('removeAccount', { id: 'spellman' });
        return errorResponse('TransientError', 503);
      };
      await refresh();
      await settle();
      await passTime(noon + 26 * hour + minute);
      expect(await readStorage()).toEqual({ index: { version: 3, ids: [] } });
      expect(countRequests(path)).toBe(1);
      expect(badge()).toBe('+');
    },
  );
});
