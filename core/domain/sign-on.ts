// How users sign in: with 2FA of VirusTotal, or through an organization that enforces its own sign-on, which replaces it.
import type { Group } from '../virustotal/resources/group.ts';
import type { User } from '../virustotal/resources/user.ts';
import type { Account } from './account.ts';

/** The first group that enforces single sign-on. A group that only offers it leaves passwords, and so 2FA, in use. */
export const enforcingGroup = (groups: readonly Group[] | undefined): Group | undefined =>
  groups?.find(({ singleSignOn }) => singleSignOn);

/** Whether an organization's sign-on replaces the user's 2FA. @param groups the user's groups, as far as they are known */
export const isTwoFactorReplaced = (
  { singleSignOn }: Pick<User, 'singleSignOn'>,
  groups: readonly Group[] | undefined,
): boolean => singleSignOn === true || enforcingGroup(groups) !== undefined;

/** Whether a stored account should turn on 2FA: it is off, and nothing replaces it. */
export function lacksTwoFactor({ user, groups }: Pick<Account, 'user' | 'groups'>): boolean {
  return user?.value.has2fa === false && !isTwoFactorReplaced(user.value, groups?.value.groups);
}
