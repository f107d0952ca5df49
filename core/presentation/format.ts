// Formats times, durations and numbers in the language of the texts and in the user's time zone.
import { i18n } from '#i18n';
import { lazy } from '../common/lazy.ts';
import { day, hour, minute } from '../common/time-units.ts';
import { formatLocale } from './format-locale.ts';

const relative = lazy(() => new Intl.RelativeTimeFormat(formatLocale(), { style: 'short' }));
const steps = [
  ['day', day],
  ['hour', hour],
  ['minute', minute],
] as const;

/** "5 min. ago"; undefined for less than a minute and for times in the future, which a clock that was set back produces. */
export function formatRelative(at: number, now: number): string | undefined {
  const passed = now - at;
  const step = steps.find(([, length]) => passed >= length);
  return step && relative().format(-Math.floor(passed / step[1]), step[0]);
}

/** A duration in its two largest units: "9 d 2 h", "7 h 4 min", "24 min"; at least a minute. */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / minute));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [
    days > 0 && i18n.t('duration.days', [formatNumber(days)]),
    hours > 0 && i18n.t('duration.hours', [formatNumber(hours)]),
    days === 0 && rest > 0 && i18n.t('duration.minutes', [formatNumber(rest)]),
  ];
  return joinParts(parts, ' ');
}

const time = { hour: '2-digit', minute: '2-digit' } as const;
const date = { day: 'numeric', month: 'short' } as const;
const dateTimes = (options: Intl.DateTimeFormatOptions) =>
  lazy(() => new Intl.DateTimeFormat(formatLocale(), options));
const clock = dateTimes({ ...time, timeZoneName: 'short' });
const dayAndClock = dateTimes({ ...date, ...time, timeZoneName: 'short' });
const localClock = dateTimes(time);
const localDayAndClock = dateTimes({ ...date, ...time });
const utcClock = dateTimes({ ...time, timeZone: 'UTC' });
const utcDayAndClock = dateTimes({ ...date, ...time, timeZone: 'UTC' });
const calendarDay = dateTimes({ ...date, year: 'numeric' });
const utc = dateTimes({ ...date, year: 'numeric', ...time, timeZone: 'UTC' });

/** "14:05 GMT+1", with the date where it is not today. */
export function formatClock(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return (sameDay ? clock : dayAndClock)().format(at);
}

/** Whether the local clock differs from UTC at a time. */
export const differsFromUtc = (at: number): boolean => new Date(at).getTimezoneOffset() !== 0;

/** "00:00 UTC (01:00 here)", with dates where it is further away than a day; "00:00 UTC" where the local clock shows UTC. */
export function formatUtcAndLocal(at: number, now: number): string {
  const isFar = Math.abs(at - now) > day;
  const ofUtc = `${(isFar ? utcDayAndClock : utcClock)().format(at)} UTC`;
  const local = isFar ? localDayAndClock : localClock;
  return differsFromUtc(at) ? i18n.t('utc_and_local', [ofUtc, local().format(at)]) : ofUtc;
}

/** "1 Oct 2020". */
export const formatDate = (at: number): string => calendarDay().format(at);

/** "1 Dec 2026, 00:00 UTC". */
export const formatUtc = (at: number): string => `${utc().format(at)} UTC`;

const numbers = lazy(() => new Intl.NumberFormat(formatLocale()));

/** A number with the language's digit grouping. */
export const formatNumber = (amount: number): string => numbers().format(amount);

const createPercents = (maximumFractionDigits: number) =>
  new Intl.NumberFormat(formatLocale(), { style: 'percent', maximumFractionDigits, roundingMode: 'trunc' });
const percents = lazy(() => createPercents(0));
const finePercents = lazy(() => createPercents(1));

/** A fraction as a whole percentage, never rounded up to 100%; "<1%" for small ones. */
export const formatPercent = (share: number): string =>
  share > 0 && share < 0.01 ? `<${percents().format(0.01)}` : percents().format(share);

/** A fraction with one decimal below a tenth: "1.8%", "28%"; "<0.1%" for small ones. */
export function formatFinePercent(share: number): string {
  if (share >= 0.1 || share === 0) return formatPercent(share);
  return share < 0.001 ? `<${finePercents().format(0.001)}` : finePercents().format(share);
}

const units = ['', 'k', 'M', 'B', 'T'] as const;

/**
 * At most `length` characters (two to four), rounded down so that the badge never promises too much: 80, 1.2k, 29M, 999T. Where
 * fewer characters are allowed, 108k becomes 99k.
 */
export function formatShortCount(amount: number, length = 4): string {
  let [rest, unit] = [Math.max(0, Math.floor(amount)), 0];
  while (rest >= 1000 && unit < units.length - 1) [rest, unit] = [rest / 1000, unit + 1];
  const suffix = units[unit] ?? '';
  const exact =
    unit > 0 && rest < 10 ? `${Math.floor(rest * 10) / 10}${suffix}` : `${Math.floor(rest)}${suffix}`;
  if (rest < 1000 && exact.length <= length) return exact;
  const whole = `${Math.floor(rest)}${suffix}`;
  if (whole.length <= length) return whole;
  return rest >= 1000 && length === 4 ? `>1${suffix}` : `${'9'.repeat(length - suffix.length)}${suffix}`;
}

/** Joins the non-empty parts: "11% you · 47% group". */
export const joinParts = (parts: readonly (string | false | undefined)[], separator = ' · '): string =>
  parts.filter(Boolean).join(separator);
