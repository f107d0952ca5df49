// The keys of a storage area, without its values where the browser can.
import type { Area } from './derived-record.ts';

/** All keys of an area. Firefox before version 143 has to read the values, too. */
export const keysOf = async (area: Pick<Area, 'get'> & Partial<Pick<Area, 'getKeys'>>): Promise<string[]> =>
  area.getKeys ? area.getKeys() : Object.keys(await area.get(null));
