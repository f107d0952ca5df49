// Lists as they are remembered: how they are named, and how far each was loaded. Their items: `list-items.ts`.
import type { ListItems, ListName } from '../virustotal/endpoints.ts';
import type { ListState, ListStatus } from '../domain/list-state.ts';
import { isObject } from './schema.ts';

/** A list of one owner, such as `comments/spellman` or `consumers/acme/api_requests_daily`; made by `listKey`. */
export type ListKey<L extends ListName = ListName> = `${L}/${string}`;

/** What the list of a key holds. */
export type ItemOf<K extends ListKey> = K extends `${infer L extends ListName}/${string}`
  ? ListItems[L]
  : never;

/** How many items a list is loaded up to unless the user wants more, and how many a request brings at most. */
export const defaultTargetCount = 400;
export const itemsPerRequest = 40;

const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());

/** @param owner id of the user, group or service account; @param detail the quota's name, for `consumers` */
export function listKey<L extends ListName>(list: L, owner: string, detail?: string): ListKey<L> {
  return `${list}/${escaped(owner)}${detail === undefined ? '' : `/${escaped(detail)}`}`;
}

/** The parts of a key; undefined where it is none. Whether there is such a list is the background's to know. */
export function parseListKey(key: string): { list: string; owner: string; detail?: string } | undefined {
  try {
    const [list = '', owner = '', detail, ...more] = key.split('/').map(decodeURIComponent);
    if (!list || !owner || more.length > 0) return undefined;
    return detail === undefined ? { list, owner } : { list, owner, detail };
  } catch {
    // Not escaped as a key is.
    return undefined;
  }
}

/** Reading it may cost requests; usage is documented as free. */
export const isBillable = (key: ListKey): boolean => !/^(?:usage|groupUsage)\//u.test(key);

export const listPrefix = 'list:';

/** Where all that an account loaded is kept in storage.local; none of the escaped parts holds a colon. */
export const accountListsKey = (account: string): string => `${listPrefix}${escaped(account)}:`;

/** Where the state of a list is kept in storage.local, as one account sees it. */
export const listStateKey = (account: string, key: ListKey): string => accountListsKey(account) + key;

/** Account and key of a list, by where its state is kept. */
export function parseListStateKey(stateKey: string): { account: string; key: string } {
  const [, account = '', key = ''] = stateKey.split(':');
  return { account: decodeURIComponent(account), key };
}

const statuses: readonly ListStatus[] = ['loading', 'partial', 'complete', 'stopped', 'failed'];
const figures = ['targetCount', 'loaded', 'unreadable', 'lastUsedAt', 'generation', 'cost'];

/** The state as stored; undefined where there is none or it makes no sense: then the list was never loaded. */
export function parseListState(stored: unknown): ListState | undefined {
  if (!isObject(stored)) return undefined;
  const isValid =
    statuses.some((status) => status === stored['status']) &&
    figures.every((name) => typeof stored[name] === 'number');
  return isValid ? (stored as ListState) : undefined;
}
