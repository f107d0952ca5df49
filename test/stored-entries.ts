// What the fake browser has stored.
import { fakeBrowser } from 'wxt/testing/fake-browser';

const recordNames = new Set(['storedLists', 'pendingLists', 'cachedUsers', 'quotaViewers']);

/** The entries without the records of lists and cached users that name none. */
export const withoutEmptyRecords = (stored: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(stored).filter(
      ([name, value]) => !recordNames.has(name) || Object.keys(value as object).length > 0,
    ),
  );

export const readLocal = async (): Promise<Record<string, unknown>> =>
  withoutEmptyRecords(await fakeBrowser.storage.local.get(null));
