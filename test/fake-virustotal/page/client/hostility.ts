// Owns what the page does to foreign code: removal of foreign nodes, canceled navigations, key handlers; and its error
// records.
import type { WipePlace } from '../options.ts';
import { ownNodes, records, settings } from './state.ts';
import { requestNavigation } from './vt-element.ts';

const places: Record<WipePlace, string> = {
  container: '#view-container',
  shell: settings.shell,
  body: 'body',
};

/** Removes the element children that the page did not create; returns their number. */
export function wipe(of: WipePlace[] = ['container', 'shell']): number {
  const foreign = of
    .flatMap((place) => Array.from(document.querySelector(places[place])?.children ?? []))
    .filter((child) => !ownNodes.has(child));
  for (const child of foreign) child.remove();
  return foreign.length;
}

export function startHostility(): void {
  window.addEventListener('error', (event) => void records.errors.push(event.message));
  window.addEventListener('unhandledrejection', (event) => {
    const reason: unknown = event.reason;
    records.errors.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    records.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
  if (settings.wipe) {
    const { every, of } = settings.wipe;
    setInterval(() => wipe(of), every);
  }
  if (settings.keys !== 'off') {
    document.addEventListener('keydown', recordKey, { capture: settings.keys === 'capture' });
  }
  if (settings.links === 'all') document.addEventListener('click', followAnyLink);
  if (settings.cancel.length > 0) cancelNavigations(new Set(settings.cancel));
}

// Shortcuts as pages have them: the event target is the outermost host, so a field in a foreign root is not recognized.
function recordKey(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target.localName : 'document';
  if (['input', 'textarea', 'uno-navbar', settings.shell].includes(target)) return;
  records.keys.push({ key: event.key, target });
  if (event.key !== 'Tab') event.preventDefault();
}

function followAnyLink(event: Event): void {
  const anchor = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (anchor) requestNavigation(event, anchor);
}

function cancelNavigations(paths: ReadonlySet<string>): void {
  window.navigation.addEventListener('navigate', (event) => {
    if (event.cancelable && paths.has(new URL(event.destination.url).pathname)) event.preventDefault();
  });
}
