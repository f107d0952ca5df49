// Which groups a stored account administers, as far as that was read; it costs nothing.
import { listKey, listStateKey } from '../../../core/storage/list-schema.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Account } from '../../../core/domain/account.ts';
import { isRefused, loadedList, includesId } from '../lists/list-cache.ts';
import { findList } from '../lists/list-store.ts';
import { readUsersCachedBy } from '../storage/account-store.ts';
import { isSameId } from '../../../core/common/ids.ts';

/** The account's own reading of a group; ids are taken not to tell case apart. */
export const groupOf = ({ groups }: Account, id: string): Group | undefined =>
  groups?.value.groups.find((group) => isSameId(group.id, id));

/**
 * The account's role in a group; undefined where VirusTotal has not told it. Lists of groups do not, as far as is known; the
 * group by itself does, and so does the list of groups that the account manages.
 */
export async function roleIn(account: Account, id: string): Promise<string | undefined> {
  const role = groupOf(account, id)?.role;
  if (role !== undefined) return role;
  const alone = (await loadedList(account.id, listKey('group', id)))?.items[0]?.role;
  if (alone !== undefined) return alone;
  const isManaged = includesId(await loadedList(account.id, listKey('groupsManaged', account.id)), id);
  return isManaged === undefined ? undefined : isManaged ? 'admin' : 'user';
}

/** Whether the account administers a group: by its role, or because it was refused what administrators may see. */
export async function administers(account: Account, id: string): Promise<boolean | undefined> {
  const role = await roleIn(account, id);
  if (role !== undefined) return role === 'admin';
  return (await isRefused(account.id, listKey('membersWithout2fa', id))) ? false : undefined;
}

/** The account's groups with its role in each, as far as that was read. */
export async function ownGroups(account: Account): Promise<Account['groups']> {
  const { groups } = account;
  if (!groups) return undefined;
  const each = groups.value.groups.map(async (group): Promise<Group> => {
    const role = await roleIn(account, group.id);
    return role === undefined ? group : { ...group, role };
  });
  return { ...groups, value: { ...groups.value, groups: await Promise.all(each) } };
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
  const seen = (await readUsersCachedBy(account)) as { user?: { value?: { quotas?: unknown } } }[];
  return seen.some((each) => each?.user?.value?.quotas !== undefined);
}
