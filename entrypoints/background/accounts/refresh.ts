// Reads what VirusTotal says of the stored accounts: quotas often (they are free), the user object and the groups rarely.
import { type Client } from '../../../core/virustotal/client.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import {
  type Account,
  type Failure,
  isLocked,
  type AccountPart,
  isWaiting,
} from '../../../core/domain/account.ts';
import { toFailure, isServerWait, stopsRefresh, serverWaitOf } from '../api/retry-policy.ts';
import { createAccountClient } from '../api/account-client.ts';
import { currentState, findAccount, updateAccount } from '../storage/account-store.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { findKey, keyProblem } from '../keys/key-store.ts';
import { isSameId } from '../../../core/common/ids.ts';
import { day, hour } from '../../../core/common/time-units.ts';
import { createInFlight } from '../storage/in-flight.ts';

/** How long the parts that may cost a request are good for. Who sees "2FA off" is about to switch it on. */
function lifetimeOf(part: 'user' | 'groups', account: Account): number {
  if (part === 'groups') return day;
  return account.user?.value.has2fa === false ? hour : 6 * hour;
}

const inFlight = createInFlight<void>();

/**
 * Reads an account: quotas always, the rest where due. A refresh that is under way is joined.
 * @throws VirusTotalError what stood in the way of the quotas; it is stored as well
 */
export const refresh = (id: string): Promise<void> => inFlight.join(id, () => run(id));

/** Reads an account whose key has just changed: what is under way may have failed with the one before. */
export async function refreshWithNewKey(id: string): Promise<void> {
  await inFlight.find(id)?.catch(() => undefined);
  await updateAccount(id, ({ failures, ...account }) => ({ ...account, failures: waitsOf(failures) }));
  return refresh(id);
}

/** What VirusTotal asked for holds for the account, whatever becomes of its key. */
function waitsOf(failures: Account['failures']): Account['failures'] {
  const now = Date.now();
  return Object.fromEntries(
    Object.entries(failures).flatMap(([part, failure]) => {
      const asked = serverWaitOf(failure, now);
      return asked ? [[part, asked]] : [];
    }),
  );
}

/** Refreshes every account that is not waiting for its next try. `olderThan`: milliseconds; fresher quotas stay. */
export async function refreshAll(olderThan = 0): Promise<void> {
  const now = Date.now();
  const { accounts } = await currentState();
  const due = accounts.filter(({ quotas, failures }) =>
    failures.quotas ? canRetry(failures.quotas, now) : isAged(now - (quotas?.at ?? -Infinity), olderThan),
  );
  await Promise.all(due.map(({ id }) => logRejection('refresh', refresh(id))));
}

const canRetry = (failure: Failure, now: number): boolean =>
  failure.kind !== 'no-key' && failure.kind !== 'locked' && !isWaiting(failure, now);

/** An age below zero comes from a clock that was set back: its end cannot be known. */
const isAged = (age: number, lifetime: number): boolean => age >= lifetime || age < 0;

async function run(id: string): Promise<void> {
  const account = await findAccount(id);
  if (!account) return;
  const waiting = account.failures.quotas;
  if (waiting && isServerWait(waiting, Date.now())) throw new VirusTotalError(waiting.kind);
  const failed = await readPart(id, 'quotas');
  if (!failed || !stopsRefresh(failed)) await readRest(id);
  if (failed) throw new VirusTotalError(failed.kind);
}

async function readRest(id: string): Promise<void> {
  for (const part of ['user', 'groups'] as const) {
    const account = await findAccount(id);
    if (!account || !isDue(part, account, Date.now())) continue;
    const failed = await readPart(id, part);
    if (failed && stopsRefresh(failed)) return;
  }
}

function isDue(part: 'user' | 'groups', account: Account, now: number): boolean {
  const failed = account.failures[part];
  if (failed) return canRetry(failed, now);
  return isAged(now - (account[part]?.at ?? -Infinity), lifetimeOf(part, account));
}

/** Reads one part and stores it, or stores why it could not be read and leaves the last good figures alone. */
async function readPart(id: string, part: AccountPart): Promise<Failure | undefined> {
  const account = await findAccount(id);
  if (!account) return undefined;
  try {
    const read = await readers[part](await createAccountClient(id), account);
    await storeOutcome(id, (now) => ({ ...now, ...read, failures: without(now.failures, part) }));
    return undefined;
  } catch (error) {
    await logError('refresh', error);
    const failed = withRefusalLifetime(part, toFailure(error, account.failures[part], Date.now()), account);
    await storeOutcome(id, (now) => ({ ...now, failures: { ...now.failures, [part]: failed } }));
    return failed;
  }
}

/** A refusal is an answer too, as good as any: what may cost is not asked for again before an answer would be. */
function withRefusalLifetime(part: AccountPart, failed: Failure, account: Account): Failure {
  if (part === 'quotas' || failed.kind !== 'forbidden') return failed;
  return { ...failed, retryAt: Math.max(failed.retryAt ?? 0, failed.at + lifetimeOf(part, account)) };
}

/** Stores what came of a reading. If the key was locked meanwhile the account goes on saying so. */
async function storeOutcome(id: string, change: (account: Account) => Account): Promise<void> {
  // A vault that cannot be read must not keep its failure from being stored.
  const isShut = await findKey(id).then(
    (kept) => keyProblem(kept) === 'locked',
    () => false,
  );
  await updateAccount(id, (now) => {
    const next = change(now);
    return isShut && isLocked(now) ? { ...next, failures: stillLocked(now, next) } : next;
  });
}

function stillLocked({ failures }: Account, { failures: news }: Account): Account['failures'] {
  const asked = serverWaitOf(news.quotas, Date.now());
  return { ...news, ...(failures.quotas && { quotas: { ...failures.quotas, ...(asked && { asked }) } }) };
}

function without(failures: Account['failures'], part: AccountPart): Account['failures'] {
  const { [part]: _healed, ...others } = failures;
  return others;
}

type Read = Pick<Account, 'quotas' | 'user' | 'groups'> & Partial<Pick<Account, 'kind'>>;

const readers: Record<AccountPart, (client: Client, account: Account) => Promise<Read>> = {
  quotas: async (client, { id }) => {
    const value = await client.overallQuotas(id);
    return { quotas: { at: Date.now(), value } };
  },
  user: async (client, { id }) => {
    const value = await withoutRelationships(client.user(id), () => client.userWithoutRelationships(id));
    // Figures of somebody else must never stand under this account's name.
    if (!isSameId(value.id, id)) throw new VirusTotalError('unexpected');
    return { kind: value.kind, user: { at: Date.now(), value } };
  },
  groups: async (client, { id, kind }) => {
    const value = await client.groups(id, kind);
    return { groups: { at: Date.now(), value } };
  },
};

/** It is not known whether a relationship that one may not see is left out or fails the whole call. */
async function withoutRelationships<T>(asked: Promise<T>, plain: () => Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof VirusTotalError && error.kind === 'forbidden') return plain();
    throw error;
  }
}
