// A table of any length: sorted by its headings, drawn as far as it is in view, a stack of cards on narrow screens.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Column } from '../core/vitals/export.ts';
import { Icon } from './Icon.tsx';
import { useNow } from './use-now.ts';
import { useVirtual, type Virtual } from './use-virtual.ts';

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

/** `by`: the title of a column; none is VirusTotal's own order. */
export type Sort = { by?: string | undefined; down: boolean };

export type DataTableProps<T> = {
  label: string;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  /** How many rows there would be if all were loaded, where that is known. */
  total?: number | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** The end of the rows was scrolled to. */
  onEnd?: (() => void) | undefined;
};

// What a row of one line measures: a row that measures what was expected moves none of the thousands below it.
const estimatedHeight = 40;

export function DataTable<T>({ label, columns: all, rows, total, sort, onSort, onEnd }: DataTableProps<T>) {
  const columns = useMemo(() => all.filter(({ exportOnly }) => !exportOnly), [all]);
  // How long ago something was is said anew with each tick.
  const tick = Math.floor(useNow() / 30_000);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtual(rows.length, estimatedHeight, scroller);
  const items = virtual.getVirtualItems();
  useEnd(virtual, rows.length, onEnd);
  const tracks = columns.map(({ width = 'minmax(0, 1fr)' }) => width).join(' ');
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
        <div class="table-body" role="rowgroup" style={{ height: `${virtual.getTotalSize()}px` }}>
          {items.map(({ key, index, start }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <Row
                  key={key}
                  columns={columns}
                  row={row}
                  index={index}
                  start={start}
                  tick={tick}
                  measure={virtual.measureElement}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

type RowProps<T> = {
  columns: readonly DataColumn<T>[];
  row: T;
  index: number;
  /** Where it stands, px. */
  start: number;
  tick: number;
  measure: (element: HTMLElement | null) => void;
};

/** Drawn again only when something of it has changed: scrolling moves past many rows. */
function Row<T>({ columns, row, index, start, tick, measure }: RowProps<T>) {
  return useMemo(
    () => (
      <div
        class="table-row"
        role="row"
        aria-rowindex={index + 2}
        data-index={index}
        ref={measure}
        style={{ transform: `translateY(${start}px)` }}
      >
        {columns.map((column, place) => (
          <Cell key={column.title} column={column} row={row} first={place === 0} />
        ))}
      </div>
    ),
    [columns, row, index, start, tick, measure],
  );
}

function Cell<T>({ column, row, first }: { column: DataColumn<T>; row: T; first: boolean }) {
  const { title, value, cell, numeric } = column;
  const plain = value(row);
  const content = cell ? cell(row) : plain;
  const isPlain = typeof content === 'string' || typeof content === 'number';
  return (
    <div
      class="table-cell"
      role={first ? 'rowheader' : 'cell'}
      data-label={title}
      data-numeric={numeric}
      data-empty={content === undefined || content === '' || content === false}
    >
      {isPlain ? <bdi class="table-value">{content}</bdi> : <div class="table-value">{content}</div>}
    </div>
  );
}

type HeadProps<T> = Pick<DataTableProps<T>, 'columns' | 'sort' | 'onSort'>;

function Head<T>({ columns, sort, onSort }: HeadProps<T>) {
  return (
    <div class="table-head" role="rowgroup">
      <div class="table-row" role="row" aria-rowindex={1}>
        {columns.map(({ title, numeric }) => (
          <div
            key={title}
            class="table-cell"
            role="columnheader"
            data-numeric={numeric}
            aria-sort={sort.by === title ? (sort.down ? 'descending' : 'ascending') : 'none'}
          >
            <button class="table-sort" type="button" onClick={() => onSort(turned(sort, title))}>
              {title}
              <Icon name="down" />
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}

/** The other direction where it is sorted so already, else upwards. */
const turned = (sort: Sort, by: string): Sort => ({ by, down: sort.by === by && !sort.down });

function useEnd(virtual: Virtual, count: number, onEnd: (() => void) | undefined): void {
  const last = virtual.range?.endIndex ?? 0;
  const isScrolled = (virtual.scrollOffset ?? 0) > 0;
  useEffect(() => {
    // A short list is at its end before anybody has touched it.
    if (isScrolled && last >= count - 4) onEnd?.();
  }, [last, count, isScrolled]);
}
