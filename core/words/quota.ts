// Names of quotas, and sentences about them.
import { i18n } from '#i18n';
import type { Headline } from '../vitals/headline.ts';
import type { Window } from '../vitals/windows.ts';

/** Quotas that we have a name for, by family; VirusTotal adds others at any time. */
export const quotaFamilies = {
  api: ['api_requests_hourly', 'api_requests_daily', 'api_requests_monthly'],
  intelligence: [
    'intelligence_searches_monthly',
    'intelligence_downloads_monthly',
    'intelligence_retrohunt_jobs_monthly',
    'intelligence_vtdiff_creation_monthly',
    'intelligence_hunting_rules',
    'intelligence_graphs_private',
  ],
  private: [
    'private_scans_monthly',
    'private_urlscans_monthly',
    'private_scans_per_minute',
    'private_urlscans_per_minute',
  ],
  other: [
    'collections_creation_monthly',
    'cases_creation_monthly',
    'monitor_storage_bytes',
    'monitor_storage_files',
    'monitor_uploaded_bytes',
    'monitor_uploaded_files',
  ],
} as const;

export type QuotaFamily = keyof typeof quotaFamilies;
type KnownQuota = (typeof quotaFamilies)[QuotaFamily][number];

const families = Object.keys(quotaFamilies) as QuotaFamily[];
const familyOfName = new Map<string, QuotaFamily>(
  families.flatMap((family) => quotaFamilies[family].map((name) => [name, family] as const)),
);

const isKnown = (name: string): name is KnownQuota => familyOfName.has(name);

/** The family that a quota is listed under; unknown names by their beginning. */
export function quotaFamily(name: string): QuotaFamily {
  const family = familyOfName.get(name);
  if (family) return family;
  return families.find((candidate) => name.startsWith(`${candidate}_`)) ?? 'other';
}

const suffix = /_(per_minute|hourly|daily|monthly)$/u;

/** A quota's plain name: "API requests today". An unknown name is made readable: "Sandbox runs this month". */
export function quotaName(name: string, window: Window): string {
  if (isKnown(name)) return i18n.t(`quota.${name}`);
  const words = name.replace(suffix, '').replaceAll(/[_-]+/gu, ' ').trim() || name;
  const readable = words.charAt(0).toUpperCase() + words.slice(1);
  return window === 'stock' ? readable : i18n.t(`quota_in_window.${window}`, [readable]);
}

const numbers = new Intl.NumberFormat();

/** A figure grouped by the user's locale. */
export const figure = (amount: number): string => numbers.format(amount);

const percents = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 0,
  roundingMode: 'trunc',
});

/** A share as a whole percentage, never rounded up to 100%; "<1%" for a little. */
export const percent = (share: number): string =>
  share > 0 && share < 0.01 ? `<${percents.format(0.01)}` : percents.format(share);

/** "80 of 1,000 API requests today left". */
export function headlineCount({ name, window, limit }: Headline): string {
  return i18n.t('headline.count', [figure(limit.left), figure(limit.allowed), quotaName(name, window)]);
}
