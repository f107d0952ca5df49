// All that we know of VirusTotal's page (November 2026): one mount point, one attribute, and that the address tells the
// user. Nothing inside its views is relied on: their structure changes about yearly. See docs/architecture.md.

const mountPoint = '#view-container';

/** Where the panel can stand, best first. The page's own nodes are never moved, changed or emptied. */
const ladder: readonly ((host: HTMLElement) => boolean)[] = [
  // A sibling of the container belongs to no view, and the router that empties the container leaves it alone.
  (host) => {
    const container = document.querySelector(mountPoint);
    container?.before(host);
    return container !== null;
  },
  // A shell whose slot does not take a further child.
  (host) => {
    const container = document.querySelector(mountPoint);
    container?.prepend(host);
    return container !== null;
  },
];

export const isMountable = (): boolean => document.querySelector(mountPoint) !== null;

/** Puts the host where it has a box; over the page, as the last resort. */
export function mount(host: HTMLElement, overlayOnly: boolean): void {
  delete host.dataset['overlay'];
  if (!overlayOnly && ladder.some((rung) => rung(host) && hasBox(host))) return;
  host.dataset['overlay'] = '';
  document.body.append(host);
}

/** Whether the host stands in the document and is laid out. */
export const hasBox = (host: HTMLElement): boolean => host.isConnected && host.getClientRects().length > 0;

/** VirusTotal's theme, where the page names one; else the system's decides. */
export function followTheme(host: HTMLElement, signal: AbortSignal): void {
  const root = document.documentElement;
  const apply = (): void => {
    const theme = root.dataset['bsTheme'];
    if (theme === 'light' || theme === 'dark') host.dataset['theme'] = theme;
    else delete host.dataset['theme'];
  };
  const observer = new MutationObserver(apply);
  observer.observe(root, { attributes: true, attributeFilter: ['data-bs-theme'] });
  signal.addEventListener('abort', () => observer.disconnect());
  apply();
}

/**
 * Calls back after every change of the address, with or without a reload. `navigate` would come too early, with the old
 * address, and `navigatesuccess` is left out for superseded steps; `currententrychange` comes for every step.
 */
export function onAddress(changed: () => void, signal: AbortSignal): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', changed, { signal });
  addEventListener('popstate', changed, { signal });
}
