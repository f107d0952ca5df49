// Sets of quotas and privileges that accounts of 2026 have.
import type { Privilege, Privileges, Quotas } from './types.ts';

/** "No personal cap": the group quota applies. */
const uncapped = { hourly: 60_000_000_000, daily: 1_000_000_000, monthly: 1_000_000_000 };

const intelligenceNames = [
  'intelligence_downloads_monthly',
  'intelligence_graphs_private',
  'intelligence_hunting_rules',
  'intelligence_retrohunt_jobs_monthly',
  'intelligence_searches_monthly',
  'intelligence_vtdiff_creation_monthly',
];

const otherNames = [
  'collections_creation_monthly',
  'monitor_storage_bytes',
  'monitor_storage_files',
  'monitor_uploaded_bytes',
  'monitor_uploaded_files',
  'private_scans_monthly',
  'private_scans_per_minute',
  'private_urlscans_monthly',
  'private_urlscans_per_minute',
];

const none = (names: string[]): Quotas =>
  Object.fromEntries(names.map((name) => [name, { allowed: 0, used: 0 }]));

export function freeQuotas(hour: number, day: number, month: number): Quotas {
  return {
    api_requests_hourly: { allowed: 240, used: hour },
    api_requests_daily: { allowed: 500, used: day },
    api_requests_monthly: { allowed: 15_500, used: month },
    ...none(intelligenceNames),
    ...none(otherNames),
  };
}

/** @param cap personal daily cap; none if omitted */
export function memberQuotas(hour: number, day: number, month: number, cap: number = uncapped.daily): Quotas {
  return {
    api_requests_hourly: { allowed: uncapped.hourly, used: hour },
    api_requests_daily: { allowed: cap, used: day },
    api_requests_monthly: { allowed: uncapped.monthly, used: month },
    ...none(otherNames),
    intelligence_downloads_monthly: { allowed: 0, used: Math.floor(month / 240) },
    intelligence_graphs_private: { allowed: 0, used: 2 },
    intelligence_hunting_rules: { allowed: 0, used: 31 },
    intelligence_retrohunt_jobs_monthly: { allowed: 0, used: 1 },
    intelligence_searches_monthly: { allowed: 0, used: Math.floor(month / 60) },
    intelligence_vtdiff_creation_monthly: { allowed: 0, used: 0 },
    private_scans_monthly: { allowed: 0, used: 12 },
  };
}

export function poolQuotas(): Quotas {
  return {
    api_requests_hourly: { allowed: 1_800_000, used: 22_410 },
    api_requests_daily: { allowed: 30_000_000, used: 535_676 },
    api_requests_monthly: { allowed: uncapped.monthly, used: 11_203_417 },
    collections_creation_monthly: { allowed: 1000, used: 14 },
    intelligence_downloads_monthly: { allowed: 100_000, used: 6214 },
    intelligence_graphs_private: { allowed: 1000, used: 87 },
    intelligence_hunting_rules: { allowed: 5000, used: 1240 },
    intelligence_retrohunt_jobs_monthly: { allowed: 100, used: 12 },
    intelligence_searches_monthly: { allowed: 150_000, used: 41_883 },
    intelligence_vtdiff_creation_monthly: { allowed: 500, used: 3 },
    private_scans_monthly: { allowed: 20_000, used: 1503 },
    private_scans_per_minute: { allowed: 30, used: 0 },
    private_urlscans_monthly: { allowed: 20_000, used: 210 },
    private_urlscans_per_minute: { allowed: 30, used: 0 },
  };
}

export const privilegeNames = [
  'activity-logs',
  'big-files',
  'click_to_accept',
  'creditcards',
  'distribution',
  'dogfooder',
  'domain-feed',
  'downloads-tier-1',
  'downloads-tier-2',
  'file-behaviour-feed',
  'file-feed',
  'intelligence',
  'intelligence-search-tier-1',
  'ioc-stream',
  'livehunt',
  'monitor',
  'private',
  'private-collections',
  'retrohunt',
  'saved-search',
  'staff',
  'url-feed',
  'vtalerts',
  'vtdiff-api',
  'vtdiff-ui',
];

export function privilegesWith(granted: Record<string, Privilege>): Privileges {
  const refused = privilegeNames.map((name): [string, Privilege] => [name, { granted: false }]);
  return { ...Object.fromEntries(refused), ...granted };
}

/** Privileges that a member of `group` inherits: some without an end, one for 40 days, one for 9. */
export function inheritedFrom(group: string, start: number): Privileges {
  const api = { granted: true, inherited_from: group, inherited_via: 'api_quota_group' };
  const intelligence = { granted: true, inherited_from: group, inherited_via: 'intelligence_quota_group' };
  const viaIntelligence = { granted: true, inherited_from: 'intelligence', inherited_via: 'privilege' };
  return privilegesWith({
    'big-files': api,
    'downloads-tier-2': { ...intelligence, expiration_date: daysFrom(start, 9) },
    intelligence: { ...intelligence, expiration_date: daysFrom(start, 40) },
    'activity-logs': viaIntelligence,
    'ioc-stream': viaIntelligence,
    livehunt: viaIntelligence,
    retrohunt: viaIntelligence,
    'saved-search': viaIntelligence,
    'vtdiff-ui': viaIntelligence,
    private: api,
    click_to_accept: { granted: true },
  });
}

/** @returns seconds since the epoch */
export function daysFrom(start: number, days: number): number {
  return Math.floor(start / 1000) + days * 86_400;
}
