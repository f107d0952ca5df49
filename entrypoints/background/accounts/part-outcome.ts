// What is stored after a request for a part of an account: its data, or its failure with the time of the retry.
import {
  type Account,
  type AccountPart,
  type Failure,
  isLocked,
  overdueAfter,
} from '../../../core/domain/account.ts';
import { nameNewGroup } from '../../../core/domain/named-groups.ts';
import { day } from '../../../core/common/time-units.ts';
import { isUnreadable, serverWaitOf, toFailure } from '../api/retry-policy.ts';
import { findKey, keyProblem } from '../keys/key-store.ts';
import { currentState, updateAccount } from '../storage/account-store.ts';
import type { Read } from './part-readers.ts';

/** Adds what was read. Its user finishes an account. Groups are out of date where it names another group. */
export function withRead(account: Account, part: AccountPart, read: Read): Account {
  const { groupsOutdated, unfinished, ...rest } = account;
  const isOutdated = part !== 'groups' && (groupsOutdated || nameNewGroup(read, account));
  return {
    ...rest,
    ...read,
    ...(unfinished && part !== 'user' && { unfinished }),
    ...(isOutdated && { groupsOutdated: true }),
    failures: without(account.failures, part),
  };
}

/** The failure to store. @param account as it was before the request */
export async function failureOf(error: unknown, part: AccountPart, account: Account): Promise<Failure> {
  const failure = toFailure(error, account.failures[part], Date.now());
  return withPause(withBillableWait(part, failure), account);
}

// How often a part that may cost a request is retried soon after responses that cannot be read.
const quickRetries = 2;

/** A refusal, and a response that stays unreadable, last for a day, because each retry may cost requests. */
function withBillableWait(part: AccountPart, failed: Failure): Failure {
  const { kind, at, tries, retryAt = 0 } = failed;
  const isLasting = kind === 'forbidden' || (isUnreadable(failed) && tries > quickRetries);
  return part === 'quotas' || !isLasting ? failed : { ...failed, retryAt: Math.max(retryAt, at + day) };
}

/** No connection can be made right after the computer slept or the browser was closed. The last request was long ago then. */
async function withPause(failed: Failure, { quotas, failures }: Account): Promise<Failure> {
  if (failed.kind !== 'offline' && failed.kind !== 'unreachable') return failed;
  const { refreshMinutes } = (await currentState()).settings;
  const last = Math.max(quotas?.at ?? 0, failures.quotas?.at ?? 0);
  return last > 0 && failed.at - last > overdueAfter(refreshMinutes) ? { ...failed, kind: 'waking' } : failed;
}

/** Stores the outcome of a request. An account whose key was locked meanwhile stays marked as locked. */
export async function storeOutcome(id: string, change: (account: Account) => Account): Promise<void> {
  // The failure of a key store that cannot be read must be stored, too.
  const isKeyLocked = await findKey(id).then(
    (stored) => keyProblem(stored) === 'locked',
    () => false,
  );
  await updateAccount(id, (now) => {
    const next = change(now);
    return isKeyLocked && isLocked(now) ? { ...next, failures: stillLocked(now, next) } : next;
  });
}

function stillLocked({ failures }: Account, { failures: next }: Account): Account['failures'] {
  const serverWait = serverWaitOf(next.quotas, Date.now());
  const quotas = failures.quotas && { ...failures.quotas, ...(serverWait && { serverWait }) };
  return { ...next, ...(quotas && { quotas }) };
}

function without(failures: Account['failures'], part: AccountPart): Account['failures'] {
  const { [part]: _resolved, ...others } = failures;
  return others;
}
