// Names of quotas, and of the families they are listed under.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { TightestLimit } from '../domain/tightest-limit.ts';
import type { QuotaStatus } from '../domain/quota.ts';
import { featureOf, isAssumed, type QuotaWindow } from '../domain/quota-window.ts';
import { formatClock, formatNumber } from './format.ts';

/** The families of quotas in display order. */
export const quotaFamilies = ['api', 'intelligence', 'private', 'other'] as const;

export type QuotaFamily = (typeof quotaFamilies)[number];

/** The family of a quota, from the prefix of its name. */
export const quotaFamily = (name: string): QuotaFamily =>
  quotaFamilies.find((family) => name.startsWith(`${family}_`)) ?? 'other';

/**
 * A quota's display name: "API requests today". VirusTotal adds quotas at any time, so names that `locales/` does not have are
 * made readable: "Sandbox runs this month".
 */
export function quotaName(name: string, window: QuotaWindow): string {
  // `i18n.t` would log an error for a name that does not exist.
  const translated = browser.i18n.getMessage(`quota_${name}` as never);
  if (translated) return translated;
  const spaced = featureOf(name).replaceAll(/[_-]+/gu, ' ').trim() || name;
  const readable = spaced.charAt(0).toUpperCase() + spaced.slice(1);
  return window === 'none' || window === 'unknown'
    ? readable
    : i18n.t(`quota_in_window.${window}`, [readable]);
}

/** "80 of 1,000 left · API requests today". */
export function tightestLimitText({ name, window, limit }: TightestLimit): string {
  return i18n.t('tightest.count', [
    formatNumber(limit.left),
    formatNumber(limit.allowed),
    quotaName(name, window),
  ]);
}

/** That the newest figures of a quota could not be read, and when those shown were loaded. */
export const unreadText = ({ at }: NonNullable<QuotaStatus['unread']>, now: number): string =>
  at === undefined ? i18n.t('meter.unread') : i18n.t('meter.last_good', [formatClock(at, now)]);

/** How sure it is when a quota resets. */
export function resetCertainty({ window, resetsAt }: QuotaStatus): 'known' | 'assumed' | 'unknown' {
  if (resetsAt === undefined) return 'unknown';
  return isAssumed(window) ? 'assumed' : 'known';
}
