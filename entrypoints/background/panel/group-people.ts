// The people of a group: who may see them, what of them was loaded, and loading more.
import { listKey, type ListKey } from '../../../core/storage/list-schema.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Account, Failure } from '../../../core/domain/account.ts';
import { peopleAccess, type ViewerRole } from '../../../core/domain/group-administration.ts';
import { consumedQuotas, type GroupLookup } from '../../../core/domain/lookup.ts';
import type { QuotaStatus } from '../../../core/domain/quota.ts';
import { countLoadable, loadedList, loadStale, memberList } from '../lists/list-cache.ts';
import { administers, groupOf, roleIn } from './group-roles.ts';

/** Undefined for a member whose role is not known. */
async function viewerRoleOf(viewer: Account, group: Group): Promise<ViewerRole | undefined> {
  const isAdministrator = await administers(viewer, group.id);
  if (isAdministrator) return 'administrator';
  // VirusTotal documents a group's privileges and quotas for its members.
  const isInside = groupOf(viewer, group.id) ?? group.privileges ?? group.quotas;
  const isMember = isInside !== undefined || (await roleIn(viewer, group.id)) === 'user';
  if (!isMember) return 'outsider';
  return isAdministrator === false ? 'member' : undefined;
}

type Consumers = readonly (readonly [quota: string, key: ListKey<'consumers'>])[];

const consumersOf = (id: string, quotas: readonly QuotaStatus[]): Consumers =>
  consumedQuotas(quotas).map((quota) => [quota, listKey('consumers', id, quota)] as const);

/** Members without 2FA and administrators. */
const leadListsOf = (id: string) =>
  [listKey('membersWithout2fa', id), listKey('administrators', id)] as const;

/** The viewer's role, and what loading more would load. */
async function accessOf(
  viewer: Account,
  group: Group,
): Promise<Pick<GroupLookup, 'viewerRole' | 'peopleAccess'>> {
  const viewerRole = await viewerRoleOf(viewer, group);
  const wasGroupRead = (await countLoadable(viewer.id, [listKey('group', group.id)])) === 0;
  return { ...(viewerRole && { viewerRole }), peopleAccess: peopleAccess(viewerRole, wasGroupRead) };
}

/** The loaded members, and the cost of loading more; nothing where the account does not administer the group. */
export async function loadedPeople(
  viewer: Account,
  group: Group,
  quotas: readonly QuotaStatus[],
): Promise<
  Pick<
    GroupLookup,
    'viewerRole' | 'peopleAccess' | 'without2fa' | 'administrators' | 'consumers' | 'loadCost'
  >
> {
  const access = await accessOf(viewer, group);
  if (access.peopleAccess !== 'load')
    return { ...access, consumers: [], loadCost: access.peopleAccess === 'check-role' ? 1 : 0 };
  const consumers = consumersOf(group.id, quotas);
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
    ...access,
    ...(without2fa && { without2fa: memberList(without2fa) }),
    ...(administrators && { administrators: memberList(administrators) }),
    consumers: (await Promise.all(consumerLists)).flat(),
    loadCost: await countLoadable(
      viewer.id,
      [withoutTwoFactor, administratorList, ...consumers.map(([, key]) => key)],
      access.viewerRole === 'administrator',
    ),
  };
}

/** Loads the group's people, or while the viewer's role is unknown the group object, which names it. */
export async function loadMore(
  viewer: Account,
  group: Group,
  quotas: readonly QuotaStatus[],
): Promise<{ cost?: number; failure?: Failure }> {
  const { peopleAccess: access } = await accessOf(viewer, group);
  if (access === 'closed') return {};
  if (access === 'check-role') return loadStale(viewer.id, [listKey('group', group.id)], 1);
  return loadPeople(viewer, group, consumersOf(group.id, quotas));
}

/** Loads members with up to ten requests per list, and the first page of each consumer list, which has the largest users. */
async function loadPeople(
  viewer: Account,
  group: Group,
  consumers: Consumers,
): Promise<{ cost?: number; failure?: Failure }> {
  const first = await loadStale(viewer.id, leadListsOf(group.id));
  if (first.failure) return first;
  const second = await loadStale(
    viewer.id,
    consumers.map(([, key]) => key),
    1,
  );
  return { ...second, cost: first.cost + second.cost };
}
