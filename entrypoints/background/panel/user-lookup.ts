// What is known of VirusTotal's users: a stored account's own figures, or what a stored account may see of others.
import type { Freshness } from '../../../core/messages.ts';
import { currentAccount, type State } from '../../../core/storage/schema.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { QuotaFigures } from '../../../core/virustotal/resources/quotas.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import {
  type Account,
  quotaStatusesOf,
  type Timestamped,
  type Failure,
  isWaiting,
} from '../../../core/domain/account.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';
import { countVisibleFields, type UserLookup } from '../../../core/domain/lookup.ts';
import { errorOf, toFailure } from '../api/retry-policy.ts';
import { createAccountClient } from '../api/account-client.ts';
import { membershipOf, ownGroupsOf } from './membership.ts';
import { refresh } from '../accounts/refresh.ts';
import { administersAny } from './group-roles.ts';
import {
  currentState,
  findAccount,
  saveCachedUser,
  readCachedUser,
  userCacheKey,
} from '../storage/account-store.ts';
import { limitToCache } from './quota-guard.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { looksLikeKey, isSameId } from '../../../core/common/ids.ts';
import { day, minute } from '../../../core/common/time-units.ts';
import { requestsToday } from '../../../core/domain/request-count.ts';

const maximumCachedUsers = 300;

/** What is remembered of another user. A failure without `user`: VirusTotal has never answered for this id. */
type CachedUser = {
  at: number;
  user?: Timestamped<User>;
  quotas?: Timestamped<QuotaFigures[]>;
  failure?: Failure;
};
type Reading = Pick<UserLookup, 'user' | 'failure' | 'cost'> & Pick<Account, 'quotas'>;

/**
 * What can be seen of a user. Others cost at most one request per user and day, unless `ask` wants more.
 * @returns undefined where nothing is known and `ask` allows no request
 * @throws VirusTotalError when nothing can be known, and for an id that could be somebody's API key: it is never sent
 */
export async function lookUpUser({
  id,
  ask,
}: {
  id: string;
  ask: Freshness;
}): Promise<UserLookup | undefined> {
  if (looksLikeKey(id)) throw new VirusTotalError('not-found');
  const state = await currentState();
  const own = state.accounts.find((account) => isSameId(account.id, id));
  const { viewer, anotherMaySeeMore } = own
    ? { viewer: own, anotherMaySeeMore: false }
    : await chooseViewer(state, id, ask);
  if (!viewer) throw new VirusTotalError('no-key');
  const reading = own
    ? await lookUpOwn(own, ask === 'fresh', state.settings.refreshMinutes)
    : await lookUpOther(viewer.id, id, limitToCache(ask, state, viewer));
  if (!reading) return undefined;
  const { quotas: figures, ...rest } = reading;
  const { user } = rest;
  const { privileges } = user.value;
  const now = Date.now();
  const quotas = quotaStatusesOf({ user, ...(figures && { quotas: figures }) }, now);
  const beside = await (own
    ? ownGroupsOf(own.id, ask === 'more')
    : membershipOf(viewer.id, user.value, quotas, ask === 'more'));
  return {
    ...rest,
    ...(privileges && { privileges: privilegeStatuses(privileges, now) }),
    quotas,
    quotasAt: (figures ?? user).at,
    ...beside,
    cost: rest.cost + (beside.cost ?? 0),
    viewer: viewer.id,
    own: own !== undefined,
    accountCount: state.accounts.length,
    // Nobody but the user is shown more than an administrator of the user's group.
    anotherMaySeeMore: anotherMaySeeMore && countVisibleFields(user.value) === 0,
  };
}

/** Who looks; `anotherMaySeeMore`: another account might see more, which has not looked. */
export type Viewer = { viewer: Account | undefined; anotherMaySeeMore: boolean };

const visibilityOf = { yes: 1.75, possible: 0.75, no: 0 };

/**
 * The account that sees most of a user, as far as is known: what was seen decides; who has not looked yet may see more if
 * it administers a group, or may do so. Unless asked anew those that have looked are enough.
 */
export async function chooseViewer(state: State, id: string, ask: Freshness = 'due'): Promise<Viewer> {
  const current = currentAccount(state);
  if (state.accounts.length < 2) return { viewer: current, anotherMaySeeMore: false };
  const rated = await Promise.all(
    state.accounts.map(async (account) => {
      const seen = parseCachedUser(await readCachedUser(userCacheKey(account.id, id)));
      const shown = seen?.user && countVisibleFields(seen.user.value);
      const promise = shown === undefined ? visibilityOf[await administersAny(account)] : 2 * shown;
      const isCurrent = account.id === current?.id ? 0.5 : 0;
      return { account, shown, promise, rank: promise + isCurrent };
    }),
  );
  const known = rated.filter(({ shown }) => shown !== undefined);
  const choice = ask === 'fresh' || known.length === 0 ? rated : known;
  const viewer = choice.toSorted((a, b) => b.rank - a.rank)[0]?.account;
  const anotherMaySeeMore = rated.some(
    ({ account, shown, promise }) => account !== viewer && shown === undefined && promise > 0,
  );
  return { viewer, anotherMaySeeMore };
}

async function lookUpOwn(account: Account, fresh: boolean, refreshMinutes: number): Promise<Reading> {
  const age = Date.now() - (account.quotas?.at ?? 0);
  const due = fresh || (age > refreshMinutes * minute && !account.failures.quotas);
  const before = requestsToday(account.requests, Date.now()).costing;
  // What stood in the way is stored with the account.
  if (due) await logRejection('refresh', refresh(account.id));
  const now = (due && (await findAccount(account.id))) || account;
  const { failures } = now;
  // A service account is not told its own groups, which is no failure.
  const ofGroups = now.kind === 'user' ? failures.groups : undefined;
  const failure = failures.user ?? failures.quotas ?? ofGroups;
  if (!now.user) throw errorOf(failure, Date.now());
  const { user, quotas } = now;
  return {
    user,
    ...(quotas && { quotas }),
    ...(failure && { failure }),
    cost: Math.max(0, requestsToday(now.requests, Date.now()).costing - before),
  };
}

const inFlight = new Map<string, Promise<CachedUser>>();

async function lookUpOther(viewer: string, id: string, ask: Freshness): Promise<Reading | undefined> {
  const key = userCacheKey(viewer, id);
  const known = parseCachedUser(await readCachedUser(key));
  const isRead = ask !== 'known' && (!known || isDue(known, ask === 'fresh', Date.now()));
  if (!isRead && !known) return undefined;
  const { user, quotas, failure } = isRead || !known ? await readOnce(key, viewer, id, known) : known;
  if (!user || failure?.kind === 'not-found') throw errorOf(failure, Date.now());
  return { user, ...(quotas && { quotas }), ...(failure && { failure }), cost: isRead ? 1 : 0 };
}

function isDue({ at, failure }: CachedUser, fresh: boolean, now: number): boolean {
  const waits = failure !== undefined && isWaiting(failure, now);
  if (fresh) return !waits || failure.kind === 'not-found' || failure.kind === 'forbidden';
  return failure ? !waits : now - at >= day || at > now;
}

function readOnce(
  key: string,
  viewer: string,
  id: string,
  known: CachedUser | undefined,
): Promise<CachedUser> {
  const running = inFlight.get(key);
  if (running) return running;
  const started = readOther(key, viewer, id, known).finally(() => inFlight.delete(key));
  inFlight.set(key, started);
  return started;
}

async function readOther(
  key: string,
  viewer: string,
  id: string,
  known: CachedUser | undefined,
): Promise<CachedUser> {
  const seen = await requestUser(viewer, id, known);
  await saveCachedUser(viewer, key, seen, maximumCachedUsers);
  return seen;
}

async function requestUser(viewer: string, id: string, known: CachedUser | undefined): Promise<CachedUser> {
  try {
    const client = await createAccountClient(viewer);
    const user = await client.userWithoutRelationships(id);
    // Who sees a user's quotas administers a group of theirs and may read the shared pool too; that is free.
    const quotas =
      user.quotas &&
      (await client
        .overallQuotas(user.id)
        .catch((error: unknown) => logError('sheet', error).then(() => undefined)));
    const at = Date.now();
    return { at, user: { at, value: user }, ...(quotas && { quotas: { at, value: quotas } }) };
  } catch (error) {
    await logError('sheet', error);
    const { failure: _, ...last } = known ?? {};
    const now = Date.now();
    return { ...last, at: now, failure: toFailure(error, known?.failure, now) };
  }
}

/** What was stored; damaged it counts as absent. */
function parseCachedUser(stored: unknown): CachedUser | undefined {
  if (typeof stored !== 'object' || stored === null || !('at' in stored) || typeof stored.at !== 'number')
    return undefined;
  const { user, quotas } = stored as Partial<CachedUser>;
  const isSound =
    (user === undefined || typeof user?.value?.id === 'string') &&
    (quotas === undefined || Array.isArray(quotas?.value));
  return isSound ? (stored as CachedUser) : undefined;
}
