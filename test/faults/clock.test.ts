// Time that does not pass as it should: sleep, clocks that are set, ends of months, summer time.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { json, quotasAnswer, refusal } from '../fake-network.ts';
import { day, hour, look, minute, noon, paths, countRequests, withAccount } from './healthy-account.ts';
import * as worker from './worker.ts';

const {
  account,
  ask,
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

describe('[F-sleep] a computer that slept over a reset', () => {
  it('never shows the count of the day before, and reads the new one when it wakes', async () => {
    await withAccount();
    expect(badge()).toBe('987');
    network.replies[paths.quotas] = () => quotasAnswer(0);
    vi.setSystemTime(noon + 20 * hour);
    await startWorker();
    expect(badge()).toBe('…');
    // The alarms that were missed ring once.
    await fireAlarm('next');
    await fireAlarm('refresh');
    expect(badge()).toBe('1k');
    expect(countRequests(paths.quotas)).toBe(2);
  });

  it('waits no longer for a try whose time has come meanwhile', async () => {
    await withAccount();
    network.replies[paths.quotas] = () => refusal('TooManyRequestsError', 429, { 'retry-after': '3600' });
    await ask('refresh', { id: 'spellman' });
    expect(badge()).toBe('429');
    network.replies[paths.quotas] = () => quotasAnswer();
    vi.setSystemTime(noon + 8 * hour);
    await startWorker();
    await fireAlarm('refresh');
    expect(badge()).toBe('987');
  });
});

describe('[F-clock-changed] a clock that is set', () => {
  it.each([
    ['an hour', hour],
    ['a year', 365 * day],
  ])('back by %s does not stop the readings', async (_, shift) => {
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
    ['rate-limited', () => refusal('TooManyRequestsError', 429, { 'retry-after': '86400' })],
    ['bad-key', () => refusal('WrongCredentialsError', 401)],
    ['unavailable', () => refusal('TransientError', 503)],
  ])('back ends the wait after %s', async (kind, reply) => {
    await withAccount();
    network.replies[paths.quotas] = reply;
    await ask('refresh', { id: 'spellman' });
    expect((await account())?.failures.quotas).toMatchObject({ kind, at: noon });
    network.replies[paths.quotas] = () => quotasAnswer();
    vi.setSystemTime(noon - 300 * day);
    await startWorker();
    await passTime(noon - 300 * day + hour);
    expect((await account())?.failures).toEqual({});
    expect(badge()).toBe('987');
  });

  it('back lets "Refresh" through at once', async () => {
    await withAccount();
    network.replies[paths.quotas] = () => refusal('TooManyRequestsError', 429);
    await ask('refresh', { id: 'spellman' });
    network.replies[paths.quotas] = () => quotasAnswer();
    vi.setSystemTime(noon - day);
    expect(await ask('refresh', { id: 'spellman' })).toEqual({ ok: true, value: null });
  });

  it('back does not keep what was seen of another user for ever', async () => {
    await withAccount();
    await look('auto');
    vi.setSystemTime(noon - 300 * day);
    await look('auto');
    expect(countRequests(paths.other)).toBe(2);
    network.replies[paths.other] = () => refusal('TransientError', 503);
    await look('reload');
    vi.setSystemTime(noon - 400 * day);
    await look('auto');
    expect(countRequests(paths.other)).toBe(4);
  });

  it('forward and back again leaves nothing behind', async () => {
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

describe('[F-calendar] the reset that the badge waits for', () => {
  it.each([
    ['at the end of a month', 'api_requests_monthly', '2026-11-30T23:50:00Z', '2026-12-01T00:00:00Z'],
    ['at the end of a year', 'api_requests_monthly', '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
    ['in a month with a leap day', 'api_requests_monthly', '2028-02-28T12:00:00Z', '2028-03-01T00:00:00Z'],
    ['in a month without one', 'api_requests_monthly', '2027-02-28T12:00:00Z', '2027-03-01T00:00:00Z'],
    ['before a leap day', 'api_requests_daily', '2028-02-28T23:00:00Z', '2028-02-29T00:00:00Z'],
    ['on a leap day', 'api_requests_daily', '2028-02-29T23:00:00Z', '2028-03-01T00:00:00Z'],
    ['when summer time begins', 'api_requests_daily', '2026-03-29T00:30:00Z', '2026-03-30T00:00:00Z'],
    ['when summer time ends', 'api_requests_daily', '2026-10-25T00:30:00Z', '2026-10-26T00:00:00Z'],
    [
      'within the hour that comes twice',
      'api_requests_hourly',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:00:00Z',
    ],
    [
      'within the hour that is left out',
      'api_requests_hourly',
      '2026-03-29T00:59:00Z',
      '2026-03-29T01:00:00Z',
    ],
  ])('%s is in UTC, wherever one is', async (_, name, now, reset) => {
    for (const zone of ['Europe/Madrid', 'America/New_York', 'Pacific/Kiritimati']) {
      vi.stubEnv('TZ', zone);
      vi.setSystemTime(Date.parse(now));
      await withAccount();
      network.replies[paths.quotas] = () => quotasOf(name, 10);
      await ask('refresh', { id: 'spellman' });
      expect(badge()).toBe('990');
      expect(nextAlarm()).toBe(Date.parse(reset) + minute / 2);
      network.replies[paths.quotas] = () => quotasOf(name, 1);
      await passTime(Date.parse(reset) + minute / 2);
      expect(badge()).toBe('999');
    }
  });

  it('is asked for at once when it is close, and the badge shows nothing old meanwhile', async () => {
    await withAccount();
    vi.setSystemTime(Date.UTC(2026, 10, 22) - 1);
    await ask('refresh', { id: 'spellman' });
    expect(badge()).toBe('987');
    vi.setSystemTime(Date.UTC(2026, 10, 22));
    await startWorker();
    expect(badge()).toBe('…');
    await passTime(Date.UTC(2026, 10, 22) + minute);
    expect(badge()).toBe('987');
  });
});
