// Stored data may be damaged at any depth. A damaged account counts as one that was not read yet: badge and alarms stay right, and
// the next refresh overwrites the damage.
import { count, numberFrom, picklist, text } from '../../../core/virustotal/decode.ts';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import { badgeLabels } from '../../../core/domain/badge-labels.ts';

const latest = 8.64e15;

export function sanitizeAccount(stored: Account): Account {
  const account = { ...stored, ...sanitizeFields(stored) };
  const { quotas, user, groups, ...rest } = account;
  try {
    const figures = [
      quotas?.at,
      user?.at,
      groups?.at,
      ...quotaStatusesOf(account, 0).map(({ limit }) => limit && limit.left / limit.allowed),
      ...(user?.value.privileges ?? []).map(({ name }) => name.length),
      ...(groups?.value.groups ?? []).map(({ id }) => id.length),
      ...Object.values(rest.failures).flatMap(({ kind, at, retryAt, asked }) => [
        badgeLabels[kind].length,
        at,
        retryAt,
        asked?.at,
        asked?.retryAt,
      ]),
    ];
    if (figures.every((figure = 0) => Math.abs(figure) <= latest)) return account;
  } catch {
    // The data is damaged.
  }
  return { ...rest, failures: {} };
}

const kindOf = picklist('user', 'service_account');
const timeOf = numberFrom(0, latest);

/** The fields beside the data; an invalid one becomes unknown. */
function sanitizeFields({
  kind,
  keyEnd,
  addedAt,
  requests,
}: Account): Pick<Account, 'kind' | 'keyEnd' | 'addedAt' | 'requests'> {
  const { day, costing, free } = requests as Partial<Account['requests']>;
  const isCount = typeof day === 'string' && count(costing) !== undefined && count(free) !== undefined;
  return {
    kind: kindOf(kind) ?? 'user',
    keyEnd: text(keyEnd)?.match(/^[0-9A-Za-z]{0,4}$/u)?.[0] ?? '?',
    addedAt: timeOf(addedAt) ?? 0,
    requests: isCount ? requests : { day: '', costing: 0, free: 0 },
  };
}
