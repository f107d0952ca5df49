// What the panel shows of a VirusTotal user: a stored account's own figures, or what the current account may see of others.
import type { Input, Sight } from '../../core/state/messages.ts';
import { currentAccount } from '../../core/state/state.ts';
import { VirusTotalError } from '../../core/virustotal/failure.ts';
import type { QuotaFigures } from '../../core/virustotal/quotas.ts';
import type { User } from '../../core/virustotal/user.ts';
import { type Account, accountQuotas, type Dated, type Failure } from '../../core/vitals/account.ts';
import { privilegeVitals } from '../../core/vitals/privilege.ts';
import { failureOf, waits } from './back-off.ts';
import { clientOf } from './calls.ts';
import { refresh } from './refresh.ts';
import { currentState, findAccount, putSeen, readSeen, seenKey } from './store.ts';
import { looksLikeKey } from './vault.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const mostSeen = 300;

/** What is remembered of another user. A failure without `user`: VirusTotal has never answered for this id. */
type Seen = { at: number; user?: Dated<User>; quotas?: Dated<QuotaFigures[]>; failure?: Failure };
type Reading = Pick<Sight, 'user' | 'groups' | 'failure' | 'cost'> & Pick<Account, 'quotas'>;

/**
 * What can be seen of a user. Others cost at most one request per user and day, unless `fresh` asks for more.
 * @throws VirusTotalError when nothing is known, and for an id that could be somebody's API key: it is never sent
 */
export async function sight({ id, fresh }: Input<'sight'>): Promise<Sight> {
  if (looksLikeKey(id)) throw new VirusTotalError('not-found');
  const state = await currentState();
  const own = state.accounts.find((account) => account.id.toLowerCase() === id.toLowerCase());
  const seer = own ?? currentAccount(state);
  if (!seer) throw new VirusTotalError('no-key');
  const { quotas, ...reading } = own
    ? await ownSight(own, fresh, state.settings.refreshMinutes)
    : await othersSight(seer.id, id, fresh);
  const { user } = reading;
  const { privileges } = user.value;
  const now = Date.now();
  return {
    ...reading,
    ...(privileges && { privileges: privilegeVitals(privileges, now) }),
    quotas: accountQuotas({ user, ...(quotas && { quotas }) }, now),
    seenBy: seer.id,
    own: own !== undefined,
  };
}

async function ownSight(account: Account, fresh: boolean, refreshMinutes: number): Promise<Reading> {
  const age = Date.now() - (account.quotas?.at ?? 0);
  const due = fresh || (age > refreshMinutes * minute && !account.failures.quotas);
  const before = account.requests.costing;
  // What stood in the way is stored with the account.
  if (due) await refresh(account.id).catch(() => undefined);
  const now = (due && (await findAccount(account.id))) || account;
  const failure = now.failures.user ?? now.failures.quotas;
  if (!now.user) throw new VirusTotalError(failure?.kind ?? 'unexpected');
  const { user, groups, quotas } = now;
  return {
    user,
    ...(groups && { groups }),
    ...(quotas && { quotas }),
    ...(failure && { failure }),
    cost: Math.max(0, now.requests.costing - before),
  };
}

const inFlight = new Map<string, Promise<Seen>>();

async function othersSight(seer: string, id: string, fresh: boolean): Promise<Reading> {
  const key = seenKey(seer, id);
  const known = asSeen(await readSeen(key));
  const isRead = !known || isDue(known, fresh, Date.now());
  const { user, quotas, failure } = isRead ? await readOnce(key, seer, id, known) : known;
  if (!user || failure?.kind === 'not-found') throw new VirusTotalError(failure?.kind ?? 'unexpected');
  return { user, ...(quotas && { quotas }), ...(failure && { failure }), cost: isRead ? 1 : 0 };
}

function isDue({ at, failure }: Seen, fresh: boolean, now: number): boolean {
  const isWaiting = failure !== undefined && waits(failure, now);
  if (fresh) return !isWaiting || failure.kind === 'not-found' || failure.kind === 'forbidden';
  return failure ? !isWaiting : now - at >= day || at > now;
}

function readOnce(key: string, seer: string, id: string, known: Seen | undefined): Promise<Seen> {
  const running = inFlight.get(key);
  if (running) return running;
  const started = readOther(key, seer, id, known).finally(() => inFlight.delete(key));
  inFlight.set(key, started);
  return started;
}

async function readOther(key: string, seer: string, id: string, known: Seen | undefined): Promise<Seen> {
  const seen = await askFor(seer, id, known);
  await putSeen(seer, key, seen, mostSeen);
  return seen;
}

async function askFor(seer: string, id: string, known: Seen | undefined): Promise<Seen> {
  try {
    const client = await clientOf(seer);
    const user = await client.plainUser(id);
    // Who sees a user's quotas administers a group of theirs and may read the shared pool too; that is free.
    const quotas = user.quotas && (await client.overallQuotas(user.id).catch(() => undefined));
    const at = Date.now();
    return { at, user: { at, value: user }, ...(quotas && { quotas: { at, value: quotas } }) };
  } catch (error) {
    const { failure: _, ...last } = known ?? {};
    const now = Date.now();
    return { ...last, at: now, failure: failureOf(error, known?.failure, now) };
  }
}

function asSeen(stored: unknown): Seen | undefined {
  return typeof stored === 'object' && stored !== null && 'at' in stored ? (stored as Seen) : undefined;
}
