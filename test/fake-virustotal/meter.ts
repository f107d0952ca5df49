// Records every request, charges billable ones, refuses by rate and quota, and rolls the UTC windows over.
import { ApiError } from './errors.ts';
import type { Account, Quotas, Recorded, World } from './types.ts';

const requestQuotas = ['api_requests_hourly', 'api_requests_daily', 'api_requests_monthly'];
const minute = 60_000;

const parts: Record<string, string> = {
  users: '/users/{id}',
  groups: '/groups/{id}',
  service_accounts: '/service_accounts/{id}',
};

/** `/api/v3/users/spellman/groups` → `/users/{id}/{relationship}` */
export function templateOf(pathname: string): string {
  const [kind = '', id, first, second, third] = pathname.split('/').slice(3);
  if (!pathname.startsWith('/api/v3/')) return '/{other}';
  if (id === undefined || !Object.hasOwn(parts, kind)) return `/${kind}`;
  const head = parts[kind] ?? '';
  if (first === undefined) return head;
  if (first === 'relationships')
    return `${head}/relationships/{relationship}${third === undefined ? '' : '/{id}'}`;
  if (first === 'users_consuming_quota') return `${head}/users_consuming_quota/{quota_name}`;
  if (second !== undefined) return `${head}/{other}`;
  return first === 'overall_quotas' || first === 'api_usage' ? `${head}/${first}` : `${head}/{relationship}`;
}

/** The two that are documented as free of quota. */
export function mayCost(route: string): boolean {
  return !route.endsWith('/overall_quotas') && !route.endsWith('/api_usage');
}

export type RequestFilter = {
  caller?: string | null;
  route?: string;
  costsQuota?: boolean;
  mayCost?: boolean;
};

export function matches(request: Recorded, filter: RequestFilter): boolean {
  return Object.entries(filter).every(([name, value]) => request[name as keyof RequestFilter] === value);
}

function chargedQuotas(world: World, account: Account): { quotas: Quotas; frozen: boolean }[] {
  const pool = world.groups.get(account.apiGroup ?? '');
  const own = { quotas: account.attributes.quotas ?? {}, frozen: account.frozen };
  return pool ? [own, { quotas: pool.attributes.quotas, frozen: pool.frozen }] : [own];
}

/** Refuses like VirusTotal: with QuotaExceededError and without Retry-After, whichever limit was hit. */
export function refuseIfSpent(
  world: World,
  account: Account,
  now: number,
  requests: readonly Recorded[],
): void {
  const { enforce } = world.variants;
  if (enforce === 'nothing') return;
  const hourly = account.attributes.quotas?.['api_requests_hourly']?.allowed ?? 0;
  const perMinute = Math.floor(hourly / 60);
  const recent = requests.filter(
    ({ caller, costsQuota, at }) => costsQuota && caller === account.id && at > now - minute && at <= now,
  );
  if (perMinute > 0 && recent.length >= perMinute) throw new ApiError('QuotaExceededError');
  if (enforce === 'minute') return;
  const spent = chargedQuotas(world, account).some(({ quotas }) =>
    requestQuotas.some((name) => {
      const quota = quotas[name];
      return quota !== undefined && quota.used >= quota.allowed;
    }),
  );
  if (spent) throw new ApiError('QuotaExceededError');
}

/** Personal use also counts in the group quota. */
export function charge(world: World, account: Account, record: Recorded): void {
  record.costsQuota = true;
  for (const { quotas, frozen } of chargedQuotas(world, account)) {
    if (frozen) continue;
    for (const name of requestQuotas) {
      const quota = quotas[name];
      if (quota) quota.used += 1;
    }
  }
}

const windows: [suffix: string, key: (date: Date) => string][] = [
  ['_per_minute', (date) => date.toISOString().slice(0, 16)],
  ['_hourly', (date) => date.toISOString().slice(0, 13)],
  ['_daily', (date) => date.toISOString().slice(0, 10)],
  ['_monthly', (date) => date.toISOString().slice(0, 7)],
];

/** Sets `used` to 0 in every window that ended between the two times, also for frozen accounts. */
export function rollOver(world: World, before: number, after: number): void {
  if (after <= before) return;
  const ended = windows
    .filter(([, key]) => key(new Date(before)) !== key(new Date(after)))
    .map(([suffix]) => suffix);
  const allQuotas = [...world.accounts.values(), ...world.groups.values()].map(
    (owner) => owner.attributes.quotas ?? {},
  );
  for (const quotas of allQuotas) {
    for (const [name, quota] of Object.entries(quotas)) {
      if (ended.some((suffix) => name.endsWith(suffix))) quota.used = 0;
    }
  }
}
