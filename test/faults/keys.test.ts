// The three ways to keep a key: where it lies after every change, what locks it, and what is said of it meanwhile.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyStorageChoice } from '../../core/messages.ts';
import type { KeyStorage } from '../../core/domain/account.ts';
import { key, quotasAnswer, userAnswer } from '../fake-network.ts';
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

const { account, ask, badge, setIdleState, computer, inMemory, setUpFixture, network, passTime } = worker;
const { putInMemory, putRecord, restartBrowser, fireAlarm, settle, startWorker, stored, stores, store } =
  worker;
const { tearDownFixture, title, keyRecords } = worker;

const passphrase = 'correct horse battery';
const ways: Record<KeyStorage, KeyStorageChoice> = {
  device: { keyStorage: 'device' },
  session: { keyStorage: 'session' },
  passphrase: { keyStorage: 'passphrase', passphrase },
};
const all = Object.keys(ways) as KeyStorage[];

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

async function keptBy(keyStorage: KeyStorage): Promise<void> {
  serveHealthyAccount();
  await startWorker();
  expect(await ask('addAccount', { key, choice: ways[keyStorage] })).toMatchObject({ ok: true });
  network.requests.length = 0;
}

const keepBy = (keyStorage: KeyStorage) => ask('setKeyStorage', { id: 'spellman', choice: ways[keyStorage] });
const refresh = () => ask('refresh', { id: 'spellman' });
const unlock = (tried = passphrase) => ask('unlock', { passphrase: tried });

/** In which of the browser's stores the key lies as it is. */
async function places(): Promise<string[]> {
  const areas = { keyStore: await keyRecords(), memory: await inMemory(), local: await stored() };
  return Object.entries(areas).flatMap(([area, content]) =>
    Object.entries(content).flatMap(([name, value]) =>
      JSON.stringify(value)?.includes(key) ? [`${area} ${name}`] : [],
    ),
  );
}

type Home = { places: string[]; record: unknown; copies: string[] };

const home: Record<KeyStorage, Home> = {
  device: { places: ['keyStore spellman'], record: key, copies: [] },
  session: {
    places: ['memory session:spellman'],
    record: { kept: 'session' },
    copies: ['session:spellman'],
  },
  passphrase: {
    places: ['memory passphrase:spellman'],
    record: expect.objectContaining({ version: 1, iterations: 600_000 }),
    copies: ['passphrase:spellman'],
  },
};

/** Nothing but what this way needs is anywhere. */
async function expectAtHome(keyStorage: KeyStorage): Promise<void> {
  expect({
    places: await places(),
    record: (await keyRecords())['spellman'],
    copies: Object.keys(await inMemory()),
  }).toEqual(home[keyStorage]);
  expect((await account())?.keyStorage).toBe(keyStorage);
}

describe.each(all)('a key kept by "%s"', (from) => {
  it('[S-kept-device] lies in one place, works, and survives the death of the worker', async () => {
    await keptBy(from);
    await expectAtHome(from);
    expect(badge()).toBe('987');
    await startWorker();
    expect(await refresh()).toEqual({ ok: true, value: null });
    await expectAtHome(from);
  });

  it('leaves nothing when the account is removed', async () => {
    await keptBy(from);
    await ask('removeAccount', { id: 'spellman' });
    expect([await keyRecords(), await inMemory()]).toEqual([{}, {}]);
  });

  it.each(all)('can be kept by "%s" from then on, and leaves no copy', async (to) => {
    await keptBy(from);
    expect(await keepBy(to)).toEqual({ ok: true, value: null });
    await expectAtHome(to);
    expect(await refresh()).toEqual({ ok: true, value: null });
  });

  it.each(all)('can be kept by "%s" by adding the key again', async (to) => {
    await keptBy(from);
    if (from === 'passphrase') await ask('lock', {});
    expect(await ask('addAccount', { key, choice: ways[to] })).toMatchObject({ ok: true });
    await expectAtHome(to);
    expect(badge()).toBe('987');
  });
});

describe('a worker that dies', () => {
  const changes = all.flatMap((from) =>
    all.filter((to) => to !== from).map((to): [KeyStorage, KeyStorage] => [from, to]),
  );

  it.each(changes)(
    '[S-disk-copies] between "%s" and "%s" loses nothing and leaves one place',
    async (from, to) => {
      await keptBy(from);
      const count = worker.countOperations();
      await keepBy(to);
      const length = count();
      expect(length).toBeGreaterThan(8);
      let changed = 0;
      for (let at = 1; at <= length; at++) {
        await keepBy(from);
        await expectAtHome(from);
        worker.terminateAt(at);
        await keepBy(to);
        expect(worker.isTerminated()).toBe(true);
        await startWorker();
        const { keyStorage } = (await account()) ?? {};
        expect([from, to], `killed at ${at}`).toContain(keyStorage);
        await expectAtHome(keyStorage ?? 'device');
        expect(await refresh()).toEqual({ ok: true, value: null });
        changed += Number(keyStorage === to);
      }
      // Deaths before and after the one write that decides.
      expect(changed).toBeGreaterThan(0);
      expect(changed).toBeLessThan(length);
    },
  );

  it.each(['unlock', 'lock'] as const)(
    'in the middle of %s leaves it locked or unlocked, and says which',
    async (action) => {
      await keptBy('passphrase');
      const input = action === 'unlock' ? { passphrase } : {};
      let deaths = 0;
      for (let at = 1; ; at++) {
        await (action === 'unlock' ? ask('lock', {}) : unlock());
        worker.terminateAt(at);
        await ask(action, input as never);
        if (!worker.isTerminated()) break;
        deaths++;
        await startWorker();
        const isOpen = (await places()).length > 0;
        expect(badge(), `killed at ${at}`).toBe(isOpen ? '987' : 'lock');
        expect((await account())?.failures.quotas?.kind).toBe(isOpen ? undefined : 'locked');
      }
      expect(deaths).toBeGreaterThan(5);
    },
  );

  it('while a key under a passphrase is added never leaves it plain, nor a key without its account', async () => {
    let deaths = 0;
    for (let at = 1; ; at++) {
      setUpFixture(noon);
      serveHealthyAccount();
      await startWorker();
      worker.terminateAt(at);
      await ask('addAccount', { key, choice: ways.passphrase });
      const isTerminated = worker.isTerminated();
      await startWorker();
      expect((await places()).filter((place) => !place.startsWith('memory'))).toEqual([]);
      const isThere = (await account()) !== undefined;
      expect(isThere ? [{}, {}] : [await keyRecords(), await inMemory()]).toEqual([{}, {}]);
      await ask('addAccount', { key, choice: ways.passphrase });
      await expectAtHome('passphrase');
      await ask('removeAccount', { id: 'spellman' });
      tearDownFixture();
      if (!isTerminated) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(20);
  });
});

describe('a copy that a dead worker left', () => {
  it.each([
    ['device', { 'passphrase:spellman': key, 'session:spellman': key }],
    ['session', { 'passphrase:spellman': key }],
    ['passphrase', { 'session:spellman': key, 'session:gone': key, 'passphrase:a:b': key }],
  ] as const)('of another way than "%s" is removed at the next start', async (keyStorage, left) => {
    await keptBy(keyStorage);
    await putInMemory(left);
    await startWorker();
    expect(Object.keys(await inMemory())).toEqual(home[keyStorage].copies);
    await expectAtHome(keyStorage);
  });
});

describe('the end of the browser', () => {
  it('[S-kept-session] forgets a key of the session, keeps the account, and says how to go on', async () => {
    await keptBy('session');
    await restartBrowser();
    expect(await places()).toEqual([]);
    expect(badge()).toBe('key');
    expect(title()).toContain(message('failure.no_key'));
    expect(title()).toContain(message('tightest.count', '987', '1,000', 'API requests today'));
    expect(await account()).toMatchObject({ quotas: { at: noon }, failures: { quotas: { kind: 'no-key' } } });
    await passTime(noon + day);
    expect(network.requests).toEqual([]);
    await ask('addAccount', { key, choice: ways.session });
    await expectAtHome('session');
    expect(badge()).toBe('987');
  });

  it('locks a key under a passphrase', async () => {
    await keptBy('passphrase');
    await restartBrowser();
    expect(await places()).toEqual([]);
    expect(badge()).toBe('lock');
    expect(await account()).toMatchObject({ quotas: { at: noon }, failures: { quotas: { kind: 'locked' } } });
  });
});

describe('a locked key', () => {
  beforeEach(async () => {
    await keptBy('passphrase');
    await ask('lock', {});
    network.requests.length = 0;
  });

  it('[S-disk-locked-key] is said on badge and title beside the last figures, and nothing is asked', async () => {
    expect(badge()).toBe('lock');
    expect(title()).toContain(message('failure.locked'));
    expect(title()).toContain(message('tightest.count', '987', '1,000', 'API requests today'));
    expect(await refresh()).toEqual({ ok: false, error: { kind: 'locked' } });
    expect(await ask('getPanelContent', { of: 'user', id: 'salem', freshness: 'reload' })).toMatchObject({
      value: { problem: { kind: 'locked', act: 'options' } },
    });
    expect(await keepBy('device')).toEqual({ ok: false, error: { kind: 'locked' } });
    await passTime(noon + day);
    expect(network.requests).toEqual([]);
    expect(badge()).toBe('lock');
  });

  it('is opened by its passphrase alone, and read at once', async () => {
    vi.setSystemTime(noon + hour);
    const before = await stored();
    expect(await unlock('correct horse batterY')).toEqual({ ok: true, value: { unlocked: [] } });
    expect([await stored(), await inMemory()]).toEqual([before, {}]);
    expect(network.requests).toEqual([]);
    expect(await unlock()).toEqual({ ok: true, value: { unlocked: ['spellman'] } });
    expect(countRequests(paths.quotas)).toBe(1);
    expect(await account()).toMatchObject({ quotas: { at: noon + hour }, failures: {} });
    expect(badge()).toBe('987');
  });

  it('goes on with a list that met the lock', async () => {
    const list = { account: 'spellman', list: 'comments/spellman', targetCount: 40, fresh: false } as const;
    await ask('loadList', list);
    const name = 'list:spellman:comments/spellman';
    expect((await stored())[name]).toMatchObject({ status: 'failed', failure: { kind: 'locked' } });
    await unlock();
    expect((await stored())[name]).not.toMatchObject({ failure: { kind: 'locked' } });
  });

  it('opens together with all others of the same passphrase, and without those of another one', async () => {
    const others = { salem: passphrase, hilda: 'entirely another phrase' };
    for (const [id, phrase] of Object.entries(others)) {
      const own = id.padEnd(64, 'x');
      network.replies[`/users/${own}`] = () => userAnswer(id);
      network.replies[`/users/${id}/overall_quotas`] = () => quotasAnswer();
      await ask('addAccount', { key: own, choice: { keyStorage: 'passphrase', passphrase: phrase } });
    }
    await ask('lock', {});
    expect(Object.keys(await inMemory())).toEqual([]);
    expect(await unlock()).toEqual({ ok: true, value: { unlocked: ['spellman', 'salem'] } });
    expect(Object.keys(await inMemory())).toEqual(['passphrase:spellman', 'passphrase:salem']);
    expect((await account('hilda'))?.failures.quotas?.kind).toBe('locked');
  });

  it.each<[string, (record: object) => unknown, string]>([
    ['whose record was tampered with', (record) => ({ ...record, iv: new Uint8Array(12) }), 'locked'],
    ['whose record is damaged', (record) => ({ ...record, salt: null }), 'no-key'],
    ['whose record is of a newer version', (record) => ({ ...record, version: 2 }), 'no-key'],
    ['whose record is gone', () => undefined, 'no-key'],
  ])('%s is not opened, and adding the key again mends it', async (_, damage, kind) => {
    await putRecord('spellman', damage((await keyRecords())['spellman'] as object));
    await startWorker();
    expect(await unlock()).toEqual({ ok: true, value: { unlocked: [] } });
    expect(await refresh()).toEqual({ ok: false, error: { kind } });
    expect(await account()).toMatchObject({ quotas: { at: noon } });
    await ask('addAccount', { key, choice: ways.passphrase });
    await expectAtHome('passphrase');
    expect(badge()).toBe('987');
  });

  it('[S-disk-passphrase] has no passphrase written down anywhere, right or wrong', async () => {
    await unlock('not the right one');
    await unlock();
    const everything = JSON.stringify([
      await stored(),
      await inMemory(),
      await keyRecords(),
      network.requests,
    ]);
    expect(everything).not.toMatch(/correct horse|not the right one/u);
  });
});

describe('a reading that is under way when the key is locked', () => {
  it.each<[string, () => Response]>([
    ['succeeds', () => quotasAnswer(100)],
    ['fails', () => new Response('', { status: 503 })],
  ])('does not hide the lock when it %s', async (_, reply) => {
    await keptBy('passphrase');
    const late = Promise.withResolvers<Response>();
    network.replies[paths.quotas] = () => late.promise;
    void refresh();
    await settle();
    await ask('lock', {});
    late.resolve(reply());
    await settle();
    expect(badge()).toBe('lock');
    expect((await account())?.failures.quotas?.kind).toBe('locked');
  });
});

/** The wait of half an hour that VirusTotal asked for a day after noon. */
async function expectWait(): Promise<void> {
  network.requests.length = 0;
  network.replies[paths.quotas] = () => quotasAnswer();
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

describe('time that VirusTotal asked for', () => {
  beforeEach(async () => {
    await keptBy('passphrase');
    vi.setSystemTime(noon + day);
    network.replies[paths.quotas] = () =>
      new Response('', { status: 429, headers: { 'retry-after': '1800' } });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['locked', () => ask('lock', {})],
    ['locked, and then "Refresh" is pressed', () => ask('lock', {}).then(refresh)],
    ['locked by the end of the browser', restartBrowser],
  ])('[F-wait-outlives-lock] holds for a key that is %s and unlocked', async (_, lock) => {
    await refresh();
    await lock();
    expect(badge()).toBe('lock');
    await expectWait();
  });

  it('holds where it is told while the key is being locked', async () => {
    const late = Promise.withResolvers<undefined>();
    const { [paths.quotas]: reply } = network.replies;
    network.replies[paths.quotas] = () => late.promise.then(reply);
    void refresh();
    await settle();
    await ask('lock', {});
    late.resolve(undefined);
    await settle();
    expect(badge()).toBe('lock');
    await expectWait();
  });

  it('is not asked for again once it is over', async () => {
    await refresh();
    await ask('lock', {});
    vi.setSystemTime(noon + day + hour);
    network.requests.length = 0;
    serveHealthyAccount();
    await unlock();
    expect(countRequests(paths.quotas)).toBe(1);
    expect(badge()).toBe('987');
  });
});

describe('the lock by itself', () => {
  beforeEach(() => keptBy('passphrase'));

  it('comes when nobody was there for the chosen time, also to a new worker', async () => {
    expect(computer.interval).toBe(15 * 60);
    await ask('saveSettings', { autoLockMinutes: 5 });
    expect(computer.interval).toBe(5 * 60);
    computer.interval = 0;
    await startWorker();
    expect(computer.interval).toBe(5 * 60);
    await setIdleState('idle');
    expect(badge()).toBe('lock');
    expect(await places()).toEqual([]);
  });

  it('[S-disk-locked-key] comes at once with the lock of the screen', async () => {
    await setIdleState('locked');
    expect(badge()).toBe('lock');
  });

  it('does not believe an "idle" of the first minute', async () => {
    await setIdleState('active');
    const { fakeBrowser } = await import('wxt/testing/fake-browser');
    vi.mocked(fakeBrowser.idle.queryState).mockResolvedValueOnce('active' as never);
    await setIdleState('idle');
    expect(badge()).toBe('987');
    expect(vi.mocked(fakeBrowser.idle.queryState).mock.lastCall?.[0]).toBe(15 * 60);
  });

  it('comes with the next alarm when its event was missed', async () => {
    computer.state = 'idle';
    network.requests.length = 0;
    await fireAlarm('refresh');
    expect(badge()).toBe('lock');
    expect(network.requests).toEqual([]);
  });

  it('does not come where it is to wait for the end of the browser', async () => {
    await ask('saveSettings', { autoLockMinutes: 0 });
    await setIdleState('idle');
    await setIdleState('locked');
    await fireAlarm('refresh');
    expect(badge()).toBe('987');
  });
});

it.each(['device', 'session'] as const)(
  'without a passphrase ("%s") idleness is nobody’s business',
  async (keyStorage) => {
    await keptBy(keyStorage);
    expect(computer.interval).toBe(0);
    await setIdleState('idle');
    await setIdleState('locked');
    await fireAlarm('refresh');
    await expectAtHome(keyStorage);
    expect(badge()).toBe('987');
  },
);

describe('a key store that cannot be read', () => {
  it('keeps the way as it was when it cannot be changed', async () => {
    await keptBy('device');
    stores.keyStoreGone = true;
    expect(await keepBy('session')).toEqual({ ok: false, error: { kind: 'no-key-store' } });
    stores.keyStoreGone = false;
    await startWorker();
    await expectAtHome('device');
  });

  it('is locked all the same', async () => {
    await keptBy('passphrase');
    stores.keyStoreGone = true;
    await ask('lock', {});
    stores.keyStoreGone = false;
    expect(await places()).toEqual([]);
    await startWorker();
    expect(badge()).toBe('lock');
  });
});

describe('storage of a newer version', () => {
  it.each(all)('keeps its "%s" key, whatever is commanded', async (keyStorage) => {
    await keptBy(keyStorage);
    await store({ index: { version: 3, ids: ['spellman'] } });
    const before = [await keyRecords(), await inMemory(), await stored()];
    await startWorker();
    expect(await ask('removeAccount', { id: 'spellman' })).toMatchObject({ ok: false });
    expect(await keepBy('device')).toMatchObject({ ok: false });
    expect(await unlock()).toEqual({ ok: true, value: { unlocked: [] } });
    expect([await keyRecords(), await inMemory(), await stored()]).toEqual(before);
  });
});

describe('an account that is added and removed at one instant', () => {
  it.each(all)(
    '[F-add-remove-race S-disk-orphaned-key] is there with its "%s" key, or gone with it',
    async (keyStorage) => {
      const { fakeBrowser } = await import('wxt/testing/fake-browser');
      const outcomes: boolean[] = [];
      for (let at = 1; ; at++) {
        serveHealthyAccount();
        await startWorker();
        let removed: Promise<unknown> | undefined;
        worker.interruptAt(at, () => void (removed = ask('removeAccount', { id: 'spellman' })));
        await ask('addAccount', { key, choice: ways[keyStorage] });
        await removed;
        const isThere = (await account()) !== undefined;
        expect(Object.keys(await keyRecords()), `at ${at}`).toEqual(isThere ? ['spellman'] : []);
        expect(Object.keys(await inMemory()), `at ${at}`).toEqual(isThere ? home[keyStorage].copies : []);
        await ask('removeAccount', { id: 'spellman' });
        fakeBrowser.storage.local.resetState();
        if (!removed) break;
        outcomes.push(isThere);
      }
      // Removed before it was there, and after.
      expect(new Set(outcomes)).toEqual(new Set([true, false]));
      expect(outcomes.length).toBeGreaterThan(20);
    },
  );
});

it('an account of before there were ways is kept on the device', async () => {
  await withAccount();
  const { 'account:spellman': whole } = await stored();
  const { keyStorage: _, ...old } = whole as Record<string, unknown>;
  await store({ 'account:spellman': old });
  await startWorker();
  expect(await refresh()).toEqual({ ok: true, value: null });
  await passTime(noon + minute);
  expect(await keepBy('session')).toEqual({ ok: true, value: null });
  await expectAtHome('session');
});
