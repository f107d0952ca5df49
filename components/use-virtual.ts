// Draws only the rows of a long list that are in view: @tanstack/virtual-core, as a hook.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { type RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';

export type Virtual = Virtualizer<HTMLElement, HTMLElement>;

/** @param estimate what a row is likely to measure, px; each is measured when it is drawn */
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
    observeElementRect,
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
  return virtual;
}
