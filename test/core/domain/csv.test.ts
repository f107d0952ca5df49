import { describe, expect, it } from 'vitest';
import { toCsv, toJson } from '../../../core/domain/csv.ts';
import { migrateListItem } from '../../../core/storage/migrate.ts';
import { storeOfVersion2 } from '../../fixtures/version-2.ts';

type Row = { name: string; count?: number };
const columns = [
  { title: 'Name', value: ({ name }: Row) => name },
  { title: 'Count, in all', value: ({ count }: Row) => count },
];
const nameCell = (name: string) =>
  toCsv(columns.slice(0, 1), [{ name }]).slice('Name\r\n'.length, -'\r\n'.length);

describe('CSV export', () => {
  it('CSV has a header, ends every line with CR LF, and leaves unknown values empty', () => {
    expect(toCsv(columns, [{ name: 'a', count: 0 }, { name: 'b' }])).toBe(
      'Name,"Count, in all"\r\na,0\r\nb,\r\n',
    );
  });

  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\rlines', '"two\rlines"'],
    ['日本 😀', '日本 😀'],
    ['', ''],
  ])('CSV writes %j as %j', (given, cell) => {
    expect(nameCell(given)).toBe(cell);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1+1', '|cmd', '%0', '\uff1d1', '\tx'])(
    'CSV writes %j so that it is no formula',
    (given) => {
      expect(nameCell(given)).toBe(`'${given}`);
    },
  );

  it('[S-server-csv] CSV writes a quoted formula so that it is no formula', () => {
    expect(nameCell('=HYPERLINK("https://evil.example","x")')).toBe(
      `"'=HYPERLINK(""https://evil.example"",""x"")"`,
    );
    expect(nameCell('\r=1')).toBe(`"'\r=1"`);
  });

  it('CSV writes numbers as numbers', () => {
    expect(toCsv(columns, [{ name: 'a', count: -5 }])).toContain('a,-5\r\n');
  });

  it('CSV escapes formulas in column titles', () => {
    expect(toCsv([{ title: '=x', value: () => undefined }], [])).toBe("'=x\r\n");
  });
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
