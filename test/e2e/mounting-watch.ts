// Records the panel from inside the page, from before its first script. Runs in the page, so it imports nothing.

export type Shift = { value: number; afterInput: boolean; sources: string[] };
export type Watch = {
  /** Moments with two panels, or with a panel of another user. */
  breaches: string[];
  /** How often a panel was mounted. */
  mounts: number;
  shifts: Shift[];
  /** The successive positions of the panel's upper edge. */
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
  const watch: Watch = { breaches: [], mounts: 0, shifts: [], tops: [] };
  window.watch = watch;

  // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing of ours is
  const ownerOfUrl = (): string | undefined => {
    try {
      const [, of = '', segment = ''] = /^\/gui\/(user|group)\/([^/]+)/u.exec(location.pathname) ?? [];
      const id = decodeURIComponent(segment).trim();
      return /^(?:|apikey|[0-9a-z]{64})$/iu.test(id) ? undefined : `${of} ${id.toLowerCase()}`;
    } catch {
      return undefined;
    }
  };
  const checkFrame = (): void => {
    const hosts = [...document.querySelectorAll<HTMLElement>('vitals-panel')];
    const attributes = hosts.flatMap(({ dataset }) => Object.entries(dataset).map((each) => each.join(' ')));
    const owners = attributes.filter((attribute) => /^(?:user|group) /u.test(attribute));
    const top = hosts[0]?.getBoundingClientRect().top;
    if (top !== undefined && top !== watch.tops.at(-1)) watch.tops.push(top);
    const isRight =
      hosts.length === 0 ||
      (hosts.length === 1 && owners.length === 1 && owners[0]?.toLowerCase() === ownerOfUrl());
    if (!isRight) watch.breaches.push(`${owners.join()} at ${location.pathname}`);
    requestAnimationFrame(checkFrame);
  };
  requestAnimationFrame(checkFrame);

  new MutationObserver((records) => {
    const added = records.flatMap((record) => [...record.addedNodes]);
    watch.mounts += added.filter((node) => node.nodeName === 'VITALS-PANEL').length;
  }).observe(document, { childList: true, subtree: true });

  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as LayoutShift[]) {
      const names = sources.map(({ node }) => node?.nodeName.toLowerCase() ?? 'in a root');
      watch.shifts.push({ value, afterInput: hadRecentInput, sources: names });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
