// A group, from its latest source: the group itself, or the account's lists of groups.
import { type ListView, useList } from '../../../core/store/list-store.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Account } from '../../../core/domain/account.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import {
  administersGroup,
  findGroup,
  managedGroups,
  type ManagedGroups,
  type RoleEvidence,
  roleInGroup,
} from '../../../core/domain/group-administration.ts';

export type GroupState = {
  isReady: boolean;
  group: Group | undefined;
  /** When it was loaded, milliseconds since the epoch. */
  at: number | undefined;
  /** The loading state of the group itself. */
  state: ListState | undefined;
  /** Whether the account administers it; undefined where unknown. */
  administers: boolean | undefined;
};

export function useGroup(account: Account, id: string): GroupState {
  const single = useList(account.id, listKey('group', id));
  const listed = useList(account.id, listKey('groups', account.id));
  const managed = useList(account.id, listKey('groupsManaged', account.id));
  const without2fa = useList(account.id, listKey('membersWithout2fa', id));
  const stored = account.groups;
  const readings = [
    [single.items[0], single.state?.at],
    [findGroup(stored?.value.groups, id), stored?.at],
    [findGroup(listed.items, id), listed.state?.at],
    [findGroup(managed.items, id), managed.state?.at],
  ] as const;
  const [group, at] = readings.filter(([found]) => found).toSorted(([, a = 0], [, b = 0]) => b - a)[0] ?? [];
  const evidence: RoleEvidence = {
    readings: readings.map(([found]) => found),
    managed: managedGroups(wholeList(managed), account.administered),
    isRefused: without2fa.state?.failure?.kind === 'forbidden',
  };
  const role = roleInGroup(id, evidence);
  return {
    isReady: single.isReady && listed.isReady && managed.isReady && without2fa.isReady,
    // The group object may omit the role.
    group: group && role !== undefined && group.role === undefined ? { ...group, role } : group,
    at,
    state: single.state,
    administers: administersGroup(id, evidence),
  };
}

/** The items lag behind the state. Until all are read, what is kept with the account is the better evidence. */
const wholeList = ({ state, items }: ListView<Group>): ManagedGroups | undefined =>
  state?.at !== undefined && items.length === state.loaded
    ? { items, isComplete: state.status === 'complete' }
    : undefined;
