// The background starts on what the built version 1 had stored, and is terminated at every operation of that start. The next one on what
// is left finds every account, key, list and setting, and stores nothing under a name of version 1.
import { setMany } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listItems, readItems } from '../../core/storage/list-items.ts';
import { createSettingsFile } from '../../core/storage/settings-file.ts';
import { parseState } from '../../core/storage/schema.ts';
import { settingsFileOfVersion1, storeOfVersion1 } from '../fixtures/version-1.ts';
import * as worker from './worker.ts';

const { ask, countOperations, isTerminated, keyOwners, setUpFixture, network, putInMemory, putRecord } =
  worker;
const { restartBrowser, resumeOperations, settle, startWorker, store, stored, stores, tearDownFixture } =
  worker;

const version1 = storeOfVersion1();
// A moment after the store was dumped: every wait is under way, and nothing is stale.
const soon = Date.parse('2026-11-25T08:54:50Z');

vi.setConfig({ testTimeout: 120_000 });

async function storeVersion1(): Promise<void> {
  resumeOperations();
  fakeBrowser.storage.local.resetState();
  fakeBrowser.storage.session.resetState();
  await worker.forgetKeys();
  const { local, session, indexedDb } = version1;
  for (const { key, value } of indexedDb.vault.keys) await putRecord(key as string, value);
  await setMany(
    indexedDb.lists.items.map(({ key, value }) => [key, value]),
    listItems,
  );
  await store(local);
  await putInMemory(session);
}

beforeEach(async () => {
  setUpFixture(soon);
  await storeVersion1();
  return tearDownFixture;
});

const names = /"(?:keeping|keyEnd|costing|asked|wrong|upTo|edition|anew|renewed|touchedAt|astray|place)":/u;

async function expectEverything(): Promise<void> {
  const all = await stored();
  expect(JSON.stringify(all)).not.toMatch(names);
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
    panelCollapsed: true,
    panelMode: 'click',
  });
  expect(await keyOwners()).toEqual(['acme_enrich', 'admin', 'member']);
}

describe('the first start on a store of version 1', () => {
  it('loses nothing and sends nothing', async () => {
    await startWorker();
    await expectEverything();
    expect(network.requests).toEqual([]);
    expect(worker.badge()).toBe('lock');
    const items = await readItems('admin', 'members/acme', 1, 0, 2);
    expect(items).toMatchObject([{ invalidFields: ['reputation'] }, { invalidFields: expect.any(Array) }]);
  });

  it('that is terminated anywhere is repaired by the next one', async () => {
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

  it('knows the session key until the browser is closed', async () => {
    await startWorker();
    await restartBrowser();
    expect((await stored())['account:admin']).toMatchObject({ failures: { quotas: { kind: 'no-key' } } });
  });

  it('keeps a command waiting that woke the worker', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    const starting = startWorker();
    expect(await ask('selectAccount', { id: 'admin' })).toBeUndefined();
    await starting;
    expect(Object.keys(set.mock.calls[0]?.[0] ?? {})).toContain('user-cache:admin:no2fa');
  });

  it('changes nothing where it cannot migrate, and does so when it can', async () => {
    stores.full = true;
    await startWorker();
    expect(await ask('selectAccount', { id: 'admin' })).toMatchObject({ ok: false });
    expect(await stored()).toEqual(version1.local);
    expect(network.requests).toEqual([]);
    stores.full = false;
    expect(await ask('selectAccount', { id: 'admin' })).toMatchObject({ ok: true });
    expect((await stored())['index']).toMatchObject({ version: 2, current: 'admin' });
  });

  it('can be told to delete everything, also where it cannot migrate', async () => {
    stores.full = true;
    await startWorker();
    expect(await ask('deleteEverything', {})).toEqual({ ok: true, value: null });
    expect(await stored()).toEqual({});
    expect(await keyOwners()).toEqual([]);
    stores.full = false;
    await startWorker();
    await settle();
    expect(await stored()).toEqual({});
  });
});

describe('a settings file of version 1', () => {
  it('is taken in, and says the same as one of today', async () => {
    await startWorker();
    const before = createSettingsFile(parseState(await stored()), soon);
    expect(await ask('deleteEverything', {})).toMatchObject({ ok: true });
    expect(await ask('importSettings', settingsFileOfVersion1() as never)).toMatchObject({ ok: true });
    expect(createSettingsFile(parseState(await stored()), soon)).toEqual(before);
  });
});
