// Small records about entries of a storage area, so that nothing has to search the area to find them.
import { browser } from 'wxt/browser';
import { type Area, entriesWithPrefix } from '../../../core/storage/area-keys.ts';
import { indexKey, isCurrentIndex } from '../../../core/storage/schema.ts';

const { local } = browser.storage;

export type DerivedRecord<T> = {
  /** Where an area has the record. */
  key: string;
  /** Runs inside `withLock`, because it may write the record. */
  read: (area: Area) => Promise<T>;
};

/** For records that are lists of names. */
export const parseNames = (stored: unknown): string[] | undefined =>
  Array.isArray(stored) && stored.every((name) => typeof name === 'string') ? stored : undefined;

/**
 * Defines a record that is always written together with the entries it is about. Where storage.local has none, or a damaged one, it
 * is made once from all entries with its prefix. Session memory is never older than this version, so a missing record means that it is empty.
 * @param prefix of the keys of the entries that the record is about
 * @param parse returns undefined for a damaged record
 * @param derive receives these entries
 */
export function createDerivedRecord<T>(
  key: string,
  prefix: string,
  parse: (stored: unknown) => T | undefined,
  derive: (entries: Record<string, unknown>) => T,
): DerivedRecord<T> {
  const rebuild = async (): Promise<T> => {
    const derived = derive(await entriesWithPrefix(local, prefix));
    // Only a store of this version is written to. Where there is no room the next read makes the record again.
    if (isCurrentIndex((await local.get(indexKey))[indexKey]))
      await local.set({ [key]: derived }).catch(() => undefined);
    return derived;
  };
  return {
    key,
    read: async (area) => parse((await area.get(key))[key]) ?? (area === local ? rebuild() : derive({})),
  };
}
