import { expect, it } from 'vitest';
import { windowAt, windowOf } from '../../../core/domain/quota-window.ts';

it.each([
  ['private_scans_per_minute', 'minute'],
  ['api_requests_hourly', 'hour'],
  ['sandbox_runs_daily', 'day'],
  ['cases_creation_monthly', 'month'],
  ['intelligence_graphs_private', 'month'],
  ['intelligence_hunting_rules', 'none'],
  ['monitor_storage_bytes', 'none'],
  ['scans_weekly', 'week'],
  ['api_requests_per_day', 'day'],
  ['api_requests_per_hour', 'hour'],
  ['downloads-per-month', 'month'],
  ['reports_yearly', 'year'],
  ['reports_annual', 'year'],
  ['lookups_minutely', 'minute'],
  ['gti_credits', 'unknown'],
  ['monitor_uploaded_bytes', 'unknown'],
  ['sandbox_runs_quarterly', 'unknown'],
  ['weekly', 'unknown'],
  ['__proto__', 'unknown'],
] as const)('the quota %s is counted by %s', (name, window) => {
  expect(windowOf(name)).toBe(window);
});

it.each([
  ['minute', '2026-11-15T12:34:56Z', '2026-11-15T12:34:00Z', '2026-11-15T12:35:00Z'],
  ['hour', '2026-11-15T12:00:00Z', '2026-11-15T12:00:00Z', '2026-11-15T13:00:00Z'],
  ['day', '2026-11-15T23:59:59.999Z', '2026-11-15T00:00:00Z', '2026-11-16T00:00:00Z'],
  ['month', '2026-12-31T23:00:00Z', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['month', '2028-02-29T01:00:00Z', '2028-02-01T00:00:00Z', '2028-03-01T00:00:00Z'],
  ['week', '2026-11-15T23:59:59Z', '2026-11-09T00:00:00Z', '2026-11-16T00:00:00Z'],
  ['week', '2026-11-16T00:00:00Z', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z'],
  ['year', '2026-12-31T23:59:59Z', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
] as const)('the quota window of a %s contains %s', (window, at, start, end) => {
  expect(windowAt(window, Date.parse(at))).toEqual({ start: Date.parse(start), end: Date.parse(end) });
});

it('a quota without a window has none', () => {
  expect(windowAt('none', 0)).toBeUndefined();
  expect(windowAt('unknown', 0)).toBeUndefined();
});
