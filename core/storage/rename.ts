// The entries of a storage area under another name of their account. Everything that is stored by account id is here.
import { isObject } from '../common/is-object.ts';
import { isSameId } from '../common/ids.ts';
import type { ListName } from '../virustotal/endpoints.ts';
import {
  accountListsKey,
  listKey,
  listPrefix,
  listStateKey,
  parseListKey,
  parseListStateKey,
} from './list-schema.ts';
import { memoryItemsPrefix } from './list-items.ts';
import {
  accountPrefix,
  indexKey,
  lookupBudgetPrefix,
  notificationsShownKey,
  userCachePrefix,
} from './schema.ts';

/** An account that VirusTotal has renamed. */
export type Rename = { from: string; to: string };

/** Where storage.local has a rename that is in progress. */
export const renameKey = 'rename';

export function parseRename(stored: unknown): Rename | undefined {
  const { from, to } = isObject(stored) ? stored : {};
  return typeof from === 'string' && typeof to === 'string' ? { from, to } : undefined;
}

const groupLists: ReadonlySet<string> = new Set<ListName>([
  'group',
  'members',
  'membersWithout2fa',
  'administrators',
  'serviceAccounts',
  'consumers',
  'groupUsage',
]);

/** The key of a list's state under the new name, which also replaces the owner of the account's own lists. */
export function renamedStateKey(stateKey: string, { from, to }: Rename): string {
  if (!stateKey.startsWith(accountListsKey(from))) return stateKey;
  const { key } = parseListStateKey(stateKey);
  const { list = '', owner = '', detail } = parseListKey(key) ?? {};
  const isOwn = !groupLists.has(list) && isSameId(owner, from);
  return isOwn ? listStateKey(to, listKey(list as ListName, to, detail)) : accountListsKey(to) + key;
}

function renamedKey(key: string, rename: Rename): string {
  const { from, to } = rename;
  if (key.startsWith(memoryItemsPrefix))
    return memoryItemsPrefix + renamedStateKey(key.slice(memoryItemsPrefix.length), rename);
  if (key.startsWith(listPrefix)) return renamedStateKey(key, rename);
  if (key.startsWith(userCachePrefix)) {
    const [seenBy = '', seenByNew] = [from, to].map((id) => `${userCachePrefix}${encodeURIComponent(id)}:`);
    return key.startsWith(seenBy) ? `${seenByNew}${key.slice(seenBy.length)}` : key;
  }
  const prefix = [accountPrefix, lookupBudgetPrefix].find((each) => key === each + from);
  return prefix === undefined ? key : prefix + to;
}

function renamedValue(key: string, value: unknown, rename: Rename): unknown {
  const { from, to } = rename;
  if (key === accountPrefix + from && isObject(value)) return { ...value, id: to };
  if (key === indexKey && isObject(value)) return renamedIndex(value, rename);
  if (key === notificationsShownKey && isObject(value))
    return withKeys(value, (name) => (name.startsWith(`${from} `) ? to + name.slice(from.length) : name));
  // Records of names, and of what is known by name.
  if (key.includes(':')) return value;
  if (Array.isArray(value))
    return [
      ...new Set(value.map((name: unknown) => (typeof name === 'string' ? renamedKey(name, rename) : name))),
    ];
  return isObject(value) ? withKeys(value, (name) => renamedKey(name, rename)) : value;
}

function renamedIndex(index: Record<string, unknown>, { from, to }: Rename): unknown {
  const { ids, current } = index;
  if (!Array.isArray(ids)) return index;
  return {
    ...index,
    ids: [...new Set(ids.map((id: unknown) => (id === from ? to : id)))],
    ...(current === from && { current: to }),
  };
}

const withKeys = (value: Record<string, unknown>, rename: (key: string) => string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [rename(key), each]));

/**
 * What to write to a storage area in one operation, and the keys to remove afterwards. What exists under the new name stays, with the
 * parts of the account that only the old name has.
 * @param stored all entries of the area
 */
export function renameEntries(
  stored: Record<string, unknown>,
  rename: Rename,
): { set: Record<string, unknown>; remove: string[] } {
  const set: Record<string, unknown> = {};
  const remove: string[] = [];
  for (const [key, value] of Object.entries(stored)) {
    if (key === renameKey) continue;
    const newKey = renamedKey(key, rename);
    const newValue = renamedValue(key, value, rename);
    if (newKey !== key) remove.push(key);
    else if (JSON.stringify(newValue) === JSON.stringify(value)) continue;
    const existing = newKey === key ? undefined : stored[newKey];
    set[newKey] = isObject(newValue) && isObject(existing) ? { ...newValue, ...existing } : newValue;
  }
  return { set, remove };
}
