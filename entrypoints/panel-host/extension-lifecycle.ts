// How long the script goes on, and how often it looks.
import { browser } from 'wxt/browser';

/** Milliseconds between looks at what no event tells. */
export const pollInterval = 1000;

/**
 * Whether the extension was updated or removed under the page. Chromium leaves the script there, and takes words and answers
 * away from it; Firefox takes the script away, too.
 */
export const isInvalidated = (): boolean => browser.runtime?.id === undefined;

/** Calls back again and again until the signal ends. @param pause milliseconds */
export function setAbortableInterval(pause: number, act: () => void, signal?: AbortSignal): void {
  const timer = setInterval(act, pause);
  signal?.addEventListener('abort', () => clearInterval(timer));
}
