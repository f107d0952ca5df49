// Reads the entries of the state from storage.local by key, so that its cost does not depend on what else is stored.
import { browser } from 'wxt/browser';
import { accountKeys, indexKey, settingsKey } from './schema.ts';

/** The entries that `parseState` needs. */
export async function readStateEntries(): Promise<Record<string, unknown>> {
  const { local } = browser.storage;
  const stored = await local.get([indexKey, settingsKey]);
  const accounts = accountKeys(stored[indexKey]);
  // Only a scan finds the accounts of a damaged index.
  if (!accounts) return local.get(null);
  return accounts.length > 0 ? { ...stored, ...(await local.get(accounts)) } : stored;
}

/** The entries that `parseIndex` needs. */
export async function readIndexEntry(): Promise<Record<string, unknown>> {
  const stored = await browser.storage.local.get(indexKey);
  return accountKeys(stored[indexKey]) ? stored : browser.storage.local.get(null);
}
