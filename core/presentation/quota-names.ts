// Names of quotas, and sentences about them.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { TightestLimit } from '../domain/tightest-limit.ts';
import type { QuotaWindow } from '../domain/quota-window.ts';
import { lazy } from '../common/lazy.ts';

/** The headings that quotas are listed under, in this order. */
export const quotaFamilies = ['api', 'intelligence', 'private', 'other'] as const;

export type QuotaFamily = (typeof quotaFamilies)[number];

/** The family that a quota is listed under, by the beginning of its name. */
export const quotaFamily = (name: string): QuotaFamily =>
  quotaFamilies.find((family) => name.startsWith(`${family}_`)) ?? 'other';

const suffix = /_(per_minute|hourly|daily|monthly)$/u;

/**
 * A quota's plain name: "API requests today". VirusTotal adds quotas at any time, so names that `locales/` does not
 * have are made readable: "Sandbox runs this month".
 */
export function quotaName(name: string, window: QuotaWindow): string {
  // Asked without i18n.t, which complains on the console about a name that is not there.
  const known = browser.i18n.getMessage(`quota_${name}` as never);
  if (known) return known;
  const words = name.replace(suffix, '').replaceAll(/[_-]+/gu, ' ').trim() || name;
  const readable = words.charAt(0).toUpperCase() + words.slice(1);
  return window === 'stock' ? readable : i18n.t(`quota_in_window.${window}`, [readable]);
}

const numbers = lazy(() => new Intl.NumberFormat());

/** A figure grouped by the user's locale. */
export const formatNumber = (amount: number): string => numbers().format(amount);

const percents = lazy(
  () =>
    new Intl.NumberFormat(undefined, {
      style: 'percent',
      maximumFractionDigits: 0,
      roundingMode: 'trunc',
    }),
);

/** A share as a whole percentage, never rounded up to 100%; "<1%" for a little. */
export const formatPercent = (share: number): string =>
  share > 0 && share < 0.01 ? `<${percents().format(0.01)}` : percents().format(share);

/** "80 of 1,000 API requests today left". */
export function tightestLimitText({ name, window, limit }: TightestLimit): string {
  return i18n.t('tightest.count', [
    formatNumber(limit.left),
    formatNumber(limit.allowed),
    quotaName(name, window),
  ]);
}
