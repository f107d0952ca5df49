// A column of a table.
import type { ComponentChildren } from 'preact';
import type { Column } from '../core/domain/csv.ts';

/** `value` is searched, sorted by and exported; `cell` is what is drawn instead of it. */
export type DataColumn<T> = Column<T> & {
  cell?: (row: T) => ComponentChildren;
  /** A CSS grid track. */
  width?: string;
  /** Stands at the end of its cell, as numbers do. */
  numeric?: boolean;
  /** Only in the exported file. */
  exportOnly?: boolean;
};
