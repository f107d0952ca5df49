import { describe, expect, it } from 'vitest';
import { readUsage, daysInPage, usageQuery } from '../../../core/virustotal/resources/usage.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const days = daysInPage(undefined, noon);
const daily = { '2026-11-20': { '/api/v3/(files)': 10, '/api/v3/(urls)': 3 }, '2026-11-19': {} };
const total = { '/api/v3/(files)': 10, '/api/v3/(file_download)': 309 };
const totalFree = { '/api/v3/(url_submission)': 1 };
const free = { '2026-11-20': { '/api/v3/(url_submission)': 1 } };
const four = {
  daily,
  daily_endpoints_not_consuming_quota: free,
  total,
  total_endpoints_not_consuming_quota: totalFree,
};
const bare = { '2026-11-20': { files: 10, urls: 3 } };
const files = { name: 'files', requests: 10, consuming: true };
const urls = { name: 'urls', requests: 3, consuming: true };
const submitted = { name: 'url_submission', requests: 1, consuming: false };
const on = (answer: unknown, day: string) =>
  readUsage(answer, days, false).items.find((item) => item.day === day);
const totalsOf = (answer: unknown) => readUsage(answer, days, false).items[0]?.totals;

describe('the days of a usage request', () => {
  it('the first usage request covers the last thirty days, newest first', () => {
    expect([days.length, days[0], days.at(-1)]).toEqual([30, '2026-11-21', '2026-10-23']);
    expect(usageQuery(days)).toEqual({ start_date: '20261023', end_date: '20261121' });
  });

  it('the second usage request covers the thirty days before', () => {
    const { cursor } = readUsage({ data: { daily } }, days, false);
    const older = daysInPage(cursor, noon + 86_400_000);
    expect([older.length, older[0], older.at(-1)]).toEqual([30, '2026-10-22', '2026-09-23']);
    expect(readUsage({ data: { daily } }, older, true)).not.toHaveProperty('cursor');
  });
});

describe('documented shapes of usage', () => {
  it.each([
    ['four sections in data', { data: four }, true],
    ['four sections without data', four, true],
    [
      'two sections with bare names',
      { data: { daily: bare, total: { files: 10, file_download: 309 } } },
      false,
    ],
  ])('usage is decoded from %s', (_, answer, hasFree) => {
    const all = hasFree ? [files, urls, submitted] : [files, urls];
    expect(on(answer, '2026-11-20')).toEqual({ day: '2026-11-20', endpoints: all, invalidFields: [] });
    expect(on(answer, '2026-11-19')).toEqual({ day: '2026-11-19', endpoints: [], invalidFields: [] });
    const { items } = readUsage(answer, days, false);
    expect(items).toHaveLength(30);
    const given = [files, { name: 'file_download', requests: 309, consuming: true }];
    expect(items[0]?.totals).toEqual({
      endpoints: hasFree ? [...given, submitted] : given,
      invalidFields: [],
    });
    expect(items.filter(({ totals }) => totals)).toHaveLength(1);
  });

  it('missing usage totals are unknown, and invalid ones are left out alone', () => {
    expect(totalsOf({ daily })).toBeUndefined();
    expect(totalsOf({ daily, total: null })).toBeUndefined();
    expect(totalsOf({ daily, total: 7 })).toEqual({ endpoints: [], invalidFields: ['total'] });
    expect(totalsOf({ daily, total: { files: 10, urls: 'many' } })).toEqual({
      endpoints: [files],
      invalidFields: ['urls'],
    });
  });

  it('usage of days that were not requested is left out', () => {
    const answer = { data: { daily: { '2026-09-01': { files: 1 } } } };
    expect(readUsage(answer, days, false).items.flatMap(({ endpoints }) => endpoints)).toEqual([]);
  });

  it.each([[{}], [{ data: {} }], [{ data: { daily: [] } }], [{ daily: 7 }], [null], ['text']])(
    '%j is not decoded as usage',
    (answer) => {
      expect(() => readUsage(answer, days, false)).toThrow('unexpected');
    },
  );
});

it('an invalid usage count is named and left out alone', () => {
  const hostile = JSON.parse('{"__proto__": 4, "<img>": -1, "urls": "3 calls", "files": 10}') as unknown;
  expect(on({ daily: { '2026-11-20': hostile, '2026-11-19': 7 } }, '2026-11-20')).toEqual({
    day: '2026-11-20',
    endpoints: [{ name: '__proto__', requests: 4, consuming: true }, files],
    invalidFields: ['<img>', 'urls'],
  });
  expect(on({ daily: { '2026-11-19': 7 } }, '2026-11-19')).toMatchObject({
    endpoints: [],
    invalidFields: ['daily'],
  });
});
