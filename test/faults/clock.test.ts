// The clock: sleep, clock changes, ends of months, daylight saving time.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { json, quotasResponse, errorResponse } from '../fake-network.ts';
import {
  day,
  hour,
  lookUpSalem,
  minute,
  noon,
  paths,
  countRequests,
  withAccount,
} from './healthy-account.ts';
import * as worker from './worker.ts';

const {
  account,
  sendCommand,
  badge,
  setUpFixture,
  network,
  nextAlarm,
  passTime,
  fireAlarm,
  startWorker,
  tearDownFixture,
} = worker;

const quotasOf = (name: string, used: number) =>
  json({ data: { [name]: { user: { allowed: 1000, used } } } });

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

describe('[F-sleep] a computer that slept through a quota reset', () => {
  it('after sleep the badge does not show the count of the day before, and the quotas are refreshed', async () => {
    await withAccount();
    expect(badge()).toBe('987');
    network.replies[paths.quotas] = () => quotasResponse(0);
    vi.setSystemTime(noon + 20 * hour);
    await startWorker();
    expect(badge()).toBe('…');
    // Missed alarms fire once.
    await fireAlarm('next');
    await fireAlarm('refresh');
    expect(badge()).toBe('1k');
    expect(countRequests(paths.quotas)).toBe(2);
  });

  it('after sleep a retry that has come due is not delayed further', async () => {
    await withAccount();
    network.replies[paths.quotas] = () =>
      errorResponse('TooManyRequestsError', 429, { 'retry-after': '3600' });
    await sendCommand('refresh', { id: 'spellman' });
    expect(badge()).toBe('429');
    network.replies[paths.quotas] = () => quotasResponse();
    vi.setSystemTime(noon + 8 * hour);
    await startWorker();
    await fireAlarm('refresh');
    expect(badge()).toBe('987');
  });
});

describe('[F-clock-changed] a changed system clock', () => {
  it.each([
    ['an hour', hour],
    ['a year', 365 * day],
  ])('a clock set back by %s does not stop refreshes', async (_, shift) => {
    await withAccount();
    vi.setSystemTime(noon - shift);
    await startWorker();
    expect(badge()).toBe('…');
    await passTime(noon - shift + hour);
    expect(countRequests(paths.quotas)).toBeGreaterThanOrEqual(3);
    expect(badge()).toBe('987');
    const { quotas, user, groups } = (await account()) ?? {};
    for (const part of [quotas, user, groups]) expect(part?.at).toBeLessThanOrEqual(noon - shift + hour);
  });

  it.each([
    ['rate-limited', () => errorResponse('TooManyRequestsError', 429, { 'retry-after': '86400' })],
    ['bad-key', () => errorResponse('WrongCredentialsError', 401)],
    ['unavailable', () => errorResponse('TransientError', 503)],
  ])('a clock set back ends the wait after %s', async (kind, reply) => {
    await withAccount();
    network.replies[paths.quotas] = reply;
    await sendCommand('refresh', { id: 'spellman' });
    expect((await account())?.failures.quotas).toMatchObject({ kind, at: noon });
    network.replies[paths.quotas] = () => quotasResponse();
    vi.setSystemTime(noon - 300 * day);
    await startWorker();
    await passTime(noon - 300 * day + hour);
    expect((await account())?.failures).toEqual({});
    expect(badge()).toBe('987');
  });

  it('a clock set back lets "Refresh" retry immediately', async () => {
    await withAccount();
    network.replies[paths.quotas] = () => errorResponse('TooManyRequestsError', 429);
    await sendCommand('refresh', { id: 'spellman' });
    network.replies[paths.quotas] = () => quotasResponse();
    vi.setSystemTime(noon - day);
    expect(await sendCommand('refresh', { id: 'spellman' })).toEqual({ ok: true, value: null });
  });

  it('a clock set back does not keep a cached user forever', async () => {
    await withAccount();
    await lookUpSalem('auto');
    vi.setSystemTime(noon - 300 * day);
    await lookUpSalem('auto');
    expect(countRequests(paths.other)).toBe(2);
    network.replies[paths.other] = () => errorResponse('TransientError', 503);
    await lookUpSalem('reload');
    vi.setSystemTime(noon - 400 * day);
    await lookUpSalem('auto');
    expect(countRequests(paths.other)).toBe(4);
  });

  it('a clock set forward and back again has no lasting effect', async () => {
    await withAccount();
    vi.setSystemTime(noon + 400 * day);
    await startWorker();
    await fireAlarm('refresh');
    vi.setSystemTime(noon + hour);
    await startWorker();
    expect(badge()).toBe('…');
    await fireAlarm('refresh');
    expect(badge()).toBe('987');
    expect((await account())?.requests.day).toBe('2026-11-21');
    expect(nextAlarm()).toBe(Date.UTC(2026, 10, 22) + minute / 2);
  });
});

describe('[F-calendar] the quota reset that the badge waits for', () => {
  it.each([
    ['at the end of a month', 'api_requests_monthly', '2026-11-30T23:50:00Z', '2026-12-01T00:00:00Z'],
    ['at the end of a year', 'api_requests_monthly', '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
    ['in a month with a leap day', 'api_requests_monthly', '2028-02-28T12:00:00Z', '2028-03-01T00:00:00Z'],
    ['in a month without one', 'api_requests_monthly', '2027-02-28T12:00:00Z', '2027-03-01T00:00:00Z'],
    ['before a leap day', 'api_requests_daily', '2028-02-28T23:00:00Z', '2028-02-29T00:00:00Z'],
    ['on a leap day', 'api_requests_daily', '2028-02-29T23:00:00Z', '2028-03-01T00:00:00Z'],
    [
      'when daylight saving time begins',
      'api_requests_daily',
      '2026-03-29T00:30:00Z',
      '2026-03-30T00:00:00Z',
    ],
    ['when daylight saving time ends', 'api_requests_daily', '2026-10-25T00:30:00Z', '2026-10-26T00:00:00Z'],
    ['within the repeated hour', 'api_requests_hourly', '2026-10-25T00:30:00Z', '2026-10-25T01:00:00Z'],
    ['within the skipped hour', 'api_requests_hourly', '2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z'],
  ])('the quota reset %s is in UTC in every time zone', async (_, name, now, reset) => {
    for (const zone of ['Europe/Madrid', 'America/New_York', 'Pacific/Kiritimati']) {
      vi.stubEnv('TZ', zone);
      vi.setSystemTime(Date.parse(now));
      await withAccount();
      network.replies[paths.quotas] = () => quotasOf(name, 10);
      await sendCommand('refresh', { id: 'spellman' });
      expect(badge()).toBe('990');
      expect(nextAlarm()).toBe(Date.parse(reset) + minute / 2);
      network.replies[paths.quotas] = () => quotasOf(name, 1);
      await passTime(Date.parse(reset) + minute / 2);
      expect(badge()).toBe('999');
    }
  });

  it('an imminent quota reset triggers a refresh, and the badge shows no old count meanwhile', async () => {
    await withAccount();
    vi.setSystemTime(Date.UTC(2026, 10, 22) - 1);
    await sendCommand('refresh', { id: 'spellman' });
    expect(badge()).toBe('987');
    vi.setSystemTime(Date.UTC(2026, 10, 22));
    await startWorker();
    expect(badge()).toBe('…');
    await passTime(Date.UTC(2026, 10, 22) + minute);
    expect(badge()).toBe('987');
  });
});
