// Refreshes the stored accounts: the quotas often, since they are free, the user object and the groups rarely.
import { type Client } from '../../../core/virustotal/client.ts';
import { createError } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import {
  type Account,
  type Failure,
  isLocked,
  type AccountPart,
  withLastGood,
} from '../../../core/domain/account.ts';
import { canRetry, toFailure, isServerWait, stopsRefresh, serverWaitOf } from '../api/retry-policy.ts';
import { createAccountClient } from '../api/account-client.ts';
import { withPendingMark } from '../api/pending-response.ts';
import { currentState, findAccount, updateAccount } from '../storage/account-store.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { findKey, keyProblem } from '../keys/key-store.ts';
import { day, isAged } from '../../../core/common/time-units.ts';
import { nameNewGroup } from '../../../core/domain/named-groups.ts';
import { createInFlight } from '../storage/in-flight.ts';
import { followRename, isOtherUser, OtherUserError } from './follow-rename.ts';
import { isDue, type Occasion } from './refresh-schedule.ts';

const inFlight = createInFlight<void>();
const requested = createInFlight<void>();

/**
 * Loads the account's quotas, and its other parts where due, or all of them on request. Joins a refresh in progress, unless that
 * does less than what was requested.
 * @throws ExpectedError the failure of the quotas, which is stored as well
 */
export function refresh(id: string, occasion: Occasion = 'schedule'): Promise<void> {
  if (occasion !== 'request') return inFlight.join(id, () => run(id, occasion));
  return requested.join(id, async () => {
    const current = inFlight.find(id);
    await current;
    return inFlight.join(id, () => (current ? readRest(id, occasion) : run(id, occasion)));
  });
}

/** Refreshes an account whose key has just changed. A refresh in progress may have failed with the old key. */
export async function refreshWithNewKey(id: string, occasion: Occasion = 'schedule'): Promise<void> {
  await inFlight.find(id)?.catch(() => undefined);
  await updateAccount(id, ({ failures, ...account }) => ({ ...account, failures: serverWaitsOf(failures) }));
  return refresh(id, occasion);
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

async function run(id: string, occasion: Occasion): Promise<void> {
  const account = await findAccount(id);
  if (!account) return;
  const waiting = account.failures.quotas;
  if (waiting && isServerWait(waiting, Date.now())) throw createError(waiting.kind);
  const { failed, newId } = await readPart(id, 'quotas', occasion);
  if (newId !== undefined) return run(newId, occasion);
  // Where something unexpected happens, a request for everything must not cost more.
  if (!failed || !stopsRefresh(failed))
    await readRest(id, failed?.kind === 'unexpected' ? 'schedule' : occasion);
  if (failed) throw createError(failed.kind);
}

async function readRest(id: string, occasion: Occasion): Promise<void> {
  for (const part of ['user', 'groups'] as const) {
    const account = await findAccount(id);
    if (!account || !isDue(part, account, occasion, Date.now())) continue;
    const { failed, newId } = await readPart(id, part, occasion);
    if (newId !== undefined) return run(newId, occasion);
    if (failed && stopsRefresh(failed)) return;
  }
}

/** `newId`: the account was renamed; nothing was read. */
type PartOutcome = { failed?: Failure; newId?: string };

/** Loads and stores one part. A failure is stored next to the last good data. */
async function readPart(id: string, part: AccountPart, occasion: Occasion): Promise<PartOutcome> {
  const account = await findAccount(id);
  if (!account) return {};
  try {
    await withPendingMark(`${part} ${id}`, async (mark) => {
      const read = await readers[part](await createAccountClient(id, { onBody: mark }), account);
      await storeOutcome(id, (now) => withRead(now, part, read));
    });
    return {};
  } catch (original) {
    const { newId, error } = await followRename(account, part, original, occasion);
    if (newId !== undefined) return { newId };
    await logError('refresh', error);
    const failed = withBillableWait(part, toFailure(error, account.failures[part], Date.now()));
    await storeOutcome(id, (now) => ({ ...now, failures: { ...now.failures, [part]: failed } }));
    return { failed };
  }
}

/** Adds what was read. Groups are out of date where it names another group. */
function withRead(account: Account, part: AccountPart, read: Read): Account {
  const { groupsOutdated, ...rest } = account;
  const isOutdated = part !== 'groups' && (groupsOutdated || nameNewGroup(read, account));
  return {
    ...rest,
    ...read,
    ...(isOutdated && { groupsOutdated: true }),
    failures: without(account.failures, part),
  };
}

// How often a part that may cost a request is retried soon after responses that cannot be read.
const quickRetries = 2;

/** A refusal, and a response that stays unreadable, last for a day, because each retry may cost requests. */
function withBillableWait(part: AccountPart, failed: Failure): Failure {
  const { kind, at, tries, retryAt = 0 } = failed;
  const isLasting = kind === 'forbidden' || (kind === 'unexpected' && tries > quickRetries);
  return part === 'quotas' || !isLasting ? failed : { ...failed, retryAt: Math.max(retryAt, at + day) };
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

function without(failures: Account['failures'], part: AccountPart): Account['failures'] {
  const { [part]: _resolved, ...others } = failures;
  return others;
}

type Read = Pick<Account, 'quotas' | 'user' | 'groups' | 'relationshipsRefused'> &
  Partial<Pick<Account, 'kind'>>;

const readers: Record<AccountPart, (client: Client, account: Account) => Promise<Read>> = {
  quotas: async (client, { id, quotas: last }) => {
    const newest = await client.overallQuotas(id);
    // An account does not lose all quotas at once.
    if (newest.length === 0 && last?.value.length) throw new VirusTotalError('unexpected');
    return { quotas: { at: Date.now(), value: withLastGood(newest, last) } };
  },
  user: async (client, account) => {
    const { id, relationshipsRefused } = account;
    const full = relationshipsRefused ? undefined : await client.user(id).catch(ignoreRefusal);
    const value = full ?? (await client.userWithoutRelationships(id));
    // Another user's data must never be stored under this account.
    if (isOtherUser(value, account)) throw new OtherUserError();
    return {
      kind: value.kind,
      user: { at: Date.now(), value },
      ...(!full && { relationshipsRefused: true }),
    };
  },
  groups: async (client, { id, kind }) => {
    const value = await client.groups(id, kind);
    return { groups: { at: Date.now(), value } };
  },
};

/** It is not documented whether a forbidden relationship is left out or fails the whole request. */
function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof VirusTotalError && error.kind === 'forbidden')) throw error;
}
