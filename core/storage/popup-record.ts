// What the popup showed last, so that the next one shows it before storage has answered.
import { isObject } from '../common/is-object.ts';
import { isLocked, type Account } from '../domain/account.ts';
import { withoutUsers } from '../domain/group-administration.ts';
import { isRequests } from '../domain/tightest-limit.ts';
import type { QuotaFigures } from '../virustotal/resources/quotas.ts';
import type { User } from '../virustotal/resources/user.ts';
import {
  accountPrefix,
  currentAccount,
  indexKey,
  parseState,
  settingsKey,
  type State,
  stateVersion,
} from './schema.ts';

/** `entries`: the shown account, of the others what the list of accounts shows, and settings, in the form of storage.local. */
type PopupRecord = { stamp: string; entries: Record<string, unknown> };

/**
 * Identifies which account the popup shows, and whether it is locked; undefined without accounts. A record is used only under the
 * stamp that the background computed last. The stamp names nobody: accounts are told apart by their order and when they were
 * added. Accounts that were added in the same millisecond never change their order.
 */
export function popupStamp(state: State): string | undefined {
  const account = currentAccount(state);
  if (!account) return undefined;
  const place = state.accounts.indexOf(account);
  return [
    stateVersion,
    place,
    Number(isLocked(account)),
    ...state.accounts.map(({ addedAt }) => addedAt),
  ].join('-');
}

/** The record of a state; undefined without accounts. */
export function popupRecord(state: State): PopupRecord | undefined {
  const stamp = popupStamp(state);
  const shown = currentAccount(state);
  if (stamp === undefined || !shown) return undefined;
  const ids = state.accounts.map(({ id }) => id);
  const others = state.accounts.filter((account) => account !== shown).map(listed);
  return {
    stamp,
    entries: {
      [indexKey]: { version: stateVersion, ids, current: shown.id },
      [settingsKey]: state.settings,
      ...Object.fromEntries([withoutPeople(shown), ...others].map((each) => [accountPrefix + each.id, each])),
    },
  };
}

/** Whether the popup shows the same of both states. */
export function looksTheSame(a: State, b: State): boolean {
  try {
    const [first, second] = [a, b].map((state) => JSON.stringify(popupRecord(state)));
    return first !== undefined && first === second;
  } catch {
    // An account is damaged. Drawing it will tell.
    return false;
  }
}

/** The recorded state; undefined where the record is damaged, or has another stamp. */
export function parsePopupRecord(record: unknown, stamp: string): State | undefined {
  if (!isObject(record) || record['stamp'] !== stamp || !isObject(record['entries'])) return undefined;
  return parseState(record['entries']);
}

type Listed = Pick<Account, 'id' | 'addedAt' | 'failures' | 'quotas' | 'user'> & { requests: object };

/** What the list of accounts shows of an account: name, state, and the limit of what can be run; and what tells it apart. */
function listed({ id, addedAt, user, quotas, failures }: Account): Listed {
  return {
    id,
    addedAt,
    ...(user && { user: { at: user.at, value: namesOf(user.value) } }),
    ...(quotas && { quotas: { at: quotas.at, value: listedQuotas(quotas.value) } }),
    failures: failures.quotas ? { quotas: failures.quotas } : {},
    requests: {},
  };
}

/** The name, and the figures that stand in where the quotas cannot be read. */
function namesOf({ id, kind, firstName, lastName, apiQuotaGroup, quotas }: User): User {
  return {
    id,
    kind,
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    ...(apiQuotaGroup !== undefined && { apiQuotaGroup }),
    ...(quotas && { quotas }),
    invalidFields: [],
  };
}

/** API requests, or everything where an account has no allowance of them. */
function listedQuotas(quotas: QuotaFigures[]): QuotaFigures[] {
  const requests = quotas.filter(isRequests);
  return requests.some(({ user, group }) => user?.allowed || group?.allowed) ? requests : quotas;
}

/** The popup shows no users of groups. */
function withoutPeople(account: Account): Account {
  const { groups } = account;
  if (!groups) return account;
  const value = { ...groups.value, groups: groups.value.groups.map(withoutUsers) };
  return { ...account, groups: { ...groups, value } };
}
