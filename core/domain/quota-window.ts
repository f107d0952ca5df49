// When a quota's window begins and ends. VirusTotal's responses contain no reset time; windows follow the UTC calendar and
// clock.
import { day, hour, minute } from '../common/time-units.ts';

export type QuotaWindow = 'minute' | 'hour' | 'day' | 'month' | 'none';

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

const bySuffix: readonly (readonly [string, QuotaWindow])[] = [
  ['_per_minute', 'minute'],
  ['_hourly', 'hour'],
  ['_daily', 'day'],
  ['_monthly', 'month'],
];

// Documented as monthly, although its name does not say so.
const byName = new Map<string, QuotaWindow>([['intelligence_graphs_private', 'month']]);

/** The window of a quota by VirusTotal's name for it. Names without a known suffix have no window and never reset. */
export function windowOf(quotaName: string): QuotaWindow {
  return byName.get(quotaName) ?? bySuffix.find(([suffix]) => quotaName.endsWith(suffix))?.[1] ?? 'none';
}

/** Whether the window that contained `at` has ended, so that its counts no longer apply. */
export const hasEnded = (window: QuotaWindow, at: number, now: number): boolean =>
  (windowAt(window, at)?.end ?? Infinity) <= now;

const lengths = { minute, hour, day };

/**
 * The window that contains a time; undefined for `none`.
 * @param at milliseconds since the epoch
 * @returns milliseconds since the epoch; `end` is the start of the next window
 */
export function windowAt(window: QuotaWindow, at: number): { start: number; end: number } | undefined {
  if (window === 'none') return undefined;
  if (window === 'month') {
    const date = new Date(at);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) };
  }
  const length = lengths[window];
  const start = Math.floor(at / length) * length;
  return { start, end: start + length };
}
