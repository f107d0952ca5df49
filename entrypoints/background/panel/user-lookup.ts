// Lookups of users: a stored account's own data, or what a stored account sees of another user.
import type { Freshness } from '../../../core/messages.ts';
import { currentAccount, type State } from '../../../core/storage/schema.ts';
import { createError, ExtensionError } from '../../../core/errors.ts';
import { type Account, hasStandIn, quotaStatusesOf, isWaiting } from '../../../core/domain/account.ts';
import { accountKind, detailsFailure } from '../../../core/domain/account-details.ts';
import { isConnectionFailure } from '../../../core/domain/badge-labels.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';
import { countVisibleFields, type LookupResult, type UserLookup } from '../../../core/domain/lookup.ts';
import { errorOf } from '../api/retry-policy.ts';
import { membershipOf, ownGroupsOf } from './membership.ts';
import { refresh } from '../accounts/refresh.ts';
import { administersAny } from './group-roles.ts';
import { countAutomaticLookup } from './lookup-budget.ts';
import { findAccount } from '../storage/account-store.ts';
import {
  accountsThatSawQuotas,
  readCachedUser,
  saveCachedUser,
  userCacheKey,
} from '../storage/cached-users.ts';
import { logRejection } from '../storage/error-log.ts';
import { isSameId } from '../../../core/common/ids.ts';
import { lazy } from '../../../core/common/lazy.ts';
import { day, minute } from '../../../core/common/time-units.ts';
import { requestsToday } from '../../../core/domain/request-count.ts';
import {
  limitToCache,
  type LookupRequest,
  stateForLookup,
  type Viewer,
  withFailureAsResult,
} from './lookup-result.ts';
import { type CachedUser, parseCachedUser, requestUser } from './user-request.ts';
import { createInFlight } from '../storage/in-flight.ts';

type Reading = Pick<UserLookup, 'user' | 'failure' | 'cost'> & Pick<Account, 'quotas'>;

/** What the viewer sees of a user. Another user costs at most one request a day, unless `freshness` is `all`. */
export const lookUpUser = (request: LookupRequest): Promise<LookupResult<UserLookup>> =>
  withFailureAsResult(() => lookUp(request));

async function lookUp({ id, freshness }: LookupRequest): Promise<LookupResult<UserLookup>> {
  const state = await stateForLookup(id);
  const own = state.accounts.find((account) => isSameId(account.id, id));
  const { viewer, anotherMaySeeMore } = own
    ? { viewer: own, anotherMaySeeMore: false }
    : await chooseViewer(state, id, freshness);
  if (!viewer) throw new ExtensionError('no-key');
  const { allowed, notLoaded } = limitToCache(freshness, state, viewer);
  const reading = own
    ? await lookUpOwn(own, freshness === 'reload', state.settings.refreshMinutes)
    : await lookUpOther(viewer.id, id, allowed, state.settings.lookupsPerDay);
  if (!reading) return notLoaded;
  if (reading === 'over-budget') return { is: 'not-loaded', reason: 'budget', viewer: viewer.id };
  const { quotas: figures, ...rest } = reading;
  const { user } = rest;
  const { privileges } = user.value;
  const now = Date.now();
  const quotas = quotaStatusesOf({ user, ...(figures && { quotas: figures }) }, now);
  const membership = await (own
    ? ownGroupsOf(own.id, freshness === 'all')
    : membershipOf(viewer.id, user.value, quotas, freshness === 'all'));
  const lookup = {
    ...rest,
    ...(privileges && { privileges: privilegeStatuses(privileges, now) }),
    quotas,
    quotasAt: (figures ?? user).at,
    ...membership,
    cost: rest.cost + (membership.cost ?? 0),
    viewer: viewer.id,
    own: own !== undefined,
    accountCount: state.accounts.length,
    // Only the user sees more than an administrator of the user's group.
    anotherMaySeeMore: anotherMaySeeMore && countVisibleFields(user.value) === 0,
  };
  return { is: 'found', lookup };
}

/**
 * The expected number of visible fields for an account that has not looked yet, by whether it administers a group. One that saw another
 * user's quotas goes before the current account, which may administer another group.
 */
const expectedVisibility = { proven: 2.5, yes: 1.75, possible: 0.75, no: 0 };

/**
 * Chooses the account that sees most of a user, as far as is known. What it saw before decides. An account that has not looked
 * yet may see more if it administers a group or might. Unless a reload is requested, only the accounts that have looked are
 * considered.
 */
async function chooseViewer(state: State, id: string, freshness: Freshness): Promise<Viewer> {
  const current = currentAccount(state);
  if (state.accounts.length < 2) return { viewer: current, anotherMaySeeMore: false };
  const sawQuotas = lazy(accountsThatSawQuotas);
  const rated = await Promise.all(
    state.accounts.map(async (account) => {
      const cached = parseCachedUser(await readCachedUser(userCacheKey(account.id, id)));
      const visible = cached?.user && countVisibleFields(cached.user.value);
      const score =
        visible === undefined ? expectedVisibility[await administersAny(account, sawQuotas)] : 2 * visible;
      const bonus = account.id === current?.id ? 0.5 : 0;
      return { account, visible, score, rank: score + bonus };
    }),
  );
  const withCache = rated.filter(({ visible }) => visible !== undefined);
  const candidates = freshness === 'reload' || withCache.length === 0 ? rated : withCache;
  const viewer = candidates.toSorted((a, b) => b.rank - a.rank)[0]?.account;
  const anotherMaySeeMore = rated.some(
    ({ account, visible, score }) => account !== viewer && visible === undefined && score > 0,
  );
  return { viewer, anotherMaySeeMore };
}

async function lookUpOwn(account: Account, isForced: boolean, refreshMinutes: number): Promise<Reading> {
  const age = Date.now() - (account.quotas?.at ?? 0);
  const last = account.failures.quotas;
  const due =
    isForced ||
    (last ? isConnectionFailure(last) && !isWaiting(last, Date.now()) : age > refreshMinutes * minute);
  const before = requestsToday(account.requests, Date.now()).billable;
  // A failure is stored with the account.
  if (due) await logRejection('refresh', refresh(account.id, isForced ? 'request' : 'schedule'));
  const now = (due && (await findAccount(account.id))) || account;
  const { user, quotas, failures } = now;
  const failure = failures.user ?? failures.quotas ?? detailsFailure(now);
  if (!user && now.unfinished && !failure) throw createError('quota-exceeded');
  if (!user) throw errorOf(failure, Date.now());
  return {
    user: { ...user, value: { ...user.value, kind: accountKind(now) } },
    ...(quotas && !hasStandIn(now) && { quotas }),
    ...(failure && { failure }),
    cost: Math.max(0, requestsToday(now.requests, Date.now()).billable - before),
  };
}

/** Undefined where nothing is cached and `freshness` allows no request; `over-budget` where the viewer's budget allows none. */
async function lookUpOther(
  viewer: string,
  id: string,
  freshness: Freshness,
  lookupsPerDay: number,
): Promise<Reading | 'over-budget' | undefined> {
  const key = userCacheKey(viewer, id);
  const cached = parseCachedUser(await readCachedUser(key));
  const now = Date.now();
  const isWanted = freshness !== 'cached' && (!cached || isDue(cached, freshness === 'reload', now));
  // What did not reach VirusTotal is repeated within the lookup that was counted for it.
  const isFree =
    freshness !== 'auto' || inFlight.find(key) !== undefined || isConnectionFailure(cached?.failure);
  const isRead = isWanted && (isFree || (await countAutomaticLookup(viewer, lookupsPerDay, now)));
  if (!isRead && !cached) return isWanted ? 'over-budget' : undefined;
  const { user, quotas, failure } =
    isRead || !cached ? await inFlight.join(key, () => readOther(key, viewer, id, cached)) : cached;
  if (!user || failure?.kind === 'not-found') throw errorOf(failure, Date.now());
  return { user, ...(quotas && { quotas }), ...(failure && { failure }), cost: isRead ? 1 : 0 };
}

function isDue({ at, failure }: CachedUser, isForced: boolean, now: number): boolean {
  const isStillWaiting = isWaiting(failure, now);
  if (isForced) return !isStillWaiting || failure.kind === 'not-found' || failure.kind === 'forbidden';
  return failure ? !isStillWaiting : now - at >= day || at > now;
}

const inFlight = createInFlight<CachedUser>();

async function readOther(
  key: string,
  viewer: string,
  id: string,
  cached: CachedUser | undefined,
): Promise<CachedUser> {
  const read = await requestUser(key, viewer, id, cached);
  await saveCachedUser(viewer, key, read);
  return read;
}
