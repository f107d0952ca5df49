// How an account is doing, in one word: for the list of accounts, and for the mark of those that are not in use.
import type { FailureKind } from '../errors.ts';
import { type Account, quotaStatusesOf } from './account.ts';
import { remedies } from './badge-labels.ts';
import {
  findTightestLimit,
  noLimitReason,
  type NoLimitReason,
  type TightestLimit,
} from './tightest-limit.ts';

/**
 * - `failing`: its owner has to act before anything can be run
 * - `refused`: VirusTotal refuses requests, because a quota is used up
 * - `limit`: what is left, by the last figures
 * - `loading`: nothing is known yet
 */
export type AccountCondition =
  | { is: 'failing'; kind: FailureKind }
  | { is: 'refused' | 'loading' | NoLimitReason }
  | { is: 'limit'; limit: TightestLimit };

/** Failures of the quotas that do not stop the account from being used. */
const harmless = new Set<FailureKind>(['forbidden', 'newer']);

/** @param now milliseconds since the epoch */
export function accountCondition(account: Account, now: number): AccountCondition {
  const kind = account.failures.quotas?.kind;
  if (kind && needsOwner(kind)) return { is: 'failing', kind };
  if (kind === 'quota-exceeded') return { is: 'refused' };
  const quotas = quotaStatusesOf(account, now);
  if (quotas.length === 0) return { is: 'loading' };
  const limit = findTightestLimit(quotas);
  return limit ? { is: 'limit', limit } : { is: noLimitReason(quotas) };
}

/** Whether nothing can be run until the owner of the account acts. */
const needsOwner = (kind: FailureKind): boolean =>
  ['options', 'unlock', 'grant'].includes(remedies[kind]) && !harmless.has(kind);

/**
 * Whether an account is dead or empty. A key that is locked is as its owner wanted it, and missing access concerns all
 * accounts.
 */
export function needsAttention(condition: AccountCondition): boolean {
  if (condition.is === 'failing') return remedies[condition.kind] === 'options';
  return condition.is === 'refused' || (condition.is === 'limit' && condition.limit.limit.left === 0);
}
