// What the badge shows. Texts are made elsewhere.
import type { FailureKind } from '../errors.ts';
import { accountCondition, needsAttention } from './account-condition.ts';
import { type Account, dataStatus, type Failure, figuresAt, isStale, quotaStatusesOf } from './account.ts';
import { remedies } from './badge-labels.ts';
import {
  isRequests,
  criticalLimits,
  noLimitReason,
  findTightestLimit,
  type TightestLimit,
} from './tightest-limit.ts';

/**
 * - `count`: what can be run. `isOther`: of another quota, which is critical. `failure`: the newest reading failed, but its
 *   figures still hold
 * - `failing`: a label. `isUrgent`: the figures are too old, or the user must act
 */
export type BadgeState =
  | { is: 'no-account' }
  | { is: 'count'; tightestLimit: TightestLimit; at: number; isOther: boolean; failure?: Failure }
  | { is: 'failing'; failure: Failure; isUrgent: boolean; tightestLimit?: TightestLimit; at?: number }
  | { is: 'waiting' }
  | { is: 'unread' | 'unlimited' | 'no_limit'; at: number };

/** @param now milliseconds since the epoch */
export function badgeState(account: Account | undefined, refreshMinutes: number, now: number): BadgeState {
  if (!account) return { is: 'no-account' };
  const status = dataStatus(account, refreshMinutes, now);
  const quotas = quotaStatusesOf(account, now);
  const shown = shownLimit(quotas);
  const at = figuresAt(account);
  if (status.is === 'failing') {
    const { failure } = status;
    const isOld = at === undefined || isStale(at, refreshMinutes, now);
    if (shown && at !== undefined && account.quotas && !isOld && isPassing(failure.kind))
      return { is: 'count', ...shown, at, failure };
    const last = shown && at !== undefined && { tightestLimit: shown.tightestLimit, at };
    return { is: 'failing', failure, isUrgent: isOld || mustAct(failure.kind), ...last };
  }
  if (status.is === 'loading' || status.is === 'stale' || at === undefined) return { is: 'waiting' };
  if (shown) return { is: 'count', ...shown, at };
  const reason = noLimitReason(quotas);
  return reason === 'window_ended' ? { is: 'waiting' } : { is: reason, at };
}

/** Another quota is shown only while it is critical, and API requests are not. */
function shownLimit(
  quotas: ReturnType<typeof quotaStatusesOf>,
): { tightestLimit: TightestLimit; isOther: boolean } | undefined {
  const tightest = findTightestLimit(quotas);
  const critical = criticalLimits(quotas).find((quota) => !isRequests(quota));
  if (critical && tightest?.severity !== 'critical') return { tightestLimit: critical, isOther: true };
  return tightest && { tightestLimit: tightest, isOther: false };
}

/** A locked key is as its owner wanted it. */
const mustAct = (kind: FailureKind): boolean => ['options', 'grant'].includes(remedies[kind]);

/** Whether a failure says nothing about the figures that are known. While VirusTotal refuses requests, none can be run. */
const isPassing = (kind: FailureKind): boolean => ['retry', 'connect'].includes(remedies[kind]);

/** Whether an account that the badge does not show is dead or empty. @param now milliseconds since the epoch */
export const othersNeedAttention = (
  accounts: readonly Account[],
  shown: Account | undefined,
  now: number,
): boolean => accounts.some((account) => account !== shown && needsAttention(accountCondition(account, now)));
