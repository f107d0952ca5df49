// What a stored account sees of a group: the group, its shared pools and, for administrators on request, its members.
import { listKey, type ListKey } from '../../../core/storage/list-schema.ts';
import { currentAccount, type State } from '../../../core/storage/schema.ts';
import { ExtensionError } from '../../../core/errors.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import { type Account, quotaStatusesOf, type Timestamped } from '../../../core/domain/account.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';
import { quotaStatus } from '../../../core/domain/quota.ts';
import type { GroupLookup, LookupResult } from '../../../core/domain/lookup.ts';
import { errorOf } from '../api/retry-policy.ts';
import { didNotConnect, loadedList, loadStale, needsLoading } from '../lists/list-cache.ts';
import { loadedPeople, loadMore } from './group-people.ts';
import { administers, groupOf } from './group-roles.ts';
import { countAutomaticLookup } from './lookup-budget.ts';
import { findAccount } from '../storage/account-store.ts';
import {
  limitToCache,
  type LookupRequest,
  stateForLookup,
  type Viewer,
  withFailureAsResult,
} from './lookup-result.ts';

/**
 * What the viewer sees of a group. For members it is free, because their groups are loaded once a day anyway; others pay one
 * request a day.
 */
export const lookUpGroup = (request: LookupRequest): Promise<LookupResult<GroupLookup>> =>
  withFailureAsResult(() => lookUp(request));

async function lookUp({ id, freshness }: LookupRequest): Promise<LookupResult<GroupLookup>> {
  const state = await stateForLookup(id);
  const { viewer, anotherMaySeeMore } = await chooseViewer(state, id);
  if (!viewer) throw new ExtensionError('no-key');
  const { allowed, notLoaded } = limitToCache(freshness, state, viewer);
  const isMember = groupOf(viewer, id) !== undefined;
  const key = listKey('group', id);
  const mayRead = allowed === 'reload' || (allowed !== 'cached' && !isMember);
  const isWithinBudget =
    allowed !== 'auto' || !mayRead || (await takeFromBudget(viewer.id, key, state.settings.lookupsPerDay));
  const read =
    mayRead && isWithinBudget ? await loadStale(viewer.id, [key], 1, allowed === 'reload') : { cost: 0 };
  const found = await latestGroup(viewer, id);
  if (!found && !isWithinBudget) return { is: 'not-loaded', reason: 'budget', viewer: viewer.id };
  if (!found && !mayRead) return notLoaded;
  if (!found) throw errorOf(read.failure, Date.now());
  const loaded =
    allowed === 'all' ? await loadMore(viewer, found.value, groupDetailsOf(viewer, found).quotas) : {};
  const group = (await latestGroup(viewer, id)) ?? found;
  const details = groupDetailsOf(viewer, group);
  // A refusal only shows that the account does not administer the group.
  const failure = loaded.failure?.kind === 'forbidden' ? undefined : (loaded.failure ?? read.failure);
  const people = await loadedPeople(viewer, group.value, details.quotas);
  const lookup = {
    ...details,
    ...people,
    ...(failure && { failure }),
    cost: read.cost + (loaded.cost ?? 0),
    viewer: viewer.id,
    accountCount: state.accounts.length,
    anotherMaySeeMore: anotherMaySeeMore && people.viewerRole !== 'administrator',
  };
  return { is: 'found', lookup };
}

/** Neither cached data needs budget, nor the repetition of what did not reach VirusTotal. */
const takeFromBudget = async (viewer: string, key: ListKey, lookupsPerDay: number): Promise<boolean> =>
  !(await needsLoading(viewer, key)) ||
  (await didNotConnect(viewer, key)) ||
  countAutomaticLookup(viewer, lookupsPerDay, Date.now());

/** Chooses an administrator of the group, else a member whose role is unknown, else another member. */
async function chooseViewer(state: State, id: string): Promise<Viewer> {
  const current = currentAccount(state);
  const rated = await Promise.all(
    state.accounts.map(async (account) => {
      const isAdministrator = await administers(account, id);
      const isMember = groupOf(account, id) !== undefined;
      const mayAdminister = isMember && isAdministrator === undefined;
      const rank = (isAdministrator ? 3 : 0) + (isMember ? 1 : 0) + (mayAdminister ? 1 : 0);
      return { account, mayAdminister, rank: rank + (account.id === current?.id ? 0.5 : 0) };
    }),
  );
  const viewer = rated.toSorted((a, b) => b.rank - a.rank)[0]?.account;
  return {
    viewer,
    anotherMaySeeMore: rated.some(({ account, mayAdminister }) => mayAdminister && account !== viewer),
  };
}

/** The group as it was loaded last: among the account's groups or individually. */
async function latestGroup(viewer: Account, id: string): Promise<Timestamped<Group> | undefined> {
  const account = (await findAccount(viewer.id)) ?? viewer;
  const listed = groupOf(account, id);
  const single = await loadedList(viewer.id, listKey('group', id));
  const [value] = single?.items ?? [];
  const found = [
    ...(listed && account.groups ? [{ at: account.groups.at, value: listed }] : []),
    ...(value && single ? [{ at: single.at, value }] : []),
  ];
  return found.toSorted((a, b) => b.at - a.at)[0];
}

function groupDetailsOf(
  viewer: Account,
  group: Timestamped<Group>,
): Pick<GroupLookup, 'group' | 'privileges' | 'quotas' | 'quotasAt'> {
  const { privileges } = group.value;
  const now = Date.now();
  return {
    group,
    ...(privileges && { privileges: privilegeStatuses(privileges, now) }),
    ...poolsOf(viewer, group, now),
  };
}

/**
 * The group's quotas. Where the account draws on the group's pools, its own quotas are newer, because they are free and loaded
 * often.
 */
function poolsOf(
  viewer: Account,
  { at, value: { id, quotas = [] } }: Timestamped<Group>,
  now: number,
): Pick<GroupLookup, 'quotas' | 'quotasAt'> {
  const newer = (viewer.quotas?.at ?? 0) > at ? quotaStatusesOf(viewer, now) : [];
  const drawn = new Map(
    newer.filter(({ pool, unread }) => pool?.from === id && !unread).map((status) => [status.name, status]),
  );
  const readAt = (name: string): number => (drawn.has(name) ? (viewer.quotas?.at ?? at) : at);
  const statuses = quotas.map(({ name, ...figures }) => {
    const { from: _group, ...group } = drawn.get(name)?.pool ?? { from: id, ...figures };
    return quotaStatus({ name, group }, readAt(name), now);
  });
  return {
    quotas: statuses,
    quotasAt: quotas.length === 0 ? at : Math.min(...quotas.map(({ name }) => readAt(name))),
  };
}
