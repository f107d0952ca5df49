// Quotas and usage: overall_quotas, api_usage and users_consuming_quota.
import { createHash } from 'node:crypto';
import { ApiError } from './errors.ts';
import { mapSeries, pageOf } from './paging.ts';
import type { ApiRequest } from './relationships.ts';
import type { Account, Group, Quota, Quotas, World } from './types.ts';
import { accountObject, only, wanted } from './visibility.ts';

const day = 86_400_000;

/** The group that supplies a quota, found by name. */
function payerOf(world: World, account: Account, name: string): Group | undefined {
  const intelligence = name.startsWith('intelligence_') ? account.intelligenceGroup : account.apiGroup;
  return world.groups.get((name.startsWith('monitor_') ? account.monitorGroup : intelligence) ?? '');
}

/** The month of a free account, as the variant says. */
const freeMonth = (world: World, quota: Quota): Quota =>
  world.variants.freeMonth === 'uncapped' && quota.allowed === 15_500
    ? { ...quota, allowed: 1_000_000_000 }
    : quota;

export function overallQuotas(world: World, account: Account) {
  const { overallQuotas: variant } = world.variants;
  const entries = Object.entries(account.attributes.quotas ?? {}).map(([name, own]) => {
    const user = name === 'api_requests_monthly' ? freeMonth(world, own) : own;
    const payer = payerOf(world, account, name);
    const pool =
      payer && Object.hasOwn(payer.attributes.quotas, name) ? payer.attributes.quotas[name] : undefined;
    const group = payer && pool && variant !== 'no-group' ? { ...pool, inherited_from: payer.id } : undefined;
    const withUser = variant !== 'no-user' || !group;
    return [name, { ...(withUser ? { user } : {}), ...(group ? { group } : {}) }] as const;
  });
  return { data: Object.fromEntries(entries) };
}

/** A day's weight for an endpoint: constant across starts, lower on weekends. */
function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt16BE() / 65_535;
}

const consuming = {
  files: 1,
  file_relationships: 0.35,
  intelligence_search: 0.12,
  ip_addresses: 0.4,
  domains: 0.3,
  urls: 0.15,
  analyses: 0.08,
};
const free = { url_submission: 0.02, file_upload_url: 0.01 };

function countsOf(
  id: string,
  date: string,
  scale: number,
  endpoints: Record<string, number>,
  dress: (name: string) => string,
) {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const quiet = weekday === 0 || weekday === 6 ? 0.15 : 1;
  const counts = Object.entries(endpoints).map(([name, weight]): [string, number] => [
    dress(name),
    Math.floor(scale * quiet * weight * chance(`${id} ${date} ${name}`)),
  ]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function totalOf(days: Record<string, Record<string, number>>): Record<string, number> {
  const total: Record<string, number> = {};
  for (const counts of Object.values(days)) {
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}

function parseDay(text: string): number {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const time = match ? Date.parse(`${match.slice(1).join('-')}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time))
    throw new ApiError('InvalidArgumentError', `Invalid date: "${text}", must be YYYYMMDD`);
  return time;
}

/** 30 days at most, 60 days back. */
function rangeOf({ query, now }: ApiRequest): string[] {
  const today = Math.floor(now / day) * day;
  const endText = query('end_date');
  const startText = query('start_date');
  const end = endText === undefined ? today : parseDay(endText);
  const start = startText === undefined ? end - 29 * day : parseDay(startText);
  if (start > end) throw new ApiError('InvalidArgumentError', 'start_date is after end_date');
  if ((end - start) / day > 30)
    throw new ApiError('InvalidArgumentError', 'The range must not exceed 30 days');
  if ((today - start) / day > 60)
    throw new ApiError('InvalidArgumentError', 'Data are kept for 60 days only');
  const last = Math.min(end, today);
  return Array.from({ length: Math.max(0, (last - start) / day + 1) }, (_, index) =>
    new Date(start + index * day).toISOString().slice(0, 10),
  );
}

export function apiUsage(request: ApiRequest, id: string, quotas: Quotas) {
  const { apiUsage: variant } = request.world.variants;
  const dates = rangeOf(request);
  const scale = Math.max(8, (quotas['api_requests_monthly']?.used ?? 0) / 25);
  const dress = variant === 'bare' ? (name: string) => name : (name: string) => `/api/v3/(${name})`;
  const days = (endpoints: Record<string, number>) =>
    Object.fromEntries(dates.map((date) => [date, countsOf(id, date, scale, endpoints, dress)]));
  const daily = days(consuming);
  const bare = { daily, total: totalOf(daily) };
  if (variant === 'bare') return { data: bare };
  const dailyFree = days(free);
  const full = {
    daily,
    daily_endpoints_not_consuming_quota: dailyFree,
    total: bare.total,
    total_endpoints_not_consuming_quota: totalOf(dailyFree),
  };
  return variant === 'unwrapped' ? full : { data: full };
}

const countedPerUser = new Set([
  'intelligence_hunting_rules',
  'api_requests_daily',
  'api_requests_monthly',
  'intelligence_downloads_monthly',
  'intelligence_retrohunt_jobs_monthly',
  'intelligence_vtdiff_creation_monthly',
  'intelligence_searches_monthly',
  'private_scans_monthly',
  'private_urlscans_monthly',
]);

/** Administrators may request `has_2fa` here, as the documents' own third example does. */
export function usersConsuming(request: ApiRequest, group: Group, quota: string) {
  const { world, viewer, query } = request;
  if (!group.administrators.includes(viewer.id)) throw new ApiError('ForbiddenError');
  if (!countedPerUser.has(quota))
    throw new ApiError('InvalidArgumentError', `Invalid quota name: "${quota}"`);
  const period = query('period');
  if (
    period !== undefined &&
    (quota === 'intelligence_hunting_rules' || !/^\d{4}-\d{2}(-\d{2})?$/.test(period))
  ) {
    throw new ApiError('InvalidArgumentError', `Invalid period: "${period}"`);
  }
  // The month is the default, also for the daily quota; a day has to be given.
  const isMonth = quota === 'api_requests_daily' && period?.length !== 10;
  const counted = isMonth ? 'api_requests_monthly' : quota;
  const used = (id: string) => world.account(id).attributes.quotas?.[counted]?.used ?? 0;
  const sign = query('order') === 'asc' ? 1 : -1;
  const ids = [...group.users, ...group.serviceAccounts]
    .filter((id) => used(id) > 0)
    .toSorted((a, b) => sign * (used(a) - used(b)));
  const names = query('attributes');
  const series = mapSeries(ids, (id) => {
    const account = world.account(id);
    const object = accountObject(world, account, viewer, names);
    const second = only(
      account.attributes,
      (name) => name === 'has_2fa' && names !== undefined && wanted(names)(name),
    );
    return {
      ...object,
      attributes: { ...object.attributes, ...second },
      context_attributes: { quota_consumed_from_group: used(id) },
    };
  });
  return pageOf(
    world,
    `/groups/${encodeURIComponent(group.id)}/users_consuming_quota/${quota}`,
    series,
    query,
  );
}
