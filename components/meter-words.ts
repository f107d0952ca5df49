// What a meter says, in short words to look at and as a sentence to listen to.
import { i18n } from '#i18n';
import { drawnShare, type Limit, type QuotaVital } from '../core/vitals/quota.ts';
import { figure, percent, quotaName } from '../core/words/quota.ts';
import { clockOf, lengthOf } from '../core/words/time.ts';

/** "This hour" under the heading "API requests", the whole name elsewhere. */
export function shortName({ name, window }: QuotaVital): string {
  return name.startsWith('api_requests_') && window !== 'stock'
    ? i18n.t(`window.${window}`)
    : quotaName(name, window);
}

/** Whose limit it is, beside the name: "your cap", "no personal cap". */
export function tagOf({ own, pool, limit }: QuotaVital): string {
  if (own.uncapped) return i18n.t('meter.no_cap');
  if (own.cap === undefined || !pool) return '';
  return limit?.by === 'own' ? i18n.t('meter.your_cap') : i18n.t('meter.cap', [figure(own.cap)]);
}

/** "resets in 7h 4m". */
export function resetOf({ resetsAt }: QuotaVital, now: number): string {
  return resetsAt === undefined
    ? i18n.t('meter.no_reset')
    : i18n.t('meter.resets', [lengthOf(resetsAt - now)]);
}

/** What stands under the bar: "11% you · 47% group · 71% by the reset". */
export function noteOf(vital: QuotaVital, now: number): string {
  return notesOf(vital, now)
    .filter((note) => note !== '')
    .join(' · ');
}

function notesOf(vital: QuotaVital, now: number): string[] {
  const { state, limit, pool, lapsed } = vital;
  if (lapsed) return [i18n.t('meter.lapsed')];
  if (limit) return [...limitNotes(limit), ...shareNotes(vital, limit), paceNote(vital, now)];
  if (state === 'unallotted') return [i18n.t('meter.unallotted')];
  if (state !== 'uncapped') return [];
  return [
    pool?.uncapped ? i18n.t('meter.pool_no_cap') : '',
    pool?.used === undefined ? '' : i18n.t('meter.group_used', [figure(pool.used)]),
  ];
}

function limitNotes({ by, left, over }: Limit): string[] {
  if (over > 0) return [i18n.t('meter.over', [figure(over)])];
  if (left === 0) return [i18n.t('meter.used_up')];
  return by === 'own' ? [i18n.t('meter.left', [figure(left)])] : [];
}

function shareNotes({ own, pool }: QuotaVital, { by, allowed, over }: Limit): string[] {
  const you = own.used === undefined ? '' : i18n.t('meter.you', [percent(own.used / allowed)]);
  const group = pool?.used === undefined || !pool.allowed ? '' : percent(pool.used / pool.allowed);
  if (by === 'pool') return over > 0 ? [you] : [you, i18n.t('meter.group', [group])];
  if (pool?.uncapped) return [i18n.t('meter.pool_no_cap')];
  return group ? [i18n.t('meter.group', [group])] : [];
}

function paceNote({ pace, limit }: QuotaVital, now: number): string {
  if (!pace || !limit || limit.left === 0) return '';
  if (pace.runsOutAt === undefined) return i18n.t('meter.by_reset', [percent(pace.share)]);
  return i18n.t('meter.runs_out', [clockOf(pace.runsOutAt, now)]);
}

/** The whole as sentences, for `aria-valuetext`. */
export function sentenceOf(vital: QuotaVital, now: number): string {
  const parts = [amountSentence(vital), tagOf(vital), ...notesOf(vital, now), resetOf(vital, now)];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}

function amountSentence({ state, limit, own, pool, lapsed }: QuotaVital): string {
  if (lapsed) return '';
  if (limit) return i18n.t(`meter.amount_${limit.by}`, [figure(limit.used), figure(limit.allowed)]);
  if (state === 'unknown') return i18n.t('meter.unknown');
  return i18n.t('meter.used', [figure(own.used ?? pool?.used ?? 0)]);
}

/** How far the lanes reach, 0 to 100; a use too small to be seen is drawn just so. `tick`: where the pace leads. */
export function lanesOf({ own, pool, limit, pace }: QuotaVital) {
  if (!limit) return undefined;
  const lane = (used: number | undefined): number =>
    used ? Math.max(1, 100 * drawnShare(used, limit.allowed)) : 0;
  return {
    own: lane(own.used),
    pool: limit.by === 'pool' ? lane(pool?.used) : 0,
    tick: pace && limit.left > 0 ? 100 * Math.min(1, pace.share) : undefined,
  };
}
