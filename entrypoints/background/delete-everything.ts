// Deletes all that this extension has ever stored in this browser.
import { promisifyRequest } from 'idb-keyval';
import { browser } from 'wxt/browser';
import { VirusTotalError } from '../../core/virustotal/api-error.ts';
import { showBadge } from './signals/badge.ts';
import { setAlarms } from './signals/alarms.ts';
import { logError } from './storage/error-log.ts';
import { runExclusive } from './task-runner.ts';

/**
 * Deletes everything, whatever is under way and of whatever version it is. What cannot be deleted does not keep the rest
 * from going.
 * @throws VirusTotalError `unexpected` where something is left
 */
export const deleteEverything = (): Promise<void> => runExclusive(deleteAll);

async function deleteAll(): Promise<void> {
  const { session, local, sync } = browser.storage;
  // Keys first: if the worker dies in the middle, figures are left and no key.
  const steps = [
    () => session.clear(),
    emptyDatabases,
    () => local.clear(),
    () => sync.clear(),
    clearNotifications,
    setAlarms,
    showBadge,
  ];
  const errors: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => errors.push(error));
  for (const error of errors) await logError('deleteEverything', error);
  if (errors.length > 0) throw new VirusTotalError('unexpected');
}

/** Databases are emptied, not removed: removing one waits for every page that has it open. */
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
  // Without the permission there is no such thing.
  if (!(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
  const shown = Object.keys(await browser.notifications.getAll());
  await Promise.all(shown.map((id) => browser.notifications.clear(id)));
}
