// An account's role in a group, derived from everything that was loaded.
import type { Group } from '../virustotal/resources/group.ts';
import { isSameId } from '../common/ids.ts';
import { administratorRole } from './group-role.ts';

export const findGroup = (groups: readonly Group[] | undefined, id: string): Group | undefined =>
  groups?.find((group) => isSameId(group.id, id));

/** A group without the names of its users, which VirusTotal shows to administrators. */
export const withoutUsers = ({ quotaUsageByUser: _usage, autoAddUsers: _added, ...group }: Group): Group =>
  group;

export type RoleEvidence = {
  /** The group as loaded from several sources, the most trusted first. */
  readings: readonly (Group | undefined)[];
  /** The groups that the account manages, as far as that list was loaded. */
  managed: { items: readonly Group[]; isComplete: boolean } | undefined;
  /** VirusTotal refused data that it shows to the group's administrators. */
  isRefused: boolean;
};

/** The account's role; undefined where VirusTotal did not name it. An account administers every group it manages. */
export function roleInGroup(id: string, { readings, managed }: RoleEvidence): string | undefined {
  const named = readings.find((group) => group?.role !== undefined)?.role;
  return named ?? (findGroup(managed?.items, id) ? administratorRole : undefined);
}

/** Whether the account administers the group; undefined where no loaded data tells. */
export function administersGroup(id: string, evidence: RoleEvidence): boolean | undefined {
  const role = roleInGroup(id, evidence);
  if (role !== undefined) return role === administratorRole;
  return evidence.managed?.isComplete || evidence.isRefused ? false : undefined;
}
