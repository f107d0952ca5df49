// The three key storages: where the key is after every change, what locks it, and what the extension shows meanwhile.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyStorageChoice } from '../../core/messages.ts';
import { encryptKey } from '../../entrypoints/background/keys/key-encryption.ts';
import { parseState } from '../../core/storage/schema.ts';
import type { KeyStorage } from '../../core/domain/account.ts';
import { key, quotasResponse, userResponse } from '../fake-network.ts';
import { message } from '../message.ts';
import {
  serveHealthyAccount,
  day,
  hour,
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
  setIdleState,
  computer,
  readSessionStorage,
  setUpFixture,
  network,
  passTime,
} = worker;
const {
  writeSessionStorage,
  writeKeyRecord,
  restartBrowser,
  fireAlarm,
  settle,
  readPresence,
  startWorker,
  readStorage,
  storeFaults,
  writeStorage,
} = worker;
const { tearDownFixture, title, readKeyStore } = worker;

const passphrase = 'correct horse battery';
const choices: Record<KeyStorage, KeyStorageChoice> = {
  device: { keyStorage: 'device' },
  session: { keyStorage: 'session' },
  passphrase: { keyStorage: 'passphrase', passphrase },
};
const all = Object.keys(choices) as KeyStorage[];

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

async function addWithStorage(keyStorage: KeyStorage): Promise<void> {
  serveHealthyAccount();
  await startWorker();
  expect(await sendCommand('addAccount', { key, choice: choices[keyStorage] })).toMatchObject({ ok: true });
  network.requests.length = 0;
}

const changeStorage = (keyStorage: KeyStorage) =>
  sendCommand('setKeyStorage', { id: 'spellman', choice: choices[keyStorage] });
const refresh = () => sendCommand('refresh', { id: 'spellman' });
const unlock = (attempt = passphrase) => sendCommand('unlock', { passphrase: attempt });

/** Returns the browser stores that contain the key in plain text. */
async function storesWithKey(): Promise<string[]> {
  const areas = {
    keyStore: await readKeyStore(),
    memory: await readSessionStorage(),
    local: await readStorage(),
  };
  return Object.entries(areas).flatMap(([area, content]) =>
    Object.entries(content).flatMap(([name, value]) =>
      JSON.stringify(value)?.includes(key) ? [`${area} ${name}`] : [],
    ),
  );
}

/** The key storage with which the form for new keys starts. */
const rememberedStorage = async (): Promise<KeyStorage> =>
  parseState(await readStorage()).settings.keyStorage;

type EncryptedRecord = { iv: Uint8Array; iterations: number };

const encryptedRecord = async () => (await readKeyStore())['spellman'] as Partial<EncryptedRecord>;

const storedIterations = async () => (await encryptedRecord()).iterations;

type ExpectedStorage = { storesWithKey: string[]; record: unknown; copies: string[] };

const expectedStorage: Record<KeyStorage, ExpectedStorage> = {
  device: {
    storesWithKey: [],
    record: expect.objectContaining({ version: 1, beside: expect.any(CryptoKey) as unknown }),
    copies: [],
  },
  session: {
    storesWithKey: ['memory session:spellman'],
    record: { kept: 'session' },
    copies: ['session:spellman'],
  },
  passphrase: {
    storesWithKey: ['memory passphrase:spellman'],
    record: expect.objectContaining({ version: 1, iterations: expect.any(Number) as unknown }),
    copies: ['passphrase:spellman'],
  },
};

/** Checks that only what this key storage needs is stored. */
async function expectStorage(keyStorage: KeyStorage): Promise<void> {
  expect({
    storesWithKey: await storesWithKey(),
    record: (await readKeyStore())['spellman'],
    // A worker that was terminated with a response in its hands leaves a mark.
    copies: Object.keys(await readSessionStorage()).filter((name) => !name.startsWith('pending:')),
  }).toEqual(expectedStorage[keyStorage]);
  expect((await account())?.keyStorage).toBe(keyStorage);
}

describe.each(all)('a key with the storage "%s"', (from) => {
  it('[S-kept-device] the key is stored in one place, works, and survives the termination of the worker', async () => {
    await addWithStorage(from);
    await expectStorage(from);
    expect(badge()).toBe('987');
    await startWorker();
    expect(await refresh()).toEqual({ ok: true, value: null });
    await expectStorage(from);
  });

  it('removing the account removes the key', async () => {
    await addWithStorage(from);
    await sendCommand('removeAccount', { id: 'spellman' });
    expect([await readKeyStore(), await readSessionStorage()]).toEqual([{}, {}]);
  });

  it.each(all)('the key can be changed to the storage "%s", and no copy is left', async (to) => {
    await addWithStorage(from);
    expect(await changeStorage(to)).toEqual({ ok: true, value: null });
    await expectStorage(to);
    expect(await refresh()).toEqual({ ok: true, value: null });
  });

  it.each(all)('the key can be changed to the storage "%s" by adding it again', async (to) => {
    await addWithStorage(from);
    if (from === 'passphrase') await sendCommand('lock', {});
    const input = { key, choice: choices[to], allowWeaker: true };
    expect(await sendCommand('addAccount', input)).toEqual({ ok: true, value: { id: 'spellman' } });
    await expectStorage(to);
    expect(badge()).toBe('987');
  });

  it.each([...all, undefined])(
    '[S-kept-stronger] adding a key again with the storage "%s" does not protect it less',
    async (to) => {
      await addWithStorage(from);
      const { iv: before } = await encryptedRecord();
      const answer = await sendCommand('addAccount', { key, ...(to && { choice: choices[to] }) });
      const isKept = all.indexOf(to ?? (from === 'session' ? from : 'device')) < all.indexOf(from);
      expect(answer).toEqual({ ok: true, value: { id: 'spellman', ...(isKept && { keeps: from }) } });
      await expectStorage(isKept ? from : (to ?? from));
      const { iv } = await encryptedRecord();
      expect(isKept ? iv : before).toEqual(before);
    },
  );

  it('the key storage that was chosen last is remembered', async () => {
    await addWithStorage(from);
    expect(await rememberedStorage()).toBe(from);
    await changeStorage('session');
    expect(await rememberedStorage()).toBe('session');
  });
});

describe('a worker that is terminated', () => {
  const changes = all.flatMap((from) =>
    all.filter((to) => to !== from).map((to): [KeyStorage, KeyStorage] => [from, to]),
  );

  it.each(changes)(
    '[S-disk-copies] a worker terminated while changing the key storage from "%s" to "%s" loses no key and leaves one copy',
    async (from, to) => {
      await addWithStorage(from);
      const count = worker.countOperations();
      await changeStorage(to);
      const length = count();
      expect(length).toBeGreaterThan(8);
      let changed = 0;
      for (let at = 1; at <= length; at++) {
        await changeStorage(from);
        await expectStorage(from);
        worker.terminateAt(at);
        await changeStorage(to);
        expect(worker.isTerminated()).toBe(true);
        await startWorker();
        const { keyStorage } = (await account()) ?? {};
        expect([from, to], `killed at ${at}`).toContain(keyStorage);
        await expectStorage(keyStorage ?? 'device');
        expect(await refresh()).toEqual({ ok: true, value: null });
        changed += Number(keyStorage === to);
      }
      // Terminations before and after the write that commits the change.
      expect(changed).toBeGreaterThan(0);
      expect(changed).toBeLessThan(length);
    },
  );

  it.each(['unlock', 'lock'] as const)(
    'a worker terminated during %s leaves the key locked or unlocked, and the badge shows which',
    async (action) => {
      await addWithStorage('passphrase');
      const input = action === 'unlock' ? { passphrase } : {};
      let terminations = 0;
      for (let at = 1; ; at++) {
        await (action === 'unlock' ? sendCommand('lock', {}) : unlock());
        worker.terminateAt(at);
        await sendCommand(action, input as never);
        if (!worker.isTerminated()) break;
        terminations++;
        await startWorker();
        const isOpen = (await storesWithKey()).length > 0;
        expect(badge(), `killed at ${at}`).toBe(isOpen ? '987' : 'lock');
        expect((await account())?.failures.quotas?.kind).toBe(isOpen ? undefined : 'locked');
      }
      expect(terminations).toBeGreaterThan(5);
    },
  );

  it('a worker terminated while adding a key with a passphrase leaves no plain key, and no key without an account', async () => {
    let terminations = 0;
    for (let at = 1; ; at++) {
      setUpFixture(noon);
      serveHealthyAccount();
      await startWorker();
      worker.terminateAt(at);
      await sendCommand('addAccount', { key, choice: choices.passphrase });
      const isTerminated = worker.isTerminated();
      await startWorker();
      expect((await storesWithKey()).filter((place) => !place.startsWith('memory'))).toEqual([]);
      const accountExists = (await account()) !== undefined;
      expect(accountExists ? [{}, {}] : [await readKeyStore(), await readSessionStorage()]).toEqual([{}, {}]);
      await sendCommand('addAccount', { key, choice: choices.passphrase });
      await expectStorage('passphrase');
      await sendCommand('removeAccount', { id: 'spellman' });
      tearDownFixture();
      if (!isTerminated) break;
      terminations++;
    }
    expect(terminations).toBeGreaterThan(20);
  });
});

describe('a key that an earlier build stored as it is', () => {
  beforeEach(async () => {
    await addWithStorage('device');
    await writeKeyRecord('spellman', key);
  });

  it('[S-disk-copies] the key works, and the next start encrypts it', async () => {
    expect(await refresh()).toEqual({ ok: true, value: null });
    expect(await storesWithKey()).toEqual(['keyStore spellman']);
    await startWorker();
    await expectStorage('device');
    expect(await refresh()).toEqual({ ok: true, value: null });
    expect(badge()).toBe('987');
  });

  it('a worker terminated while encrypting it loses no key', async () => {
    const seen = new Set<boolean>();
    for (let at = 1; seen.size < 2 || at < 40; at++) {
      await writeKeyRecord('spellman', key);
      await startWorker(at);
      seen.add((await storesWithKey()).length > 0);
      await startWorker();
      await expectStorage('device');
      expect(await refresh(), `terminated at ${at}`).toEqual({ ok: true, value: null });
    }
  });

  it('a key in a store that cannot be written still works', async () => {
    storeFaults.keyStoreUnavailable = true;
    await startWorker();
    storeFaults.keyStoreUnavailable = false;
    expect(await refresh()).toEqual({ ok: true, value: null });
  });
});

it.each<[string, (record: object) => unknown]>([
  ['with a tampered record', (record) => ({ ...record, iv: new Uint8Array(12) })],
  ['of a newer version', (record) => ({ ...record, version: 2 })],
])('a key on this device %s counts as missing, and adding the key again repairs it', async (_, damage) => {
  await addWithStorage('device');
  await writeKeyRecord('spellman', damage((await readKeyStore())['spellman'] as object));
  await startWorker();
  expect(await refresh()).toEqual({ ok: false, error: { kind: 'no-key' } });
  await sendCommand('addAccount', { key });
  await expectStorage('device');
});

describe('a copy left by a terminated worker', () => {
  it.each([
    ['device', { 'passphrase:spellman': key, 'session:spellman': key }],
    ['session', { 'passphrase:spellman': key }],
    ['passphrase', { 'session:spellman': key, 'session:gone': key, 'passphrase:a:b': key }],
  ] as const)(
    'a copy that the storage "%s" does not use is removed at the next start',
    async (keyStorage, leftovers) => {
      await addWithStorage(keyStorage);
      await writeSessionStorage(leftovers);
      await startWorker();
      expect(Object.keys(await readSessionStorage())).toEqual(expectedStorage[keyStorage].copies);
      await expectStorage(keyStorage);
    },
  );
});

describe('a browser restart', () => {
  it('[S-kept-session] a browser restart forgets a session key, keeps the account, and says how to continue', async () => {
    await addWithStorage('session');
    await restartBrowser();
    expect(await storesWithKey()).toEqual([]);
    expect(badge()).toBe('key');
    expect(title()).toContain(message('failure.no_key'));
    expect(title()).toContain(message('tightest.count', '987', '1,000', 'API requests today'));
    expect(await account()).toMatchObject({ quotas: { at: noon }, failures: { quotas: { kind: 'no-key' } } });
    await passTime(noon + day);
    expect(network.requests).toEqual([]);
    await sendCommand('addAccount', { key, choice: choices.session });
    await expectStorage('session');
    expect(badge()).toBe('987');
  });

  it('a browser restart locks a key encrypted with a passphrase', async () => {
    await addWithStorage('passphrase');
    await restartBrowser();
    expect(await storesWithKey()).toEqual([]);
    expect(badge()).toBe('lock');
    expect(await account()).toMatchObject({ quotas: { at: noon }, failures: { quotas: { kind: 'locked' } } });
  });
});

describe('a locked key', () => {
  beforeEach(async () => {
    await addWithStorage('passphrase');
    await sendCommand('lock', {});
    network.requests.length = 0;
  });

  it('[S-disk-locked-key] a locked key is shown on badge and title with the last figures, and nothing is sent', async () => {
    expect(badge()).toBe('lock');
    expect(title()).toContain(message('failure.locked'));
    expect(title()).toContain(message('tightest.count', '987', '1,000', 'API requests today'));
    expect(await refresh()).toEqual({ ok: false, error: { kind: 'locked' } });
    expect(await sendCommand('lookUp', { of: 'user', id: 'salem', freshness: 'reload' })).toMatchObject({
      value: { is: 'failed', kind: 'locked' },
    });
    expect(await changeStorage('device')).toEqual({ ok: false, error: { kind: 'locked' } });
    await passTime(noon + day);
    expect(network.requests).toEqual([]);
    expect(badge()).toBe('lock');
  });

  it('a locked key is unlocked only by its passphrase, and the account is refreshed immediately', async () => {
    vi.setSystemTime(noon + hour);
    const before = await readStorage();
    expect(await unlock('correct horse batterY')).toEqual({ ok: true, value: { unlocked: [] } });
    expect([await readStorage(), await readSessionStorage()]).toEqual([before, {}]);
    expect(network.requests).toEqual([]);
    expect(await unlock()).toEqual({ ok: true, value: { unlocked: ['spellman'] } });
    expect(countRequests(paths.quotas)).toBe(1);
    expect(await account()).toMatchObject({ quotas: { at: noon + hour }, failures: {} });
    expect(badge()).toBe('987');
  });

  it('[S-kept-passphrase] unlocking a key raises its iterations on a faster machine, and loses no key', async () => {
    const record = await encryptKey(key, 'spellman', passphrase, 600_000);
    await writeKeyRecord('spellman', record);
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 200));
    for (let at = 1; ; at++) {
      await writeKeyRecord('spellman', record);
      await sendCommand('lock', {});
      worker.terminateAt(at);
      await unlock();
      const isTerminated = worker.isTerminated();
      await startWorker();
      expect([600_000, 1_200_000]).toContain(await storedIterations());
      await sendCommand('lock', {});
      expect(await unlock(), `terminated at ${at}`).toMatchObject({ value: { unlocked: ['spellman'] } });
      if (!isTerminated) break;
    }
    await expectStorage('passphrase');
    expect(await storedIterations()).toBeGreaterThan(600_000);
  });

  it('unlocking a key resumes a list that failed because of the lock', async () => {
    const list = { account: 'spellman', list: 'comments/spellman', targetCount: 40, fresh: false } as const;
    await sendCommand('loadList', list);
    const name = 'list:spellman:comments/spellman';
    expect((await readStorage())[name]).toMatchObject({ status: 'failed', failure: { kind: 'locked' } });
    await unlock();
    expect((await readStorage())[name]).not.toMatchObject({ failure: { kind: 'locked' } });
  });

  it('unlocking a key also unlocks all keys with the same passphrase, and no others', async () => {
    const others = { salem: passphrase, hilda: 'entirely another phrase' };
    for (const [id, otherPassphrase] of Object.entries(others)) {
      const otherKey = id.padEnd(64, 'x');
      network.replies[`/users/${otherKey}`] = () => userResponse(id);
      network.replies[`/users/${id}/overall_quotas`] = () => quotasResponse();
      await sendCommand('addAccount', {
        key: otherKey,
        choice: { keyStorage: 'passphrase', passphrase: otherPassphrase },
      });
    }
    await sendCommand('lock', {});
    expect(Object.keys(await readSessionStorage())).toEqual([]);
    expect(await unlock()).toEqual({ ok: true, value: { unlocked: ['spellman', 'salem'] } });
    expect(Object.keys(await readSessionStorage())).toEqual(['passphrase:spellman', 'passphrase:salem']);
    expect((await account('hilda'))?.failures.quotas?.kind).toBe('locked');
  });

  it.each<[string, (record: object) => unknown, string]>([
    ['with a tampered record', (record) => ({ ...record, iv: new Uint8Array(12) }), 'locked'],
    ['with a damaged record', (record) => ({ ...record, salt: null }), 'no-key'],
    ['with a record of a newer version', (record) => ({ ...record, version: 2 }), 'no-key'],
    ['without a record', () => undefined, 'no-key'],
  ])('a locked key %s is not unlocked, and adding the key again repairs it', async (_, damage, kind) => {
    await writeKeyRecord('spellman', damage((await readKeyStore())['spellman'] as object));
    await startWorker();
    expect(await unlock()).toEqual({ ok: true, value: { unlocked: [] } });
    expect(await refresh()).toEqual({ ok: false, error: { kind } });
    expect(await account()).toMatchObject({ quotas: { at: noon } });
    await sendCommand('addAccount', { key, choice: choices.passphrase });
    await expectStorage('passphrase');
    expect(badge()).toBe('987');
  });

  it("[S-disk-passphrase] a locked key's passphrase is not stored anywhere, right or wrong", async () => {
    await unlock('not the right one');
    await unlock();
    const everything = JSON.stringify([
      await readStorage(),
      await readSessionStorage(),
      await readKeyStore(),
      network.requests,
    ]);
    expect(everything).not.toMatch(/correct horse|not the right one/u);
  });
});

describe('a refresh in flight while the key is locked', () => {
  it.each<[string, () => Response]>([
    ['succeeds', () => quotasResponse(100)],
    ['fails', () => new Response('', { status: 503 })],
  ])('a refresh in flight that %s does not hide the lock', async (_, reply) => {
    await addWithStorage('passphrase');
    const pending = Promise.withResolvers<Response>();
    network.replies[paths.quotas] = () => pending.promise;
    void refresh();
    await settle();
    await sendCommand('lock', {});
    pending.resolve(reply());
    await settle();
    expect(badge()).toBe('lock');
    expect((await account())?.failures.quotas?.kind).toBe('locked');
  });
});

/** Checks the wait of half an hour that VirusTotal requested a day after noon. */
async function expectWait(): Promise<void> {
  network.requests.length = 0;
  network.replies[paths.quotas] = () => quotasResponse();
  expect(await unlock()).toMatchObject({ ok: true, value: { unlocked: ['spellman'] } });
  expect(badge()).toBe('429');
  expect((await account())?.failures.quotas).toMatchObject({ retryAt: noon + day + hour / 2 });
  await refresh();
  await passTime(noon + day + hour / 2 - 1);
  expect(network.requests).toEqual([]);
  await passTime(noon + day + hour / 2 + minute);
  expect(countRequests(paths.quotas)).toBe(1);
  expect(badge()).toBe('987');
}

describe('a wait requested by VirusTotal', () => {
  beforeEach(async () => {
    await addWithStorage('passphrase');
    await sendCommand('saveSettings', { autoLockMinutes: 0 });
    vi.setSystemTime(noon + day);
    network.replies[paths.quotas] = () =>
      new Response('', { status: 429, headers: { 'retry-after': '1800' } });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['locked', () => sendCommand('lock', {})],
    ['locked, and refreshed with "Refresh"', () => sendCommand('lock', {}).then(refresh)],
    ['locked by a browser restart', restartBrowser],
  ])(
    '[F-wait-outlives-lock] a wait requested by VirusTotal applies to a key that is %s and unlocked',
    async (_, lock) => {
      await refresh();
      await lock();
      expect(badge()).toBe('lock');
      await expectWait();
    },
  );

  it('a wait requested by VirusTotal applies if it arrives while the key is being locked', async () => {
    const pending = Promise.withResolvers<undefined>();
    const { [paths.quotas]: reply } = network.replies;
    network.replies[paths.quotas] = () => pending.promise.then(reply);
    void refresh();
    await settle();
    await sendCommand('lock', {});
    pending.resolve(undefined);
    await settle();
    expect(badge()).toBe('lock');
    await expectWait();
  });

  it('a wait requested by VirusTotal is not repeated once it is over', async () => {
    await refresh();
    await sendCommand('lock', {});
    vi.setSystemTime(noon + day + hour);
    network.requests.length = 0;
    serveHealthyAccount();
    await unlock();
    expect(countRequests(paths.quotas)).toBe(1);
    expect(badge()).toBe('987');
  });
});

describe('auto-lock', () => {
  beforeEach(() => addWithStorage('passphrase'));

  it('auto-lock locks the key after the chosen idle time, also in a new worker', async () => {
    expect(computer.interval).toBe(15 * 60);
    await sendCommand('saveSettings', { autoLockMinutes: 5 });
    expect(computer.interval).toBe(5 * 60);
    computer.interval = 0;
    await startWorker();
    expect(computer.interval).toBe(5 * 60);
    await setIdleState('idle');
    expect(badge()).toBe('lock');
    expect(await storesWithKey()).toEqual([]);
  });

  it('[S-disk-locked-key] auto-lock locks the key when the screen is locked', async () => {
    await setIdleState('locked');
    expect(badge()).toBe('lock');
  });

  it('auto-lock ignores an "idle" event of the first minute', async () => {
    await setIdleState('active');
    const { fakeBrowser } = await import('wxt/testing/fake-browser');
    vi.mocked(fakeBrowser.idle.queryState).mockResolvedValueOnce('active' as never);
    await setIdleState('idle');
    expect(badge()).toBe('987');
    expect(vi.mocked(fakeBrowser.idle.queryState).mock.calls.map(([seconds]) => seconds)).toContain(15 * 60);
  });

  it('auto-lock locks the key with the next alarm if it missed the idle event', async () => {
    computer.state = 'idle';
    network.requests.length = 0;
    await fireAlarm('refresh');
    expect(badge()).toBe('lock');
    expect(network.requests).toEqual([]);
  });

  it('auto-lock does not lock the key if the setting waits for the end of the browser', async () => {
    await sendCommand('saveSettings', { autoLockMinutes: 0 });
    await setIdleState('idle');
    await setIdleState('locked');
    await fireAlarm('refresh');
    expect(badge()).toBe('987');
  });
});

describe('[S-disk-slept-key] an unlocked key after a sleep of the computer', () => {
  beforeEach(() => addWithStorage('passphrase'));

  it.each<[string, () => Promise<unknown>]>([
    ['the alarm that checks presence', () => fireAlarm('presence')],
    ['the alarm that refreshes', () => fireAlarm('refresh')],
    ['the report that somebody is there', () => setIdleState('active')],
    ['a click on "Refresh"', refresh],
    ['a page of another user', () => sendCommand('lookUp', { of: 'user', id: 'salem', freshness: 'auto' })],
    [
      'a list',
      () =>
        sendCommand('loadList', {
          account: 'spellman',
          list: 'comments/spellman',
          targetCount: 40,
          fresh: false,
        }),
    ],
    ['a new worker', () => startWorker()],
    ['a wrong passphrase', () => unlock('not the right one')],
  ])('the key is locked before anything is sent, if %s comes first', async (_, wake) => {
    vi.setSystemTime(noon + 10 * hour);
    await wake();
    expect(network.requests).toEqual([]);
    await startWorker();
    expect(await storesWithKey()).toEqual([]);
    expect(badge()).toBe('lock');
    expect(network.requests).toEqual([]);
  });

  it('the key stays unlocked for somebody who works without a break, and locks when they leave', async () => {
    await passTime(noon + 3 * hour);
    expect(badge()).not.toBe('lock');
    expect(await readPresence()).toEqual({ at: noon + 3 * hour, until: noon + 3 * hour + 15 * minute });
    computer.state = 'idle';
    await passTime(noon + 3 * hour + 16 * minute);
    expect(badge()).toBe('lock');
    expect(await readPresence()).toBeUndefined();
  });

  it('the time without activity is counted from the last activity, not from the last alarm', async () => {
    const { fakeBrowser } = await import('wxt/testing/fake-browser');
    vi.mocked(fakeBrowser.idle.queryState).mockImplementation(async (seconds) =>
      seconds < 10 * 60 ? 'idle' : 'active',
    );
    await passTime(noon + 14 * minute);
    expect(badge()).not.toBe('lock');
    expect(await readPresence()).toMatchObject({ at: noon });
  });

  it('a clock that was set back locks the key, and one that is corrected by seconds does not', async () => {
    vi.setSystemTime(noon - 2000);
    await fireAlarm('presence');
    expect(badge()).not.toBe('lock');
    vi.setSystemTime(noon - hour);
    await fireAlarm('presence');
    expect(badge()).toBe('lock');
  });

  it('a longer time takes effect at once, and no time means never', async () => {
    await sendCommand('saveSettings', { autoLockMinutes: 60 });
    vi.setSystemTime(noon + 59 * minute);
    expect(await refresh()).toMatchObject({ ok: true });
    await sendCommand('saveSettings', { autoLockMinutes: 0 });
    expect(await readPresence()).toBeUndefined();
    vi.setSystemTime(noon + day);
    expect(await refresh()).toMatchObject({ ok: true });
    expect(worker.alarmNames()).not.toContain('presence');
  });

  it('the list of requests, whose URLs name accounts, is cleared by a lock', async () => {
    const clear = vi.spyOn(performance, 'clearResourceTimings');
    await sendCommand('lock', {});
    expect(clear).toHaveBeenCalled();
  });
});

it.each(['device', 'session'] as const)(
  'auto-lock ignores the storage "%s", which has no passphrase',
  async (keyStorage) => {
    await addWithStorage(keyStorage);
    expect(computer.interval).toBe(0);
    await setIdleState('idle');
    await setIdleState('locked');
    await fireAlarm('refresh');
    vi.setSystemTime(noon + 10 * hour);
    await fireAlarm('refresh');
    expect([worker.alarmNames().includes('presence'), await readPresence()]).toEqual([false, undefined]);
    await expectStorage(keyStorage);
    expect(badge()).toBe('987');
  },
);

describe('a key store that cannot be opened', () => {
  it('an unavailable key store keeps the key storage unchanged', async () => {
    await addWithStorage('device');
    storeFaults.keyStoreUnavailable = true;
    expect(await changeStorage('session')).toEqual({ ok: false, error: { kind: 'no-key-store' } });
    storeFaults.keyStoreUnavailable = false;
    await startWorker();
    await expectStorage('device');
  });

  it('an unavailable key store does not prevent locking', async () => {
    await addWithStorage('passphrase');
    storeFaults.keyStoreUnavailable = true;
    await sendCommand('lock', {});
    storeFaults.keyStoreUnavailable = false;
    expect(await storesWithKey()).toEqual([]);
    await startWorker();
    expect(badge()).toBe('lock');
  });
});

describe('storage of a newer version', () => {
  it.each(all)(
    'storage of a newer version keeps its "%s" key, whatever command is sent',
    async (keyStorage) => {
      await addWithStorage(keyStorage);
      await writeStorage({ index: { version: 4, ids: ['spellman'] } });
      const before = [await readKeyStore(), await readSessionStorage(), await readStorage()];
      await startWorker();
      expect(await sendCommand('removeAccount', { id: 'spellman' })).toMatchObject({ ok: false });
      expect(await changeStorage('device')).toMatchObject({ ok: false });
      expect(await unlock()).toEqual({ ok: true, value: { unlocked: [] } });
      expect([await readKeyStore(), await readSessionStorage(), await readStorage()]).toEqual(before);
    },
  );
});

it('[S-kept-stronger] a key whose record is damaged is not replaced by one that is protected less', async () => {
  await addWithStorage('passphrase');
  await writeKeyRecord('spellman', { damaged: true });
  const answer = await sendCommand('addAccount', { key, choice: choices.device });
  expect(answer).toEqual({ ok: true, value: { id: 'spellman', keeps: 'passphrase' } });
  expect(await readKeyStore()).toEqual({ spellman: { damaged: true } });
});

describe('an account that is added and removed at the same time', () => {
  it.each(all)(
    '[F-add-remove-race S-disk-orphaned-key] an account added and removed at the same time either keeps its "%s" key or loses it too',
    async (keyStorage) => {
      const { fakeBrowser } = await import('wxt/testing/fake-browser');
      const outcomes: boolean[] = [];
      for (let at = 1; ; at++) {
        serveHealthyAccount();
        await startWorker();
        let removed: Promise<unknown> | undefined;
        worker.interruptAt(at, () => void (removed = sendCommand('removeAccount', { id: 'spellman' })));
        await sendCommand('addAccount', { key, choice: choices[keyStorage] });
        await removed;
        const accountExists = (await account()) !== undefined;
        expect(Object.keys(await readKeyStore()), `at ${at}`).toEqual(accountExists ? ['spellman'] : []);
        expect(Object.keys(await readSessionStorage()), `at ${at}`).toEqual(
          accountExists ? expectedStorage[keyStorage].copies : [],
        );
        await sendCommand('removeAccount', { id: 'spellman' });
        fakeBrowser.storage.local.resetState();
        if (!removed) break;
        outcomes.push(accountExists);
      }
      // Removed before and after the account existed.
      expect(new Set(outcomes)).toEqual(new Set([true, false]));
      expect(outcomes.length).toBeGreaterThan(20);
    },
  );
});

it('an account without a stored key storage uses the device storage', async () => {
  await withAccount();
  const { 'account:spellman': storedAccount } = await readStorage();
  const { keyStorage: _, ...old } = storedAccount as Record<string, unknown>;
  await writeStorage({ 'account:spellman': old });
  await startWorker();
  expect(await refresh()).toEqual({ ok: true, value: null });
  await passTime(noon + minute);
  expect(await changeStorage('session')).toEqual({ ok: true, value: null });
  await expectStorage('session');
});
