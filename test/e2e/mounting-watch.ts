// Records the panel from inside the page, from before its first script. Runs in the page and uses nothing of ours.

export type Shift = { value: number; afterInput: boolean; sources: string[] };
export type Watch = {
  /** Moments at which there were two panels, or one of somebody else. */
  breaches: string[];
  /** How often a panel was put into the page. */
  mounts: number;
  shifts: Shift[];
  /** Where the panel's upper edge was, again where it was elsewhere in the frame before. */
  tops: number[];
};

declare global {
  // An interface is the only way to add to Window.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Window {
    watch: Watch;
  }
}

type LayoutShift = PerformanceEntry & {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
};

export function watchPage(): void {
  const seen: Watch = { breaches: [], mounts: 0, shifts: [], tops: [] };
  window.watch = seen;

  // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing of ours is
  const placeOfAddress = (): string | undefined => {
    try {
      const [, of = '', segment = ''] = /^\/gui\/(user|group)\/([^/]+)/u.exec(location.pathname) ?? [];
      const id = decodeURIComponent(segment).trim();
      return /^(?:|apikey|[0-9a-z]{64})$/iu.test(id) ? undefined : `${of} ${id.toLowerCase()}`;
    } catch {
      return undefined;
    }
  };
  const lookEachFrame = (): void => {
    const hosts = [...document.querySelectorAll<HTMLElement>('vitals-panel')];
    const places = hosts.flatMap(({ dataset }) => Object.entries(dataset).map((each) => each.join(' ')));
    const named = places.filter((place) => /^(?:user|group) /u.test(place));
    const top = hosts[0]?.getBoundingClientRect().top;
    if (top !== undefined && top !== seen.tops.at(-1)) seen.tops.push(top);
    const isRight =
      hosts.length === 0 ||
      (hosts.length === 1 && named.length === 1 && named[0]?.toLowerCase() === placeOfAddress());
    if (!isRight) seen.breaches.push(`${named.join()} at ${location.pathname}`);
    requestAnimationFrame(lookEachFrame);
  };
  requestAnimationFrame(lookEachFrame);

  new MutationObserver((records) => {
    const added = records.flatMap((record) => [...record.addedNodes]);
    seen.mounts += added.filter((node) => node.nodeName === 'VITALS-PANEL').length;
  }).observe(document, { childList: true, subtree: true });

  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as LayoutShift[]) {
      const names = sources.map(({ node }) => node?.nodeName.toLowerCase() ?? 'in a root');
      seen.shifts.push({ value, afterInput: hadRecentInput, sources: names });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
