// The names of version 1, mapped to those of version 2. Every name is written out here: version 1 is history and does not change
// with the constants and types of later versions.
import { type Change, elementsOf, membersOf, object, type Rule, unchanged } from './object-changes.ts';

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
export const hasNewSettingNames = (settings: Record<string, unknown>): boolean =>
  Object.values(settingNames).some((name) => Object.hasOwn(settings, name));

/** Renames the members of a list item. */
export const renameListItem = object({ ...decoded, totals: object(decoded) });

/** Where version 2 stores an entry of storage.local, and its new value. */
export function renameEntry(key: string, value: unknown): [key: string, value: unknown] {
  if (key === 'settings') return [key, migrateSettings(value)];
  if (key === 'notices') return ['notificationsShown', value];
  if (key === 'troubles') return ['errorLog', errorLog(value)];
  if (key.startsWith('account:')) return [key, account(value)];
  if (key.startsWith('list:')) return [key, listState(value)];
  if (key.startsWith('seen:')) return [`user-cache:${key.slice('seen:'.length)}`, cachedUser(value)];
  return [key, value];
}
