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

describe('filtering and sorting rows', () => {
  it('rows are found by any column, in any letter case', () => {
    expect(names(filterRows(rows, columns, ' b '))).toEqual(['b10', 'B9']);
    expect(names(filterRows(rows, columns, '100'))).toEqual([100]);
    expect(filterRows(rows, columns, ' ')).toBe(rows);
    expect(filterRows(rows, columns, 'undefined')).toEqual([]);
  });

  it('rows are sorted in natural order, those without a value last', () => {
    expect(names(sortRows(rows, columns, { by: 'Name', descending: false }))).toEqual(['B9', 'b10', 1, 100]);
    expect(names(sortRows(rows, columns, { by: 'Name', descending: true }))).toEqual(['b10', 'B9', 1, 100]);
    expect(sortRows(rows, columns, { by: 'Used', descending: true }).map(({ used }) => used)).toEqual([
      100, 20, 3, 1,
    ]);
  });

  it("rows stay in VirusTotal's order if no sorting is requested", () => {
    expect(sortRows(rows, columns, { descending: false })).toBe(rows);
  });
});
