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
    ['no TLS', 'http://www.virustotal.com/api/v3/users/x/comments?cursor=c'],
    ['a path alone', '/api/v3/users/x/comments?cursor=c'],
    ['a path below the version', 'users/x/comments?limit=40&cursor=c'],
    ['a query alone', '?cursor=c'],
    ['no www', 'https://virustotal.com/api/v3/users/x/comments?cursor=c'],
    ['no www and no TLS', 'http://virustotal.com/api/v3/users/x/comments?cursor=c'],
    ['a host in capitals and its standard port', 'HTTPS://WWW.VIRUSTOTAL.COM:443/?cursor=c'],
  ])('the next cursor is read from a link with %s', (_, next) => {
    expect(page({ links: { next } })).toEqual({ items: ['a'], unreadable: 0, cursor: 'c' });
  });

  it.each([
    [{ meta: { cursor: 40 } }, '40'],
    [{ meta: { cursor: 0 } }, '0'],
    [{ links: { next: `${listUrl}?cursor=80` } }, '80'],
    [{ links: 'none', meta: { cursor: 'c' } }, 'c'],
    [{ links: { next: null }, meta: { cursor: 'c' } }, 'c'],
    // The stated cursor repeats the one of this page.
    [{ links: { next: `${listUrl}?cursor=two` }, meta: { cursor: 'one' } }, 'two'],
  ])('the next cursor of %j is %s', (more, cursor) => {
    expect(page(more, 'one')).toEqual({ items: ['a'], unreadable: 0, cursor });
  });

  it.each([
    ['https://evil.example/?cursor=evil'],
    ['//evil.example/?cursor=evil'],
    ['https://www.virustotal.com:8443/?cursor=evil'],
    ['javascript:alert(1)'],
    [7],
    [{ href: listUrl }],
  ])('a next link %j beside a stated cursor is ignored and reported', (next) => {
    const read = page({ links: { next }, meta: { cursor: 'c' } });
    expect(read).toEqual({ items: ['a'], unreadable: 0, cursor: 'c', ignoredNextLink: true });
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
      "a host that only starts like VirusTotal's",
      { links: { next: 'https://www.virustotal.com.evil.example/?cursor=c' } },
    ],
    [
      'another host after a user name',
      { links: { next: 'https://www.virustotal.com@evil.example/?cursor=c' } },
    ],
    ['another port', { links: { next: 'https://www.virustotal.com:8443/?cursor=c' } }],
    ['another host without a protocol', { links: { next: '//evil.example/?cursor=c' } }],
    ['another protocol', { links: { next: 'ftp://www.virustotal.com/?cursor=c' } }],
    ["another host of VirusTotal's domain", { links: { next: 'https://ai.virustotal.com/?cursor=c' } }],
    ['an invalid URL', { links: { next: 'https://' } }],
    ['a number', { links: { next: 7 } }],
    ['a link without a cursor', { links: { next: listUrl } }],
    ['an endless cursor', { meta: { cursor: 'c'.repeat(5000) } }],
    ['a fractional cursor', { meta: { cursor: 0.5 } }],
    [
      'another host beside an unusable cursor',
      { links: { next: 'https://evil.example/' }, meta: { cursor: {} } },
    ],
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
