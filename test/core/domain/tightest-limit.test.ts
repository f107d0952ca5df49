import { describe, expect, it } from 'vitest';
import { findTightestLimit, criticalLimits, noLimitReason } from '../../../core/domain/tightest-limit.ts';
import { quotaStatus } from '../../../core/domain/quota.ts';

const noon = Date.UTC(2026, 10, 15, 12);
const first = (quotas: Record<string, [allowed: number, used: number]>, now = noon) =>
  findTightestLimit(
    Object.entries(quotas).map(([name, [allowed, used]]) =>
      quotaStatus({ name, user: { allowed, used } }, noon, now),
    ),
  )?.name;

it('the tightest limit is the one that leaves fewest API requests', () => {
  expect(first({ api_requests_hourly: [60_000, 1], api_requests_daily: [1000, 13] })).toBe(
    'api_requests_daily',
  );
  expect(first({ api_requests_hourly: [240, 100], api_requests_daily: [1000, 800] })).toBe(
    'api_requests_hourly',
  );
});

it('the tightest limit is one that is used up, longest wait first', () => {
  expect(
    first({
      api_requests_hourly: [240, 240],
      api_requests_daily: [500, 500],
      cases_creation_monthly: [20, 19],
    }),
  ).toBe('api_requests_daily');
});

it('a feature that leaves less than the API requests does not take their place', () => {
  expect(first({ api_requests_daily: [1000, 700], intelligence_searches_monthly: [100, 48] })).toBe(
    'api_requests_daily',
  );
});

it('the tightest limit is never a quota without a window, a quota per minute, or a figure of an earlier window', () => {
  expect(
    first({ intelligence_hunting_rules: [25, 241], private_scans_per_minute: [30, 30] }),
  ).toBeUndefined();
  expect(first({ api_requests_daily: [500, 500] }, noon + 12 * 3_600_000)).toBeUndefined();
});

it('the tightest limit is API requests among equals', () => {
  expect(first({ cases_creation_monthly: [20, 0], api_requests_monthly: [100, 0] })).toBe(
    'api_requests_monthly',
  );
});

it('while nothing runs low, it is the API requests that can be run: the fewest left in any window', () => {
  const calm = { intelligence_retrohunt_jobs_monthly: [300, 163], cases_creation_monthly: [20, 14] } as const;
  const both = { ...calm, api_requests_hourly: [600_000, 1], api_requests_daily: [1000, 74] } as const;
  const late = Date.UTC(2026, 10, 29, 12);
  const status = (name: string, [allowed, used]: readonly [number, number]) =>
    quotaStatus({ name, user: { allowed, used } }, late, late);
  const quotas = Object.entries(both).map(([name, figures]) => status(name, figures));
  expect(findTightestLimit(quotas)?.limit).toMatchObject({ left: 926 });
  const month = status('api_requests_monthly', [5000, 4100]);
  expect(findTightestLimit([...quotas, { ...month, severity: 'ok' }])?.limit).toMatchObject({ left: 900 });
  const low = status('private_scans_monthly', [100, 96]);
  expect(findTightestLimit([...quotas, low])?.name).toBe('api_requests_daily');
});

const criticalOf = (quotas: Record<string, [allowed: number, used: number]>) =>
  criticalLimits(
    Object.entries(quotas).map(([name, [allowed, used]]) =>
      quotaStatus({ name, user: { allowed, used } }, noon, noon),
    ),
  ).map(({ name }) => name);

describe('the critical limits', () => {
  it('features that are used up or nearly so are named, used-up ones first', () => {
    expect(
      criticalOf({
        api_requests_daily: [1000, 13],
        private_scans_monthly: [100, 96],
        intelligence_searches_monthly: [300, 300],
        cases_creation_monthly: [20, 14],
      }),
    ).toEqual(['intelligence_searches_monthly', 'private_scans_monthly']);
  });

  it('rules over their allowance and rates per minute are not critical', () => {
    expect(
      criticalOf({ intelligence_hunting_rules: [25, 1829], private_scans_per_minute: [30, 30] }),
    ).toEqual([]);
  });

  it('another limit of API requests is named only where it ends later', () => {
    expect(criticalOf({ api_requests_hourly: [240, 240], api_requests_daily: [500, 500] })).toEqual([]);
    expect(criticalOf({ api_requests_daily: [500, 480], api_requests_monthly: [10_000, 9900] })).toEqual([
      'api_requests_monthly',
    ]);
  });
});

it('an account without an allowance of API requests has its Intelligence searches first', () => {
  const none: [number, number] = [0, 0];
  const features = { cases_creation_monthly: [20, 20], intelligence_searches_monthly: [300, 10] } as const;
  const given = { ...features, api_requests_daily: none } as unknown as Record<string, [number, number]>;
  expect(first(given)).toBe('intelligence_searches_monthly');
  expect(first({ api_requests_daily: none, cases_creation_monthly: [20, 1] })).toBe('cases_creation_monthly');
});

it('API requests without a limit are not replaced by another feature', () => {
  expect(
    first({ api_requests_daily: [1_000_000_000, 5], intelligence_searches_monthly: [300, 10] }),
  ).toBeUndefined();
});

it('the pool counts where it leaves fewer API requests than the personal cap', () => {
  const day = quotaStatus(
    { name: 'api_requests_daily', user: { allowed: 1000, used: 74 }, group: { allowed: 5000, used: 3000 } },
    noon,
    noon,
  );
  const hour = quotaStatus({ name: 'api_requests_hourly', group: { allowed: 800, used: 12 } }, noon, noon);
  expect(findTightestLimit([day, hour])?.limit).toMatchObject({ side: 'pool', left: 788 });
});

describe('a limit whose newest figures cannot be read', () => {
  const hour = quotaStatus({ name: 'api_requests_hourly', user: { allowed: 240, used: 1 } }, noon, noon);
  const day = (at: number | undefined, user?: object) =>
    quotaStatus(
      {
        name: 'api_requests_daily',
        ...(user && { user }),
        invalidFields: ['user.allowed'],
        ...(at !== undefined && { at }),
      },
      noon,
      noon,
    );

  it('its last good figures count while their window lasts', () => {
    const quotas = [hour, day(noon - 3_600_000, { allowed: 500, used: 400 })];
    expect(findTightestLimit(quotas)).toMatchObject({
      name: 'api_requests_daily',
      unread: { at: noon - 3_600_000 },
    });
  });

  it('no larger number takes its place where they are of an earlier window, or were never read', () => {
    for (const unread of [day(noon - 24 * 3_600_000, { allowed: 500, used: 400 }), day(undefined)]) {
      expect(findTightestLimit([hour, unread])).toBeUndefined();
      expect(noLimitReason([hour, unread])).toBe('unread');
    }
  });

  it('a limit that runs low is still shown', () => {
    const low = quotaStatus({ name: 'private_scans_monthly', user: { allowed: 10, used: 10 } }, noon, noon);
    expect(criticalLimits([hour, day(undefined), low]).map(({ name }) => name)).toEqual([
      'private_scans_monthly',
    ]);
    expect(findTightestLimit([hour, day(undefined, { allowed: 500, used: 499 })])?.limit.left).toBe(1);
  });

  it('a feature that cannot be read does not hide the API requests', () => {
    const feature = quotaStatus({ name: 'gti_reports_monthly', invalidFields: ['entry'] }, noon, noon);
    expect(findTightestLimit([hour, feature])?.name).toBe('api_requests_hourly');
  });
});

it('no API request is left where one window has no allowance, whatever the others say', () => {
  const free = { allowed: 1_000_000_000, used: 0 };
  const day = quotaStatus(
    { name: 'api_requests_daily', user: free, group: { allowed: 0, used: 0 } },
    noon,
    noon,
  );
  const hour = quotaStatus({ name: 'api_requests_hourly', user: { allowed: 240, used: 0 } }, noon, noon);
  const month = quotaStatus({ name: 'api_requests_monthly', user: free }, noon, noon);
  expect(findTightestLimit([hour, day, month])).toBeUndefined();
  expect(noLimitReason([hour, day, month])).toBe('no_limit');
  expect(noLimitReason([month])).toBe('unlimited');
});

it('after the reset of a shorter window no more than all of it can be run, where a longer window is known', () => {
  const quotas = { api_requests_hourly: [240, 200], api_requests_daily: [1000, 13] } as const;
  const at = (now: number) =>
    findTightestLimit(
      Object.entries(quotas).map(([name, [allowed, used]]) =>
        quotaStatus({ name, user: { allowed, used } }, noon, now),
      ),
    );
  expect(at(noon)?.limit.left).toBe(40);
  expect(at(noon + 3_600_000)).toMatchObject({
    name: 'api_requests_hourly',
    limit: { left: 240, side: 'own' },
  });
  expect(at(noon + 12 * 3_600_000)).toBeUndefined();
});
