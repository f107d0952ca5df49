import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listDueTimes, resumeLists, stopList } from '../../../entrypoints/background/lists/list-loader.ts';
import { findList, updateList } from '../../../entrypoints/background/lists/list-store.ts';
import { nextChange } from '../../../entrypoints/background/signals/alarms.ts';
import { currentState } from '../../../entrypoints/background/storage/account-store.ts';
import { grantAccess } from '../../set-up.ts';
import { account, billable, ids, idsTo, list, load, pageAt, path, state, withLongList } from './long-list.ts';
import { json, errorResponse } from '../../fake-network.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;
const unavailable = () => errorResponse('TransientError', 503);
const lostCursor = () => errorResponse('InvalidArgumentError', 400);
const brokenOff = () =>
  new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) }), {
    headers: { 'content-type': 'application/json' },
  });
const offline = () => Promise.reject(new TypeError('Failed to fetch'));

const next = async () =>
  nextChange({ ...(await currentState()), accounts: [] }, Date.now(), await listDueTimes());

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('a failure while a list is loading', () => {
  it.each([
    ['quota-exceeded', () => errorResponse('QuotaExceededError', 429)],
    ['rate-limited', () => new Response('<title>429</title>', { status: 429 })],
    ['unavailable', () => errorResponse('TransientError', 503)],
    ['interrupted', brokenOff],
    ['unexpected', () => json({ data: 7 })],
  ])('a list failure (%s) keeps the loaded rows, and loading resumes automatically', async (kind, reply) => {
    const { requests, replaceResponse } = await withLongList(200);
    replaceResponse('at-80', reply);
    await load(400);
    expect(await state()).toMatchObject({
      status: 'failed',
      loaded: 80,
      cursor: 'at-80',
      cost: 3,
      failure: { kind, at: noon, tries: 1, retryAt: noon + minute },
    });
    expect(await ids()).toEqual(idsTo(80));
    vi.setSystemTime(noon + minute - 1);
    await resumeLists();
    expect(requests).toHaveLength(3);
    vi.setSystemTime(noon + minute);
    await resumeLists();
    expect(await state()).toMatchObject({ status: 'complete', loaded: 200, cost: 6 });
    expect(await state()).not.toHaveProperty('failure');
    expect(await ids()).toEqual(idsTo(200));
  });

  it('a list failure waits as long as VirusTotal requests, even on a click', async () => {
    const { requests, replaceResponse } = await withLongList(100);
    replaceResponse('at-40', () => errorResponse('TooManyRequestsError', 429, { 'retry-after': '600' }));
    await load(400);
    expect(await state()).toMatchObject({ failure: { retryAt: noon + 600_000 } });
    vi.setSystemTime(noon + 599_000);
    await load(400);
    await load(400, true);
    await resumeLists();
    expect(requests).toHaveLength(2);
    expect(await state()).toMatchObject({ status: 'failed', loaded: 40, failure: { kind: 'rate-limited' } });
    vi.setSystemTime(noon + 600_000);
    await resumeLists();
    expect(await state()).toMatchObject({ status: 'complete', loaded: 100 });
  });

  it('[F-clock-changed] a list failure does not wait if the clock was set back', async () => {
    const { requests, replaceResponse } = await withLongList(80);
    replaceResponse('at-40', () => errorResponse('TooManyRequestsError', 429, { 'retry-after': '86400' }));
    await load(400);
    vi.setSystemTime(noon - 300 * 24 * 60 * minute);
    expect(await next()).toBe(Date.now() + minute / 2);
    await resumeLists();
    expect(requests).toHaveLength(3);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 80 });
  });

  it('a list failure of the connection is retried immediately on a click', async () => {
    const { replaceResponse } = await withLongList(100);
    replaceResponse('at-40', offline);
    await load(400);
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 100 });
  });

  it('[F-list-gives-up] a list failure is retried with growing waits, and given up in the end', async () => {
    const { replaceResponse } = await withLongList(100);
    replaceResponse('at-40', ...Array.from({ length: 20 }, () => unavailable));
    await load(400);
    const waits: (number | undefined)[] = [];
    for (let tries = 1; tries <= 12; tries++) {
      const { retryAt } = (await state())?.failure ?? {};
      waits.push(retryAt === undefined ? undefined : (retryAt - Date.now()) / minute);
      vi.setSystemTime(retryAt ?? Date.now() + 1000 * minute);
      await resumeLists();
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, undefined]);
    expect(await state()).toMatchObject({ status: 'failed', loaded: 40, failure: { tries: 12 } });
  });

  it('a list that cannot be reached is retried at every occasion, costs nothing and is not given up', async () => {
    const { requests, replaceResponse } = await withLongList(100);
    replaceResponse('at-40', ...Array.from({ length: 30 }, () => offline));
    await load(400);
    const cost = (await state())?.cost;
    for (let tries = 2; tries <= 30; tries++) {
      vi.setSystemTime(Date.now() + 9000);
      await resumeLists();
      expect(requests).toHaveLength(tries);
      vi.setSystemTime(Date.now() + 1000);
      await resumeLists();
      expect(requests).toHaveLength(tries + 1);
    }
    expect(await state()).toMatchObject({ loaded: 40, cost, failure: { tries: 1 } });
    vi.setSystemTime(Date.now() + 10_000);
    await resumeLists();
    expect(await state()).toMatchObject({ status: 'complete', loaded: 100 });
  });

  it('a list failure does not restart a list that was stopped', async () => {
    const { requests, replaceResponse } = await withLongList(100);
    replaceResponse('at-40', offline);
    await load(400);
    await stopList({ account, list });
    vi.setSystemTime(noon + 60 * minute);
    await resumeLists();
    expect(requests).toHaveLength(2);
    expect(await state()).toMatchObject({ status: 'stopped', loaded: 40 });
  });

  it('[F-list-user-fixable] a list failure that only the user can fix is not retried', async () => {
    const { requests, replies } = await withLongList(100);
    replies[path] = () => errorResponse('ForbiddenError', 403);
    await load(400);
    expect(await state()).toMatchObject({
      status: 'failed',
      loaded: 0,
      cost: 1,
      failure: { kind: 'forbidden' },
    });
    expect((await state())?.failure).not.toHaveProperty('retryAt');
    vi.setSystemTime(noon + 48 * 60 * minute);
    await resumeLists();
    expect(requests).toHaveLength(1);
    await load(400);
    expect(requests).toHaveLength(2);
  });

  it('a list failure of host access sends nothing and ends when access is granted', async () => {
    const { requests } = await withLongList(100);
    const before = await billable();
    grantAccess(false);
    await load(400);
    expect(requests).toEqual([]);
    expect(await state()).toMatchObject({ status: 'failed', cost: 0, failure: { kind: 'no-access' } });
    grantAccess(true);
    await resumeLists();
    expect(await state()).toMatchObject({ status: 'complete', loaded: 100, cost: 3 });
    expect(await billable()).toBe((before ?? 0) + 3);
  });
});

it('a list that this version does not know is a failure of its own, and requests nothing', async () => {
  const { requests } = await withLongList(100);
  await load(40);
  const unknownKey = 'list:spellman:retired/spellman';
  const known = await state();
  await updateList(unknownKey, () => known && { ...known, status: 'loading' });
  requests.length = 0;
  await resumeLists();
  expect(await findList(unknownKey)).toMatchObject({ status: 'failed', failure: { kind: 'internal' } });
  expect(requests).toEqual([]);
});

describe('an expired cursor', () => {
  it('an expired cursor restarts the list once, and keeps its rows until the first page has arrived', async () => {
    const { requests, replaceResponse, server } = await withLongList(120);
    await load(80);
    server.generation = 'b';
    replaceResponse('at-80', lostCursor);
    replaceResponse('first', async () => {
      expect(await state()).toMatchObject({ status: 'loading', loaded: 80 });
      expect(await ids()).toEqual(idsTo(80));
      return pageAt(0, { size: 120, generation: 'b' });
    });
    requests.length = 0;
    await load(400);
    expect(requests.map((asking) => asking.replace(`${path}?limit=40`, ''))).toEqual([
      '&cursor=at-80',
      '',
      '&cursor=at-40',
      '&cursor=at-80',
    ]);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 120, generation: 2, cost: 6 });
    expect(await ids()).toEqual(idsTo(120, 'b'));
    expect.assertions(5);
  });

  it('a cursor that expires again is a failure', async () => {
    const { requests, replaceResponse } = await withLongList(120);
    replaceResponse('at-40', lostCursor, lostCursor);
    await load(400);
    expect(requests).toHaveLength(4);
    expect(await state()).toMatchObject({
      status: 'failed',
      loaded: 40,
      generation: 2,
      failure: { kind: 'unexpected' },
    });
  });

  it('an expired cursor keeps the rows if the restart fails', async () => {
    const { replaceResponse } = await withLongList(120);
    await load(80);
    replaceResponse('at-80', lostCursor);
    replaceResponse('first', offline);
    await load(400);
    expect(await state()).toMatchObject({ status: 'failed', loaded: 80, failure: { kind: 'unreachable' } });
    expect(await ids()).toEqual(idsTo(80));
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 120, generation: 2 });
  });

  it('a failure on the first page does not restart the list', async () => {
    const { requests, replaceResponse } = await withLongList(120);
    replaceResponse('first', lostCursor);
    await load(400);
    expect(requests).toHaveLength(1);
    expect(await state()).toMatchObject({ status: 'failed', loaded: 0, failure: { kind: 'unexpected' } });
  });
});

/** A page whose next-page link leads to another server, beside a stated cursor. */
const foreignLinkPage = (from: number) => async () => {
  const page = (await pageAt(from, { size: 120, generation: 'a' }).json()) as object;
  const links = { next: `https://evil.example/api/v3${path}?cursor=evil` };
  return json({ ...page, links, meta: { count: 120, cursor: `at-${from + 40}` } });
};

describe('an invalid next-page link', () => {
  it('a next-page link to another server beside a stated cursor is counted, and the list goes on', async () => {
    const { requests, replaceResponse } = await withLongList(120);
    replaceResponse('first', foreignLinkPage(0));
    replaceResponse('at-40', foreignLinkPage(40));
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 120, ignoredNextLinks: 2 });
    expect(requests).toHaveLength(3);
    await load(400, true);
    expect(await state()).not.toHaveProperty('ignoredNextLinks');
  });

  it('an invalid next-page link ends the list with the loaded rows, and nothing is sent there', async () => {
    const { requests, replaceResponse } = await withLongList(120);
    replaceResponse('at-40', async () => {
      const page = (await pageAt(40, { size: 120, generation: 'a' }).json()) as object;
      const links = { next: `https://evil.example/api/v3${path}?cursor=at-80` };
      return json({ ...page, links, meta: { count: 120 } });
    });
    await load(400);
    expect(await state()).toMatchObject({
      status: 'failed',
      loaded: 80,
      failure: { kind: 'unexpected', invalidNextLink: true },
    });
    expect(await ids()).toEqual(idsTo(80));
    await resumeLists();
    await load(400);
    expect(requests).toHaveLength(2);
    await load(400, true);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 120 });
    expect(await state()).not.toHaveProperty('failure');
  });
});

describe('the alarm of a list', () => {
  it('the alarm is set soon while a list is loading, in case the worker is terminated', async () => {
    const { replaceResponse } = await withLongList(80);
    let during: number | undefined;
    replaceResponse('at-40', async () => {
      during = await next();
      return pageAt(40, { size: 80, generation: 'a' });
    });
    await load(400);
    expect(during).toBe(noon + 30_000);
    expect(await next()).toBeUndefined();
  });

  it('the alarm is set for the end of a wait', async () => {
    const { replaceResponse } = await withLongList(80);
    replaceResponse('at-40', () => errorResponse('TooManyRequestsError', 429, { 'retry-after': '600' }));
    await load(400);
    expect(await next()).toBe(noon + 600_000 + 30_000);
  });
});
