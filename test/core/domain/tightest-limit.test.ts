import { expect, it } from 'vitest';
import { findTightestLimit } from '../../../core/domain/tightest-limit.ts';
import { quotaStatus } from '../../../core/domain/quota.ts';

const noon = Date.UTC(2026, 10, 15, 12);
const first = (quotas: Record<string, [allowed: number, used: number]>, now = noon) =>
  findTightestLimit(
    Object.entries(quotas).map(([name, [allowed, used]]) =>
      quotaStatus({ name, user: { allowed, used } }, noon, now),
    ),
  )?.name;

it('the tightest limit is the one with the smallest fraction left', () => {
  expect(first({ api_requests_hourly: [60_000, 1], api_requests_daily: [1000, 13] })).toBe(
    'api_requests_daily',
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

it('a limit that is forecast to run out first is tighter than the one with the least left', () => {
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
