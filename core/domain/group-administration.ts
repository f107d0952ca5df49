// An account's role in a group, derived from everything that was loaded.
import type { Group } from '../virustotal/resources/group.ts';
import { isSameId, uniqueIds } from '../common/ids.ts';
import type { Account, AdministeredGroups } from './account.ts';
import { administratorRole, isAdministrator } from './group-role.ts';

export const findGroup = (groups: readonly Group[] | undefined, id: string): Group | undefined =>
  groups?.find((group) => isSameId(group.id, id));

/** A group without the names of its users, which VirusTotal shows to administrators. */
export const withoutUsers = ({ quotaUsageByUser: _usage, autoAddUsers: _added, ...group }: Group): Group =>
  group;

export type ManagedGroups = { items: readonly Pick<Group, 'id'>[]; isComplete: boolean };

/** The groups that the account manages: from the list while it is stored, else from what was kept of it with the account. */
export const managedGroups = (
  list: ManagedGroups | undefined,
  administered: AdministeredGroups | undefined,
): ManagedGroups | undefined =>
  list ??
  (administered && { items: administered.ids.map((id) => ({ id })), isComplete: administered.isComplete });

export type RoleEvidence = {
  /** The group as loaded from several sources, the most trusted first. */
  readings: readonly (Group | undefined)[];
  /** The groups that the account manages, as far as they were loaded. */
  managed: ManagedGroups | undefined;
  /** VirusTotal refused data that it shows to the group's administrators. */
  isRefused: boolean;
};

/** The account's role; undefined where VirusTotal did not name it. An account administers every group it manages. */
export function roleInGroup(id: string, { readings, managed }: RoleEvidence): string | undefined {
  const named = readings.find((group) => group?.role !== undefined)?.role;
  return named ?? (managed?.items.some((group) => isSameId(group.id, id)) ? administratorRole : undefined);
}

/** Whether the account administers the group; undefined where no loaded data tells. */
export function administersGroup(id: string, evidence: RoleEvidence): boolean | undefined {
  const role = roleInGroup(id, evidence);
  if (role !== undefined) return role === administratorRole;
  return evidence.managed?.isComplete || evidence.isRefused ? false : undefined;
}

/** An account's role in a group as far as it decides what VirusTotal shows. */
export type ViewerRole = 'administrator' | 'member' | 'outsider';

/**
 * - `load`: the people may be loaded
 * - `check-role`: one request tells first whether they may
 * - `closed`: VirusTotal does not show them to this account
 */
export type PeopleAccess = 'load' | 'check-role' | 'closed';

/**
 * What is offered of a group's people.
 * @param role undefined for a member whose exact role is unknown
 * @param wasGroupRead whether the group object, which names the role, was loaded recently. Where it names none, only the lists
 * of people themselves show whether VirusTotal refuses them.
 */
export function peopleAccess(role: ViewerRole | undefined, wasGroupRead: boolean): PeopleAccess {
  if (role === undefined) return wasGroupRead ? 'load' : 'check-role';
  return role === 'administrator' ? 'load' : 'closed';
}

/** The ids of the groups that a stored account is known to administer, without a request. */
export const administeredIds = ({ groups, administered }: Account): string[] =>
  uniqueIds([
    ...(groups?.value.groups ?? []).filter(isAdministrator).map(({ id }) => id),
    ...(administered?.ids ?? []),
  ]);

/**
 * Whether one request would tell more about the groups that the account administers. It would not for a service account, for a user
 * without groups, and where VirusTotal names the role beside each group.
 */
export function hasUnknownRoles({ kind, groups, administered }: Account): boolean {
  if (kind !== 'user' || administered || !groups) return false;
  const { groups: listed, count = listed.length } = groups.value;
  return count > listed.length || listed.some(({ role }) => role === undefined);
}
