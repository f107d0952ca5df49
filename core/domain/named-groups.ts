// The groups that an account's quotas and user name. One that is not among the account's groups shows that those are out of date.
import { isSameId } from '../common/ids.ts';
import type { Account } from './account.ts';
import { findGroup } from './group-administration.ts';

type Parts = Pick<Account, 'quotas' | 'user'>;

const namedGroups = ({ quotas, user }: Parts): string[] =>
  [
    ...(quotas?.value ?? []).map(({ group }) => group?.from),
    user?.value.apiQuotaGroup,
    user?.value.intelligenceQuotaGroup,
    ...(user?.value.groupIds ?? []),
  ].filter((id) => id !== undefined);

/** Whether newer parts name a group that is not known and was not named before. A group that stays unknown counts once. */
export function nameNewGroup(newer: Parts, { groups, ...before }: Account): boolean {
  if (!groups) return false;
  const named = namedGroups(before);
  return namedGroups(newer).some(
    (id) => !findGroup(groups.value.groups, id) && !named.some((other) => isSameId(other, id)),
  );
}
