// Starts the background on a store written by an older version, and terminates it at every operation of that start. The next worker
// finds every account, key, list and setting, stores nothing under a name of version 1 and no time in seconds.
import { setMany } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listItems, readItems } from '../../core/storage/list-items.ts';
import { listStateKey, parseListState, type ListKey } from '../../core/storage/list-schema.ts';
import type { ListState } from '../../core/domain/list-state.ts';
import { createSettingsFile } from '../../core/storage/settings-file.ts';
import { isObject } from '../../core/common/is-object.ts';
import { parseState } from '../../core/storage/schema.ts';
import { type Fixture, settingsFileOfVersion1, storeOfVersion1 } from '../fixtures/version-1.ts';
import { storeOfVersion2 } from '../fixtures/version-2.ts';
import { json } from '../fake-network.ts';
import * as worker from './worker.ts';

const {
  sendCommand,
  countOperations,
  isTerminated,
  readKeyStoreIds,
  setUpFixture,
  network,
  writeSessionStorage,
  writeKeyRecord,
} = worker;
const {
  restartBrowser,
  resumeOperations,
  settle,
  startWorker,
  writeStorage,
  readStorage,
  storeFaults,
  tearDownFixture,
} = worker;

const version1 = storeOfVersion1();
// Shortly after the store was dumped: every wait is pending, and nothing is stale.
const dumpTime = Date.parse('2026-11-25T08:54:50Z');

vi.setConfig({ testTimeout: 120_000 });

async function restore({ local, session, indexedDb }: Fixture): Promise<void> {
  resumeOperations();
  fakeBrowser.storage.local.resetState();
  fakeBrowser.storage.session.resetState();
  await worker.clearKeyStore();
  for (const { key, value } of indexedDb.vault.keys) await writeKeyRecord(key as string, value);
  await setMany(
    indexedDb.lists.items.map(({ key, value }) => [key, value]),
    listItems,
  );
  await writeStorage(local);
  await writeSessionStorage(session);
}

const retiredNames =
  /"(?:keeping|keyEnd|costing|asked|wrong|upTo|edition|anew|renewed|touchedAt|astray|place)":/u;

async function expectEverything(): Promise<void> {
  const all = await readStorage();
  expect(JSON.stringify(all)).not.toMatch(retiredNames);
  expect(Object.keys(all).filter((key) => /^(?:seen:|notices$|troubles$)/u.test(key))).toEqual([]);
  expect(all).toMatchObject({
    index: { version: 3, ids: ['acme_enrich', 'member', 'admin'], current: 'member' },
    'account:acme_enrich': { keyStorage: 'device', keyLast4: '7f96', user: { value: { id: 'acme_enrich' } } },
    'account:member': {
      keyStorage: 'passphrase',
      keyLast4: '3efe',
      failures: { quotas: { kind: 'locked', serverWait: { kind: 'rate-limited' } } },
      user: { value: { id: 'member' } },
    },
    'account:admin': {
      keyStorage: 'session',
      keyLast4: '6fc5',
      failures: { quotas: { kind: 'rate-limited' } },
      user: { value: { invalidFields: ['reputation'] } },
    },
    'user-cache:admin:no2fa': { user: { value: { id: 'no2fa' } } },
    'list:admin:comments/hunter': { status: 'stopped', targetCount: 400, loaded: 80, generation: 1 },
  });
  expect(all['index']).not.toHaveProperty('leftovers');
  expect(parseState(all).settings).toEqual({
    keyStorage: 'device',
    refreshMinutes: 30,
    notificationsEnabled: true,
    autoLockMinutes: 60,
    lookupsPerDay: 60,
    peopleRetentionDays: 30,
    panelCollapsed: true,
    panelMode: 'click',
    barKeyDismissed: false,
  });
  expect(await readKeyStoreIds()).toEqual(['acme_enrich', 'admin', 'member']);
}

/** Starts a worker, terminates it at every operation, and checks the store after the next start. */
async function terminateEverywhere(version: Fixture, expectAll: () => Promise<void>): Promise<void> {
  const count = countOperations();
  await startWorker();
  const length = count();
  expect(length).toBeGreaterThan(20);
  let terminations = 0;
  for (let at = 1; at <= length; at++) {
    await restore(version);
    await startWorker(at);
    terminations += Number(isTerminated());
    await startWorker();
    await expectAll().catch((error: unknown) => {
      throw new Error(`terminated at ${at} of ${length}`, { cause: error });
    });
  }
  expect(terminations).toBeGreaterThan(length * 0.9);
}

describe('the first start on a store of version 1', () => {
  beforeEach(async () => {
    setUpFixture(dumpTime);
    await restore(version1);
    return tearDownFixture;
  });

  it('the first start on a store of version 1 loses no data and sends no request', async () => {
    await startWorker();
    await expectEverything();
    expect(network.requests).toEqual([]);
    expect(worker.badge()).toBe('lock');
    const items = await readItems('admin', 'members/acme', { generation: 1, olderItems: 12 }, 0, 2);
    expect(items).toMatchObject([
      { invalidFields: ['reputation'], lastLogin: 1_795_591_393_000 },
      { invalidFields: expect.any(Array), userSince: 1_600_000_000_000 },
    ]);
  });

  it('a first start that is terminated at any operation is repaired by the next start', () =>
    terminateEverywhere(version1, expectEverything));

  it('the first start keeps the session key until the browser restarts', async () => {
    await startWorker();
    await restartBrowser();
    expect((await readStorage())['account:admin']).toMatchObject({
      failures: { quotas: { kind: 'no-key' } },
    });
  });

  it('a command that wakes the worker waits for the migration', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    const starting = startWorker();
    expect(await sendCommand('selectAccount', { id: 'admin' })).toBeUndefined();
    await starting;
    expect(Object.keys(set.mock.calls[0]?.[0] ?? {})).toContain('user-cache:admin:no2fa');
  });

  it('a failed migration changes nothing and is repeated with the next command', async () => {
    storeFaults.full = true;
    await startWorker();
    expect(await sendCommand('selectAccount', { id: 'admin' })).toMatchObject({ ok: false });
    expect(await readStorage()).toEqual(version1.local);
    expect(network.requests).toEqual([]);
    storeFaults.full = false;
    expect(await sendCommand('selectAccount', { id: 'admin' })).toMatchObject({ ok: true });
    expect((await readStorage())['index']).toMatchObject({ version: 3, current: 'admin' });
  });

  it('"Delete everything" works even if the migration fails', async () => {
    storeFaults.full = true;
    await startWorker();
    expect(await sendCommand('deleteEverything', {})).toEqual({ ok: true, value: null });
    expect(await readStorage()).toEqual({});
    expect(await readKeyStoreIds()).toEqual([]);
    storeFaults.full = false;
    await startWorker();
    await settle();
    expect(await readStorage()).toEqual({});
  });
});

/** The times in a value, by their plausible magnitude. */
const timesIn = (value: unknown): number[] => {
  if (typeof value === 'object' && value !== null)
    // Preferences keep VirusTotal's value beside the time.
    return Object.entries(value).flatMap(([name, each]) =>
      name === 'value' && !isObject(each) ? [] : timesIn(each),
    );
  return typeof value === 'number' && value > 1.5e9 && value < 5e9 ? [value] : [];
};

const userOf = (stored: Record<string, unknown>, key: string): unknown =>
  (stored[key] as { user: { value: unknown } }).user.value;

const stateOf = async (list: ListKey): Promise<ListState | undefined> =>
  parseListState((await readStorage())[listStateKey('hunter', list)]);

async function expectMilliseconds(): Promise<void> {
  const all = await readStorage();
  expect(all['index']).toEqual({
    version: 3,
    ids: ['acme_enrich', 'hunter', 'admin', 'member'],
    current: 'admin',
  });
  for (const key of ['account:admin', 'user-cache:admin:no2fa'])
    expect(userOf(all, key)).toMatchObject({ lastLogin: Date.parse('2026-11-28T07:30:00Z') });
  expect(await readKeyStoreIds()).toEqual(['acme_enrich', 'admin', 'hunter', 'member']);
}

describe('the first start on a store of version 2', () => {
  const version2 = storeOfVersion2();
  const { items } = version2.indexedDb.lists;

  beforeEach(async () => {
    // Shortly after the store was captured.
    setUpFixture(Date.parse('2026-11-28T09:59:00Z'));
    await restore(version2);
    return tearDownFixture;
  });

  it('the first start converts every time and loses no data', async () => {
    const { 'lookup-budget:admin': _, ...before } = version2.local;
    await startWorker();
    await expectMilliseconds();
    const all = await readStorage();
    expect(Object.keys(all)).toEqual(expect.arrayContaining(Object.keys(before)));
    expect(timesIn(Object.entries(all).filter(([key]) => /^(?:account|user-cache):/u.test(key)))).toEqual([]);
  });

  it('a first start that is terminated at any operation is repaired by the next start', () =>
    terminateEverywhere(version2, expectMilliseconds));

  it('the items of a list are read with milliseconds, those that are added afterwards too', async () => {
    await startWorker();
    const list = 'notifications/hunter' as const;
    const stored = items.find(({ key }) => (key as string[])[0] === listStateKey('hunter', list))?.value;
    const { date } = stored as { date: number };
    expect(await stateOf(list)).toMatchObject({ loaded: 40, olderItems: 40 });
    network.replies['/users/hunter/hunting_notifications'] = () =>
      json({ data: [{ type: 'hunting_notification', id: 'a-b-c', attributes: { date } }] });
    await sendCommand('loadList', { account: 'hunter', list, targetCount: 80, fresh: false });
    const after = (await stateOf(list)) ?? { generation: 0 };
    expect(after).toMatchObject({ status: 'complete', loaded: 41, olderItems: 40 });
    expect(await readItems('hunter', list, after, 0, 1)).toMatchObject([{ date: date * 1000 }]);
    const added = await readItems('hunter', list, after, 40, 41);
    expect(added).toMatchObject([{ id: 'a-b-c', date: date * 1000 }]);
  });

  it('a list that is loaded again has no older items', async () => {
    await startWorker();
    const list = 'rulesets/hunter' as const;
    network.replies['/users/hunter/hunting_rulesets'] = () => json({ data: [] });
    await sendCommand('loadList', { account: 'hunter', list, targetCount: 40, fresh: true });
    expect(await stateOf(list)).toMatchObject({ status: 'complete', loaded: 0 });
    expect(await stateOf(list)).not.toHaveProperty('olderItems');
  });
});

describe('a settings file of version 1', () => {
  beforeEach(async () => {
    setUpFixture(dumpTime);
    await restore(version1);
    return tearDownFixture;
  });

  it('a settings file of version 1 is imported with the same result as a current one', async () => {
    await startWorker();
    const before = createSettingsFile(parseState(await readStorage()), dumpTime);
    expect(await sendCommand('deleteEverything', {})).toMatchObject({ ok: true });
    expect(await sendCommand('importSettings', settingsFileOfVersion1() as never)).toMatchObject({
      ok: true,
    });
    expect(createSettingsFile(parseState(await readStorage()), dumpTime)).toEqual(before);
  });
});
