// Pages of lists. Only this file knows VirusTotal's pagination: `data`, `links.next`, `meta.cursor`, `meta.count`.
import { VirusTotalError } from './api-error.ts';
import { count, record, list, type Decoder, readFields } from './decode.ts';
import { virusTotalOrigin } from '../common/urls.ts';

/**
 * `cursor` leads to the next page and is absent on the last one. `total` is VirusTotal's own count. `unreadable`: elements that
 * VirusTotal has lost or that have another shape. `invalidNextLink`: there should be more, but neither the next-page link nor
 * the stated cursor leads on. `ignoredNextLink`: the link leads to another server or nowhere, and the stated cursor is used.
 */
export type Page<T> = {
  items: T[];
  unreadable: number;
  cursor?: string;
  total?: number;
  invalidNextLink?: true;
  ignoredNextLink?: true;
};

const cursorText: Decoder<string> = (input) => {
  const cursor = Number.isSafeInteger(input) ? String(input) : input;
  return typeof cursor === 'string' && cursor.length > 0 && cursor.length <= 4000 ? cursor : undefined;
};

/**
 * Decodes the response to a list request that was made with `requestedCursor`.
 * @throws VirusTotalError `unexpected` where it is not a list
 */
export function readPage<T>(answer: unknown, read: Decoder<T>, requestedCursor?: string): Page<T> {
  const { data, links, meta } = readFields(answer, { data: list, links: record, meta: record }, []);
  if (!data) throw new VirusTotalError('unexpected');
  const items = data.flatMap((element) => (isLostElement(element) ? [] : (read(element) ?? [])));
  const { count: total } = readFields(meta, { count }, []);
  return {
    items,
    unreadable: data.length - items.length,
    ...(total !== undefined && { total }),
    ...nextCursor(links?.['next'], meta?.['cursor'], requestedCursor),
  };
}

/** Decodes a response with a single object. */
export function readSingle<T>(answer: unknown, read: Decoder<T>): Page<T> {
  const { data } = readFields(answer, { data: record }, []);
  const item = read(data);
  if (item === undefined) throw new VirusTotalError('unexpected');
  return { items: [item], unreadable: 0 };
}

/** Decodes a response whose object may not exist. VirusTotal's form of that is unknown; `{"data": null}` is assumed. */
export function readSingleOrNone<T>(answer: unknown, read: Decoder<T>): Page<T> {
  const isNone = record(answer)?.['data'] === null;
  return isNone ? { items: [], unreadable: 0 } : readSingle(answer, read);
}

/** VirusTotal lists an object that it has lost as `{type, id, error}`. */
const isLostElement = (element: unknown): boolean => !isAbsent(record(element)?.['error']);

/**
 * Extracts the cursor of the next page. The stated cursor comes first. `links.next` is never followed: only its cursor is read,
 * and only if the link leads to VirusTotal.
 */
function nextCursor(
  next: unknown,
  metaCursor: unknown,
  requestedCursor: string | undefined,
): Pick<Page<never>, 'cursor' | 'invalidNextLink' | 'ignoredNextLink'> {
  if (isAbsent(next) && isAbsent(metaCursor)) return {};
  const url = ownUrl(next);
  const cursor = [metaCursor, url?.searchParams.get('cursor')]
    .map(cursorText)
    .find((each) => each !== undefined && each !== requestedCursor);
  if (cursor === undefined) return { invalidNextLink: true };
  return isAbsent(next) || url ? { cursor } : { cursor, ignoredNextLink: true };
}

const { hostname } = new URL(virusTotalOrigin);
const ownHosts = new Set([hostname, hostname.replace('www.', '')]);

/** A link to VirusTotal. Its documentation also prints links with `http:`, without `www`, and paths alone. */
function ownUrl(link: unknown): URL | undefined {
  const url = typeof link === 'string' ? URL.parse(link, virusTotalOrigin) : null;
  const isOwn = url && ownHosts.has(url.host) && ['https:', 'http:'].includes(url.protocol);
  return isOwn ? url : undefined;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';
