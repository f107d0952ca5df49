import { describe, expect, it } from 'vitest';
import { quotaStatus } from '../../../core/domain/quota.ts';

// Noon of a day in the middle of a month of 30 days.
const noon = Date.UTC(2026, 10, 15, 12);
const daily = (user?: object, group?: object, now = noon) =>
  quotaStatus({ name: 'api_requests_daily', ...(user && { user }), ...(group && { group }) }, noon, now);

describe('the limit that counts', () => {
  it('is the own cap where the pool has more left', () => {
    const vital = daily({ allowed: 1000, used: 920 }, { allowed: 30_000_000, used: 535_676, from: 'acme' });
    expect(vital).toMatchObject({
      state: 'limited',
      limit: { side: 'own', allowed: 1000, used: 920, left: 80, over: 0 },
      own: { cap: 1000, uncapped: false },
      pool: { from: 'acme', uncapped: false },
      severity: 'warning',
    });
  });

  it('is the pool where it has less left than the own cap', () => {
    const vital = daily({ allowed: 1000, used: 10 }, { allowed: 5000, used: 4999 });
    expect(vital.limit).toMatchObject({ side: 'pool', left: 1 });
    expect(vital.severity).toBe('critical');
  });

  it('is the pool where the user has no personal cap', () => {
    const vital = daily({ allowed: 1_000_000_000, used: 4 }, { allowed: 1000, used: 13 });
    expect(vital.own).toEqual({ used: 4, uncapped: true });
    expect(vital.limit).toMatchObject({ side: 'pool', left: 987 });
  });

  it('knows the larger sentinel of an hour', () => {
    const vital = quotaStatus(
      { name: 'api_requests_hourly', user: { allowed: 60_000_000_000, used: 4 } },
      noon,
      noon,
    );
    expect(vital).toMatchObject({ state: 'uncapped', own: { uncapped: true } });
    expect(vital.limit).toBeUndefined();
  });

  it('takes a billion bytes for an allowance, not for "no cap"', () => {
    const vital = quotaStatus(
      { name: 'monitor_storage_bytes', user: { allowed: 5_000_000_000, used: 1 } },
      noon,
      noon,
    );
    expect(vital.state).toBe('limited');
  });

  it('is the pool where the allowance of the user is 0', () => {
    expect(daily({ allowed: 0, used: 5 }, { allowed: 100_000, used: 6214 }).limit).toMatchObject({
      side: 'pool',
      left: 93_786,
    });
  });

  it('says by how much the use exceeds it', () => {
    const vital = quotaStatus(
      { name: 'intelligence_hunting_rules', group: { allowed: 25, used: 241 } },
      noon,
      noon,
    );
    expect(vital).toMatchObject({ limit: { left: 0, over: 216 }, severity: 'critical', window: 'none' });
    expect(vital).not.toHaveProperty('resetsAt');
  });
});

describe('figures without a limit', () => {
  it('use without an allowance is no alarm', () => {
    expect(daily({ allowed: 0, used: 5 })).toMatchObject({ state: 'no-allowance', severity: 'ok' });
  });

  it('neither allowance nor use is not licensed', () => {
    expect(daily({ allowed: 0, used: 0 }, { allowed: 0, used: 0 }).state).toBe('none');
  });

  it('nothing known is unknown, not zero', () => {
    expect(daily().state).toBe('unknown');
    expect(daily({ allowed: 100 })).toMatchObject({ state: 'unknown' });
  });
});

describe('the pace', () => {
  it('leads to twice the use at half of the day', () => {
    expect(daily({ allowed: 1000, used: 400 }).forecast).toEqual({ share: 0.8 });
  });

  it('names the moment at which the limit is reached', () => {
    const { forecast, severity } = daily({ allowed: 1000, used: 750 });
    expect(forecast).toEqual({ share: 1.5, runsOutAt: Date.UTC(2026, 10, 15, 16) });
    expect(severity).toBe('warning');
  });

  it('is not guessed in the first tenth of a window', () => {
    const early = Date.UTC(2026, 10, 15, 1);
    const vital = quotaStatus(
      { name: 'api_requests_daily', user: { allowed: 1000, used: 400 } },
      early,
      early,
    );
    expect(vital).not.toHaveProperty('forecast');
  });

  it('does not warn of a trend before a quarter is used', () => {
    const early = Date.UTC(2026, 10, 15, 3);
    const figures = { name: 'api_requests_daily', user: { allowed: 1000, used: 200 } };
    expect(quotaStatus(figures, early, early)).toMatchObject({ severity: 'ok', forecast: { share: 1.6 } });
  });
});

it('figures of an earlier window are marked as such', () => {
  const midnight = Date.UTC(2026, 10, 16);
  expect(daily({ allowed: 1000, used: 1 }, undefined, midnight - 1).windowEnded).toBe(false);
  expect(daily({ allowed: 1000, used: 1 }, undefined, midnight)).toMatchObject({
    windowEnded: true,
    resetsAt: Date.UTC(2026, 10, 17),
  });
});
