// When a quota's window begins and ends. VirusTotal's responses contain no reset time; windows follow the UTC calendar and
// clock.
import { day, hour, minute } from '../common/time-units.ts';

/** `unknown`: the name does not say when the quota resets. `none`: it counts what exists, and never resets. */
export type QuotaWindow = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' | 'unknown' | 'none';

/** The quotas that VirusTotal documents or that were seen. It adds others at any time. */
export const documentedQuotas = [
  'api_requests_hourly',
  'api_requests_daily',
  'api_requests_monthly',
  'intelligence_searches_monthly',
  'intelligence_downloads_monthly',
  'intelligence_retrohunt_jobs_monthly',
  'intelligence_vtdiff_creation_monthly',
  'intelligence_hunting_rules',
  'intelligence_graphs_private',
  'private_scans_monthly',
  'private_urlscans_monthly',
  'private_scans_per_minute',
  'private_urlscans_per_minute',
  'collections_creation_monthly',
  'cases_creation_monthly',
  'monitor_storage_bytes',
  'monitor_storage_files',
  'monitor_uploaded_bytes',
  'monitor_uploaded_files',
];

const suffix =
  /[_-](?:per[_-](minute|hour|day|week|month|year)|(minute|hour|dai|week|month|year)ly|(annual)(?:ly)?)$/u;

const bySuffix = new Map<string | undefined, QuotaWindow>([
  ['minute', 'minute'],
  ['hour', 'hour'],
  ['day', 'day'],
  ['dai', 'day'],
  ['week', 'week'],
  ['month', 'month'],
  ['year', 'year'],
  ['annual', 'year'],
]);

const byName = new Map<string, QuotaWindow>([
  // Documented as monthly, although its name does not say so.
  ['intelligence_graphs_private', 'month'],
  // What exists now: rules and stored files.
  ['intelligence_hunting_rules', 'none'],
  ['monitor_storage_bytes', 'none'],
  ['monitor_storage_files', 'none'],
]);

/** The window of a quota by VirusTotal's name for it. */
export function windowOf(quotaName: string): QuotaWindow {
  const [, ...words] = suffix.exec(quotaName) ?? [];
  return byName.get(quotaName) ?? bySuffix.get(words.find((word) => word !== undefined)) ?? 'unknown';
}

/** The name of a quota without its window: what quotas of one feature have in common. */
export const featureOf = (quotaName: string): string => quotaName.replace(suffix, '');

/** Whether VirusTotal documents when a window begins. Where a week or a year begins is our assumption. */
export const isAssumed = (window: QuotaWindow): boolean => window === 'week' || window === 'year';

/** Whether the window that contained `at` has ended, so that its counts no longer apply. */
export const hasEnded = (window: QuotaWindow, at: number, now: number): boolean =>
  (windowAt(window, at)?.end ?? Infinity) <= now;

const week = 7 * day;
const lengths = { minute, hour, day, week };
// The epoch was a Thursday. Weeks are assumed to begin on Mondays.
const firstMonday = 4 * day;

/**
 * The window that contains a time; undefined for `none` and `unknown`.
 * @param at milliseconds since the epoch
 * @returns milliseconds since the epoch; `end` is the start of the next window
 */
export function windowAt(window: QuotaWindow, at: number): { start: number; end: number } | undefined {
  if (window === 'none' || window === 'unknown') return undefined;
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (window === 'year') return { start: Date.UTC(year, 0), end: Date.UTC(year + 1, 0) };
  if (window === 'month') return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) };
  const length = lengths[window];
  const first = window === 'week' ? firstMonday : 0;
  const start = Math.floor((at - first) / length) * length + first;
  return { start, end: start + length };
}
