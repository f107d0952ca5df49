import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv, toJson } from '../../../core/domain/csv.ts';
import { migrateListItem } from '../../../core/storage/migrate.ts';
import { storeOfVersion2 } from '../../fixtures/version-2.ts';
import { readCsv } from '../../spreadsheet.ts';

type Row = { name: string; count?: number };
const columns = [
  { title: 'Name', value: ({ name }: Row) => name },
  { title: 'Count, in all', value: ({ count }: Row) => count },
];
const nameCell = (name: string) =>
  toCsv(columns.slice(0, 1), [{ name }]).slice('"Name"\r\n'.length, -'\r\n'.length);

describe('CSV export', () => {
  it('CSV has a header, ends every line with CR LF, quotes every cell, and leaves unknown values empty', () => {
    expect(toCsv(columns, [{ name: 'a', count: 0 }, { name: 'b' }])).toBe(
      '"Name","Count, in all"\r\n"a","0"\r\n"b",""\r\n',
    );
  });

  it.each(['plain', 'a,b', 'a;b', 'say "x"', 'two\nlines', 'two\rlines', '日本 😀', ''])(
    'a spreadsheet reads %j as it was',
    (text) => {
      expect(readCsv(toCsv(columns, [{ name: text, count: 1 }]), ',')).toEqual([
        ['Name', 'Count, in all'],
        [text, '1'],
      ]);
    },
  );

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1+1', '|cmd', '%0', '\uff1d1', '\tx'])(
    'CSV writes %j so that it is no formula',
    (given) => {
      expect(nameCell(given)).toBe(`"'${given}"`);
    },
  );

  it.each([
    ['a;=1', "a;'=1"],
    ['a; =1', "a;' =1"],
    ['a\t=1', "a\t'=1"],
    ['a\r\n+1', "a\r\n'+1"],
    ['a"=1', `a"'=1`],
    ['a=1, b-2; c', 'a=1, b-2; c'],
  ])('CSV writes the text %j as %j', (given, text) => {
    expect(readCsv(nameCell(given), ',')).toEqual([[text]]);
  });

  it('CSV writes numbers as numbers', () => {
    expect(toCsv(columns, [{ name: 'a', count: -5 }])).toContain('"a","-5"\r\n');
  });

  it('CSV escapes formulas in column titles', () => {
    expect(toCsv([{ title: '=x', value: () => undefined }], [])).toBe('"\'=x"\r\n');
  });

  const piece = fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '|',
    '%',
    ';',
    ',',
    '\t',
    '"',
    "'",
    '\r',
    '\n',
    ' ',
    'x',
    '1',
    '\uff1d',
  );
  const formula = /^\s*[=+\-@|%\uff1d]/u;
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

  it.each([',', ';', '\t'])(
    '[S-server-csv] no cell begins with a formula for a spreadsheet that splits at %j',
    (delimiter) => {
      const name = { title: 'Name', value: (row: string) => row };
      const rows = fc.array(text, { minLength: 1, maxLength: 3 });
      fc.assert(
        fc.property(rows, fc.integer({ min: 1, max: 2 }), (names, width) => {
          const csv = toCsv(
            Array.from({ length: width }, () => name),
            names,
          );
          for (const cell of readCsv(csv, delimiter).flat()) expect(cell).not.toMatch(formula);
        }),
        { numRuns: 2000 },
      );
    },
  );
});

it('the JSON export has the times and durations that version 2 exported', () => {
  const items = storeOfVersion2().indexedDb.lists.items.map(({ value }) => value);
  const migrated = items.map((item) => migrateListItem(item));
  expect(migrated).not.toEqual(items);
  expect(JSON.parse(toJson(migrated))).toEqual(items);
});

it('the JSON export uses our own property names', () => {
  expect(toJson([{ firstName: 'Sabrina' }])).toBe('[\n  {\n    "firstName": "Sabrina"\n  }\n]\n');
});
