import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listDueTimes, resumeLists, stopList } from '../../../entrypoints/background/lists/list-loader.ts';
import { nextChange } from '../../../entrypoints/background/signals/alarms.ts';
import { currentState } from '../../../entrypoints/background/storage/account-store.ts';
import { grantAccess } from '../../set-up.ts';
import { account, billable, ids, idsTo, list, load, pageAt, path, state, withLongList } from './long-list.ts';
import { json, refusal } from '../../fake-network.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;
const lostCursor = () => refusal('InvalidArgumentError', 400);
const offline = () => Promise.reject(new TypeError('Failed to fetch'));

const next = async () =>
  nextChange({ ...(await currentState()), accounts: [] }, Date.now(), await listDueTimes());

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('a failure in the middle', () => {
  it.each([
    ['quota-exceeded', () => refusal('QuotaExceededError', 429)],
    ['rate-limited', () => new Response('<title>429</title>', { status: 429 })],
    ['unavailable', () => refusal('TransientError', 503)],
    ['offline', offline],
    ['unexpected', () => json({ data: 7 })],
  ])('(%s) keeps what was loaded, and goes on by itself', async (kind, reply) => {
    const { requests, instead } = await withLongList(200);
    instead('at-80', reply);
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

  it('waits as long as VirusTotal says, whoever clicks', async () => {
    const { requests, instead } = await withLongList(100);
    instead('at-40', () => refusal('TooManyRequestsError', 429, { 'retry-after': '600' }));
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

  it('[F-clock-changed] is not waited out when the clock was set back', async () => {
    const { requests, instead } = await withLongList(80);
    instead('at-40', () => refusal('TooManyRequestsError', 429, { 'retry-after': '86400' }));
    await load(400);
    vi.setSystemTime(noon - 300 * 24 * 60 * minute);
    expect(await next()).toBe(Date.now() + minute / 2);
    await resumeLists();
    expect(requests).toHaveLength(3);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 80 });
  });

  it('of the connection is tried again at once by a click', async () => {
    const { instead } = await withLongList(100);
    instead('at-40', offline);
    await load(400);
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 100 });
  });

  it('[F-list-gives-up] is waited out longer each time, and given up in the end', async () => {
    const { instead } = await withLongList(100);
    instead('at-40', ...Array.from({ length: 20 }, () => offline));
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

  it('does not wake up a list that was stopped', async () => {
    const { requests, instead } = await withLongList(100);
    instead('at-40', offline);
    await load(400);
    await stopList({ account, list });
    vi.setSystemTime(noon + 60 * minute);
    await resumeLists();
    expect(requests).toHaveLength(2);
    expect(await state()).toMatchObject({ status: 'stopped', loaded: 40 });
  });

  it('[F-list-user-fixable] that only the user can end is not tried again', async () => {
    const { requests, replies } = await withLongList(100);
    replies[path] = () => refusal('ForbiddenError', 403);
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

  it('of access costs nothing and ends when access is given', async () => {
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

describe('a cursor that VirusTotal no longer knows', () => {
  it('starts the list restartPending, once, and keeps what there is until the first page has come', async () => {
    const { requests, instead, world } = await withLongList(120);
    await load(80);
    world.generation = 'b';
    instead('at-80', lostCursor);
    instead('first', async () => {
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

  it('is a failure when it is lost again', async () => {
    const { requests, instead } = await withLongList(120);
    instead('at-40', lostCursor, lostCursor);
    await load(400);
    expect(requests).toHaveLength(4);
    expect(await state()).toMatchObject({
      status: 'failed',
      loaded: 40,
      generation: 2,
      failure: { kind: 'unexpected' },
    });
  });

  it('leaves what there is when the new start fails', async () => {
    const { instead } = await withLongList(120);
    await load(80);
    instead('at-80', lostCursor);
    instead('first', offline);
    await load(400);
    expect(await state()).toMatchObject({ status: 'failed', loaded: 80, failure: { kind: 'offline' } });
    expect(await ids()).toEqual(idsTo(80));
    await load(400);
    expect(await state()).toMatchObject({ status: 'complete', loaded: 120, generation: 2 });
  });

  it('is no reason to start restartPending where there was none', async () => {
    const { requests, instead } = await withLongList(120);
    instead('first', lostCursor);
    await load(400);
    expect(requests).toHaveLength(1);
    expect(await state()).toMatchObject({ status: 'failed', loaded: 0, failure: { kind: 'unexpected' } });
  });
});

describe('a link that leads elsewhere', () => {
  it('ends the list with what was loaded; nothing is sent there', async () => {
    const { requests, instead } = await withLongList(120);
    instead('at-40', async () => {
      const page = (await pageAt(40, { size: 120, generation: 'a' }).json()) as object;
      return json({ ...page, links: { next: `https://evil.example/api/v3${path}?cursor=at-80` } });
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

describe('the alarm', () => {
  it('comes soon while a list is under way, should the worker die', async () => {
    const { instead } = await withLongList(80);
    let during: number | undefined;
    instead('at-40', async () => {
      during = await next();
      return pageAt(40, { size: 80, generation: 'a' });
    });
    await load(400);
    expect(during).toBe(noon + 30_000);
    expect(await next()).toBeUndefined();
  });

  it('comes when a wait is over', async () => {
    const { instead } = await withLongList(80);
    instead('at-40', () => refusal('TooManyRequestsError', 429, { 'retry-after': '600' }));
    await load(400);
    expect(await next()).toBe(noon + 600_000 + 30_000);
  });
});
