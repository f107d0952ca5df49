// Small records about entries of a storage area, so that nothing has to read the whole area to find them.
import { browser } from 'wxt/browser';
import { indexKey, isCurrentIndex } from '../../../core/storage/schema.ts';

const { local } = browser.storage;

export type Area = typeof browser.storage.local | typeof browser.storage.session;

export type DerivedRecord<T> = {
  /** Where an area has the record. */
  key: string;
  /** Runs inside `withLock`, because it may write the record. */
  read: (area: Area) => Promise<T>;
};

/**
 * Defines a record that is always written together with the entries it is about. Where storage.local has none, or a damaged one, it
 * is made from all entries once. Session memory is never older than this version, so a missing record means that it is empty.
 * @param parse returns undefined for a damaged record
 * @param derive receives all entries of an area
 */
export function createDerivedRecord<T>(
  key: string,
  parse: (stored: unknown) => T | undefined,
  derive: (all: Record<string, unknown>) => T,
): DerivedRecord<T> {
  const rebuild = async (): Promise<T> => {
    const all = await local.get(null);
    const derived = derive(all);
    // Only a store of this version is written to. Where there is no room the next read makes the record again.
    if (isCurrentIndex(all[indexKey])) await local.set({ [key]: derived }).catch(() => undefined);
    return derived;
  };
  return {
    key,
    read: async (area) => parse((await area.get(key))[key]) ?? (area === local ? rebuild() : derive({})),
  };
}
