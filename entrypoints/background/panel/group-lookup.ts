// What a stored account sees of a group: the group, its shared pools and, for administrators on request, its members.
import { listKey, type ListKey } from '../../../core/storage/list-schema.ts';
import { currentAccount, type State } from '../../../core/storage/schema.ts';
import { ExtensionError } from '../../../core/errors.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import {
  type Account,
  quotaStatusesOf,
  type Timestamped,
  type Failure,
} from '../../../core/domain/account.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';
import { quotaStatus, type QuotaStatus } from '../../../core/domain/quota.ts';
import { consumedQuotas, type GroupLookup, type LookupResult } from '../../../core/domain/lookup.ts';
import { errorOf } from '../api/retry-policy.ts';
import {
  countLoadable,
  didNotConnect,
  loadedList,
  loadStale,
  memberList,
  needsLoading,
} from '../lists/list-cache.ts';
import { administers, groupOf, roleIn } from './group-roles.ts';
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
  const group = await latestGroup(viewer, id);
  if (!group && !isWithinBudget) return { is: 'not-loaded', reason: 'budget', viewer: viewer.id };
  if (!group && !mayRead) return notLoaded;
  if (!group) throw errorOf(read.failure, Date.now());
  const details = groupDetailsOf(viewer, group);
  const consumers = consumersOf(group.value.id, details.quotas);
  const loaded = allowed === 'all' ? await loadPeople(viewer, group.value, consumers) : {};
  // A refusal only shows that the account does not administer the group.
  const failure = loaded.failure?.kind === 'forbidden' ? undefined : (loaded.failure ?? read.failure);
  const people = await loadedPeople(viewer, group.value, consumers);
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

/** Undefined for a member whose role is not known. */
async function viewerRoleOf(viewer: Account, group: Group): Promise<GroupLookup['viewerRole']> {
  const isAdministrator = await administers(viewer, group.id);
  if (isAdministrator) return 'administrator';
  // VirusTotal documents a group's privileges and quotas for its members.
  const isInside = groupOf(viewer, group.id) ?? group.privileges ?? group.quotas;
  const isMember = isInside !== undefined || (await roleIn(viewer, group.id)) === 'user';
  if (!isMember) return 'outsider';
  return isAdministrator === false ? 'member' : undefined;
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

type Consumers = readonly (readonly [quota: string, key: ListKey<'consumers'>])[];

const consumersOf = (id: string, quotas: readonly QuotaStatus[]): Consumers =>
  consumedQuotas(quotas).map((quota) => [quota, listKey('consumers', id, quota)] as const);

/** Members without 2FA and administrators. */
const leadListsOf = (id: string) =>
  [listKey('membersWithout2fa', id), listKey('administrators', id)] as const;

/** The loaded members, and the cost of loading the rest; nothing where the account does not administer the group. */
async function loadedPeople(
  viewer: Account,
  group: Group,
  consumers: Consumers,
): Promise<Pick<GroupLookup, 'viewerRole' | 'without2fa' | 'administrators' | 'consumers' | 'loadCost'>> {
  const viewerRole = await viewerRoleOf(viewer, group);
  if (isNoAdministrator(viewerRole)) return { ...(viewerRole && { viewerRole }), consumers: [], loadCost: 0 };
  const [withoutTwoFactor, administratorList] = leadListsOf(group.id);
  const [without2fa, administrators] = await Promise.all([
    loadedList(viewer.id, withoutTwoFactor),
    loadedList(viewer.id, administratorList),
  ]);
  const consumerLists = consumers.map(async ([quota, key]) => {
    const list = await loadedList(viewer.id, key);
    return list ? [{ quota, people: memberList(list) }] : [];
  });
  return {
    ...(viewerRole && { viewerRole }),
    ...(without2fa && { without2fa: memberList(without2fa) }),
    ...(administrators && { administrators: memberList(administrators) }),
    consumers: (await Promise.all(consumerLists)).flat(),
    loadCost: await countLoadable(
      viewer.id,
      [withoutTwoFactor, administratorList, ...consumers.map(([, key]) => key)],
      viewerRole === 'administrator',
    ),
  };
}

const isNoAdministrator = (viewerRole: GroupLookup['viewerRole']): boolean =>
  viewerRole === 'member' || viewerRole === 'outsider';

/** Loads members with up to ten requests per list, and the first page of each consumer list, which has the largest users. */
async function loadPeople(
  viewer: Account,
  group: Group,
  consumers: Consumers,
): Promise<{ cost?: number; failure?: Failure }> {
  if (isNoAdministrator(await viewerRoleOf(viewer, group))) return {};
  const first = await loadStale(viewer.id, leadListsOf(group.id));
  if (first.failure) return first;
  const second = await loadStale(
    viewer.id,
    consumers.map(([, key]) => key),
    1,
  );
  return { ...second, cost: first.cost + second.cost };
}
