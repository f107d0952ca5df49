// Keeps exactly one panel on the pages of users and groups and none elsewhere, whatever the page does. The invariant is "the
// panel is the current address's, and it is rendered"; every event only checks whether it still holds.
import { minute } from '../../core/common/time-units.ts';
import type { Folding, Place } from '../../core/panel-channel.ts';
import {
  isInvalidated,
  pollInterval,
  reloadPageWithExtension,
  setAbortableInterval,
} from './extension-lifecycle.ts';
import { keepUnseen } from './host.ts';
import { type PanelFrame, showPanel } from './panel-frame.ts';
import { defaults, type PanelSettings, requestSettings } from './panel-settings.ts';
import { isSamePlace, placeOf } from './route.ts';
import {
  findMountPoint,
  isOverlay,
  isRendered,
  mount,
  onAddress,
  onNodes,
  refinePlacement,
} from './virustotal-page.ts';

// A page that keeps removing the panel is not fought: after this many mounts in a minute the panel becomes an overlay, and after
// twice as many it stays away until the minute is over.
const maximumMounts = 20;
/** How long a page may be without a mount point before the panel becomes an overlay, in milliseconds. */
const mountPointTimeout = 3000;

type MountedPanel = PanelFrame & { place: Place; settle: () => void };

/** Starts to watch the address. The page itself is only watched while it is a user's or group's. */
export function startController(): void {
  let settings: PanelSettings | undefined;
  let lastPlace: Place | undefined;
  let panel: MountedPanel | undefined;

  /** The settings are requested again at each arrival. A panel that was collapsed meanwhile stays collapsed. */
  async function updateSettings(place: Place): Promise<void> {
    const before = settings;
    const latest = await requestSettings(place);
    if (settings !== before) return;
    const { panelMode, collapsed } = before ?? defaults;
    settings = latest?.settings ?? before ?? defaults;
    if (settings.panelMode !== panelMode || settings.collapsed !== collapsed) removePanel();
    // A panel that has taken its place keeps its height: the page stands below it.
    else if (latest?.isPublicOnly && isSamePlace(place, panel?.place) && !panel?.host.isConnected) {
      removePanel();
      panel = createPanel(place, settings, 'public-only');
    }
    check();
  }

  function createPanel(
    place: Place,
    { panelMode, collapsed }: PanelSettings,
    folding: Folding | undefined = panelMode === 'click' ? 'on-click' : undefined,
  ): MountedPanel {
    const onCollapse = (next: boolean): void => {
      if (!folding) settings = { panelMode, collapsed: next };
    };
    const options = { collapsed: collapsed || folding !== undefined, ...(folding && { folding }) };
    const shown = showPanel(place, { ...options, onCollapse });
    // An overlay waits for its place: the mount point must be taken before there is something below to push down.
    const isSettled = (): boolean => shown.host.isConnected && !isOverlay(shown.host);
    onNodes(() => isSettled() || check(), shown.signal);
    // For what no event reports: changes inside shadow roots, and an update of the extension under the open page.
    setAbortableInterval(pollInterval, check, shown.signal);
    return { ...shown, settle: createPlacer(shown) };
  }

  function removePanel(): void {
    panel?.remove();
    panel = undefined;
  }

  function check(): void {
    if (import.meta.env.DEV && isInvalidated()) void reloadPageWithExtension();
    const current = placeOf(location.pathname);
    // On most pages only the address is read: invalidation matters only where there is a panel or should be one.
    const place = (current ?? panel) && isInvalidated() ? undefined : current;
    if (!isSamePlace(place, panel?.place)) removePanel();
    if (place && !isSamePlace(place, lastPlace)) void updateSettings(place);
    lastPlace = place;
    if (!place || settings?.panelMode === 'never') return;
    // The panel takes its place as soon as there is one, because later it would push down what is there. It stays unseen until
    // the settings are known: whoever wants no panel, or a collapsed one, must not see one flash.
    panel ??= createPanel(place, settings ?? defaults);
    keepUnseen(panel.host, !settings);
    panel.settle();
  }

  onAddress(check);
  check();
}

/** Creates the function that puts the host where it belongs, if it does not stand there yet. */
function createPlacer({ host, signal }: PanelFrame): () => void {
  let waitingSince = performance.now();
  let lastPoint: Element | null = null;
  let mounts: number[] = [];
  let isRefining = false;

  function settle(): void {
    if (isRefining || signal.aborted) return;
    const now = performance.now();
    const point = findMountPoint();
    if (point) waitingSince = now;
    else if (now - waitingSince <= mountPointTimeout || !document.body) return;
    const isBestPlace = !isOverlay(host) || point === lastPoint;
    if (isBestPlace && isRendered(host)) return;
    mounts = [...mounts.filter((at) => now - at < minute), now];
    if (mounts.length > 2 * maximumMounts) return;
    lastPoint = point;
    const place = mounts.length > maximumMounts ? null : point;
    mount(host, place);
    if (!place) return;
    // Only a layout shows whether the host stands well there. The page makes one for its next frame; in the middle of loading
    // it would be an additional one.
    isRefining = true;
    requestAnimationFrame(() => {
      isRefining = false;
      if (host.isConnected) refinePlacement(host, place);
      settle();
    });
  }

  return settle;
}
