import { describe, expect, it } from 'vitest';
import { readPage, readSingle, readSingleOrNone } from '../../../core/virustotal/pagination.ts';
import { record, type Decoder, text } from '../../../core/virustotal/decode.ts';

const listUrl = 'https://www.virustotal.com/api/v3/users/x/comments';
const readId: Decoder<string> = (element) => text(record(element)?.['id']);
const page = (more: object, cursor?: string) => readPage({ data: [{ id: 'a' }], ...more }, readId, cursor);

describe('the cursor of the next page', () => {
  it('the next cursor is the stated cursor', () => {
    const read = page({
      links: { self: listUrl, next: `${listUrl}?cursor=one` },
      meta: { count: 1312, cursor: 'two' },
    });
    expect(read).toEqual({ items: ['a'], unreadable: 0, total: 1312, cursor: 'two' });
  });

  it('the next cursor is the cursor in the link if none is stated', () => {
    expect(page({ links: { next: `${listUrl}?cursor=a%2Fb%3D&limit=40` } }).cursor).toBe('a/b=');
  });

  it.each([
    ['no links and no meta', {}],
    ['only a link to itself', { links: { self: listUrl }, meta: { count: 1 } }],
    ['nulls', { links: { next: null }, meta: { cursor: null } }],
    ['empty texts', { links: { next: '' }, meta: { cursor: '' } }],
  ])('the list ends with %s', (_, more) => {
    const read = page(more);
    expect(read).not.toHaveProperty('cursor');
    expect(read).not.toHaveProperty('invalidNextLink');
  });

  it.each([
    ['another host', { links: { next: 'https://evil.example/api/v3/users/x/comments?cursor=c' } }],
    [
      'another host next to a stated cursor',
      { links: { next: 'https://evil.example/?cursor=c' }, meta: { cursor: 'c' } },
    ],
    [
      "a host that only starts like VirusTotal's",
      { links: { next: 'https://www.virustotal.com.evil.example/?cursor=c' } },
    ],
    [
      'another host after a user name',
      { links: { next: 'https://www.virustotal.com@evil.example/?cursor=c' } },
    ],
    ['another port', { links: { next: 'https://www.virustotal.com:8443/?cursor=c' } }],
    ['no TLS', { links: { next: 'http://www.virustotal.com/?cursor=c' } }],
    ['an invalid URL', { links: { next: '/users/x/comments?cursor=c' } }],
    ['a number', { links: { next: 7 } }],
    ['a link without a cursor', { links: { next: listUrl } }],
    ['an endless cursor', { meta: { cursor: 'c'.repeat(5000) } }],
  ])('the next link is rejected if it is %s', (_, more) => {
    expect(page(more)).toEqual({ items: ['a'], unreadable: 0, invalidNextLink: true });
  });

  it('a cursor that repeats is rejected', () => {
    expect(page({ meta: { cursor: 'c' } }, 'c')).toMatchObject({ invalidNextLink: true });
    expect(page({ meta: { cursor: 'd' } }, 'c')).toMatchObject({ cursor: 'd' });
  });
});

it('a page counts missing and invalid items', () => {
  const lost = { type: 'comment', id: 'b', error: { code: 'NotFoundError' } };
  const read = readPage({ data: [{ id: 'a' }, lost, 7, null, [], { id: 'c' }] }, readId);
  expect(read).toEqual({ items: ['a', 'c'], unreadable: 4 });
});

it.each([[undefined], ['text'], [{}], [{ data: {} }], [{ data: null }]])(
  '%j is not decoded as a page',
  (answer) => {
    expect(() => readPage(answer, readId)).toThrow('unexpected');
  },
);

describe('a page with a single object', () => {
  it('a single object is decoded as a list of one', () => {
    expect(readSingle({ data: { id: 'a' } }, readId)).toEqual({ items: ['a'], unreadable: 0 });
  });

  it('a missing object is decoded as an empty list where that is possible', () => {
    expect(readSingleOrNone({ data: null }, readId)).toEqual({ items: [], unreadable: 0 });
    expect(() => readSingle({ data: null }, readId)).toThrow('unexpected');
  });

  it.each([[{}], [{ data: [] }], [{ data: { id: 7 } }], [null]])(
    '%j is not decoded as a single object',
    (answer) => {
      expect(() => readSingleOrNone(answer, readId)).toThrow('unexpected');
    },
  );
});
