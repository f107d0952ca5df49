// One page of any list. The only place that knows how VirusTotal pages: `data`, `links.next`, `meta.cursor`, `meta.count`.
import { VirusTotalError } from './api-error.ts';
import { count, record, list, type Decoder, readFields } from './decode.ts';
import { virusTotalOrigin } from '../common/urls.ts';

/**
 * `cursor` leads to the next page and is absent on the last one. `total` is VirusTotal's own count. `unreadable`:
 * elements that VirusTotal has lost or that are of another shape. `invalidNextLink`: there should be more, but the way on leads
 * to another server, in a circle or nowhere, and is not taken.
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
 * Reads the answer to a list request that was made with the cursor `asked`.
 * @throws VirusTotalError `unexpected` when the answer is no list
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

/** Reads an answer that holds a single object. */
export function readSingle<T>(answer: unknown, read: Decoder<T>): Page<T> {
  const { data } = readFields(answer, { data: record }, []);
  const item = read(data);
  if (item === undefined) throw new VirusTotalError('unexpected');
  return { items: [item], unreadable: 0 };
}

/** The same where there may be no such object: VirusTotal's form of that is unknown, `{"data": null}` is taken for it. */
export function readSingleOrNone<T>(answer: unknown, read: Decoder<T>): Page<T> {
  const isNone = record(answer)?.['data'] === null;
  return isNone ? { items: [], unreadable: 0 } : readSingle(answer, read);
}

/** VirusTotal lists what it has lost as `{type, id, error}`. */
const isLostElement = (element: unknown): boolean => !isAbsent(record(element)?.['error']);

/** A `links.next` is never followed, its cursor is taken out; one that leads elsewhere discredits the whole way on. */
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
