// A table of any length: sortable by its headings, rendering only visible rows, and a stack of cards on narrow screens.
import { i18n } from '#i18n';
import { useMemo, useRef } from 'preact/hooks';
import type { DataColumn } from './data-column.ts';
import { TableBody } from './TableBody.tsx';

/** `by`: the title of a column; without one the rows are in VirusTotal's order. */
export type Sort = { by?: string | undefined; descending: boolean };

export type DataTableProps<T> = {
  label: string;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  /** The number of rows if all were loaded, where it is known. */
  total?: number | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Called when the user scrolls to the end. */
  onEnd?: (() => void) | undefined;
};

export function DataTable<T>({ label, columns: all, rows, total, sort, onSort, onEnd }: DataTableProps<T>) {
  const columns = useMemo(() => all.filter(({ exportOnly }) => !exportOnly), [all]);
  const tracks = columns.map(({ width = 'minmax(0, 1fr)' }) => width).join(' ');
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <div class="table-scroll" ref={scroller} tabIndex={0} role="group" aria-label={label}>
      <div
        class="table"
        role="table"
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-colcount={columns.length}
        style={{ '--tracks': tracks }}
      >
        <Head columns={columns} sort={sort} onSort={onSort} />
        <TableBody columns={columns} rows={rows} scroller={scroller} onEnd={onEnd} />
      </div>
    </div>
  );
}

type HeadProps<T> = Pick<DataTableProps<T>, 'columns' | 'sort' | 'onSort'>;

function Head<T>({ columns, sort, onSort }: HeadProps<T>) {
  return (
    <div class="table-head" role="rowgroup">
      <div class="table-row" role="row" aria-rowindex={1} data-label={i18n.t('dashboard.list.sort')}>
        {columns.map(({ title, numeric }) => (
          <div
            key={title}
            class="table-cell"
            role="columnheader"
            data-numeric={numeric}
            aria-sort={sort.by === title ? (sort.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button class="table-sort" type="button" onClick={() => onSort(toggled(sort, title))}>
              {title}
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Reverses the direction of the sorted column; another column starts ascending. */
const toggled = (sort: Sort, by: string): Sort => ({ by, descending: sort.by === by && !sort.descending });
