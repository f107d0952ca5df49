// Coming to a page: the title and the focus say where one is, and who goes back finds the place that was left.
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';

/** @param hash the address's part after the #; @param isDrawn whether the page stands yet */
export function usePageFocus(main: RefObject<HTMLElement | null>, hash: string, isDrawn: boolean): void {
  const previousHash = useRef<string>(undefined);
  useEffect(() => {
    // The browser would go by how tall the page was that is left.
    history.scrollRestoration = 'manual';
    const saveScroll = (): void => history.replaceState({ top: window.scrollY }, '');
    document.addEventListener('scrollend', saveScroll);
    return () => document.removeEventListener('scrollend', saveScroll);
  }, []);
  // At once: a page that is shorter is scrolled up by the browser, which would be kept for this one's place.
  useLayoutEffect(() => {
    if (!isDrawn) return undefined;
    const heading = main.current?.querySelector('h1');
    document.title = i18n.t('dashboard.title', [heading?.textContent ?? '']);
    if (previousHash.current !== undefined) heading?.focus({ preventScroll: true });
    previousHash.current = hash;
    return scrollOnceDrawn(savedTop(history.state));
  }, [hash, isDrawn]);
}

/** Where an entry of the history was left; the top for one that is new. */
function savedTop(state: unknown): number {
  const { top } = (state ?? {}) as { top?: unknown };
  return typeof top === 'number' ? top : 0;
}

const userEvents = ['wheel', 'keydown', 'pointerdown'] as const;

/** Lists come from storage one after the other: scrolls as far as there is page until it is reached or the user moves. */
function scrollOnceDrawn(top: number): () => void {
  const observer = new ResizeObserver(() => {
    window.scrollTo(0, top);
    if (window.scrollY >= top - 1) stop();
  });
  const stop = (): void => {
    observer.disconnect();
    for (const move of userEvents) window.removeEventListener(move, stop);
  };
  for (const move of userEvents) window.addEventListener(move, stop);
  window.scrollTo(0, top);
  observer.observe(document.body);
  return stop;
}
