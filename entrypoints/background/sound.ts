// What lies in storage may be damaged in any depth. An account that something would stumble over counts as one that was not
// read yet: badge and alarms stay right, and the next refresh writes over the damage.
import { type Account, accountQuotas } from '../../core/vitals/account.ts';
import { failureTable } from '../../core/vitals/failures.ts';

const latest = 8.64e15;

export function soundAccount(account: Account): Account {
  const { quotas, user, groups, ...rest } = account;
  try {
    const figures = [
      quotas?.at,
      user?.at,
      groups?.at,
      ...accountQuotas(account, 0).map(({ limit }) => limit && limit.left / limit.allowed),
      ...(user?.value.privileges ?? []).map(({ name }) => name.length),
      ...(groups?.value.groups ?? []).map(({ id }) => id.length),
      ...Object.values(rest.failures).flatMap(({ kind, at, retryAt }) => [
        failureTable[kind].sign.length,
        at,
        retryAt,
      ]),
    ];
    if (figures.every((figure = 0) => Math.abs(figure) <= latest)) return account;
  } catch {
    // As good as damaged.
  }
  return { ...rest, failures: {} };
}
