// What lies in storage may be damaged in any depth. An account that something would stumble over counts as one that was not
// read yet: badge and alarms stay right, and the next refresh writes over the damage.
import { type Account, accountQuotas } from '../../core/vitals/account.ts';
import { failureTable } from '../../core/vitals/failures.ts';
import { privilegeVitals } from '../../core/vitals/privilege.ts';

export function soundAccount(account: Account): Account {
  try {
    if (isSound(account)) return account;
  } catch {
    // As good as damaged.
  }
  const { quotas: _, user: _user, groups: _groups, ...rest } = account;
  return { ...rest, failures: {} };
}

function isSound({ quotas, user, groups, failures }: Account): boolean {
  for (const part of [quotas, user, groups]) new Date(part?.at ?? 0).toISOString();
  privilegeVitals(user?.value.privileges ?? [], 0);
  groups?.value.groups.map(({ id }) => id.length);
  return (
    [
      ...accountQuotas({ ...(quotas && { quotas }) }, 0),
      ...accountQuotas({ ...(user && { user }) }, 0),
    ].every(({ limit }) => !limit || Number.isFinite(limit.left / limit.allowed)) &&
    Object.values(failures).every(
      ({ kind, at, retryAt = 0 }) => Object.hasOwn(failureTable, kind) && Number.isFinite(at - retryAt),
    )
  );
}
