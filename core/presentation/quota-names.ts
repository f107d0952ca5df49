// Names of quotas, and sentences about them.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { TightestLimit } from '../domain/tightest-limit.ts';
import type { QuotaWindow } from '../domain/quota-window.ts';
import { formatNumber } from './format.ts';

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
  const translated = browser.i18n.getMessage(`quota_${name}` as never);
  if (translated) return translated;
  const spaced = name.replace(suffix, '').replaceAll(/[_-]+/gu, ' ').trim() || name;
  const readable = spaced.charAt(0).toUpperCase() + spaced.slice(1);
  return window === 'none' ? readable : i18n.t(`quota_in_window.${window}`, [readable]);
}

/** "80 of 1,000 API requests today left". */
export function tightestLimitText({ name, window, limit }: TightestLimit): string {
  return i18n.t('tightest.count', [
    formatNumber(limit.left),
    formatNumber(limit.allowed),
    quotaName(name, window),
  ]);
}
