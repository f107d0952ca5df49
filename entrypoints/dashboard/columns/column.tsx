// Columns that several tables share.
import type { DataColumn } from '../../../components/data-column.ts';
import { BriefDateTime } from '../../../components/DateTime.tsx';
import { formatNumber } from '../../../core/presentation/format.ts';

/** A time column. Exported and searched as ISO 8601. @param at milliseconds since the epoch */
export function timeColumn<T>(
  title: string,
  at: (row: T) => number | undefined,
  overrides: Partial<DataColumn<T>> = {},
): DataColumn<T> {
  return {
    title,
    width: '116px',
    value: (row) => {
      const time = at(row);
      return time === undefined ? undefined : new Date(time).toISOString();
    },
    cell: (row) => {
      const time = at(row);
      return time === undefined ? undefined : <BriefDateTime at={time} />;
    },
    ...overrides,
  };
}

/** A number column with the locale's digit grouping. */
export function numberColumn<T>(
  title: string,
  value: (row: T) => number | undefined,
  overrides: Partial<DataColumn<T>> = {},
): DataColumn<T> {
  const cell = (row: T): string | undefined => {
    const amount = value(row);
    return amount === undefined ? undefined : formatNumber(amount);
  };
  return { title, numeric: true, width: '100px', value, cell, ...overrides };
}
