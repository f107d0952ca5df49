// Where data about other people is kept.
import type { Account } from '../../../core/domain/account.ts';
import { withoutUsers } from '../../../core/domain/group-administration.ts';

/**
 * Whether data about other people stays in session memory: for accounts whose key is encrypted. Whoever copies the disk cannot use
 * such a key and must not read what was read with it about others.
 */
export const isKeptInMemory = (account: Account | undefined): boolean => account?.keyStorage === 'passphrase';

/** The account as it may be on disk: where others stay in memory, its groups do not name their users. */
export function withoutPeople(account: Account): Account {
  const { groups } = account;
  if (!groups || !isKeptInMemory(account)) return account;
  const value = { ...groups.value, groups: groups.value.groups.map(withoutUsers) };
  return { ...account, groups: { ...groups, value } };
}
