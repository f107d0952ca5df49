import { describe, expect, it } from 'vitest';
import { readPage, readSingle, readSingleOrNone } from '../../../core/virustotal/pagination.ts';
import { record, type Decoder, text } from '../../../core/virustotal/decode.ts';

const home = 'https://www.virustotal.com/api/v3/users/x/comments';
const readId: Decoder<string> = (element) => text(record(element)?.['id']);
const page = (more: object, asked?: string) => readPage({ data: [{ id: 'a' }], ...more }, readId, asked);

describe('the way to the next page', () => {
  it('is the stated cursor', () => {
    const read = page({
      links: { self: home, next: `${home}?cursor=one` },
      meta: { count: 1312, cursor: 'two' },
    });
    expect(read).toEqual({ items: ['a'], unreadable: 0, total: 1312, cursor: 'two' });
  });

  it('is the cursor in the link where none is stated', () => {
    expect(page({ links: { next: `${home}?cursor=a%2Fb%3D&limit=40` } }).cursor).toBe('a/b=');
  });

  it.each([
    ['no links and no meta', {}],
    ['a link to itself alone', { links: { self: home }, meta: { count: 1 } }],
    ['nulls', { links: { next: null }, meta: { cursor: null } }],
    ['empty texts', { links: { next: '' }, meta: { cursor: '' } }],
  ])('ends with %s', (_, more) => {
    const read = page(more);
    expect(read).not.toHaveProperty('cursor');
    expect(read).not.toHaveProperty('invalidNextLink');
  });

  it.each([
    ['another host', { links: { next: 'https://evil.example/api/v3/users/x/comments?cursor=c' } }],
    [
      'another host, with a cursor stated',
      { links: { next: 'https://evil.example/?cursor=c' }, meta: { cursor: 'c' } },
    ],
    ['a host that only begins so', { links: { next: 'https://www.virustotal.com.evil.example/?cursor=c' } }],
    ['a host behind a name', { links: { next: 'https://www.virustotal.com@evil.example/?cursor=c' } }],
    ['another port', { links: { next: 'https://www.virustotal.com:8443/?cursor=c' } }],
    ['no TLS', { links: { next: 'http://www.virustotal.com/?cursor=c' } }],
    ['no address', { links: { next: '/users/x/comments?cursor=c' } }],
    ['a number', { links: { next: 7 } }],
    ['a link without a cursor', { links: { next: home } }],
    ['an endless cursor', { meta: { cursor: 'c'.repeat(5000) } }],
  ])('is not taken when it is %s', (_, more) => {
    expect(page(more)).toEqual({ items: ['a'], unreadable: 0, invalidNextLink: true });
  });

  it('is not taken in a circle', () => {
    expect(page({ meta: { cursor: 'c' } }, 'c')).toMatchObject({ invalidNextLink: true });
    expect(page({ meta: { cursor: 'd' } }, 'c')).toMatchObject({ cursor: 'd' });
  });
});

it('what VirusTotal has lost and what is of another shape is counted', () => {
  const lost = { type: 'comment', id: 'b', error: { code: 'NotFoundError' } };
  const read = readPage({ data: [{ id: 'a' }, lost, 7, null, [], { id: 'c' }] }, readId);
  expect(read).toEqual({ items: ['a', 'c'], unreadable: 4 });
});

it.each([[undefined], ['text'], [{}], [{ data: {} }], [{ data: null }]])('%j is no list', (answer) => {
  expect(() => readPage(answer, readId)).toThrow('unexpected');
});

describe('a single object', () => {
  it('is a list of one', () => {
    expect(readSingle({ data: { id: 'a' } }, readId)).toEqual({ items: ['a'], unreadable: 0 });
  });

  it('may not be there, where that is possible', () => {
    expect(readSingleOrNone({ data: null }, readId)).toEqual({ items: [], unreadable: 0 });
    expect(() => readSingle({ data: null }, readId)).toThrow('unexpected');
  });

  it.each([[{}], [{ data: [] }], [{ data: { id: 7 } }], [null]])('%j is none', (answer) => {
    expect(() => readSingleOrNone(answer, readId)).toThrow('unexpected');
  });
});
