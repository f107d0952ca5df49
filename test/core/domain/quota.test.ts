import { describe, expect, it } from 'vitest';
import { quotaStatusesOf } from '../../../core/domain/account.ts';
import { isLicensed, quotaStatus } from '../../../core/domain/quota.ts';

// Noon of a day in the middle of a month of 30 days.
const noon = Date.UTC(2026, 10, 15, 12);
const daily = (user?: object, group?: object, now = noon) =>
  quotaStatus({ name: 'api_requests_daily', ...(user && { user }), ...(group && { group }) }, noon, now);

describe('the effective limit of a quota', () => {
  it('the limit is the personal cap if the group has more left', () => {
    const status = daily({ allowed: 1000, used: 920 }, { allowed: 30_000_000, used: 535_676, from: 'acme' });
    expect(status).toMatchObject({
      state: 'limited',
      limit: { side: 'own', allowed: 1000, used: 920, left: 80, over: 0 },
      own: { cap: 1000, uncapped: false },
      pool: { from: 'acme', uncapped: false },
      severity: 'warning',
    });
  });

  it('the limit is the group quota if it has less left than the personal cap', () => {
    const status = daily({ allowed: 1000, used: 10 }, { allowed: 5000, used: 4999 });
    expect(status.limit).toMatchObject({ side: 'pool', left: 1 });
    expect(status.severity).toBe('critical');
  });

  it('the limit is the group quota if the user has no personal cap', () => {
    const status = daily({ allowed: 1_000_000_000, used: 4 }, { allowed: 1000, used: 13 });
    expect(status.own).toEqual({ used: 4, allowed: 1_000_000_000, uncapped: true });
    expect(status.limit).toMatchObject({ side: 'pool', left: 987 });
  });

  it('the larger sentinel of an hourly quota means no personal cap', () => {
    const status = quotaStatus(
      { name: 'api_requests_hourly', user: { allowed: 60_000_000_000, used: 4 } },
      noon,
      noon,
    );
    expect(status).toMatchObject({ state: 'uncapped', own: { uncapped: true } });
    expect(status.limit).toBeUndefined();
  });

  it.each([
    ['api_requests_monthly', 2_000_000_000],
    ['api_requests_monthly', 1_000_000_001],
    ['intelligence_vtdiff_creation_monthly', 100_000_000],
    ['api_requests_hourly', 3_300_000_000],
    ['api_requests_daily', 60_000_000_000],
  ])('%s of %d is a real allowance, because sentinels are exact', (name, allowed) => {
    const user = { used: 3, uncapped: true };
    const status = quotaStatus({ name, user, group: { allowed, used: 7 } }, noon, noon);
    expect(status.limit).toMatchObject({ allowed, left: allowed - 7 });
    expect(status.pool).toMatchObject({ uncapped: false });
  });

  it('an allowance that is no count means no cap, on either side', () => {
    const uncapped = { used: 7, uncapped: true };
    expect(daily(uncapped)).toMatchObject({ state: 'uncapped', own: { used: 7, uncapped: true } });
    expect(daily(uncapped, { allowed: 100, used: 20 }).limit).toMatchObject({ side: 'pool', left: 80 });
    expect(daily({ allowed: 50, used: 7 }, uncapped).limit).toMatchObject({ side: 'own', left: 43 });
    expect(daily({ allowed: 0, used: 7 }, uncapped).state).toBe('uncapped');
  });

  it.each([
    ['without a personal cap', { allowed: 1_000_000_000, used: 0 }],
    ['with an allowance that is no count', { used: 0, uncapped: true }],
    ['with a personal cap', { allowed: 500, used: 0 }],
    ['without a personal allowance', { allowed: 0, used: 0 }],
    ['with unknown personal figures', {}],
  ])('a pool of 0 leaves nothing to a user %s', (_, user) => {
    const status = daily(user, { allowed: 0, used: 0 });
    expect(status).toMatchObject({ state: 'none', severity: 'ok' });
    expect(status.limit).toBeUndefined();
    expect(daily({ ...user, used: 3 }, { allowed: 0, used: 3 }).state).toBe('no-allowance');
  });

  it('a billion bytes is an allowance and does not mean "no cap"', () => {
    const status = quotaStatus(
      { name: 'monitor_storage_bytes', user: { allowed: 5_000_000_000, used: 1 } },
      noon,
      noon,
    );
    expect(status.state).toBe('limited');
  });

  it("the limit is the group quota if the user's allowance is 0", () => {
    expect(daily({ allowed: 0, used: 5 }, { allowed: 100_000, used: 6214 }).limit).toMatchObject({
      side: 'pool',
      left: 93_786,
    });
  });

  it('a quota says by how much it is exceeded', () => {
    const status = quotaStatus(
      { name: 'intelligence_hunting_rules', group: { allowed: 25, used: 241 } },
      noon,
      noon,
    );
    expect(status).toMatchObject({ limit: { left: 0, over: 216 }, severity: 'critical', window: 'none' });
    expect(status).not.toHaveProperty('resetsAt');
  });
});

describe('a quota without a limit', () => {
  it('use without an allowance raises no alarm', () => {
    expect(daily({ allowed: 0, used: 5 })).toMatchObject({ state: 'no-allowance', severity: 'ok' });
  });

  it('a quota with neither allowance nor use is not licensed', () => {
    expect(daily({ allowed: 0, used: 0 }, { allowed: 0, used: 0 }).state).toBe('none');
  });

  it('a quota without figures is unknown, not zero', () => {
    expect(daily().state).toBe('unknown');
    expect(daily({ allowed: 100 })).toMatchObject({ state: 'unknown' });
  });
});

describe('the forecast of a quota', () => {
  it('the forecast at half of the day is twice the use', () => {
    expect(daily({ allowed: 1000, used: 400 }).forecast).toEqual({ share: 0.8 });
  });

  it('the forecast has the time at which the limit is reached', () => {
    const { forecast, severity } = daily({ allowed: 1000, used: 750 });
    expect(forecast).toEqual({ share: 1.5, runsOutAt: Date.UTC(2026, 10, 15, 16) });
    expect(severity).toBe('warning');
  });

  it('a forecast is not made of figures older than a third of their window', () => {
    const hours = (count: number) => daily({ allowed: 1000, used: 300 }, undefined, noon + count * 3_600_000);
    expect(hours(8).forecast).toEqual({ share: 0.6 });
    expect(hours(8.1).forecast).toBeUndefined();
    expect(daily({ allowed: 1000, used: 600 }, undefined, noon + 8.1 * 3_600_000).severity).toBe('ok');
  });

  it('a forecast is never in the past, and use that should have ended by now still warns', () => {
    const after = (minutes: number) =>
      daily({ allowed: 1000, used: 980 }, undefined, noon + minutes * 60_000);
    const early = (minutes: number) =>
      daily({ allowed: 1000, used: 700 }, undefined, noon + minutes * 60_000);
    expect(after(1).forecast?.runsOutAt).toBeGreaterThan(noon + 60_000);
    expect(after(60)).not.toHaveProperty('forecast');
    expect(early(360)).toMatchObject({ severity: 'warning' });
    expect(early(360)).not.toHaveProperty('forecast');
  });

  it('there is no forecast in the first tenth of a window', () => {
    const early = Date.UTC(2026, 10, 15, 1);
    const status = quotaStatus(
      { name: 'api_requests_daily', user: { allowed: 1000, used: 400 } },
      early,
      early,
    );
    expect(status).not.toHaveProperty('forecast');
  });

  it('the forecast does not warn before a quarter is used', () => {
    const early = Date.UTC(2026, 10, 15, 3);
    const figures = { name: 'api_requests_daily', user: { allowed: 1000, used: 200 } };
    expect(quotaStatus(figures, early, early)).toMatchObject({ severity: 'ok', forecast: { share: 1.6 } });
  });
});

it('figures of an earlier quota window are marked', () => {
  const midnight = Date.UTC(2026, 10, 16);
  expect(daily({ allowed: 1000, used: 1 }, undefined, midnight - 1).windowEnded).toBe(false);
  expect(daily({ allowed: 1000, used: 1 }, undefined, midnight)).toMatchObject({
    windowEnded: true,
    resetsAt: Date.UTC(2026, 10, 17),
  });
});

describe('a free account whose month has no allowance', () => {
  const free = {
    api_requests_hourly: { allowed: 240, used: 3 },
    api_requests_daily: { allowed: 500, used: 20 },
    api_requests_monthly: { allowed: 1_000_000_000, used: 90 },
  };
  const monthOf = (changes: object, more: object = {}) => {
    const value = Object.entries({ ...free, ...changes }).map(([name, user]) =>
      Object.assign({ name, user }, more),
    );
    return quotaStatusesOf({ quotas: { at: noon, value } }, noon).find(({ window }) => window === 'month');
  };

  it.each([{}, { api_requests_monthly: { used: 90, uncapped: true } }])(
    'the allowance of the terms is told beside it',
    (changes) => expect(monthOf(changes)).toMatchObject({ state: 'uncapped', termsLimit: 15_500 }),
  );

  it.each([
    ['an allowance for the month', { api_requests_monthly: { allowed: 15_500, used: 90 } }, {}],
    ['another day', { api_requests_daily: { allowed: 1000, used: 20 } }, {}],
    ['another hour', { api_requests_hourly: { allowed: 60_000, used: 3 } }, {}],
    ['a group', {}, { group: { allowed: 1_000_000_000, used: 4 } }],
  ])('an account with %s is not taken for a free one', (_, changes, more) => {
    expect(monthOf(changes, more)).not.toHaveProperty('termsLimit');
  });

  it('the user object counts where the quotas cannot be read, unless it names a group', () => {
    const quotas = Object.entries(free).map(([name, side]) => Object.assign({ name }, side));
    const value = { id: 'x', kind: 'user' as const, quotas, invalidFields: [] };
    const monthWith = (more: object) =>
      quotaStatusesOf({ user: { at: noon, value: { ...value, ...more } } }, noon)[2];
    expect(monthWith({ groupIds: [] })).toMatchObject({ termsLimit: 15_500 });
    expect(monthWith({ groupIds: ['acme'] })).not.toHaveProperty('termsLimit');
    expect(monthWith({ apiQuotaGroup: 'acme' })).not.toHaveProperty('termsLimit');
  });
});

const of = (name: string, allowed: number, used = 0) =>
  quotaStatus({ name, user: { allowed, used } }, noon, noon);

it('a rate is not licensed where its feature has no allowance in a longer window', () => {
  const minute = of('private_scans_per_minute', 30);
  const none = of('private_scans_monthly', 0);
  expect(isLicensed(minute, [minute, none])).toBe(false);
  expect(isLicensed(of('lookups_daily', 5), [of('lookups_per_year', 0)])).toBe(false);
  expect(isLicensed(minute, [minute, of('private_scans_monthly', 10)])).toBe(true);
  expect(isLicensed(minute, [minute, of('private_urlscans_monthly', 0)])).toBe(true);
  expect(isLicensed(of('private_scans_per_minute', 30, 2), [none])).toBe(true);
  expect(isLicensed(of('private_scans_monthly', 10), [of('private_scans_per_minute', 0)])).toBe(true);
});
