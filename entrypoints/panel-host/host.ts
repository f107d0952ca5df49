// The one node that is added to VirusTotal's page, and the shadow root inside it.
import place from './host.css?inline';
import look from '../panel/panel.css?inline';
import type { Place } from './route.ts';

export const hostName = 'vitals-panel';

const keyEvents = ['keydown', 'keyup', 'keypress'] as const;

/** `frame` has the panel's height whatever stands in it; `dress` adds the style of what is drawn in it. */
export type Host = { host: HTMLElement; frame: HTMLElement; attachStyles: () => void };

/** Makes the panel's host for a place. A plain element: custom elements do not exist in a content script's world. */
export function createHost({ of, id }: Place, signal: AbortSignal): Host {
  const host = document.createElement(hostName);
  host.dataset[of] = id;
  keepKeys(host, signal);
  const root = host.attachShadow({ mode: 'open' });
  const frame = document.createElement('div');
  frame.className = 'frame';
  root.append(styleOf(place), frame);
  return { host, frame, attachStyles: () => frame.before(styleOf(look)) };
}

function styleOf(text: string): HTMLStyleElement {
  const style = document.createElement('style');
  style.textContent = text;
  return style;
}

/**
 * Keys pressed inside the panel are not the page's: its shortcuts, which may listen on the way down, would take Enter
 * from our buttons. What a key does by itself, such as pressing a button, needs no listener and goes on.
 */
function keepKeys(host: HTMLElement, signal: AbortSignal): void {
  const keep = (event: Event): void => {
    if (event.target === host) event.stopImmediatePropagation();
  };
  for (const type of keyEvents) addEventListener(type, keep, { capture: true, signal });
}

/** An unseen host keeps its place and nothing else. */
export function keepUnseen(host: HTMLElement, unseen: boolean): void {
  host.toggleAttribute('data-unseen', unseen);
}

/** A collapsed host keeps a lower place. */
export function keepCollapsed(host: HTMLElement, collapsed: boolean): void {
  host.toggleAttribute('data-collapsed', collapsed);
}

/** Takes away what an earlier instance of this script has left, after an update under an open page. */
export function removeStaleHosts(): void {
  for (const stale of document.querySelectorAll(hostName)) stale.remove();
}
