// The times of version 2, which stored VirusTotal's seconds, as milliseconds. Every name is written out here: version 2 is history
// and does not change with the types of later versions.
import { type Change, elementsOf, object, without } from './object-changes.ts';
import { isObject } from '../common/is-object.ts';

const toMilliseconds: Change = (value) => (typeof value === 'number' ? value * 1000 : value);

const times = (...names: readonly string[]): Record<string, Change> =>
  Object.fromEntries(names.map((name) => [name, toMilliseconds]));

const privileges = elementsOf(object(times('expires')));
const user = object({ value: object({ ...times('lastLogin', 'userSince'), privileges }) });
const group = object({ ...times('agreementSigned'), privileges });
const groups = object({ value: object({ groups: elementsOf(group) }) });

/**
 * Marks the items that the list has now, because their times are seconds. The database is not rewritten, because it may hold a
 * hundred thousand items; readers convert the marked items instead.
 */
const markItems: Change = (state) =>
  isObject(state) && typeof state['loaded'] === 'number' ? { ...state, olderItems: state['loaded'] } : state;

/** Converts the value of an entry of storage.local. */
export function convertEntry(key: string, value: unknown): unknown {
  if (key.startsWith('account:')) return object({ user, groups })(value);
  if (key.startsWith('user-cache:')) return object({ user })(value);
  return key.startsWith('list:') ? markItems(value) : value;
}

/** Converts the times of a list item. */
export const convertListItem = object({
  ...times('lastLogin', 'userSince', 'agreementSigned', 'date', 'created', 'modified', 'endsAt'),
  ...times('firstSeen', 'analysed', 'started', 'finished', 'eta'),
  range: object(times('from', 'to')),
  privileges,
});

/** A list without its items. It is loaded from the start when the user opens it. */
const restart: Change = (state) =>
  isObject(state)
    ? {
        ...(without('at', 'cursor', 'total', 'failure', 'olderItems')(state) as object),
        status: 'stopped',
        loaded: 0,
        unreadable: 0,
        restartPending: true,
      }
    : state;

/** Removes what has times from the value of an entry whose version is unknown. It can be loaded again. */
export function removeTimes(key: string, value: unknown): unknown {
  if (key.startsWith('account:')) return without('user', 'groups')(value);
  if (key.startsWith('user-cache:')) return null;
  return key.startsWith('list:') ? restart(value) : value;
}
