// Keys and states of stored lists. `list-items.ts` has the items.
import type { ListItems, ListName } from '../virustotal/endpoints.ts';
import type { ListState, ListStatus } from '../domain/list-state.ts';
import { isObject } from '../common/is-object.ts';

/** Identifies a list of one owner, such as `comments/spellman` or `consumers/acme/api_requests_daily`; created by `listKey`. */
export type ListKey<L extends ListName = ListName> = `${L}/${string}`;

/** The type of the items of a key's list. */
export type ItemOf<K extends ListKey> = K extends `${infer L extends ListName}/${string}`
  ? ListItems[L]
  : never;

/** How many items are loaded unless the user requests more, and the maximum number of items per request. */
export const defaultTargetCount = 400;
export const itemsPerRequest = 40;

const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());

/** @param owner id of the user, group or service account; @param detail the quota's name, for `consumers` */
export function listKey<L extends ListName>(list: L, owner: string, detail?: string): ListKey<L> {
  return `${list}/${escaped(owner)}${detail === undefined ? '' : `/${escaped(detail)}`}`;
}

/** The parts of a key; undefined where it is malformed. Whether such a list exists is checked by the background. */
export function parseListKey(key: string): { list: string; owner: string; detail?: string } | undefined {
  try {
    const [list = '', owner = '', detail, ...more] = key.split('/').map(decodeURIComponent);
    if (!list || !owner || more.length > 0) return undefined;
    return detail === undefined ? { list, owner } : { list, owner, detail };
  } catch {
    // The key is not correctly escaped.
    return undefined;
  }
}

/** Lists about other people and about groups, which name their users to administrators. */
const peopleLists: ReadonlySet<string> = new Set<ListName>([
  'mentions',
  'groups',
  'groupsManaged',
  'apiQuotaGroup',
  'intelligenceQuotaGroup',
  'group',
  'members',
  'membersWithout2fa',
  'administrators',
  'serviceAccounts',
  'consumers',
  'serviceAccount',
  'serviceAccountGroups',
]);

/** Whether a list is about other people or groups. They are kept for a limited time. */
export const isPeopleList = (key: string): boolean => peopleLists.has(key.slice(0, key.indexOf('/')));

/** Whether loading the list may cost requests. Usage is documented as free. */
export const isBillable = (key: ListKey): boolean => !/^(?:usage|groupUsage)\//u.test(key);

export const listPrefix = 'list:';

/** The prefix of all lists of an account in storage.local. Escaped parts contain no colon. */
export const accountListsKey = (account: string): string => `${listPrefix}${escaped(account)}:`;

/** Where storage.local has the state of a list, as one account sees it. */
export const listStateKey = (account: string, key: ListKey): string => accountListsKey(account) + key;

/** The account and the list key of a state key. */
export function parseListStateKey(stateKey: string): { account: string; key: string } {
  const [, account = '', key = ''] = stateKey.split(':');
  return { account: decodeURIComponent(account), key };
}

const statuses: readonly ListStatus[] = ['loading', 'partial', 'complete', 'stopped', 'failed'];
const figures = ['targetCount', 'loaded', 'unreadable', 'lastUsedAt', 'generation', 'cost'];

/** The stored state; undefined where there is none or it is invalid, so that the list counts as never loaded. */
export function parseListState(stored: unknown): ListState | undefined {
  if (!isObject(stored)) return undefined;
  const isValid =
    statuses.some((status) => status === stored['status']) &&
    figures.every((name) => typeof stored[name] === 'number') &&
    ['number', 'undefined'].includes(typeof stored['olderItems']);
  return isValid ? (stored as ListState) : undefined;
}
