// What a group shows its administrators about a member: role, 2FA and share of the pool. Also the groups of a service account.
import { listKey, type ListKey } from '../../../core/storage/list-schema.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import type { Account, Timestamped } from '../../../core/domain/account.ts';
import type { QuotaStatus } from '../../../core/domain/quota.ts';
import { type Membership, monthlyShare, type UserLookup } from '../../../core/domain/lookup.ts';
import { countLoadable, type LoadedList, loadedList, loadStale, includesId } from '../lists/list-cache.ts';
import { groupOf, ownGroups } from './group-roles.ts';
import { findAccount } from '../storage/account-store.ts';
import { isAdministrator } from '../../../core/domain/group-role.ts';

type MembershipParts = Pick<UserLookup, 'groups' | 'membership' | 'loadCost'> &
  Partial<Pick<UserLookup, 'cost' | 'failure'>>;

/**
 * @param quotas of the user, as `viewer` sees them; only administrators of a user's group see any
 * @param loadsMore whether to load what was not loaded within the day
 */
export async function membershipOf(
  viewer: string,
  user: User,
  quotas: readonly QuotaStatus[],
  loadsMore: boolean,
): Promise<MembershipParts> {
  const account = await findAccount(viewer);
  const group = account && groupId(account, user, quotas);
  if (!account || group === undefined) return { loadCost: 0 };
  const keys = keysFor(user, group);
  const loaded = loadsMore ? await loadStale(viewer, keys) : {};
  const [loadCost, membership, groups] = await Promise.all([
    countLoadable(viewer, keys),
    cachedMembership(account, user, group, quotas),
    groupsOf(viewer, user),
  ]);
  return {
    ...loaded,
    membership,
    ...(groups && { groups }),
    loadCost,
  };
}

/** A stored account's own groups. Its role in each is loaded only on request. */
export async function ownGroupsOf(id: string, loadsMore: boolean): Promise<MembershipParts> {
  const managed = listKey('groupsManaged', id);
  const loaded = loadsMore ? await loadStale(id, [managed]) : {};
  const account = await findAccount(id);
  const groups = account && (await ownGroups(account));
  const isUnknown = groups?.value.groups.some(({ role }) => role === undefined);
  const loadCost = isUnknown && account?.user?.value.kind === 'user' ? await countLoadable(id, [managed]) : 0;
  return { ...loaded, ...(groups && { groups }), loadCost };
}

/**
 * The group whose administrators see these quotas, which is the one that owns their pool. Undefined where no quotas are
 * visible.
 */
function groupId(account: Account, user: User, quotas: readonly QuotaStatus[]): string | undefined {
  if (!user.quotas) return undefined;
  const pool = quotas.find(({ pool: each }) => each?.from !== undefined)?.pool?.from;
  const managed = (account.groups?.value.groups ?? []).filter(isAdministrator);
  // The id of a service account begins with its group's id.
  const ownerGroup = managed.find(({ id }) => user.id.startsWith(`${id}_`));
  return pool ?? ownerGroup?.id ?? (managed.length === 1 ? managed[0]?.id : undefined);
}

function keysFor({ id, kind }: User, group: string): ListKey[] {
  return kind === 'service_account'
    ? [listKey('serviceAccountGroups', id)]
    : [listKey('membersWithout2fa', group), listKey('administrators', group)];
}

async function cachedMembership(
  account: Account,
  { id, kind }: User,
  group: string,
  quotas: readonly QuotaStatus[],
): Promise<Membership> {
  const isUser = kind === 'user';
  const [membersWithout2fa, administrators, single] = await Promise.all([
    isUser ? loadedList(account.id, listKey('membersWithout2fa', group)) : undefined,
    isUser ? loadedList(account.id, listKey('administrators', group)) : undefined,
    loadedList(account.id, listKey('group', group)),
  ]);
  const without2fa = listedIn(membersWithout2fa, id);
  const administratorState = listedIn(administrators, id);
  // An administrator need not be a member. Without the group, nothing would say that single sign-on replaces 2FA.
  const groupDetails = groupOf(account, group) ?? single?.items[0];
  const share = monthlyShare(quotas, group);
  return {
    group,
    ...(groupDetails && { groupDetails }),
    ...(without2fa && { without2fa }),
    ...(administratorState && { isAdministrator: administratorState }),
    ...(share !== undefined && { share }),
  };
}

/** Whether a list includes a user, and when the list was loaded. */
function listedIn(list: LoadedList<Member> | undefined, id: string): Timestamped<boolean> | undefined {
  const value = includesId(list, id);
  return list && value !== undefined ? { at: list.at, value } : undefined;
}

async function groupsOf(viewer: string, { id, kind }: User): Promise<UserLookup['groups']> {
  if (kind !== 'service_account') return undefined;
  const list = await loadedList(viewer, listKey('serviceAccountGroups', id));
  if (!list) return undefined;
  const { at, items: groups, total } = list;
  return { at, value: { groups, ...(total !== undefined && { count: total }) } };
}
