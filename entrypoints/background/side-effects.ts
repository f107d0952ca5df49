// What follows from the stored state outside of it: badge, the popup's address, alarms, notifications and idle detection.
import { listPrefix } from '../../core/storage/list-schema.ts';
import { isStateKey } from '../../core/storage/schema.ts';
import { watchIdle } from './accounts/key-locking.ts';
import { setAlarms } from './signals/alarms.ts';
import { showBadge } from './signals/badge.ts';
import { showNotifications } from './signals/notifications.ts';
import { setPopupAddress } from './signals/popup-address.ts';
import { currentEntries, stateOf } from './storage/account-store.ts';
import { coalesce } from './storage/coalesce.ts';

/** Whether something follows from a change of storage: of the state, or of a list, which may have a retry. */
export const hasSideEffects = (changes: object): boolean =>
  Object.keys(changes).some((name) => isStateKey(name) || name.startsWith(listPrefix));

/** The entries of the state: read once, and changed as storage reports. So a change costs no reading of all accounts. */
let entries: Promise<Record<string, unknown>> | undefined;

type StorageChanges = Record<string, { newValue?: unknown }>;

/**
 * Updates everything from one state, and once for a burst of changes.
 * @param changes what storage has reported; without it the state is read again
 */
export function syncSideEffects(changes?: StorageChanges): Promise<void> {
  entries = changes && entries?.then((known) => withChanges(known, changes));
  return update();
}

function withChanges(known: Record<string, unknown>, changes: StorageChanges): Record<string, unknown> {
  const changed = Object.entries(changes).filter(([key]) => isStateKey(key));
  return { ...known, ...Object.fromEntries(changed.map(([key, { newValue }]) => [key, newValue])) };
}

const update = coalesce(async () => {
  const state = stateOf(await readOnce());
  await Promise.all([
    showBadge(state),
    setPopupAddress(state),
    setAlarms(state),
    showNotifications(state),
    watchIdle(state),
  ]);
});

async function readOnce(): Promise<Record<string, unknown>> {
  try {
    return await (entries ??= currentEntries());
  } catch (error) {
    entries = undefined;
    throw error;
  }
}
