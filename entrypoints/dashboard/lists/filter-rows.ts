// Searches and sorts the loaded rows.
import type { DataColumn } from '../../../components/data-column.ts';
import type { Sort } from '../../../components/DataTable.tsx';
import { lazy } from '../../../core/common/lazy.ts';
import { formatLocale } from '../../../core/presentation/format-locale.ts';

const searchTexts = new WeakMap<object, string>();

/** The rows that contain a text in any column, ignoring case. */
export function filterRows<T extends object>(
  rows: readonly T[],
  columns: readonly DataColumn<T>[],
  text: string,
): readonly T[] {
  const wanted = text.trim().toLowerCase();
  return wanted ? rows.filter((row) => searchTextOf(row, columns).includes(wanted)) : rows;
}

/** Computed once per row, so that typing does not process 10,000 rows again. */
function searchTextOf<T extends object>(row: T, columns: readonly DataColumn<T>[]): string {
  const cached = searchTexts.get(row);
  if (cached !== undefined) return cached;
  const joined = columns.map(({ value }) => value(row) ?? '').join('\n');
  const searchText = joined.toLowerCase();
  searchTexts.set(row, searchText);
  return searchText;
}

const collator = lazy(() => new Intl.Collator(formatLocale(), { numeric: true, sensitivity: 'base' }));

/** Sorts rows by a column. Rows without a value come last in both directions. */
export function sortRows<T>(
  rows: readonly T[],
  columns: readonly DataColumn<T>[],
  { by, descending }: Sort,
): readonly T[] {
  const column = columns.find(({ title }) => title === by);
  if (!column) return rows;
  const orderOf = column.order ?? column.value;
  const valued = rows.map((row) => [orderOf(row), row] as const);
  const sign = descending ? -1 : 1;
  return valued
    .toSorted(([a], [b]) => missingRank(a) - missingRank(b) || sign * order(a, b))
    .map(([, row]) => row);
}

type Value = string | number | boolean | undefined;

const missingRank = (value: Value): number => (value === undefined || value === '' ? 1 : 0);

function order(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return collator().compare(a, b);
  const [first, second] = [Number(a), Number(b)];
  return first === second ? 0 : first - second || 0;
}
