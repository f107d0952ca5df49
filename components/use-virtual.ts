// A hook that renders only the visible rows of a long list, with @tanstack/virtual-core.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { type RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

export type Virtual = Virtualizer<HTMLElement, HTMLElement>;

/** @param estimate the expected height of a row in pixels; `measureRows` reports the actual one */
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
  // Heights that were measured in the other layout are invalid.
  useLayoutEffect(() => virtual.measure(), [estimate]);
  return virtual;
}

/** Reports the heights of the rendered rows. One layout serves all of them, and only wrong estimates cause another render. */
export function measureRows(virtual: Virtual, rows: Iterable<HTMLElement>): void {
  for (const row of rows) {
    const height = row.offsetHeight;
    if (height > 0) virtual.resizeItem(indexOf(row), height);
  }
}

/** The index of the row that contains an element. */
export const indexOf = (element: Element | null): number =>
  Number(element?.closest('[role="row"]')?.getAttribute('aria-rowindex')) - 2;

/**
 * Keys for the rows `first` to `last`: the index minus the returned shift. When most rows differ from the previous render, as
 * after a jump, they reuse the elements of those in order, because patching an element is faster than creating one.
 * @param isHeld a row has the focus, which must not move to another row
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
