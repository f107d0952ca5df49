// Starts the background on a store written by the built version 1, and terminates it at every operation of that start.
// The next worker finds every account, key, list and setting, and stores nothing under a name of version 1.
import { setMany } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listItems, readItems } from '../../core/storage/list-items.ts';
import { createSettingsFile } from '../../core/storage/settings-file.ts';
import { parseState } from '../../core/storage/schema.ts';
import { settingsFileOfVersion1, storeOfVersion1 } from '../fixtures/version-1.ts';
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

async function storeVersion1(): Promise<void> {
  resumeOperations();
  fakeBrowser.storage.local.resetState();
  fakeBrowser.storage.session.resetState();
  await worker.clearKeyStore();
  const { local, session, indexedDb } = version1;
  for (const { key, value } of indexedDb.vault.keys) await writeKeyRecord(key as string, value);
  await setMany(
    indexedDb.lists.items.map(({ key, value }) => [key, value]),
    listItems,
  );
  await writeStorage(local);
  await writeSessionStorage(session);
}

beforeEach(async () => {
  setUpFixture(dumpTime);
  await storeVersion1();
  return tearDownFixture;
});

const retiredNames =
  /"(?:keeping|keyEnd|costing|asked|wrong|upTo|edition|anew|renewed|touchedAt|astray|place)":/u;

async function expectEverything(): Promise<void> {
  const all = await readStorage();
  expect(JSON.stringify(all)).not.toMatch(retiredNames);
  expect(Object.keys(all).filter((key) => /^(?:seen:|notices$|troubles$)/u.test(key))).toEqual([]);
  expect(all).toMatchObject({
    index: { version: 2, ids: ['acme_enrich', 'member', 'admin'], current: 'member' },
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
    refreshMinutes: 30,
    notificationsEnabled: true,
    autoLockMinutes: 60,
    peopleRetentionDays: 30,
    panelCollapsed: true,
    panelMode: 'click',
  });
  expect(await readKeyStoreIds()).toEqual(['acme_enrich', 'admin', 'member']);
}

describe('the first start on a store of version 1', () => {
  it('the first start on a store of version 1 loses no data and sends no request', async () => {
    await startWorker();
    await expectEverything();
    expect(network.requests).toEqual([]);
    expect(worker.badge()).toBe('lock');
    const items = await readItems('admin', 'members/acme', 1, 0, 2);
    expect(items).toMatchObject([{ invalidFields: ['reputation'] }, { invalidFields: expect.any(Array) }]);
  });

  it('a first start that is terminated at any operation is repaired by the next start', async () => {
    const count = countOperations();
    await startWorker();
    const length = count();
    expect(length).toBeGreaterThan(20);
    let terminations = 0;
    for (let at = 1; at <= length; at++) {
      await storeVersion1();
      await startWorker(at);
      terminations += Number(isTerminated());
      await startWorker();
      await expectEverything().catch((error: unknown) => {
        throw new Error(`terminated at ${at} of ${length}`, { cause: error });
      });
    }
    expect(terminations).toBeGreaterThan(length * 0.9);
  });

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
    expect((await readStorage())['index']).toMatchObject({ version: 2, current: 'admin' });
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

describe('a settings file of version 1', () => {
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
