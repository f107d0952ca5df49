// Which groups a stored account administers, as far as that was read; it costs nothing.
import { listKey, listStateKey } from '../../core/state/lists.ts';
import type { Group } from '../../core/virustotal/group.ts';
import type { Account } from '../../core/vitals/account.ts';
import { loadedList } from './group-lists.ts';
import { findList } from './shelf.ts';
import { readSeenBy } from './store.ts';

/** The account's own reading of a group; ids are taken not to tell case apart. */
export const groupOf = ({ groups }: Account, id: string): Group | undefined =>
  groups?.value.groups.find((group) => group.id.toLowerCase() === id.toLowerCase());

/**
 * The account's role in a group; undefined where VirusTotal has not told it: lists of groups do not, as far as is known, only
 * the group by itself does.
 */
export async function roleIn(account: Account, id: string): Promise<string | undefined> {
  const role = groupOf(account, id)?.role;
  if (role !== undefined) return role;
  return (await loadedList(account.id, listKey('group', id)))?.items[0]?.role;
}

/**
 * Whether the account administers any group: by its roles, by its list of groups managed where that was loaded, or because it
 * was shown another user's quotas. `possible`: it is in a group, and its role is not known.
 */
export async function administersAny(account: Account): Promise<'yes' | 'possible' | 'no'> {
  const groups = account.groups?.value.groups ?? [];
  const roles = await Promise.all(groups.map(({ id }) => roleIn(account, id)));
  if (roles.includes('admin')) return 'yes';
  const managed = await findList(listStateKey(account.id, listKey('groupsManaged', account.id)));
  if (managed?.loaded || (await wasShownQuotas(account.id))) return 'yes';
  return roles.includes(undefined) ? 'possible' : 'no';
}

async function wasShownQuotas(account: string): Promise<boolean> {
  const seen = (await readSeenBy(account)) as { user?: { value?: { quotas?: unknown } } }[];
  return seen.some((each) => each?.user?.value?.quotas !== undefined);
}
