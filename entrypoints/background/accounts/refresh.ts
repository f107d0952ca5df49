// Refreshes the stored accounts: the quotas often, since they are free, the user object and the groups rarely.
import { createError } from '../../../core/errors.ts';
import { type Account, type AccountPart, type Failure, isWaiting } from '../../../core/domain/account.ts';
import { isConnectionFailure } from '../../../core/domain/badge-labels.ts';
import { canRetry, isServerWait, isUnreadable, stopsRefresh, serverWaitOf } from '../api/retry-policy.ts';
import { createAccountClient } from '../api/account-client.ts';
import { withPendingMark } from '../api/pending-response.ts';
import { currentState, findAccount, updateAccount } from '../storage/account-store.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { isAged } from '../../../core/common/time-units.ts';
import { createInFlight } from '../storage/in-flight.ts';
import { followRename } from './follow-rename.ts';
import { partReaders } from './part-readers.ts';
import { failureOf, storeOutcome, withRead } from './part-outcome.ts';
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

/** Refreshes those accounts of which a request did not reach VirusTotal. Its pause between two tries bounds how often. */
export async function retryConnections(accounts: readonly Account[]): Promise<void> {
  const due = accounts.filter((account) => isUnconnected(account, Date.now()));
  await Promise.all(due.map(({ id }) => logRejection('refresh', refresh(id))));
}

/** Whether a part that did not reach VirusTotal can be requested again. */
const isUnconnected = (account: Account, now: number): boolean =>
  (['quotas', 'user', 'groups'] as const).some((part) => {
    const failure = account.failures[part];
    if (!isConnectionFailure(failure)) return false;
    return part === 'quotas' ? !isWaiting(failure, now) : isDue(part, account, 'schedule', now);
  });

async function run(id: string, occasion: Occasion): Promise<void> {
  const account = await findAccount(id);
  if (!account) return;
  const waiting = account.failures.quotas;
  if (waiting && isServerWait(waiting, Date.now())) throw createError(waiting.kind);
  const { failed, newId } = await readPart(id, 'quotas', occasion);
  if (newId !== undefined) return run(newId, occasion);
  // Where something unexpected happens, a request for everything must not cost more.
  if (!failed || !stopsRefresh(failed))
    await readRest(id, failed && isUnreadable(failed) ? 'schedule' : occasion);
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
      const read = await partReaders[part](await createAccountClient(id, { onBody: mark }), account);
      await storeOutcome(id, (now) => withRead(now, part, read));
    });
    return {};
  } catch (original) {
    const { newId, error } = await followRename(account, part, original, occasion);
    if (newId !== undefined) return { newId };
    await logError('refresh', error);
    const failed = await failureOf(error, part, account);
    await storeOutcome(id, (now) => ({ ...now, failures: { ...now.failures, [part]: failed } }));
    return { failed };
  }
}
