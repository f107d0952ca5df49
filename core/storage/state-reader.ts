// Reads the entries of the state from storage.local by key, so that its cost does not depend on what else is stored.
// The accounts of a missing or damaged index are found by their keys.
import { browser } from 'wxt/browser';
import { entriesWithPrefix } from './area-keys.ts';
import { accountKeys, accountPrefix, indexKey, settingsKey } from './schema.ts';

/** The entries that `parseState` needs. */
export async function readStateEntries(): Promise<Record<string, unknown>> {
  const { local } = browser.storage;
  const stored = await local.get([indexKey, settingsKey]);
  const accounts = accountKeys(stored[indexKey]);
  if (!accounts) return { ...stored, ...(await entriesWithPrefix(local, accountPrefix)) };
  return accounts.length > 0 ? { ...stored, ...(await local.get(accounts)) } : stored;
}

/** The entries that `parseIndex` needs. */
export async function readIndexEntry(): Promise<Record<string, unknown>> {
  const { local } = browser.storage;
  const stored = await local.get(indexKey);
  return accountKeys(stored[indexKey])
    ? stored
    : { ...stored, ...(await entriesWithPrefix(local, accountPrefix)) };
}
