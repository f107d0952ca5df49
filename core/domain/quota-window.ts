// When a quota's window begins and ends. VirusTotal's responses contain no reset time; windows follow the UTC calendar and
// clock.
import { day, hour, minute } from '../common/time-units.ts';

export type QuotaWindow = 'minute' | 'hour' | 'day' | 'month' | 'none';

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
