// "Delete everything", whatever is under way at whatever moment: nothing of before is there afterwards, and nothing comes back.
import { clear, createStore } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Command, Input } from '../../core/messages.ts';
import type { Index } from '../../core/storage/schema.ts';
import { key, userAnswer } from '../fake-network.ts';
import { message } from '../message.ts';
import { pageAt } from '../background/lists/long-list.ts';
import { serveHealthyAccount, day, noon, paths, withAccount } from './healthy-account.ts';
import {
  alarmNames,
  ask,
  badge,
  setUpFixture,
  network,
  page,
  fireAlarm,
  settle,
  startWorker,
  store,
  stored,
  tearDownFixture,
  title,
} from './worker.ts';

beforeEach(async () => {
  await clear(createStore('lists', 'items'));
  setUpFixture(noon);
  slowStorage();
  return tearDownFixture;
});

/** How many turns of the event loop storage takes for each thing it is asked. */
let slowness = 0;

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** Changes that are decided before everything is deleted and arrive after it are what brings things back. */
function slowStorage(): void {
  for (const name of ['get', 'set'] as const) {
    const mock = vi.mocked(fakeBrowser.storage.local[name]);
    const usual = mock.getMockImplementation() as (given: unknown) => Promise<never>;
    mock.mockImplementation(async (given: unknown) => {
      await turns(slowness);
      return usual(given);
    });
  }
}

/** Every record of every database. */
async function records(): Promise<unknown[]> {
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
  expect(await stored()).toEqual({});
  expect(await session.get(null)).toEqual({});
  expect(await sync.get(null)).toEqual({});
  expect(await records()).toEqual([]);
  expect(alarmNames()).toEqual([]);
  expect(badge()).toBe('+');
  expect(title()).toBe(message('title.no_account'));
}

/** Sends a command and does not wait for it. */
function start<C extends Command>(command: C, input: Input<C>): void {
  void fakeBrowser.runtime.onMessage.trigger({ command, input }, page(), () => undefined);
}

/** Deletes everything and waits for the answer. */
async function erase(): Promise<unknown> {
  const answer = await new Promise((resolve) => {
    void fakeBrowser.runtime.onMessage.trigger({ command: 'deleteEverything', input: {} }, page(), resolve);
  });
  slowness = 0;
  await settle();
  return answer;
}

const list = { account: 'spellman', list: 'comments/spellman', targetCount: 400, fresh: true } as const;

/** What may be under way. The account is a day old: all of it is read again. */
const actions: Record<string, () => void> = {
  'a refresh': () => start('refresh', { id: 'spellman' }),
  'an alarm': () => void fakeBrowser.alarms.onAlarm.trigger({ name: 'refresh', scheduledTime: 0 } as never),
  'adding an account': () => start('addAccount', { key: 'n'.repeat(64) }),
  'adding it again': () => start('addAccount', { key }),
  'a look at somebody': () => start('getPanelContent', { of: 'user', id: 'salem', freshness: 'reload' }),
  'a look at a group': () => start('getPanelContent', { of: 'group', id: 'blabla', freshness: 'all' }),
  'a list of many pages': () => start('loadList', list),
  'stopping a list': () => start('stopList', { account: 'spellman', list: list.list }),
  'a setting': () => start('saveSettings', { refreshMinutes: 60 }),
  'the panel collapsed': () => start('collapsePanel', { collapsed: true }),
  'removing the account': () => start('removeAccount', { id: 'spellman' }),
  'choosing the account': () => start('selectAccount', { id: 'spellman' }),
  'a file taken in': () =>
    start('importSettings', {
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
  network.replies['/users/nemo'] = () => userAnswer('nemo');
  network.replies[`/users/${'n'.repeat(64)}`] = () => userAnswer('nemo');
  network.replies['/users/spellman/comments'] = () =>
    pageAt(Number(/cursor=at-(\d+)/u.exec(network.requests.at(-1) ?? '')?.[1] ?? 0), {
      size: 4000,
      generation: 'a',
    });
  await ask('loadList', { ...list, targetCount: 40 });
  await ask('getPanelContent', { of: 'user', id: 'salem', freshness: 'reload' });
  await store({
    settings: { refreshMinutes: 5, notificationsEnabled: false, panelCollapsed: true },
    notificationsShown: { 'spellman api_requests_daily': noon + day },
    'of-another-version': 1,
  });
  await session.set({ 'session:spellman': key });
  await sync.set({ old: 1 });
  expect(await records()).toContain(key);
  expect((await records()).length).toBeGreaterThan(40);
  vi.setSystemTime(noon + day);
  slowness = 3;
}

describe('everything is deleted', () => {
  it('from every place, and a new account starts from nothing', async () => {
    await fillStorage();
    expect(await erase()).toEqual({ ok: true, value: null });
    await expectNothing();
    await startWorker();
    await expectNothing();
    serveHealthyAccount();
    await ask('addAccount', { key });
    expect(badge()).toBe('987');
    expect(Object.keys(await stored()).toSorted()).toEqual(['account:spellman', 'index']);
  });

  it('also where a newer version has stored it', async () => {
    await withAccount();
    await store({ index: { version: 3, people: [] } });
    expect(await erase()).toMatchObject({ ok: true });
    await expectNothing();
  });

  it('as far as it goes, and says when something is left', async () => {
    await fillStorage();
    vi.spyOn(sync, 'clear').mockRejectedValue(new Error('switched off'));
    await sync.set({ old: 1 });
    expect(await erase()).toEqual({ ok: false, error: { kind: 'unexpected' } });
    const { errorLog, ...rest } = await stored();
    expect([rest, await records(), alarmNames(), badge()]).toEqual([{}, [], [], '+']);
    expect(errorLog).toEqual([{ at: expect.any(Number), kind: 'Error', context: 'deleteEverything' }]);
  });

  it('twice at once', async () => {
    await fillStorage();
    start('deleteEverything', {});
    expect(await erase()).toMatchObject({ ok: true });
    await expectNothing();
  });
});

describe.each(Object.entries(actions))('%s', (_, action) => {
  it('that waits for VirusTotal is broken off and stores nothing', async () => {
    await fillStorage();
    for (const path of Object.keys(network.replies))
      network.replies[path] = () => new Promise<never>(() => undefined);
    action();
    await settle();
    expect(await erase()).toMatchObject({ ok: true });
    await expectNothing();
  });

  it('stores nothing, at whatever moment of it everything is deleted', async () => {
    for (const moment of [0, 1, 2, 4, 7, 10, 15, 20, 30, 45]) {
      await fillStorage();
      action();
      await turns(moment);
      expect(await erase()).toMatchObject({ ok: true });
      await expectNothing();
    }
  });

  it('that comes while everything is deleted comes after it', async () => {
    for (const moment of [0, 2, 4, 6, 8, 11, 14, 18, 22, 27, 32, 40]) {
      await fillStorage();
      start('deleteEverything', {});
      await turns(moment);
      action();
      await settle();
      // What was asked for afterwards may be there, on its own: an account that is added, a setting, a file.
      const { settings, index, ...left } = await stored();
      expect(Object.keys(left).filter((name) => !name.startsWith('account:'))).toEqual([]);
      expect(settings ?? {}).not.toMatchObject({ refreshMinutes: 5 });
      expect([undefined, [], ['nemo'], ['robot'], ['spellman']]).toContainEqual(
        (index as Index | undefined)?.ids,
      );
      const account = left['account:spellman'] as { addedAt: number } | undefined;
      expect(account?.addedAt ?? noon + day).toBe(noon + day);
      await erase();
      await expectNothing();
    }
  });
});

it('no alarm that was on its way brings anything back', async () => {
  await fillStorage();
  await erase();
  network.requests.length = 0;
  await fireAlarm('refresh');
  await fireAlarm('next');
  expect(network.requests).toEqual([]);
  await expectNothing();
  expect(paths.owner).toContain(key);
});
