// Quotas as meters: the short texts, the sentence for screen readers, and the bar.
import { i18n } from '#i18n';
import { isAssumed } from '../domain/quota-window.ts';
import { isLicensed, usedFraction, type QuotaStatus } from '../domain/quota.ts';
import { quotaFamilies, quotaFamily, quotaName, unreadText } from './quota-names.ts';
import { isRequests } from '../domain/tightest-limit.ts';
import {
  differsFromUtc,
  formatClock,
  formatDuration,
  formatFinePercent,
  formatNumber,
  formatPercent,
  formatUtc,
  joinParts,
} from './format.ts';
import { withIsolatedName } from './isolate-names.ts';
import type { MeterView, QuotasView } from '../views/view-models.ts';

/** The owner of the quotas: the user's own or somebody else's (another user's or a group's). */
export type Perspective = 'own' | 'other';

/** @param now milliseconds since the epoch */
export function meterView(quota: QuotaStatus, now: number, perspective: Perspective): MeterView {
  const { name, window, own, pool, limit, windowEnded, resetsAt, unread } = quota;
  const used = limit?.used ?? own.used ?? 0;
  const max = limit?.allowed ?? Math.max(used, pool?.allowed ?? 0);
  const tag = tagOf(quota, perspective);
  const amount = amountOf(quota);
  const notes = joinParts([
    unread && unreadText(unread, now),
    ...(windowEnded ? [!unread && i18n.t('meter.window_ended')] : notesOf(quota, now, perspective)),
  ]);
  const reset = resetText(quota, now);
  return {
    name,
    label: quotaName(name, window),
    short: shortName(quota, now),
    tone: toneOf(quota),
    // The value must stay in its range; the notes say by how much an allowance is exceeded.
    value: windowEnded ? 0 : Math.min(used, max),
    max,
    tag,
    ...(limit && { used: windowEnded ? '–' : formatNumber(used), bar: barOf(quota, limit) }),
    amount: limit ? formatNumber(max) : amount,
    notes,
    reset,
    ...(resetsAt !== undefined && { resetTitle: formatUtc(resetsAt) }),
    sentence: `${joinParts([!windowEnded && amount, tag, notes, reset], '; ')}.`,
  };
}

function resetText({ window, resetsAt }: QuotaStatus, now: number): string {
  if (resetsAt === undefined) return i18n.t(window === 'none' ? 'meter.no_reset' : 'meter.reset_unknown');
  return i18n.t(isAssumed(window) ? 'meter.resets_assumed' : 'meter.resets', [
    formatDuration(resetsAt - now),
  ]);
}

/** Unreadable figures warn even where nothing runs low. */
function toneOf({ windowEnded, severity, unread }: QuotaStatus): MeterView['tone'] {
  const current = windowEnded ? 'ok' : severity;
  return unread && current === 'ok' ? 'warning' : current;
}

type Bar = NonNullable<MeterView['bar']>;

function barOf(
  { own, pool, forecast, windowEnded }: QuotaStatus,
  limit: NonNullable<QuotaStatus['limit']>,
): Bar {
  // Very small use is still drawn as visible.
  const share = (used: number | undefined) =>
    used && !windowEnded ? Math.max(0.01, usedFraction(used, limit.allowed)) : 0;
  return {
    own: share(own.used),
    pool: limit.side === 'pool' ? share(pool?.used) : 0,
    help: i18n.t('meter.key'),
    ...(forecast && limit.left > 0 && !windowEnded && { forecast: Math.min(1, forecast.share) }),
  };
}

/** "This hour" under the heading "API requests", the full name elsewhere. Days are UTC's. */
function shortName({ name, window }: QuotaStatus, now: number): string {
  if (!isRequests({ name }) || window === 'none' || window === 'unknown') return quotaName(name, window);
  return i18n.t(window === 'day' && differsFromUtc(now) ? 'window.day_utc' : `window.${window}`);
}

/** How much was used, and of how much where there is a limit. */
function amountOf({ own, pool, limit, state }: QuotaStatus): string {
  if (limit)
    return i18n.t(`meter.amount_${limit.side}`, [formatNumber(limit.used), formatNumber(limit.allowed)]);
  if (state === 'unknown') return i18n.t('meter.unknown');
  return i18n.t('meter.used', [formatNumber(own.used ?? pool?.used ?? 0)]);
}

function tagOf({ own, pool, limit, termsLimit }: QuotaStatus, perspective: Perspective): string {
  if (termsLimit !== undefined) return i18n.t('meter.no_cap_told');
  if (own.uncapped) return i18n.t('meter.no_cap');
  if (own.cap === undefined || !pool) return '';
  return i18n.t(`meter.${limit?.side === 'own' ? 'cap_counts' : 'cap'}_${perspective}`, [
    formatNumber(own.cap),
  ]);
}

function notesOf(quota: QuotaStatus, now: number, perspective: Perspective): (string | false | undefined)[] {
  const { own, pool, limit, state, termsLimit } = quota;
  if (limit && !limit.used && !own.used && !pool?.used) return [i18n.t('meter.unused')];
  return [
    state === 'no-allowance' && i18n.t(pool?.allowed === 0 ? 'meter.pool_empty' : 'meter.no_allowance'),
    termsLimit !== undefined && i18n.t('meter.free_terms', [formatNumber(termsLimit)]),
    limitNote(quota),
    limit?.side === 'pool' &&
      own.used !== undefined &&
      i18n.t(`meter.you_${perspective}`, [formatNumber(own.used)]),
    pool?.uncapped && i18n.t('meter.pool_no_cap'),
    groupNote(quota),
    forecastNote(quota, now),
  ];
}

/** What all members used, unless the amount or by how much it is exceeded already shows it. */
function groupNote({ own, pool, limit }: QuotaStatus): string | undefined {
  if (pool?.used === undefined || (limit?.side === 'pool' && limit.over > 0)) return undefined;
  const { used, allowed, uncapped } = pool;
  if (allowed && !uncapped && limit)
    return i18n.t('meter.group', [formatNumber(used), formatFinePercent(used / allowed)]);
  return limit || own.used !== undefined ? i18n.t('meter.group_used', [formatNumber(used)]) : undefined;
}

function limitNote({ name, limit }: QuotaStatus): string | undefined {
  if (!limit) return undefined;
  const { side, left, over, allowed } = limit;
  const unit = name === 'intelligence_hunting_rules' ? 'rules_over' : 'over';
  if (over > 0) return i18n.t(`meter.${unit}_${side}`, [formatNumber(over), formatNumber(allowed)]);
  if (left === 0) return i18n.t('meter.used_up');
  return side === 'own' ? i18n.t('meter.left', [formatNumber(left)]) : undefined;
}

function forecastNote({ forecast, limit }: QuotaStatus, now: number): string | undefined {
  if (!forecast || !limit?.left) return undefined;
  return forecast.runsOutAt === undefined
    ? i18n.t('meter.by_reset', [formatPercent(forecast.share)])
    : i18n.t('meter.runs_out', [formatClock(forecast.runsOutAt, now)]);
}

const windowOrder = ['hour', 'day', 'week', 'month', 'year', 'unknown', 'none', 'minute'];
const windowRank = ({ window }: QuotaStatus): number => windowOrder.indexOf(window);

/**
 * All quotas by family, each with its pools. Quotas without an allowance are collapsed. @param now milliseconds since the epoch
 */
export function quotasView(
  quotas: readonly QuotaStatus[],
  now: number,
  perspective: Perspective = 'own',
): QuotasView {
  const notAllowed = quotas.filter((quota) => !isLicensed(quota, quotas));
  const sorted = quotas
    .filter((quota) => isLicensed(quota, quotas))
    .toSorted((a, b) => windowRank(a) - windowRank(b));
  const families = quotaFamilies.flatMap((family) => {
    const members = sorted.filter(({ name }) => quotaFamily(name) === family);
    if (members.length === 0) return [];
    const pools = joinParts([...new Set(members.map(({ pool }) => pool?.from))], ', ');
    const meters = members.map((quota) => meterView(quota, now, perspective));
    const pool = pools ? withIsolatedName((slot) => i18n.t('quotas.pool', [slot]), pools) : [];
    return { title: i18n.t(`family.${family}`), pools, pool, meters };
  });
  const disclosure = {
    title: i18n.t('quotas.without', notAllowed.length),
    text: joinParts(notAllowed.map(({ name, window }) => quotaName(name, window))),
  };
  return { families, ...(notAllowed.length > 0 && { disclosure }) };
}
