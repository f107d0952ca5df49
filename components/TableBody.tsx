// The rows of a table, as far as they are in view.
import { i18n } from '#i18n';
import { type RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DataColumn } from './data-column.ts';
import { useMedia } from './use-media.ts';
import { useNow } from './use-now.ts';
import { indexOf, measureRows, useKeyShift, useVirtual, type Virtual } from './use-virtual.ts';

// What a row of one line measures: a row that measures what was expected moves none of the thousands below it.
const lineHeight = 40;
/** What a card of so many lines measures, about. */
const cardHeight = (lines: number): number => 19 + 23 * lines;
const narrow = '(max-width: 600px)';

export type TableBodyProps<T> = {
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  scroller: RefObject<HTMLElement | null>;
  onEnd?: (() => void) | undefined;
};

export function TableBody<T>({ columns, rows, scroller, onEnd }: TableBodyProps<T>) {
  // How long ago something was is said again with each tick.
  const tick = Math.floor(useNow() / 30_000);
  const body = useRef<HTMLDivElement>(null);
  const estimate = useMedia(narrow) ? cardHeight(columns.length) : lineHeight;
  const virtual = useVirtual(rows.length, estimate, scroller);
  const [focusedIndex, setFocusedIndex] = useState<number>();
  const inView = virtual.getVirtualItems();
  const [first, last] = [inView[0], inView.at(-1)];
  const shift = useKeyShift(first?.index ?? 0, last?.index ?? -1, focusedIndex !== undefined);
  useLayoutEffect(() => measureRows(virtual, (body.current?.children ?? []) as Iterable<HTMLElement>));
  useEnd(virtual, rows.length, () => isKeyboardFocused(body.current) || onEnd?.());
  return (
    <div
      class="table-body"
      role="rowgroup"
      ref={body}
      style={{ height: `${virtual.getTotalSize()}px`, paddingTop: `${first?.start ?? 0}px` }}
      onFocusIn={({ target }) => setFocusedIndex(indexOf(target as Element))}
      onFocusOut={() => setFocusedIndex(undefined)}
    >
      {withFocusedRow(virtual, inView, focusedIndex).map(({ index, start }) => {
        const row = rows[index];
        const offscreenTop =
          index === focusedIndex && !inView.some((each) => each.index === focusedIndex) ? start : undefined;
        return (
          row !== undefined && (
            <Row
              key={index - shift}
              columns={columns}
              row={row}
              index={index}
              offscreenTop={offscreenTop}
              tick={tick}
            />
          )
        );
      })}
    </div>
  );
}

type Items = ReturnType<Virtual['getVirtualItems']>;

/** The row that has the focus is drawn wherever it stands: who scrolls must not lose the focus with it. */
function withFocusedRow(virtual: Virtual, inView: Items, focusedIndex: number | undefined): Items {
  const item = focusedIndex === undefined ? undefined : virtual.measurementsCache[focusedIndex];
  if (!item || inView.some(({ index }) => index === item.index)) return inView;
  return item.index < (inView[0]?.index ?? 0) ? [item, ...inView] : [...inView, item];
}

type RowProps<T> = {
  columns: readonly DataColumn<T>[];
  row: T;
  index: number;
  /** Where it stands, px, when it is out of view. */
  offscreenTop: number | undefined;
  tick: number;
};

/** Drawn again only when something of it has changed: scrolling moves past many rows. */
function Row<T>({ columns, row, index, offscreenTop, tick }: RowProps<T>) {
  return useMemo(
    () => (
      <div
        class="table-row"
        role="row"
        aria-rowindex={index + 2}
        style={
          offscreenTop === undefined ? undefined : { position: 'absolute', inset: `${offscreenTop}px 0 auto` }
        }
      >
        {columns.map((column, position) => cellOf(column, row, position === 0))}
      </div>
    ),
    [columns, row, index, offscreenTop, tick],
  );
}

/** Unknown is not empty: VirusTotal told nothing, or does not show it. */
const unknown = () => (
  <span class="unknown" title={i18n.t('dashboard.not_shown')}>
    –
  </span>
);

/** No component: a screen of them is a hundred, at each frame. */
function cellOf<T>({ title, value, cell, numeric }: DataColumn<T>, row: T, isFirst: boolean) {
  const content = cell ? cell(row) : value(row);
  return (
    <div
      key={title}
      class="table-cell"
      role={isFirst ? 'rowheader' : 'cell'}
      data-label={title}
      data-numeric={numeric}
      data-empty={content === '' || content === false}
    >
      {typeof content === 'object' ? <div class="table-value">{content}</div> : (content ?? unknown())}
    </div>
  );
}

/** Who comes to the end by Tab goes on to what is below it: rows that came by themselves would be a way without an end. */
const isKeyboardFocused = (body: Element | null): boolean => Boolean(body?.querySelector(':focus-visible'));

function useEnd(virtual: Virtual, count: number, onEnd: (() => void) | undefined): void {
  const last = virtual.range?.endIndex ?? 0;
  const isScrolled = (virtual.scrollOffset ?? 0) > 0;
  useEffect(() => {
    // A short list is at its end before anybody has touched it.
    if (isScrolled && last >= count - 4) onEnd?.();
  }, [last, count, isScrolled]);
}
