// "Delete everything" at any moment of any other work: no data is left, and none comes back.
import { clear, createStore } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Command, Input } from '../../core/messages.ts';
import type { Index } from '../../core/storage/schema.ts';
import { key, userResponse } from '../fake-network.ts';
import { message } from '../message.ts';
import { pageAt } from '../background/lists/long-list.ts';
import { serveHealthyAccount, day, noon, paths, withAccount } from './healthy-account.ts';
import {
  alarmNames,
  sendCommand,
  badge,
  setUpFixture,
  network,
  page,
  fireAlarm,
  settle,
  startWorker,
  writeStorage,
  readStorage,
  tearDownFixture,
  title,
} from './worker.ts';

beforeEach(async () => {
  await clear(createStore('lists', 'items'));
  setUpFixture(noon);
  slowStorage();
  return tearDownFixture;
});

/** How many turns of the event loop each storage operation takes. */
let slowness = 0;

const waitTurns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** Writes that start before the deletion and arrive after it are what could bring data back. */
function slowStorage(): void {
  for (const name of ['get', 'set'] as const) {
    const mock = vi.mocked(fakeBrowser.storage.local[name]);
    const original = mock.getMockImplementation() as (given: unknown) => Promise<never>;
    mock.mockImplementation(async (given: unknown) => {
      await waitTurns(slowness);
      return original(given);
    });
  }
}

/** Returns every record of every IndexedDB database. */
async function readDatabases(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const { name: of = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(of);
      request.addEventListener('success', () => resolve(request.result));
    });
    for (const name of database.objectStoreNames)
      found.push(
        ...(await new Promise<unknown[]>((resolve) => {
          const request = database.transaction(name).objectStore(name).getAll();
          request.addEventListener('success', () => resolve(request.result as unknown[]));
        })),
      );
    database.close();
  }
  return found;
}

const { session, sync } = fakeBrowser.storage;

async function expectNothing(): Promise<void> {
  expect(await readStorage()).toEqual({});
  expect(await session.get(null)).toEqual({});
  expect(await sync.get(null)).toEqual({});
  expect(await readDatabases()).toEqual([]);
  expect(alarmNames()).toEqual([]);
  expect(badge()).toBe('+');
  expect(title()).toBe(message('title.no_account'));
}

/** Sends a command without waiting for the response. */
function sendWithoutWaiting<C extends Command>(command: C, input: Input<C>): void {
  void fakeBrowser.runtime.onMessage.trigger({ command, input }, page(), () => undefined);
}

/** Deletes everything and waits for the response. */
async function deleteEverything(): Promise<unknown> {
  const answer = await new Promise((resolve) => {
    void fakeBrowser.runtime.onMessage.trigger({ command: 'deleteEverything', input: {} }, page(), resolve);
  });
  slowness = 0;
  await settle();
  return answer;
}

const list = { account: 'spellman', list: 'comments/spellman', targetCount: 400, fresh: true } as const;

/** Work that may be in progress. The account is a day old, so all of it is refreshed. */
const actions: Record<string, () => void> = {
  'a refresh': () => sendWithoutWaiting('refresh', { id: 'spellman' }),
  'an alarm': () => void fakeBrowser.alarms.onAlarm.trigger({ name: 'refresh', scheduledTime: 0 } as never),
  'adding an account': () => sendWithoutWaiting('addAccount', { key: 'n'.repeat(64) }),
  'adding it again': () => sendWithoutWaiting('addAccount', { key }),
  'a look at somebody': () => sendWithoutWaiting('lookUp', { of: 'user', id: 'salem', freshness: 'reload' }),
  'a look at a group': () => sendWithoutWaiting('lookUp', { of: 'group', id: 'blabla', freshness: 'all' }),
  'a list of many pages': () => sendWithoutWaiting('loadList', list),
  'stopping a list': () => sendWithoutWaiting('stopList', { account: 'spellman', list: list.list }),
  'a setting': () => sendWithoutWaiting('saveSettings', { refreshMinutes: 60 }),
  'the panel collapsed': () => sendWithoutWaiting('collapsePanel', { collapsed: true }),
  'removing the account': () => sendWithoutWaiting('removeAccount', { id: 'spellman' }),
  'choosing the account': () => sendWithoutWaiting('selectAccount', { id: 'spellman' }),
  'a file taken in': () =>
    sendWithoutWaiting('importSettings', {
      format: 'vitals-for-virustotal-settings',
      version: 2,
      time: '2026-11-21T12:00:00.000Z',
      settings: { refreshMinutes: 60 },
      accounts: [{ id: 'robot', kind: 'user' }],
      current: 'robot',
    }),
};

async function fillStorage(): Promise<void> {
  slowness = 0;
  await withAccount();
  network.replies['/users/nemo'] = () => userResponse('nemo');
  network.replies[`/users/${'n'.repeat(64)}`] = () => userResponse('nemo');
  network.replies['/users/spellman/comments'] = () =>
    pageAt(Number(/cursor=at-(\d+)/u.exec(network.requests.at(-1) ?? '')?.[1] ?? 0), {
      size: 4000,
      generation: 'a',
    });
  await sendCommand('loadList', { ...list, targetCount: 40 });
  await sendCommand('lookUp', { of: 'user', id: 'salem', freshness: 'reload' });
  await writeStorage({
    settings: { refreshMinutes: 5, notificationsEnabled: false, panelCollapsed: true },
    notificationsShown: { 'spellman api_requests_daily': noon + day },
    'of-another-version': 1,
  });
  await session.set({ 'session:spellman': key });
  await sync.set({ old: 1 });
  expect(await readDatabases()).toContainEqual(
    expect.objectContaining({ beside: expect.any(CryptoKey) as unknown }),
  );
  expect((await readDatabases()).length).toBeGreaterThan(40);
  vi.setSystemTime(noon + day);
  slowness = 3;
}

describe('deleting everything', () => {
  it('"Delete everything" clears every store, and a new account starts empty', async () => {
    await fillStorage();
    expect(await deleteEverything()).toEqual({ ok: true, value: null });
    await expectNothing();
    await startWorker();
    await expectNothing();
    serveHealthyAccount();
    await sendCommand('addAccount', { key });
    expect(badge()).toBe('987');
    expect(Object.keys(await readStorage()).toSorted()).toEqual(['account:spellman', 'index']);
  });

  it('"Delete everything" also clears storage of a newer version', async () => {
    await withAccount();
    await writeStorage({ index: { version: 4, people: [] } });
    expect(await deleteEverything()).toMatchObject({ ok: true });
    await expectNothing();
  });

  it('"Delete everything" continues after an error, and reports that something is left', async () => {
    await fillStorage();
    vi.spyOn(sync, 'clear').mockRejectedValue(new Error('switched off'));
    await sync.set({ old: 1 });
    expect(await deleteEverything()).toEqual({ ok: false, error: { kind: 'internal' } });
    const { errorLog, ...rest } = await readStorage();
    expect([rest, await readDatabases(), alarmNames(), badge()]).toEqual([{}, [], [], '+']);
    expect(errorLog).toEqual([{ at: expect.any(Number), kind: 'Error', context: 'deleteEverything' }]);
  });

  it('"Delete everything" can be sent twice at once', async () => {
    await fillStorage();
    sendWithoutWaiting('deleteEverything', {});
    expect(await deleteEverything()).toMatchObject({ ok: true });
    await expectNothing();
  });
});

describe.each(Object.entries(actions))('deleting everything during %s', (_, action) => {
  it('work that waits for VirusTotal is aborted by "Delete everything" and stores nothing', async () => {
    await fillStorage();
    for (const path of Object.keys(network.replies))
      network.replies[path] = () => new Promise<never>(() => undefined);
    action();
    await settle();
    expect(await deleteEverything()).toMatchObject({ ok: true });
    await expectNothing();
  });

  it('work stores nothing, at whatever moment "Delete everything" is sent', async () => {
    for (const delay of [0, 1, 2, 4, 7, 10, 15, 20, 30, 45]) {
      await fillStorage();
      action();
      await waitTurns(delay);
      expect(await deleteEverything()).toMatchObject({ ok: true });
      await expectNothing();
    }
  });

  it('work requested during "Delete everything" runs after it', async () => {
    for (const delay of [0, 2, 4, 6, 8, 11, 14, 18, 22, 27, 32, 40]) {
      await fillStorage();
      sendWithoutWaiting('deleteEverything', {});
      await waitTurns(delay);
      action();
      await settle();
      // Work requested afterwards may store its own data: an added account, a setting, an imported file.
      const { settings, index, ...remaining } = await readStorage();
      expect(Object.keys(remaining).filter((name) => !name.startsWith('account:'))).toEqual([]);
      expect(settings ?? {}).not.toMatchObject({ refreshMinutes: 5 });
      expect([undefined, [], ['nemo'], ['robot'], ['spellman']]).toContainEqual(
        (index as Index | undefined)?.ids,
      );
      const account = remaining['account:spellman'] as { addedAt: number } | undefined;
      expect(account?.addedAt ?? noon + day).toBe(noon + day);
      await deleteEverything();
      await expectNothing();
    }
  });
});

it('an alarm that was already pending stores nothing after "Delete everything"', async () => {
  await fillStorage();
  await deleteEverything();
  network.requests.length = 0;
  await fireAlarm('refresh');
  await fireAlarm('next');
  expect(network.requests).toEqual([]);
  await expectNothing();
  expect(paths.owner).toContain(key);
});
