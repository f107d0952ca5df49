// The fault matrix of paged lists: each fault on the first page and on a later one. What is kept, when it goes on by itself,
// and how often at most it is asked for in the hour after it.
import { clear } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { listItems } from '../../core/storage/list-items.ts';
import { listStateKey } from '../../core/storage/list-schema.ts';
import type { ListState } from '../../core/domain/list-state.ts';
import { commentAt } from '../background/lists/long-list.ts';
import { json } from '../fake-network.ts';
import { type Fault, faults, maximumRequests } from './faults.ts';
import { hour, minute, noon, second, countRequests, withAccount } from './healthy-account.ts';
import {
  ask,
  badge,
  setUpFixture,
  network,
  passTime,
  settle,
  startWorker,
  stored,
  tearDownFixture,
} from './worker.ts';

const path = '/users/spellman/comments';
const list = 'comments/spellman';
const state = async () => (await stored())[listStateKey('spellman', list)] as ListState;

/** Storing the items of a page takes IndexedDB more turns than other work. */
async function untilOver(): Promise<void> {
  while ((await state()).status === 'loading') await settle();
}

async function load(): Promise<void> {
  await ask('loadList', { account: 'spellman', list, targetCount: 400, fresh: false });
  await untilOver();
}

async function passTimeAndLoad(until: number): Promise<void> {
  await passTime(until);
  await untilOver();
}

/** A hundred comments, forty a page. */
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

const userFixable = new Set(['bad-key', 'inactive', 'forbidden', 'not-found']);
const whatIsExpected = ({ kind, wait }: Fault) => ({
  kind,
  at: noon,
  tries: 1,
  ...(!userFixable.has(kind) && { retryAt: noon + wait }),
});

describe.each(Object.entries(faults))('%s', (_name, fault) => {
  const { reply, kind, wait } = fault;
  const isUserFixable = userFixable.has(kind);

  it('[F-list-first-page] on the first page of a list: nothing is there, and it is read with the next try', async () => {
    network.replies[path] = reply;
    await load();
    expect(await state()).toMatchObject({
      status: 'failed',
      loaded: 0,
      cost: 1,
      failure: whatIsExpected(fault),
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

  it('[F-hour-after S-server-load] in the hour after it, with workers that die between the alarms: no storm', async () => {
    network.replies[path] = reply;
    await load();
    await passTime(noon + hour - 1, true);
    expect(countRequests(path)).toBeLessThanOrEqual(isUserFixable ? 1 : maximumRequests(fault));
    expect((await state()).cost).toBe(countRequests(path));
  });
});

describe('[F-list-later-page] on a later page of a list', () => {
  // One more is refused with the cursor alone: that is a cursor that VirusTotal has lost.
  const lasting = Object.entries(faults).filter(([name]) => name !== 'bad-request');

  it.each(lasting)('%s: what was loaded stays, and it goes on from there', async (_name, fault) => {
    const { reply, kind, wait } = fault;
    const isUserFixable = userFixable.has(kind);
    network.replies[path] = () => (countRequests(path) === 2 ? reply() : page());
    await load();
    expect(await state()).toMatchObject({
      status: 'failed',
      loaded: 40,
      cursor: 'at-40',
      generation: 1,
      cost: 2,
      failure: whatIsExpected(fault),
    });
    await startWorker();
    await passTime(noon + wait - second);
    expect(countRequests(path)).toBe(2);
    if (isUserFixable) await load();
    else await passTimeAndLoad(noon + wait + minute);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 100, generation: 1 });
    expect(countRequests(path)).toBe(4);
  });

  it('[F-cursor-lost] a bad request is a lost cursor: the list is read restartPending, once', async () => {
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
