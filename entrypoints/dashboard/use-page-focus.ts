// Navigation: the title and the focus announce the new page, and going back restores the scroll position.
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';

/**
 * @param hash the URL's fragment
 * @param part the id of the section to begin at
 * @param isDrawn whether the page is rendered
 */
export function usePageFocus(
  main: RefObject<HTMLElement | null>,
  hash: string,
  part: string | undefined,
  isDrawn: boolean,
): void {
  const previousHash = useRef<string>(undefined);
  useEffect(() => {
    // The browser would restore the position with the height of the previous page.
    history.scrollRestoration = 'manual';
    const saveScroll = (): void => history.replaceState({ top: window.scrollY }, '');
    document.addEventListener('scrollend', saveScroll);
    return () => document.removeEventListener('scrollend', saveScroll);
  }, []);
  // Before paint: the browser scrolls a shorter page up, and that position would be saved for this page.
  useLayoutEffect(() => {
    if (!isDrawn) return undefined;
    const heading = main.current?.querySelector('h1');
    document.title = i18n.t('dashboard.title', [heading?.textContent ?? '']);
    if (previousHash.current !== undefined) heading?.focus({ preventScroll: true });
    previousHash.current = hash;
    const partTop = (): number => (part === undefined ? 0 : topOf(part));
    return scrollOnceDrawn(() => savedTop(history.state) ?? partTop(), part === undefined);
  }, [hash, isDrawn]);
}

/** The saved scroll position of a history entry; undefined for a new one. */
function savedTop(state: unknown): number | undefined {
  const { top } = (state ?? {}) as { top?: unknown };
  return typeof top === 'number' ? top : undefined;
}

/** The position of a section, below a small distance. */
function topOf(id: string): number {
  const top = document.getElementById(id)?.getBoundingClientRect().top;
  return top === undefined ? 0 : Math.max(0, Math.round(top + window.scrollY - 12));
}

const userEvents = ['wheel', 'keydown', 'pointerdown'] as const;

/**
 * Lists are read from storage one after another. Scrolls as far as the page allows until the position is reached or the user
 * acts.
 * @param isFixed what is drawn above does not move the position
 */
function scrollOnceDrawn(position: () => number, isFixed: boolean): () => void {
  const start = position();
  const observer = new ResizeObserver(() => {
    const top = isFixed ? start : position();
    window.scrollTo(0, top);
    if (isFixed && window.scrollY >= top - 1) stop();
  });
  const stop = (): void => {
    observer.disconnect();
    for (const move of userEvents) window.removeEventListener(move, stop);
  };
  for (const move of userEvents) window.addEventListener(move, stop);
  window.scrollTo(0, start);
  observer.observe(document.body);
  return stop;
}
