// Cursor pagination as VirusTotal does it: 10 by default, 40 at most, opaque cursors, none on the last page.
import { createHash } from 'node:crypto';
import { ApiError } from './errors.ts';
import type { ApiObject, Series, Variants, World } from './types.ts';

export const base = 'https://www.virustotal.com/api/v3';
const defaultLimit = 10;
const maxLimit = 40;
/** the limit for relationships included in an object by `?relationships=` */
export const inlineLimit = 20;

export type Query = (name: string) => string | undefined;

type Slice = { items: ApiObject[]; next: string | null };

export type Page = {
  data: ApiObject[];
  links: { self: string; next?: string };
  meta?: { count: number; cursor?: string | number };
};

function checksum(text: string): string {
  return createHash('sha256').update(`cursor ${text}`).digest('hex').slice(0, 12);
}

function encode(path: string, offset: number, epoch: number): string {
  const text = `${epoch}.${offset}.${checksum(path)}`;
  return Buffer.from(`${text}.${checksum(text)}`).toString('base64url');
}

function decode(cursor: string, path: string, epoch: number): number {
  if (/^\d+$/u.test(cursor)) return Number(cursor);
  const [age = '', offset = '', place = '', sum = ''] = Buffer.from(cursor, 'base64url')
    .toString()
    .split('.');
  const sound = sum === checksum(`${age}.${offset}.${place}`) && place === checksum(path);
  if (!sound || age !== String(epoch)) throw new ApiError('InvalidArgumentError', 'Invalid cursor');
  return Number(offset);
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return defaultLimit;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw new ApiError('InvalidArgumentError', `Invalid limit: "${text}", must be between 1 and ${maxLimit}`);
  }
  return limit;
}

/** Writes a next-page link in another form. */
const linkForms: Record<Variants['nextLink'], (link: string) => string | undefined> = {
  absolute: (link) => link,
  http: (link) => link.replace('https:', 'http:'),
  path: (link) => link.replace('https://www.virustotal.com', ''),
  'no-www': (link) => link.replace('www.', ''),
  foreign: (link) => link.replace('www.virustotal.com', 'mirror.example'),
  missing: () => undefined,
};

export function sliceOf(world: World, path: string, series: Series, from: number, limit: number): Slice {
  const to = Math.min(from + limit, series.length);
  const items = Array.from({ length: Math.max(0, to - from) }, (_, index) => series.at(from + index));
  const cursorOf = world.variants.cursor === 'number' ? String : () => encode(path, to, world.cursorEpoch);
  return { items, next: to < series.length ? cursorOf(to) : null };
}

/** @param path canonical path after the base, such as `/users/spellman/groups` */
export function pageOf(world: World, path: string, series: Series, query: Query): Page {
  const limit = limitOf(query('limit'));
  const cursor = query('cursor');
  const from = cursor === undefined ? 0 : decode(cursor, path, world.cursorEpoch);
  const { items, next } = sliceOf(world, path, series, from, limit);
  const url = (at: string | null | undefined) => {
    const kept = ['filter', 'attributes', 'order', 'period'].flatMap((name) => {
      const value = query(name);
      return value === undefined ? [] : [[name, value]];
    });
    return `${base}${path}?${new URLSearchParams([...(at ? [['cursor', at]] : []), ...kept, ['limit', String(limit)]]).toString()}`;
  };
  const page: Page = { data: items, links: { self: url(cursor) } };
  const { meta, nextLink, cursor: form } = world.variants;
  const link = next === null ? undefined : linkForms[nextLink](url(next));
  if (link !== undefined) page.links.next = link;
  if (meta === 'present')
    page.meta = {
      count: series.length,
      ...(next === null ? {} : { cursor: form === 'number' ? Number(next) : next }),
    };
  return page;
}

export function descriptorOf({ type, id, context_attributes: context }: ApiObject): ApiObject {
  return { type, id, ...(context ? { context_attributes: context } : {}) };
}

export function mapSeries<T>(items: readonly T[], render: (item: T) => ApiObject): Series {
  return {
    length: items.length,
    at(index) {
      const item = items[index];
      if (item === undefined) throw new RangeError(`No item ${index} in a list of ${items.length}`);
      return render(item);
    },
  };
}
