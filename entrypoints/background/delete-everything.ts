// Deletes everything that this extension has stored in this browser.
import { promisifyRequest } from 'idb-keyval';
import { browser } from 'wxt/browser';
import { ExtensionError } from '../../core/errors.ts';
import { showBadge } from './signals/badge.ts';
import { setAlarms } from './signals/alarms.ts';
import { setPopupAddress } from './signals/popup-address.ts';
import { currentState } from './storage/account-store.ts';
import { logError } from './storage/error-log.ts';
import { runExclusive } from './task-runner.ts';

/**
 * Deletes the data of every version, also while tasks are running. A step that fails does not stop the next one.
 * @throws ExtensionError `internal` where something is left
 */
export const deleteEverything = (): Promise<void> => runExclusive(deleteAll);

async function deleteAll(): Promise<void> {
  const { session, local, sync } = browser.storage;
  // Keys come first: if the worker dies midway, data is left but no key.
  const steps = [
    () => session.clear(),
    emptyDatabases,
    () => local.clear(),
    () => sync.clear(),
    clearNotifications,
    async () => setAlarms(await currentState()),
    async () => setPopupAddress(await currentState()),
    async () => showBadge(await currentState()),
  ];
  const errors: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => errors.push(error));
  for (const error of errors) await logError('deleteEverything', error);
  if (errors.length > 0) throw new ExtensionError('internal');
}

/** Databases are emptied, not removed: removal waits for every page that has the database open. */
async function emptyDatabases(): Promise<void> {
  for (const { name } of await indexedDB.databases()) if (name !== undefined) await emptyDatabase(name);
}

async function emptyDatabase(name: string): Promise<void> {
  const database = await promisifyRequest(indexedDB.open(name));
  try {
    const stores = [...database.objectStoreNames];
    if (stores.length === 0) return;
    const emptying = database.transaction(stores, 'readwrite');
    await Promise.all(stores.map((store) => promisifyRequest(emptying.objectStore(store).clear())));
  } finally {
    database.close();
  }
}

async function clearNotifications(): Promise<void> {
  // Without the permission the API does not exist.
  if (!(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
  const shown = Object.keys(await browser.notifications.getAll());
  await Promise.all(shown.map((id) => browser.notifications.clear(id)));
}
