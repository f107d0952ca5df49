// How long the script runs, and how often it checks.
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

// Read while the extension is there: an invalidated script gets no addresses.
const panelPage = import.meta.env.DEV ? browser.runtime.getURL('/panel.html') : '';

const isExtensionBack = (): Promise<boolean> =>
  fetch(panelPage).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * In development, reloads a page whose script was cut off by a reload of the extension: Chromium starts the new script only in pages
 * that are loaded afterwards. A page that is reloaded before the extension can be reached again would get no panel.
 */
export async function reloadPageWithExtension(): Promise<void> {
  while (!(await isExtensionBack())) await new Promise((next) => setTimeout(next, 100));
  location.reload();
}
