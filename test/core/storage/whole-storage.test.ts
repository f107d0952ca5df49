// Which source files read a whole storage area or a whole database. A read of everything costs more with everything that is stored,
// so each of these files has a reason.
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Storage areas are read without keys, object stores without a range. */
const wholeReads =
  /\.get\(\s*(?:null|undefined)?\s*\)|\.getAll(?:Keys)?\(\s*\)|\b(?:entries|values|keys)(?:<[^>]*>)?\((?:records|listItems)\)/gu;

/** A whole read that is none: the browser's other interfaces have functions of the same name. */
const otherInterfaces = /\b(?:permissions|alarms|notifications)\.getAll\(\)/gu;

const reasons = {
  'core/storage/area-keys.ts': 'Firefox before version 143 lists no keys',
  'entrypoints/background/accounts/rename-account.ts': 'a rename moves whatever names the account, once',
  'entrypoints/background/keys/key-store.ts': 'one record for each account',
  'entrypoints/background/storage/migration.ts': 'migration',
  'entrypoints/diagnostics/environment.ts': 'diagnostics',
};

const sources = globSync('{core,components,entrypoints}/**/*.{ts,tsx}');

const wholeReadsIn = (source: string): string[] => [
  ...(source.replaceAll(otherInterfaces, '').match(wholeReads) ?? []),
];

it('only files with a reason read all of storage', () => {
  const found = sources.filter((file) => wholeReadsIn(readFileSync(file, 'utf8')).length > 0);
  expect(found.toSorted()).toEqual(Object.keys(reasons));
});

it.each([
  ['await browser.storage.local.get(null)'],
  ['const all = await local.get();'],
  ['session.get( undefined )'],
  ['promisifyRequest(store.getAll())'],
  ['await entries<string, unknown>(listItems)'],
])('the search finds %s', (source) => {
  expect(wholeReadsIn(source)).toHaveLength(1);
});

it.each([
  ['local.get(indexKey)'],
  ['store.getAll(range)'],
  ['permissions.getAll()'],
  ['Object.entries(all)'],
])('the search ignores %s', (source) => {
  expect(wholeReadsIn(source)).toEqual([]);
});
