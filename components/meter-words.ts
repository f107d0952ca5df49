// What a meter says, in short words to look at and as a sentence to listen to.
import { i18n } from '#i18n';
import type { QuotaVital } from '../core/vitals/quota.ts';
import { figure, percent, quotaName } from '../core/words/quota.ts';
import { clockOf, lengthOf } from '../core/words/time.ts';
import { joined } from './joined.ts';

/** "This hour" under the heading "API requests", the whole name elsewhere. */
export function shortName({ name, window }: QuotaVital): string {
  return name.startsWith('api_requests_') && window !== 'stock'
    ? i18n.t(`window.${window}`)
    : quotaName(name, window);
}

export function meterWords(vital: QuotaVital, now: number) {
  const { own, pool, limit, state, lapsed, resetsAt } = vital;
  const used = i18n.t('meter.used', [figure(own.used ?? pool?.used ?? 0)]);
  const tag = tagOf(vital);
  const notes = lapsed ? i18n.t('meter.lapsed') : joined(notesOf(vital, now));
  const reset =
    resetsAt === undefined ? i18n.t('meter.no_reset') : i18n.t('meter.resets', [lengthOf(resetsAt - now)]);
  const amount = limit
    ? i18n.t(`meter.amount_${limit.by}`, [figure(limit.used), figure(limit.allowed)])
    : state === 'unknown'
      ? i18n.t('meter.unknown')
      : used;
  return {
    /** What was used, where there is no limit to set it against. */
    amount,
    /** Whose limit it is: "your cap", "no personal cap". */
    tag,
    /** "11% you · 47% group · 71% by the reset" */
    notes,
    /** "resets in 7h 4m" */
    reset,
    /** All of it, for `aria-valuetext`. */
    sentence: `${joined([!lapsed && amount, tag, notes, reset], '; ')}.`,
  };
}

function tagOf({ own, pool, limit }: QuotaVital): string {
  if (own.uncapped) return i18n.t('meter.no_cap');
  if (own.cap === undefined || !pool) return '';
  return i18n.t(limit?.by === 'own' ? 'meter.your_cap' : 'meter.cap', [figure(own.cap)]);
}

function notesOf(vital: QuotaVital, now: number): (string | false | undefined)[] {
  const { own, pool, limit, state } = vital;
  const group = pool?.used;
  if (limit && limit.over > 0) return [i18n.t('meter.over', [figure(limit.over)])];
  if (limit && limit.used === 0 && !own.used) return [i18n.t('meter.unused')];
  return [
    state === 'unallotted' && i18n.t('meter.unallotted'),
    limitNote(vital),
    limit?.by === 'pool' &&
      own.used !== undefined &&
      i18n.t('meter.you', [percent(own.used / limit.allowed)]),
    pool?.uncapped && i18n.t('meter.pool_no_cap'),
    group !== undefined &&
      (limit && !pool?.uncapped
        ? !!pool?.allowed && i18n.t('meter.group', [percent(group / pool.allowed)])
        : i18n.t('meter.group_used', [figure(group)])),
    paceNote(vital, now),
  ];
}

function limitNote({ limit }: QuotaVital): string | undefined {
  if (!limit) return undefined;
  const { by, left } = limit;
  if (left === 0) return i18n.t('meter.used_up');
  return by === 'own' ? i18n.t('meter.left', [figure(left)]) : undefined;
}

function paceNote({ pace, limit }: QuotaVital, now: number): string | undefined {
  if (!pace || !limit?.left) return undefined;
  return pace.runsOutAt === undefined
    ? i18n.t('meter.by_reset', [percent(pace.share)])
    : i18n.t('meter.runs_out', [clockOf(pace.runsOutAt, now)]);
}
