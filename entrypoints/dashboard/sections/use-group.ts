// A group, from wherever it was read last: by itself, or among the account's groups.
import { useList } from '../../../core/store/list-store.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Account } from '../../../core/domain/account.ts';
import type { ListState } from '../../../core/domain/list-state.ts';

export type KnownGroup = {
  known: boolean;
  group: Group | undefined;
  /** When it was read, milliseconds. */
  at: number | undefined;
  /** Of the reading of the group by itself. */
  state: ListState | undefined;
  /** Whether the account administers it, as far as that is known. */
  administers: boolean | undefined;
};

export function useGroup(account: Account, id: string): KnownGroup {
  const alone = useList(account.id, listKey('group', id));
  const listed = useList(account.id, listKey('groups', account.id));
  const managed = useList(account.id, listKey('groupsManaged', account.id));
  const without2fa = useList(account.id, listKey('membersWithout2fa', id));
  const stored = account.groups;
  const candidates = [
    [alone.items[0], alone.state?.at],
    [find(stored?.value.groups, id), stored?.at],
    [find(listed.items, id), listed.state?.at],
    [find(managed.items, id), managed.state?.at],
  ] as const;
  const found = candidates.filter(([group]) => group).toSorted(([, a = 0], [, b = 0]) => b - a)[0];
  const told = candidates.map(([group]) => group?.role).find((known) => known !== undefined);
  // Who manages a group administers it, whether or not VirusTotal names the role.
  const isManaged = find(managed.items, id) !== undefined;
  const role = told ?? (isManaged ? 'admin' : undefined);
  // A whole list without it, or a refusal of what administrators may read, tells that it does not.
  const isNone = managed.state?.status === 'complete' && managed.items.length === managed.state.loaded;
  const isRefused = without2fa.state?.failure?.kind === 'forbidden';
  const group = found?.[0];
  return {
    known: alone.known && listed.known && managed.known && without2fa.known,
    // A group read by itself need not name the role.
    group: group && role !== undefined && group.role === undefined ? { ...group, role } : group,
    at: found?.[1],
    state: alone.state,
    administers: role === undefined ? (isNone || isRefused ? false : undefined) : role === 'admin',
  };
}

const find = (groups: readonly Group[] | undefined, id: string): Group | undefined =>
  groups?.find((group) => group.id === id);
