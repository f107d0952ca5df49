// What follows from the stored state outside of it: badge, the popup's address, alarms, notifications and idle detection.
import { listPrefix } from '../../core/storage/list-schema.ts';
import { isStateKey } from '../../core/storage/schema.ts';
import { watchIdle } from './accounts/key-locking.ts';
import { setAlarms } from './signals/alarms.ts';
import { showBadge } from './signals/badge.ts';
import { showNotifications } from './signals/notifications.ts';
import { setPopupAddress } from './signals/popup-address.ts';
import { currentState } from './storage/account-store.ts';
import { coalesce } from './storage/coalesce.ts';

/** Whether something follows from a change of storage: of the state, or of a list, which may have a retry. */
export const hasSideEffects = (changes: object): boolean =>
  Object.keys(changes).some((name) => isStateKey(name) || name.startsWith(listPrefix));

/** Updates everything from one reading of the state, and once for a burst of changes. */
export const syncSideEffects = coalesce(async () => {
  const state = await currentState();
  await Promise.all([
    showBadge(state),
    setPopupAddress(state),
    setAlarms(state),
    showNotifications(state),
    watchIdle(state),
  ]);
});
