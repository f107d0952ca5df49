// Pages of lists. Only this file knows VirusTotal's pagination: `data`, `links.next`, `meta.cursor`, `meta.count`.
import { VirusTotalError } from './api-error.ts';
import { count, record, list, type Decoder, readFields } from './decode.ts';
import { virusTotalOrigin } from '../common/urls.ts';

/**
 * `cursor` leads to the next page and is absent on the last one. `total` is VirusTotal's own count. `unreadable`: elements that
 * VirusTotal has lost or that have another shape. `invalidNextLink`: there should be more, but the next-page link leads to
 * another server, back to this page or nowhere, and is not followed.
 */
export type Page<T> = {
  items: T[];
  unreadable: number;
  cursor?: string;
  total?: number;
  invalidNextLink?: true;
};

const cursorText: Decoder<string> = (input) =>
  typeof input === 'string' && input.length > 0 && input.length <= 4000 ? input : undefined;

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
 * Extracts the cursor of the next page. `links.next` itself is never followed, and one that leads elsewhere invalidates both.
 */
function nextCursor(
  next: unknown,
  metaCursor: unknown,
  requestedCursor: string | undefined,
): Pick<Page<never>, 'cursor' | 'invalidNextLink'> {
  if (isAbsent(next) && isAbsent(metaCursor)) return {};
  const url = typeof next === 'string' ? URL.parse(next) : null;
  if (!isAbsent(next) && url?.origin !== virusTotalOrigin) return { invalidNextLink: true };
  const cursor = cursorText(metaCursor) ?? cursorText(url?.searchParams.get('cursor'));
  return cursor === undefined || cursor === requestedCursor ? { invalidNextLink: true } : { cursor };
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';
