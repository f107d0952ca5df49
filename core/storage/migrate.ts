// Maps what version 1 stored to the names of version 2. Every name is written out here: version 1 is history and does not
// change with the constants and types of later versions.
import { isObject } from '../common/is-object.ts';

type Stored = Record<string, unknown>;
/** Takes any value. Returns the same value where nothing changes. */
type Change = (value: unknown) => unknown;
/** What happens to a member: a new name, a changed value, or both. */
type Rule = string | Change | readonly [name: string, change: Change];

/** Applies rules to the members of an object. Members without a rule are kept. */
function object(rules: Record<string, Rule>): Change {
  const ruleOf = new Map(Object.entries(rules));
  return (value) => {
    if (!isObject(value)) return value;
    const entries = Object.entries(value);
    const changed = entries.flatMap(([name, member]): [string, unknown][] => {
      const [newName, change] = parseRule(name, ruleOf.get(name));
      // A member that already has the new name is newer.
      return newName !== name && Object.hasOwn(value, newName) ? [] : [[newName, change(member)]];
    });
    const isSame =
      changed.length === entries.length &&
      changed.every(([name, member], index) => {
        const [oldName, oldMember] = entries[index] ?? [];
        return name === oldName && Object.is(member, oldMember);
      });
    // `Object.fromEntries` defines members, so one named `__proto__` stays a member.
    return isSame ? value : Object.fromEntries(changed);
  };
}

const unchanged: Change = (value) => value;

function parseRule(name: string, rule: Rule = unchanged): readonly [name: string, change: Change] {
  if (typeof rule === 'string') return [rule, unchanged];
  return typeof rule === 'function' ? [name, rule] : rule;
}

/** Applies a change to every member of an object, whatever its name. */
const membersOf =
  (change: Change): Change =>
  (value) =>
    isObject(value)
      ? object(Object.fromEntries(Object.keys(value).map((name) => [name, change])))(value)
      : value;

const elementsOf =
  (change: Change): Change =>
  (value) => {
    if (!Array.isArray(value)) return value;
    const old: unknown[] = value;
    const changed = old.map((element) => change(element));
    return changed.every((element, index) => Object.is(element, old[index])) ? old : changed;
  };

const settingNames = {
  notices: 'notificationsEnabled',
  panelFolded: 'panelCollapsed',
  annotate: 'panelMode',
  lockMinutes: 'autoLockMinutes',
};

const failureKind: Change = (kind) => (kind === 'no-vault' ? 'no-key-store' : kind);

/** A failure with its nested failures. Version 1 wrote at most one level, but damaged data may have more. */
const failureWith = (rules: Record<string, Rule>): Change =>
  Array.from({ length: 10 }).reduce<Change>(
    (within) => object({ ...rules, kind: failureKind, asked: ['serverWait', within] }),
    unchanged,
  );

const failure = failureWith({});
const listFailure = failureWith({ astray: 'invalidNextLink' });

const decoded = { wrong: 'invalidFields' };
const user = object({ value: object(decoded) });
const groups = object({ value: object({ groups: elementsOf(object(decoded)) }) });

const account = object({
  keeping: 'keyStorage',
  keyEnd: 'keyLast4',
  requests: object({ costing: 'billable' }),
  failures: membersOf(failure),
  user,
  groups,
});

const cachedUser = object({ user, failure });

const listState = object({
  upTo: 'targetCount',
  edition: 'generation',
  anew: 'restartPending',
  renewed: 'restarted',
  touchedAt: 'lastUsedAt',
  failure: listFailure,
});

const contexts = new Map<unknown, string>([
  ['keepKey', 'setKeyStorage'],
  ['sheet', 'lookUp'],
  ['panelState', 'getPanelSettings'],
  ['foldPanel', 'collapsePanel'],
  ['importBackup', 'importSettings'],
  ['vault', 'keyStore'],
]);

const errorLog = elementsOf(object({ place: ['context', (value) => contexts.get(value) ?? value] }));

/** Renames the settings of version 1. */
export const migrateSettings = object(settingNames);

/** Whether the settings use a name that version 1 did not have. */
export const hasNewSettingNames = (settings: Stored): boolean =>
  Object.values(settingNames).some((name) => Object.hasOwn(settings, name));

/**
 * Renames the members of a list item of version 1. The database is not rewritten, because it may hold a hundred thousand items;
 * readers map the items instead.
 */
export const migrateListItem = object({ ...decoded, totals: object(decoded) });

/** Where version 2 stores an entry of storage.local, and its new value. */
function migrateEntry(key: string, value: unknown): [key: string, value: unknown] {
  if (key === 'settings') return [key, migrateSettings(value)];
  if (key === 'notices') return ['notificationsShown', value];
  if (key === 'troubles') return ['errorLog', errorLog(value)];
  if (key.startsWith('account:')) return [key, account(value)];
  if (key.startsWith('list:')) return [key, listState(value)];
  if (key.startsWith('seen:')) return [`user-cache:${key.slice('seen:'.length)}`, cachedUser(value)];
  return [key, value];
}

/** What to write to storage.local in one operation, and the keys to remove afterwards. */
export type Migration = { set: Stored; remove: string[] };

/**
 * Maps a store of version 1 to version 2; undefined where there is nothing to do. A store without a readable version is mapped
 * as far as it uses names of version 1. While keys remain to be removed the new index has `leftovers`.
 */
export function migrateStore(stored: Stored): Migration | undefined {
  if (isMigrated(stored['index'])) return undefined;
  const { index, ...rest } = stored;
  const set: [key: string, value: unknown][] = [];
  const remove: string[] = [];
  for (const [key, value] of Object.entries(rest)) {
    // Pages that follow storage keep a removed key without a value.
    if (value === undefined || value === null) continue;
    const [newKey, newValue] = migrateEntry(key, value);
    if (newKey !== key) remove.push(key);
    const isThere = newKey === key ? newValue === value : Object.hasOwn(stored, newKey);
    if (!isThere) set.push([newKey, newValue]);
  }
  const isVersion1 = isObject(index) && index['version'] === 1;
  if (!isVersion1 && set.length === 0 && remove.length === 0) return undefined;
  const newIndex = {
    ...(isObject(index) && index),
    version: 2,
    // Without a readable index the stored accounts are used.
    ids: isVersion1 && Array.isArray(index['ids']) ? index['ids'] : accountsIn(rest),
    ...(remove.length > 0 && { leftovers: true }),
  };
  return { set: Object.fromEntries([...set, ['index', newIndex]]), remove };
}

/** What to write where there is no room for a second copy of the cached users. */
export const withoutCachedUsers = (set: Stored): Stored =>
  Object.fromEntries(Object.entries(set).filter(([key]) => !key.startsWith('user-cache:')));

const accountsIn = (stored: Stored): string[] =>
  Object.keys(stored).flatMap((key) => (key.startsWith('account:') ? key.slice('account:'.length) : []));

const isMigrated = (index: unknown): boolean =>
  isObject(index) && typeof index['version'] === 'number' && index['version'] >= 2;

const hasLeftovers = (index: unknown): index is Stored =>
  isObject(index) && index['version'] === 2 && 'leftovers' in index;

/** Whether the index alone shows that there is nothing to do. */
export const isSettled = (index: unknown): boolean => isMigrated(index) && !hasLeftovers(index);

/**
 * The end of a migration: the remaining keys of version 1, and the index to write after their removal. Undefined where there
 * are none.
 */
export function findLeftovers(stored: Stored): Migration | undefined {
  const { index } = stored;
  if (!hasLeftovers(index)) return undefined;
  const { leftovers: _, ...newIndex } = index;
  return {
    set: { index: newIndex },
    remove: Object.keys(stored).filter((key) => migrateEntry(key, undefined)[0] !== key),
  };
}
