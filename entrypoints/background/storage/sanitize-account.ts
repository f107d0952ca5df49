// Stored data may be damaged at any depth. A damaged account counts as one that was never loaded, so that badge and alarms stay
// correct and the next refresh overwrites the damage.
import { numberFrom, picklist, text } from '../../../core/virustotal/decode.ts';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import { badgeLabels } from '../../../core/domain/badge-labels.ts';

const latest = 8.64e15;

/** Of each account what was stored when it was checked last, also as JSON, and the result. */
const lastChecked = new Map<string, { stored: Account; json: string; account: Account }>();

/**
 * Checks accounts as they were read. Those that are stored as before are not checked again: comparing takes a tenth of the time.
 * Callers must not change the results, which they share.
 */
export function sanitizeAccounts(stored: readonly Account[]): Account[] {
  return stored.map((each) => {
    const last = lastChecked.get(each.id);
    // What storage has not reported since is the same object.
    if (last?.stored === each) return last.account;
    const json = JSON.stringify(each);
    if (last?.json === json) {
      last.stored = each;
      return last.account;
    }
    const account = sanitizeAccount(each);
    lastChecked.set(each.id, { stored: each, json, account });
    return account;
  });
}

/** Forgets the results for all other accounts. */
export function retainChecked(ids: readonly string[]): void {
  for (const id of lastChecked.keys()) if (!ids.includes(id)) lastChecked.delete(id);
}

export function sanitizeAccount(stored: Account): Account {
  const account = { ...stored, ...sanitizeFields(stored) };
  const { quotas, user, groups, administered, ...rest } = account;
  try {
    const figures = [
      quotas?.at,
      user?.at,
      groups?.at,
      administered?.at,
      ...(administered?.ids ?? []).map((id) => id.length),
      ...quotaStatusesOf(account, 0).map(({ limit }) => limit && limit.left / limit.allowed),
      ...(user?.value.privileges ?? []).map(({ name }) => name.length),
      ...(groups?.value.groups ?? []).map(({ id }) => id.length),
      ...Object.values(rest.failures).flatMap(({ kind, at, retryAt, serverWait }) => [
        badgeLabels[kind].length,
        at,
        retryAt,
        serverWait?.at,
        serverWait?.retryAt,
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
const countOf = numberFrom(0, Number.MAX_SAFE_INTEGER);

/** The fields besides the data. Invalid ones become unknown. */
function sanitizeFields({
  kind,
  keyLast4,
  addedAt,
  requests,
}: Account): Pick<Account, 'kind' | 'keyLast4' | 'addedAt' | 'requests'> {
  const { day, billable, free } = requests as Partial<Account['requests']>;
  const isCount = typeof day === 'string' && countOf(billable) !== undefined && countOf(free) !== undefined;
  return {
    kind: kindOf(kind) ?? 'user',
    keyLast4: text(keyLast4)?.match(/^[0-9A-Za-z]{0,4}$/u)?.[0] ?? '?',
    addedAt: timeOf(addedAt) ?? 0,
    requests: isCount ? requests : { day: '', billable: 0, free: 0 },
  };
}
