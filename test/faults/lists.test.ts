// The fault matrix of paged lists: each fault on the first page and on a later one. Checks what is kept, when loading
// resumes, and how many requests the following hour takes at most.
import { clear } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { listItems } from '../../core/storage/list-items.ts';
import { listStateKey } from '../../core/storage/list-schema.ts';
import type { ListState } from '../../core/domain/list-state.ts';
import { isConnectionFailure } from '../../core/domain/badge-labels.ts';
import { commentAt } from '../background/lists/long-list.ts';
import { json } from '../fake-network.ts';
import { type Fault, faults, maximumRequests } from './faults.ts';
import { hour, minute, noon, second, countRequests, withAccount } from './healthy-account.ts';
import {
  sendCommand,
  badge,
  setUpFixture,
  network,
  passTime,
  settle,
  startWorker,
  readStorage,
  tearDownFixture,
} from './worker.ts';

const path = '/users/spellman/comments';
const list = 'comments/spellman';
const state = async () => (await readStorage())[listStateKey('spellman', list)] as ListState;

/** Storing the items of a page takes IndexedDB more event loop turns than other work. */
async function untilOver(): Promise<void> {
  while ((await state()).status === 'loading') await settle();
}

async function load(): Promise<void> {
  await sendCommand('loadList', { account: 'spellman', list, targetCount: 400, fresh: false });
  await untilOver();
}

async function passTimeAndLoad(until: number): Promise<void> {
  await passTime(until);
  await untilOver();
}

/** A hundred comments, forty per page. */
function page(): Response {
  const from = Number(/cursor=at-(\d+)/u.exec(network.requests.at(-1) ?? '')?.[1] ?? 0);
  const to = Math.min(from + 40, 100);
  const data = Array.from({ length: to - from }, (_, place) => commentAt(from + place));
  return json({ data, meta: { count: 100, ...(to < 100 && { cursor: `at-${to}` }) } });
}

beforeEach(async () => {
  await clear(listItems);
  setUpFixture(noon);
  await withAccount();
  network.replies[path] = page;
  return tearDownFixture;
});

/** What does not reach VirusTotal costs nothing. */
const costOf = (fault: Fault) => (isConnectionFailure(fault) ? 0 : 1);

const userFixable = new Set(['bad-key', 'inactive', 'forbidden', 'not-found']);
const expectedFailure = ({ kind, wait }: Fault) => ({
  kind,
  at: noon,
  tries: 1,
  ...(!userFixable.has(kind) && { retryAt: noon + wait }),
});

describe.each(Object.entries(faults))('a list with the fault %s', (_name, fault) => {
  const { reply, kind, wait } = fault;
  const isUserFixable = userFixable.has(kind);

  it('[F-list-first-page] a fault on the first page of a list leaves no rows, and the retry loads it', async () => {
    network.replies[path] = reply;
    await load();
    expect(await state()).toMatchObject({
      status: 'failed',
      loaded: 0,
      cost: costOf(fault),
      failure: expectedFailure(fault),
    });
    expect(badge()).toBe('987');
    network.replies[path] = page;
    await passTime(noon + wait - second);
    expect(countRequests(path)).toBe(1);
    if (isUserFixable) await load();
    else await passTimeAndLoad(noon + wait + minute);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 100 });
    expect(await state()).not.toHaveProperty('failure');
    expect(countRequests(path)).toBe(4);
  });

  it('[F-hour-after S-server-load] a faulty list stays within the request limit of an hour, also if the worker is terminated between alarms', async () => {
    network.replies[path] = reply;
    await load();
    await passTime(noon + hour - 1, true);
    expect(countRequests(path)).toBeLessThanOrEqual(isUserFixable ? 1 : maximumRequests(fault));
    expect((await state()).cost).toBe(costOf(fault) * countRequests(path));
  });
});

describe('[F-list-later-page] a fault on a later page of a list', () => {
  // One more fault rejects the cursor alone, which counts as an expired cursor.
  const faultsKeepingCursor = Object.entries(faults).filter(([name]) => name !== 'bad-request');

  it.each(faultsKeepingCursor)(
    'a list with %s on a later page keeps the loaded rows, and loading resumes there',
    async (_name, fault) => {
      const { reply, kind, wait } = fault;
      const isUserFixable = userFixable.has(kind);
      network.replies[path] = () => (countRequests(path) === 2 ? reply() : page());
      await load();
      expect(await state()).toMatchObject({
        status: 'failed',
        loaded: 40,
        cursor: 'at-40',
        generation: 1,
        cost: 1 + costOf(fault),
        failure: expectedFailure(fault),
      });
      await startWorker();
      await passTime(noon + wait - second);
      expect(countRequests(path)).toBe(2);
      if (isUserFixable) await load();
      else await passTimeAndLoad(noon + wait + minute);
      expect(await state()).toMatchObject({ status: 'complete', loaded: 100, generation: 1 });
      expect(countRequests(path)).toBe(4);
    },
  );

  it('[F-cursor-lost] a list whose cursor is rejected as a bad request is reloaded from the start once', async () => {
    network.replies[path] = () => (countRequests(path) > 1 ? faults['bad-request'].reply() : page());
    await load();
    expect(await state()).toMatchObject({
      status: 'failed',
      loaded: 40,
      restartPending: true,
      restarted: true,
    });
    expect(countRequests(path)).toBe(3);
  });
});
