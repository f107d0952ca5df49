// The keys of a storage area, without its values where the browser can, and the entries that only their keys identify.
import type { browser } from 'wxt/browser';

type Storage = typeof browser.storage;
export type Area = Storage['local'] | Storage['session'];

/** All keys of an area. Firefox before version 143 has to read the values, too. */
export const keysOf = async (area: Pick<Area, 'get'> & Partial<Pick<Area, 'getKeys'>>): Promise<string[]> =>
  area.getKeys ? area.getKeys() : Object.keys(await area.get(null));

/** The entries whose keys begin with the prefix, for what no record names. Everything else stays unread. */
export async function entriesWithPrefix(area: Area, prefix: string): Promise<Record<string, unknown>> {
  const keys = (await keysOf(area)).filter((key) => key.startsWith(prefix));
  return keys.length > 0 ? area.get(keys) : {};
}
