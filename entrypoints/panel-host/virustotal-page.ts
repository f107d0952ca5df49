// All that we know of VirusTotal's page (November 2026): one mount point, one attribute, and that the address tells the
// user. Nothing inside its views is relied on: their structure changes about yearly. See docs/architecture.md.
import type { Theme } from '../../core/panel-channel.ts';
import { setAbortableInterval, pollInterval } from './extension-lifecycle.ts';

/**
 * The node the panel stands by, once it is ready for it: a shell that is not defined yet has still to put its header
 * above, and would push the panel down; one that shows no views yet would not show the panel either.
 */
export function findMountPoint(): Element | null {
  const point = document.querySelector('#view-container');
  return point && !point.closest(':not(:defined)') && isRendered(point) ? point : null;
}

/** Beside the page's views the panel would squeeze them, and a grid would share out its height again as they grow. */
const isRightAbove = (host: Element, point: Element): boolean =>
  Math.abs(host.getBoundingClientRect().bottom - point.getBoundingClientRect().top) <= 1;

/**
 * Puts the host by the point, or over the page where there is none. The page's own nodes are never moved, changed or emptied:
 * a sibling of the container belongs to no view, and the router that empties the container leaves it alone.
 */
export function mount(host: HTMLElement, point: Element | null): void {
  host.toggleAttribute('data-overlay', !point);
  if (point) point.before(host);
  else document.body.append(host);
}

/**
 * Moves a host that was put by the point to where it stands well: into the point, where the shell renders no further child
 * or lays its children out in rows and columns; over the page, as the last resort. Costs a layout: to be called when a
 * frame is drawn, which needs it anyway.
 */
export function refinePlacement(host: HTMLElement, point: Element): void {
  if (host.nextSibling !== point || (isRendered(host) && isRightAbove(host, point))) return;
  point.prepend(host);
  if (!isRendered(host)) mount(host, null);
}

export const isOverlay = (host: HTMLElement): boolean => host.dataset['overlay'] !== undefined;

/** Whether the element is rendered. Costs at most the styles, never the layout. */
export const isRendered = (element: Element): boolean => element.checkVisibility();

/** Keeps VirusTotal's theme on the host, calls back after it has changed, and returns it. */
export function followTheme(host: HTMLElement, signal: AbortSignal, onChange: (theme: Theme) => void): Theme {
  const root = document.documentElement;
  const apply = (): Theme => {
    const named = root.dataset['bsTheme'];
    const theme = named === 'light' || named === 'dark' ? named : 'system';
    host.dataset['theme'] = theme;
    return theme;
  };
  const observer = new MutationObserver(() => onChange(apply()));
  observer.observe(root, { attributes: true, attributeFilter: ['data-bs-theme'] });
  signal.addEventListener('abort', () => observer.disconnect());
  return apply();
}

/**
 * Calls back after every change of the address without a reload. `navigate` would come too early, with the old address,
 * and `navigatesuccess` is left out for superseded steps; `currententrychange` comes for every step. Firefox has the
 * Navigation API from 147 on; the address is looked at there, too.
 */
export function onAddress(changed: () => void): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', changed);
  if (import.meta.env.FIREFOX) setAbortableInterval(pollInterval, changed);
}

/** Calls back after nodes came or went anywhere outside shadow roots. */
export function onNodes(changed: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(changed);
  observer.observe(document, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** How long a page may take to load before it is not waited for, in milliseconds. */
const longestLoad = 1000;

/** Calls back when the page has loaded, because its load event waits for every frame that is inserted before. */
export function afterLoad(act: () => void, signal: AbortSignal): void {
  if (document.readyState === 'complete') return act();
  let isDone = false;
  const actOnce = (): void => {
    if (!isDone && !signal.aborted) act();
    isDone = true;
  };
  // The event itself is not made longer.
  addEventListener('load', () => setTimeout(actOnce), { once: true, signal });
  setTimeout(actOnce, longestLoad);
}
