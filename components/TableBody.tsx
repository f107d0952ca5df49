// The visible rows of a table.
import { i18n } from '#i18n';
import { type RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DataColumn } from './data-column.ts';
import { useMedia } from './use-media.ts';
import { useNow } from './use-now.ts';
import { indexOf, measureRows, useKeyShift, useVirtual, type Virtual } from './use-virtual.ts';

// The height of a one-line row. When the estimate is right, the rows below do not move.
const lineHeight = 40;
/** The approximate height of a card, in pixels. */
const cardHeight = (lines: number): number => 19 + 23 * lines;
const narrow = '(max-width: 600px)';

export type TableBodyProps<T> = {
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  scroller: RefObject<HTMLElement | null>;
  onEnd?: (() => void) | undefined;
};

export function TableBody<T>({ columns, rows, scroller, onEnd }: TableBodyProps<T>) {
  // Relative times are updated with each tick.
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

/** Adds the focused row, wherever it is: scrolling must not lose the focus. */
function withFocusedRow(virtual: Virtual, inView: Items, focusedIndex: number | undefined): Items {
  const item = focusedIndex === undefined ? undefined : virtual.measurementsCache[focusedIndex];
  if (!item || inView.some(({ index }) => index === item.index)) return inView;
  return item.index < (inView[0]?.index ?? 0) ? [item, ...inView] : [...inView, item];
}

type RowProps<T> = {
  columns: readonly DataColumn<T>[];
  row: T;
  index: number;
  /** Its offset in pixels, when it is out of view. */
  offscreenTop: number | undefined;
  tick: number;
};

/** Rerenders only when its input changes, because scrolling passes many rows. */
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

/** Unknown is not empty: VirusTotal does not show the value. */
const unknown = () => (
  <span class="unknown" title={i18n.t('dashboard.not_shown')}>
    –
  </span>
);

/** A function and not a component: each frame renders a hundred cells. */
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

/** Keyboard users who tab to the end continue below the table; loading more rows would never let them out. */
const isKeyboardFocused = (body: Element | null): boolean => Boolean(body?.querySelector(':focus-visible'));

function useEnd(virtual: Virtual, count: number, onEnd: (() => void) | undefined): void {
  const last = virtual.range?.endIndex ?? 0;
  const isScrolled = (virtual.scrollOffset ?? 0) > 0;
  useEffect(() => {
    // A short list is at its end before the user has scrolled.
    if (isScrolled && last >= count - 4) onEnd?.();
  }, [last, count, isScrolled]);
}
