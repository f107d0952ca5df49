// The definition of a table column.
import type { ComponentChildren } from 'preact';
import type { Column } from '../core/domain/csv.ts';

/** `value` is used for search, sorting and export; `cell` is rendered instead of it. */
export type DataColumn<T> = Column<T> & {
  cell?: (row: T) => ComponentChildren;
  /** What rows are sorted by, where that is not `value`. */
  order?: (row: T) => string | number | boolean | undefined;
  /** A CSS grid track. */
  width?: string;
  /** Aligned to the end of its cell, as numbers are. */
  numeric?: boolean;
  /** Included in the exported file only. */
  exportOnly?: boolean;
};
