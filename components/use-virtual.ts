// Draws only the rows of a long list that are in view: @tanstack/virtual-core, as a hook.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { type RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

export type Virtual = Virtualizer<HTMLElement, HTMLElement>;

/** @param estimate what a row is likely to measure, px; `measureRows` tells what it does */
export function useVirtual(
  count: number,
  estimate: number,
  scroller: RefObject<HTMLElement | null>,
): Virtual {
  const [, redraw] = useReducer((times: number, _change: null) => times + 1, 0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    scrollToFn: elementScroll,
    observeElementRect: (virtual: Virtual, follow: (rect: { width: number; height: number }) => void) =>
      observeElementRect(virtual, (rect) => {
        follow(rect);
        // Rows of another width have other heights.
        redraw(null);
      }),
    observeElementOffset,
    onChange: () => redraw(null),
    overscan: 1,
  };
  const [virtual] = useState((): Virtual => new Virtualizer(options));
  virtual.setOptions(options);
  // Its adapters for other frameworks call these two.
  // oxlint-disable no-underscore-dangle
  useEffect(() => virtual._didMount(), []);
  useLayoutEffect(() => virtual._willUpdate());
  // What was measured of narrow rows says nothing of wide ones.
  useLayoutEffect(() => virtual.measure(), [estimate]);
  return virtual;
}

/** Tells how tall the rows are that are drawn. One layout serves all of them, and only surprises cost another drawing. */
export function measureRows(virtual: Virtual, rows: Iterable<HTMLElement>): void {
  for (const row of rows) {
    const height = row.offsetHeight;
    if (height > 0) virtual.resizeItem(indexOf(row), height);
  }
}

/** The place in the list of the row that an element stands in. */
export const indexOf = (element: Element | null): number =>
  Number(element?.closest('[role="row"]')?.getAttribute('aria-rowindex')) - 2;

/**
 * Keys for the rows `first` to `last`: the index less what is returned. Where most rows are others than at the last
 * drawing, as after a jump, they take over the elements of those in order: an element is patched sooner than made.
 * @param isHeld a row has the focus: it must not find itself in another one
 */
export function useKeyShift(first: number, last: number, isHeld: boolean): number {
  const drawn = useRef({ shift: 0, first: 0, last: -1 });
  const before = drawn.current;
  const keptCount = Math.min(last, before.last) - Math.max(first, before.first) + 1;
  const isJump = keptCount * 2 < last - first + 1;
  const shift = isJump && !isHeld ? before.shift + first - before.first : before.shift;
  drawn.current = { shift, first, last };
  return shift;
}
