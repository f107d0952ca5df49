// Which groups a stored account administers, as far as that is known without a request.
import { listKey, listStateKey } from '../../../core/storage/list-schema.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Account } from '../../../core/domain/account.ts';
import { administratorRole } from '../../../core/domain/group-role.ts';
import { loadedList, wasRefused } from '../lists/list-cache.ts';
import { findList } from '../lists/list-store.ts';
import {
  administersGroup,
  administeredIds,
  findGroup,
  managedGroups,
  type RoleEvidence,
  roleInGroup,
} from '../../../core/domain/group-administration.ts';

/** The group among the account's own groups. */
export const groupOf = ({ groups }: Account, id: string): Group | undefined =>
  findGroup(groups?.value.groups, id);

/** As far as is known, lists of groups do not name the role, but the group object does. */
async function roleEvidence(account: Account, id: string): Promise<RoleEvidence> {
  const [single, managed, isRefused] = await Promise.all([
    loadedList(account.id, listKey('group', id)),
    loadedList(account.id, listKey('groupsManaged', account.id)),
    wasRefused(account.id, listKey('membersWithout2fa', id)),
  ]);
  return {
    readings: [groupOf(account, id), single?.items[0]],
    managed: managedGroups(managed, account.administered),
    isRefused,
  };
}

/** The account's role in a group; undefined where VirusTotal did not name it. */
export async function roleIn(account: Account, id: string): Promise<string | undefined> {
  const evidence = await roleEvidence(account, id);
  return roleInGroup(id, evidence) ?? (evidence.managed?.isComplete ? 'user' : undefined);
}

export const administers = async (account: Account, id: string): Promise<boolean | undefined> =>
  administersGroup(id, await roleEvidence(account, id));

/** The account's groups with its role in each, as far as the roles are known. */
export async function ownGroups(account: Account): Promise<Account['groups']> {
  const { groups } = account;
  if (!groups) return undefined;
  const withRoles = groups.value.groups.map(async (group): Promise<Group> => {
    const role = await roleIn(account, group.id);
    return role === undefined ? group : { ...group, role };
  });
  return { ...groups, value: { ...groups.value, groups: await Promise.all(withRoles) } };
}

/**
 * Whether the account administers any group: by its roles, by its list of managed groups, or because it saw another user's
 * quotas. `possible`: it is in a group and its role is unknown.
 * @param sawQuotas tells the accounts that saw another user's quotas
 */
export async function administersAny(
  account: Account,
  sawQuotas: () => Promise<ReadonlySet<string>>,
): Promise<'yes' | 'possible' | 'no'> {
  if (administeredIds(account).length > 0) return 'yes';
  const groups = account.groups?.value.groups ?? [];
  const roles = await Promise.all(groups.map(({ id }) => roleIn(account, id)));
  if (roles.includes(administratorRole)) return 'yes';
  const managed = await findList(listStateKey(account.id, listKey('groupsManaged', account.id)));
  if (managed?.loaded || (await sawQuotas()).has(account.id)) return 'yes';
  return roles.includes(undefined) ? 'possible' : 'no';
}
