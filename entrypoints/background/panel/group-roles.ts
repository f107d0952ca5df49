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
  // Of a group that is not the account's own, the groups that it manages tell nothing more.
  const isPlainMember = evidence.managed?.isComplete === true && groupOf(account, id) !== undefined;
  return roleInGroup(id, evidence) ?? (isPlainMember ? 'user' : undefined);
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
 * Whether the account administers any group: `proven` where it saw another user's quotas; `yes` by its roles or its list of managed
 * groups; `possible` where it is in a group and its role is unknown.
 * @param sawQuotas tells the accounts that saw another user's quotas
 */
export async function administersAny(
  account: Account,
  sawQuotas: () => Promise<ReadonlySet<string>>,
): Promise<'proven' | 'yes' | 'possible' | 'no'> {
  if ((await sawQuotas()).has(account.id)) return 'proven';
  if (administeredIds(account).length > 0) return 'yes';
  const groups = account.groups?.value.groups ?? [];
  const roles = await Promise.all(groups.map(({ id }) => roleIn(account, id)));
  if (roles.includes(administratorRole)) return 'yes';
  const managed = await findList(listStateKey(account.id, listKey('groupsManaged', account.id)));
  if (managed?.loaded) return 'yes';
  return roles.includes(undefined) ? 'possible' : 'no';
}
