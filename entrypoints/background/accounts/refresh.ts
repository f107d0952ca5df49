// Refreshes the stored accounts: the quotas often, since they are free, the user object and the groups rarely.
import { type Client } from '../../../core/virustotal/client.ts';
import { createError } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import {
  type Account,
  type Failure,
  isLocked,
  isUsedUp,
  type AccountPart,
  isWaiting,
  overdueAfter,
  withLastGood,
} from '../../../core/domain/account.ts';
import { isConnectionFailure } from '../../../core/domain/badge-labels.ts';
import { toFailure, isServerWait, stopsRefresh, serverWaitOf } from '../api/retry-policy.ts';
import { createAccountClient } from '../api/account-client.ts';
import { withPendingMark } from '../api/pending-response.ts';
import { currentState, findAccount, updateAccount } from '../storage/account-store.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { findKey, keyProblem } from '../keys/key-store.ts';
import { isSameId } from '../../../core/common/ids.ts';
import { day, hour } from '../../../core/common/time-units.ts';
import { createInFlight } from '../storage/in-flight.ts';

/**
 * How long the parts that may cost a request stay fresh. "2FA off" is rechecked after an hour, because the user is likely to
 * turn it on.
 */
function lifetimeOf(part: 'user' | 'groups', account: Account): number {
  if (part === 'groups') return day;
  return account.user?.value.has2fa === false ? hour : 6 * hour;
}

const inFlight = createInFlight<void>();

/**
 * Loads the account's quotas, and its other parts where due. Joins a refresh in progress.
 * @throws ExpectedError the failure of the quotas, which is stored as well
 */
export const refresh = (id: string): Promise<void> => inFlight.join(id, () => run(id));

/** Refreshes an account whose key has just changed. A refresh in progress may have failed with the old key. */
export async function refreshWithNewKey(id: string): Promise<void> {
  await inFlight.find(id)?.catch(() => undefined);
  await updateAccount(id, ({ failures, ...account }) => ({ ...account, failures: serverWaitsOf(failures) }));
  return refresh(id);
}

/** Waits that VirusTotal imposed apply to the account, whatever happens to its key. */
function serverWaitsOf(failures: Account['failures']): Account['failures'] {
  const now = Date.now();
  return Object.fromEntries(
    Object.entries(failures).flatMap(([part, failure]) => {
      const serverWait = serverWaitOf(failure, now);
      return serverWait ? [[part, serverWait]] : [];
    }),
  );
}

/** Refreshes every account that is not waiting for a retry. `olderThan`: milliseconds; skips accounts with newer quotas. */
export async function refreshAll(olderThan = 0): Promise<void> {
  const now = Date.now();
  const { accounts } = await currentState();
  const due = accounts.filter(({ quotas, failures }) =>
    failures.quotas ? canRetry(failures.quotas, now) : isAged(now - (quotas?.at ?? -Infinity), olderThan),
  );
  await Promise.all(due.map(({ id }) => logRejection('refresh', refresh(id))));
}

/** Refreshes every account of which a request did not reach VirusTotal. Its pause between two tries bounds how often. */
export async function retryConnections(): Promise<void> {
  const now = Date.now();
  const { accounts } = await currentState();
  const due = accounts.filter(({ failures }) =>
    Object.values(failures).some((failure) => isConnectionFailure(failure) && !isWaiting(failure, now)),
  );
  await Promise.all(due.map(({ id }) => logRejection('refresh', refresh(id))));
}

const canRetry = (failure: Failure, now: number): boolean =>
  failure.kind !== 'no-key' && failure.kind !== 'locked' && !isWaiting(failure, now);

/** A negative age comes from a clock that was set back. */
const isAged = (age: number, lifetime: number): boolean => age >= lifetime || age < 0;

async function run(id: string): Promise<void> {
  const account = await findAccount(id);
  if (!account) return;
  const waiting = account.failures.quotas;
  if (waiting && isServerWait(waiting, Date.now())) throw createError(waiting.kind);
  const failed = await readPart(id, 'quotas');
  if (!failed || !stopsRefresh(failed)) await readRest(id);
  if (failed) throw createError(failed.kind);
}

async function readRest(id: string): Promise<void> {
  for (const part of ['user', 'groups'] as const) {
    const account = await findAccount(id);
    if (!account || !isDue(part, account, Date.now())) continue;
    // VirusTotal would refuse to confirm the owner before the reset, and nothing else is read before that.
    if (account.unfinished && (part === 'groups' || isUsedUp(account, Date.now()))) return;
    const failed = await readPart(id, part);
    if (failed && stopsRefresh(failed)) return;
  }
}

function isDue(part: 'user' | 'groups', account: Account, now: number): boolean {
  const failed = account.failures[part];
  if (failed) return canRetry(failed, now);
  return isAged(now - (account[part]?.at ?? -Infinity), lifetimeOf(part, account));
}

/** Loads and stores one part. A failure is stored next to the last good data. */
async function readPart(id: string, part: AccountPart): Promise<Failure | undefined> {
  const account = await findAccount(id);
  if (!account) return undefined;
  try {
    await withPendingMark(`${part} ${id}`, async (mark) => {
      const read = await readers[part](await createAccountClient(id, { onBody: mark }), account);
      await storeOutcome(id, (now) => ({
        ...(part === 'user' ? withoutMark(now) : now),
        ...read,
        failures: without(now.failures, part),
      }));
    });
    return undefined;
  } catch (error) {
    await logError('refresh', error);
    const failure = toFailure(error, account.failures[part], Date.now());
    const failed = await withPause(withRefusalLifetime(part, failure, account), account);
    await storeOutcome(id, (now) => ({ ...now, failures: { ...now.failures, [part]: failed } }));
    return failed;
  }
}

/** A refusal lasts as long as data would, because a retry may cost a request. */
function withRefusalLifetime(part: AccountPart, failed: Failure, account: Account): Failure {
  if (part === 'quotas' || failed.kind !== 'forbidden') return failed;
  return { ...failed, retryAt: Math.max(failed.retryAt ?? 0, failed.at + lifetimeOf(part, account)) };
}

/** No connection can be made right after the computer slept or the browser was closed. The last request was long ago then. */
async function withPause(failed: Failure, { quotas, failures }: Account): Promise<Failure> {
  if (failed.kind !== 'offline' && failed.kind !== 'unreachable') return failed;
  const { refreshMinutes } = (await currentState()).settings;
  const last = Math.max(quotas?.at ?? 0, failures.quotas?.at ?? 0);
  return last > 0 && failed.at - last > overdueAfter(refreshMinutes) ? { ...failed, kind: 'waking' } : failed;
}

/** Stores the outcome of a request. An account whose key was locked meanwhile stays marked as locked. */
async function storeOutcome(id: string, change: (account: Account) => Account): Promise<void> {
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

/** An account that is finished. */
export function withoutMark<T extends Pick<Account, 'unfinished'>>(
  account: T | undefined,
): Omit<T, 'unfinished'> {
  const { unfinished: _, ...finished } = account ?? ({} as T);
  return finished;
}

function without(failures: Account['failures'], part: AccountPart): Account['failures'] {
  const { [part]: _resolved, ...others } = failures;
  return others;
}

type Read = Pick<Account, 'quotas' | 'user' | 'groups'> & Partial<Pick<Account, 'kind'>>;

const readers: Record<AccountPart, (client: Client, account: Account) => Promise<Read>> = {
  quotas: async (client, { id, quotas: last }) => {
    const newest = await client.overallQuotas(id);
    // An account does not lose all quotas at once.
    if (newest.length === 0 && last?.value.length) throw new VirusTotalError('unexpected');
    return { quotas: { at: Date.now(), value: withLastGood(newest, last) } };
  },
  user: async (client, { id, unfinished }) => {
    const value = unfinished
      ? await client.ownerWithId(id)
      : await withFallback(client.user(id), () => client.userWithoutRelationships(id));
    // Another user's data must never be stored under this account.
    if (!isSameId(value.id, id)) throw new VirusTotalError('unexpected');
    return { kind: value.kind, user: { at: Date.now(), value } };
  },
  groups: async (client, { id, kind }) => {
    const value = await client.groups(id, kind);
    return { groups: { at: Date.now(), value } };
  },
};

/** It is not documented whether a forbidden relationship is left out or fails the whole request. */
async function withFallback<T>(request: Promise<T>, fallback: () => Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof VirusTotalError && error.kind === 'forbidden') return fallback();
    throw error;
  }
}
