// What can be run now, as text: the number, how much more when, what is critical, and why VirusTotal refuses.
import { i18n } from '#i18n';
import type { Failure } from '../domain/account.ts';
import type { Severity, QuotaStatus } from '../domain/quota.ts';
import { runNow, type RunNow, stillRunnable, usedUpRequests } from '../domain/run-now.ts';
import { isRequests, type TightestLimit } from '../domain/tightest-limit.ts';
import { failureText, retryText } from './failure-text.ts';
import { formatClock, formatDuration, formatNumber, formatUtcAndLocal, joinParts } from './format.ts';
import { quotaName, resetCertainty, tightestLimitText, unreadText } from './quota-names.ts';

/** `count`: the number, and `unit`: of what. `notes`: below it. `refusal`: why it is 0. `otherCritical`: other limits. */
export type RunNowView = {
  tone: Severity;
  count: string;
  unit: string;
  notes: readonly string[];
  refusal: readonly string[];
  otherCritical: readonly string[];
};

/** `refusal`: what VirusTotal answered. `at`: when the figures were loaded, milliseconds since the epoch. */
export type RunNowFacts = {
  quotas: readonly QuotaStatus[];
  refusal?: Failure | undefined;
  at: number | undefined;
  isStale: boolean;
};

/** Undefined where nothing refuses and no limit is known. @param now milliseconds since the epoch */
export function runNowView(facts: RunNowFacts, now: number): RunNowView | undefined {
  const found = runNow(facts.quotas);
  const usedUp = usedUpRequests(facts.quotas);
  if (facts.refusal ?? usedUp) return refusalView(facts, usedUp, now);
  if (!found.limit) return undefined;
  return {
    tone: found.limit.severity,
    count: formatNumber(found.limit.limit.left),
    unit: unitOf(found.limit),
    notes: notesOf(found, found.limit, facts.isStale, now),
    refusal: [],
    otherCritical: found.otherCritical.map((critical) => criticalText(critical, now)),
  };
}

function unitOf(limit: TightestLimit): string {
  if (isRequests(limit)) return i18n.t('run_now.requests');
  return i18n.t(limit.name.startsWith('intelligence_searches_') ? 'run_now.searches' : 'run_now.other');
}

function notesOf({ gain, perMinute }: RunNow, limit: TightestLimit, isStale: boolean, now: number): string[] {
  const { severity, forecast, unread, resetsAt } = limit;
  const end = forecast?.runsOutAt;
  const rate = perMinute !== undefined && i18n.t('run_now.rate', [formatNumber(perMinute)]);
  return [
    joinParts([resetText(limit, gain, now), rate]),
    joinParts([tightestLimitText(limit), i18n.t(`run_now.side_${limit.limit.side}`)]),
    // Far from the limit, and from old figures, a forecast is unreliable.
    severity !== 'ok' && !isStale && end !== undefined && resetsAt !== undefined
      ? i18n.t('run_now.runs_out', [formatClock(end, now), formatDuration(resetsAt - end)])
      : '',
    unread ? unreadText(unread, now) : '',
  ].filter(Boolean);
}

/** "1,000 more at 00:00 UTC (01:00 here), in 7 h". @param now milliseconds since the epoch */
export function resetText(limit: TightestLimit, gain: number | undefined, now: number): string {
  const { resetsAt } = limit;
  if (resetsAt === undefined) return i18n.t('run_now.resets_unknown');
  const time = formatUtcAndLocal(resetsAt, now);
  const isKnown = resetCertainty(limit) === 'known';
  const reset =
    isKnown && gain !== undefined
      ? i18n.t('run_now.gain', [formatNumber(gain), time])
      : i18n.t(isKnown ? 'run_now.resets' : 'run_now.resets_assumed', [time]);
  return joinParts([reset, i18n.t('run_now.in', [formatDuration(resetsAt - now)])], ', ');
}

function criticalText({ name, window, limit, resetsAt }: TightestLimit, now: number): string {
  const until = resetsAt === undefined ? i18n.t('meter.reset_unknown') : formatUtcAndLocal(resetsAt, now);
  return limit.left === 0
    ? i18n.t('run_now.used_up_until', [quotaName(name, window), until])
    : i18n.t('run_now.critical', [
        quotaName(name, window),
        formatNumber(limit.left),
        formatNumber(limit.allowed),
        until,
      ]);
}

/** One box: which limit was hit by the last figures, until when, and what still works. */
function refusalView(
  { quotas, refusal, at }: RunNowFacts,
  usedUp: TightestLimit | undefined,
  now: number,
): RunNowView {
  const works = stillRunnable(quotas).map(({ name, window, limit }) =>
    i18n.t('run_now.feature', [quotaName(name, window), formatNumber(limit.left)]),
  );
  return {
    tone: 'critical',
    count: formatNumber(0),
    unit: i18n.t('run_now.requests'),
    notes: [untilText(usedUp?.resetsAt, now) || retryText(refusal?.retryAt, now)].filter(Boolean),
    refusal: [
      joinParts(
        [
          refusal && failureText(refusal.kind),
          refusal && i18n.t('run_now.refused', [formatClock(refusal.at, now)]),
        ],
        ' ',
      ),
      at === undefined ? '' : reasonText(usedUp ?? runNow(quotas).limit, at, now),
      works.length > 0 ? i18n.t('run_now.still_works', [joinParts(works, ', ')]) : '',
    ].filter(Boolean),
    otherCritical: [],
  };
}

/** "until 00:00 UTC (01:00 here), in 3 h"; empty where the end is not known. */
const untilText = (until: number | undefined, now: number): string =>
  until === undefined
    ? ''
    : joinParts(
        [
          i18n.t('run_now.until', [formatUtcAndLocal(until, now)]),
          i18n.t('run_now.in', [formatDuration(until - now)]),
        ],
        ', ',
      );

function reasonText(limit: TightestLimit | undefined, at: number, now: number): string {
  if (!limit) return '';
  const { side, left, used, allowed } = limit.limit;
  const time = formatClock(limit.unread?.at ?? at, now);
  return left > 0
    ? i18n.t('run_now.not_used_up', [time, tightestLimitText(limit)])
    : i18n.t(`run_now.used_up_${side}`, [
        time,
        quotaName(limit.name, limit.window),
        formatNumber(used),
        formatNumber(allowed),
      ]);
}
