// Maps the store of an older version to version 3. `migrate-version-1.ts` and `migrate-version-2.ts` know what older versions stored.
import { isObject } from '../common/is-object.ts';
import { renameEntry, renameListItem } from './migrate-version-1.ts';
import { convertEntry, convertListItem, removeTimes } from './migrate-version-2.ts';

type Stored = Record<string, unknown>;
type Entry = [key: string, value: unknown];

/**
 * What to write to storage.local in one operation, and the keys to remove afterwards. While keys remain to be removed the new index
 * has `leftovers`.
 */
export type Migration = { set: Stored; remove: string[] };

/**
 * Maps a store of version 1 or 2 to version 3; undefined where there is nothing to do. A store without a readable version is mapped
 * as far as it uses names of version 1, and loses what has times, because their unit is unknown.
 */
export function migrateStore(stored: Stored): Migration | undefined {
  const { index, ...rest } = stored;
  const version = versionOf(index);
  if (version >= 3) return undefined;
  const set: Entry[] = [];
  const remove: string[] = [];
  for (const [key, value] of Object.entries(rest)) {
    // Pages that follow storage keep a removed key without a value.
    if (value === undefined || value === null) continue;
    const [newKey, newValue] = migrateEntry(key, value, version);
    if (newKey !== key) remove.push(key);
    if (newValue === null) remove.push(newKey);
    const isThere = newKey === key ? newValue === value : Object.hasOwn(stored, newKey);
    if (!isThere) set.push([newKey, newValue]);
  }
  const accounts = accountsIn(rest);
  if (version === 0 && accounts.length + set.length + remove.length === 0) return undefined;
  const newIndex = {
    ...(isObject(index) && index),
    version: 3,
    // Without a readable index the stored accounts are used.
    ids: version > 0 && isObject(index) && Array.isArray(index['ids']) ? index['ids'] : accounts,
    ...(remove.length > 0 && { leftovers: true }),
  };
  return { set: Object.fromEntries([...set, ['index', newIndex]]), remove };
}

/** 0 where it cannot be read. */
function versionOf(index: unknown): number {
  const version = isObject(index) ? index['version'] : undefined;
  return typeof version === 'number' && version >= 1 ? version : 0;
}

function migrateEntry(key: string, value: unknown, version: number): Entry {
  if (version === 2) return [key, convertEntry(key, value)];
  const [newKey, newValue] = renameEntry(key, value);
  return [newKey, (version === 1 ? convertEntry : removeTimes)(newKey, newValue)];
}

const isCachedUser = (key: string): boolean => key.startsWith('user-cache:');

/** Drops the cached users, where there is no room for them. Their keys are removed with the leftovers. */
export function dropCachedUsers({ index, ...set }: Stored): Stored {
  const entries = Object.entries(set).map(([key, value]): Entry => [key, isCachedUser(key) ? null : value]);
  return { ...Object.fromEntries(entries), index: { ...(index as object), leftovers: true } };
}

const accountsIn = (stored: Stored): string[] =>
  Object.keys(stored).flatMap((key) => (key.startsWith('account:') ? key.slice('account:'.length) : []));

const hasLeftovers = (index: unknown): index is Stored =>
  isObject(index) && index['version'] === 3 && 'leftovers' in index;

/** Whether the index alone shows that there is nothing to do. */
export const isSettled = (index: unknown): boolean => versionOf(index) >= 3 && !hasLeftovers(index);

/**
 * The end of a migration: the remaining keys to remove, and the index to write after their removal. Undefined where there are
 * none.
 */
export function findLeftovers(stored: Stored): Migration | undefined {
  const { index } = stored;
  if (!hasLeftovers(index)) return undefined;
  const { leftovers: _, ...newIndex } = index;
  const remove = Object.entries(stored).flatMap((entry) => (isRetired(entry) ? [entry[0]] : []));
  return { set: { index: newIndex }, remove };
}

/** Whether the key is one of version 1, or a cached user was dropped. */
const isRetired = ([key, value]: Entry): boolean =>
  renameEntry(key, value)[0] !== key || (isCachedUser(key) && value === null);

/** A list item of an older version. */
export const migrateListItem = (item: unknown): unknown => convertListItem(renameListItem(item));
