// Interprets a quota's raw figures: which limit applies, what is left, and whether it lasts until the reset.
import type { Quota, QuotaField, QuotaFigures } from '../virustotal/resources/quotas.ts';
import { featureOf, type QuotaWindow, windowAt, windowOf } from './quota-window.ts';

export type Severity = 'ok' | 'warning' | 'critical';

/**
 * - `limited`: a personal cap, a pool or both; `limit` is the one that ends first
 * - `uncapped`: neither the user nor a pool is limited
 * - `no-allowance`: used without an allowance: the pool has none, or a hidden pool must supply it, so this is no problem
 * - `none`: no allowance and no use: not licensed
 * - `unknown`: the figures are missing
 */
export type QuotaState = 'limited' | 'uncapped' | 'no-allowance' | 'none' | 'unknown';

/** The limit that ends first. `over`: by how much the use exceeds it; `left` is 0 then. */
export type Limit = { side: 'own' | 'pool'; allowed: number; used: number; left: number; over: number };

/**
 * The use at the reset if the current rate continues. `share`: the fraction of the limit (1 = all of it); `runsOutAt`:
 * milliseconds since the epoch, where it runs out before the reset; never in the past.
 */
export type Forecast = { share: number; runsOutAt?: number };

export type QuotaStatus = {
  name: string;
  window: QuotaWindow;
  state: QuotaState;
  /** `cap`: the personal allowance; absent where there is none or it is unknown. `allowed`: VirusTotal's own number. */
  own: { used?: number; cap?: number; allowed?: number; uncapped: boolean };
  pool?: { used?: number; allowed?: number; uncapped: boolean; from?: string };
  limit?: Limit;
  severity: Severity;
  forecast?: Forecast;
  /** Milliseconds since the epoch; absent where the quota has no window. */
  resetsAt?: number;
  /** The allowance that VirusTotal's terms name where its response names none. */
  termsLimit?: number;
  /**
   * The newest figures could not be read. `at`: when these were loaded, milliseconds since the epoch; absent where there are no
   * earlier ones.
   */
  unread?: { at?: number; fields: readonly QuotaField[] };
  /** The window has ended since the figures were loaded; they belong to an earlier one. */
  windowEnded: boolean;
};

// VirusTotal's values for "no cap". Others of their size are real: 2,000,000,000 a month is an allowance.
const noCap: Partial<Record<QuotaWindow, number>> = {
  hour: 60_000_000_000,
  day: 1_000_000_000,
  month: 1_000_000_000,
};

/** Whether an allowance means that there is none. A number of bytes never does. */
export const isUncapped = (name: string, { allowed, uncapped = false }: Quota = {}): boolean =>
  uncapped || (allowed !== undefined && allowed === noCap[windowOf(name)] && !/_bytes(?:_|$)/u.test(name));

/**
 * @param loadedAt when the response was loaded, milliseconds since the epoch
 * @param now milliseconds since the epoch
 */
export function quotaStatus(figures: QuotaFigures, loadedAt: number, now: number): QuotaStatus {
  const { name, user, group, invalidFields, at } = figures;
  const readAt = at ?? loadedAt;
  const window = windowOf(name);
  const span = windowAt(window, readAt);
  const limit = tightestLimitOf(name, user, group);
  const trend = limit && span && forecastAt(limit, span, readAt, now);
  const forecast = trend?.runsOutAt !== undefined && trend.runsOutAt <= now ? undefined : trend;
  const current = windowAt(window, now);
  const cap = user?.allowed && !isUncapped(name, user) ? user.allowed : undefined;
  return {
    name,
    window,
    state: limit ? 'limited' : stateWithoutLimit(name, user, group),
    own: {
      ...(user?.used !== undefined && { used: user.used }),
      ...(cap !== undefined && { cap }),
      ...(user?.allowed !== undefined && { allowed: user.allowed }),
      uncapped: isUncapped(name, user),
    },
    ...(group && { pool: { ...group, uncapped: isUncapped(name, group) } }),
    ...(limit && { limit }),
    ...(forecast && { forecast }),
    // Use that should have ended by now is still a warning.
    severity: limit ? severityOf(limit, trend) : 'ok',
    ...(current && { resetsAt: current.end }),
    ...(invalidFields && { unread: { ...(at !== undefined && { at }), fields: invalidFields } }),
    windowEnded: span !== undefined && span.end <= now,
  };
}

/**
 * The personal cap or the pool, whichever has less left. A personal allowance of 0 is no cap, because the pool applies then. A
 * pool of 0 leaves nothing, whatever the personal cap.
 */
function tightestLimitOf(name: string, user?: Quota, group?: Quota): Limit | undefined {
  if (group?.allowed === 0) return undefined;
  const own = limitOf(name, 'own', user);
  const pool = limitOf(name, 'pool', group);
  if (own && pool) return pool.left < own.left || pool.over > own.over ? pool : own;
  return own ?? pool;
}

function limitOf(name: string, side: Limit['side'], quota: Quota = {}): Limit | undefined {
  const { allowed, used } = quota;
  if (!allowed || used === undefined || isUncapped(name, quota)) return undefined;
  return { side, allowed, used, left: Math.max(0, allowed - used), over: Math.max(0, used - allowed) };
}

function stateWithoutLimit(name: string, user?: Quota, group?: Quota): QuotaState {
  const isEmptyPool = group?.allowed === 0;
  if (!isEmptyPool && (isUncapped(name, user) || isUncapped(name, group))) return 'uncapped';
  if (user?.used || group?.used) return 'no-allowance';
  return user?.allowed === 0 || isEmptyPool ? 'none' : 'unknown';
}

const earliestPace = 0.1;
/** The part of a window after which its figures are too old for a forecast. */
const oldestPace = 1 / 3;

function forecastAt(
  limit: Limit,
  { start, end }: { start: number; end: number },
  readAt: number,
  now: number,
): Forecast | undefined {
  if (now - readAt > oldestPace * (end - start)) return undefined;
  const passed = (readAt - start) / (end - start);
  // Early in a window a single burst looks like a trend.
  if (passed < earliestPace) return undefined;
  // Keeps the share finite for tiny allowances.
  const share = Math.min(limit.used / passed / limit.allowed, Number.MAX_SAFE_INTEGER);
  if (share <= 1 || limit.left === 0) return { share };
  return { share, runsOutAt: start + ((readAt - start) * limit.allowed) / limit.used };
}

function severityOf({ allowed, used }: Limit, forecast: Forecast | undefined): Severity {
  const share = used / allowed;
  if (share >= 0.95) return 'critical';
  // A trend alone warns only after a quarter is used.
  return share >= 0.8 || (forecast?.runsOutAt !== undefined && share >= 0.25) ? 'warning' : 'ok';
}

/** The used fraction of an allowance, for drawing; 0 to 1. */
export function usedFraction(used: number | undefined, allowed: number | undefined): number {
  return used === undefined || !allowed ? 0 : Math.min(1, used / allowed);
}

// VirusTotal's public API: 4 requests a minute, 500 a day, 15,500 a month.
export const freeMinute = 4;
const freeHour = 240;
const freeDay = 500;
const freeMonth = 15_500;

/** Whether an account is recognisably one of the free API. */
export function hasFreeTerms(quotas: readonly QuotaStatus[]): boolean {
  const cap = (name: string) => quotas.find((quota) => quota.name === name && !quota.pool)?.own.cap;
  return cap('api_requests_hourly') === freeHour && cap('api_requests_daily') === freeDay;
}

/** Adds the monthly allowance of the free API's terms, which responses for free accounts may leave open. */
export function withFreeTerms(quotas: QuotaStatus[]): QuotaStatus[] {
  const isFree = hasFreeTerms(quotas);
  return quotas.map((quota) =>
    isFree && quota.name === 'api_requests_monthly' && quota.own.uncapped && !quota.pool
      ? { ...quota, termsLimit: freeMonth }
      : quota,
  );
}

const windowRank: Partial<Record<QuotaWindow, number>> = {
  minute: 0,
  hour: 1,
  day: 2,
  week: 3,
  month: 4,
  year: 5,
};

/**
 * Whether a quota allows something. A rate means nothing for a feature that has no allowance in a longer window.
 * @param quotas all quotas of the account
 */
export function isLicensed(
  { name, window, own, pool, state }: QuotaStatus,
  quotas: readonly QuotaStatus[],
): boolean {
  if (state === 'none') return false;
  if (own.used || pool?.used) return true;
  const isLonger = (other: QuotaStatus) =>
    (windowRank[other.window] ?? -1) > (windowRank[window] ?? Infinity);
  return !quotas.some(
    (other) => other.state === 'none' && isLonger(other) && featureOf(other.name) === featureOf(name),
  );
}
