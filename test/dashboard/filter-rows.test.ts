import { describe, expect, it } from 'vitest';
import { filterRows, sortRows } from '../../entrypoints/dashboard/lists/filter-rows.ts';

type Row = { name?: string; used?: number };

const columns = [
  { title: 'Name', value: ({ name }: Row) => name },
  { title: 'Used', value: ({ used }: Row) => used },
];
const rows: Row[] = [
  { name: 'b10', used: 3 },
  { name: 'B9', used: 20 },
  { used: 1 },
  { name: '', used: 100 },
];
const names = (found: readonly Row[]) => found.map(({ name, used }) => name || used);

describe('rows', () => {
  it('are found by any column, whatever the case', () => {
    expect(names(filterRows(rows, columns, ' b '))).toEqual(['b10', 'B9']);
    expect(names(filterRows(rows, columns, '100'))).toEqual([100]);
    expect(filterRows(rows, columns, ' ')).toBe(rows);
    expect(filterRows(rows, columns, 'undefined')).toEqual([]);
  });

  it('are sorted as people count, those without a value last', () => {
    expect(names(sortRows(rows, columns, { by: 'Name', descending: false }))).toEqual(['B9', 'b10', 1, 100]);
    expect(names(sortRows(rows, columns, { by: 'Name', descending: true }))).toEqual(['b10', 'B9', 1, 100]);
    expect(sortRows(rows, columns, { by: 'Used', descending: true }).map(({ used }) => used)).toEqual([
      100, 20, 3, 1,
    ]);
  });

  it("stay in VirusTotal's order where none is asked for", () => {
    expect(sortRows(rows, columns, { descending: false })).toBe(rows);
  });
});
