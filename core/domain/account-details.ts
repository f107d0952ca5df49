// What an account's user and groups tell beside its quotas: its kind, and whether something about them has failed.
import type { User } from '../virustotal/resources/user.ts';
import type { Account, Failure } from './account.ts';

/**
 * Whether the account is a user or a service account. Some responses call a service account a user. It has neither 2FA nor a last
 * login then, and its id begins with its group's id.
 */
export function accountKind({ id, kind, quotas, user, groups }: Account): User['kind'] {
  if (!user || user.value.has2fa !== undefined || user.value.lastLogin !== undefined) return kind;
  const groupIds = [
    user.value.apiQuotaGroup,
    ...(groups?.value.groups ?? []).map((group) => group.id),
    ...(quotas?.value ?? []).map(({ group }) => group?.from),
  ];
  const isNamedByGroup = groupIds.some((group) => group !== undefined && id.startsWith(`${group}_`));
  return isNamedByGroup ? 'service_account' : kind;
}

/**
 * The failure of the account's user or groups. Groups that VirusTotal does not show are no failure: it shows those of a service
 * account to administrators only, and some keys may not read them.
 */
export function detailsFailure(account: Account): Failure | undefined {
  const { user, groups } = account.failures;
  const isHidden = groups?.kind === 'forbidden' || accountKind(account) === 'service_account';
  return user ?? (isHidden ? undefined : groups);
}
