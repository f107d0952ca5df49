// A table of the loaded rows with search and sorting.
import { i18n } from '#i18n';
import { useMemo, useState } from 'preact/hooks';
import type { DataColumn } from '../../../components/data-column.ts';
import { DataTable, type Sort } from '../../../components/DataTable.tsx';
import { formatNumber } from '../../../core/presentation/format.ts';
import { Quiet } from '../sections/Section.tsx';
import { filterRows, sortRows } from './filter-rows.ts';

export type LocalTableProps<T extends object> = {
  title: string;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  /** The initial order. */
  sort?: Sort;
  total?: number | undefined;
  onEnd?: (() => void) | undefined;
};

// Shorter tables need no search.
const minimumSearchableRows = 8;

export function LocalTable<T extends object>({
  title,
  columns,
  rows,
  sort: initialSort = { descending: false },
  total,
  onEnd,
}: LocalTableProps<T>) {
  const [text, setText] = useState('');
  const [sort, setSort] = useState(initialSort);
  const found = useMemo(() => filterRows(rows, columns, text), [rows, columns, text]);
  const shown = useMemo(() => sortRows(found, columns, sort), [found, columns, sort]);
  const isSearched = text.trim() !== '';
  return (
    <>
      {rows.length >= minimumSearchableRows && (
        <div class="tools">
          <input
            class="field search"
            type="search"
            aria-label={i18n.t('dashboard.list.search', [title])}
            placeholder={i18n.t('dashboard.list.search_hint')}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <span class="quiet" role="status">
            {isSearched && i18n.t('dashboard.list.matches', [formatNumber(found.length)])}
          </span>
        </div>
      )}
      {isSearched && found.length === 0 ? (
        <Quiet>{i18n.t('dashboard.list.nothing_found')}</Quiet>
      ) : (
        <DataTable
          label={title}
          columns={columns}
          rows={shown}
          total={isSearched ? undefined : total}
          sort={sort}
          onSort={setSort}
          onEnd={isSearched ? undefined : onEnd}
        />
      )}
    </>
  );
}
