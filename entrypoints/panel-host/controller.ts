// Keeps exactly one panel on the pages of users and groups and none elsewhere, whatever the page does. The invariant is "the
// panel's place is the address's, and the panel has a box"; every signal only asks whether it still holds.
import { keepUnseen } from './host.ts';
import {
  isInvalidated,
  pollInterval,
  reloadPageWithExtension,
  setAbortableInterval,
} from './extension-lifecycle.ts';
import { requestSettings, defaults, type PanelSettings } from './panel-settings.ts';
import {
  findMountPoint,
  isRendered,
  refinePlacement,
  isOverlay,
  mount,
  onAddress,
  onNodes,
} from './virustotal-page.ts';
import { send } from '../../core/messages.ts';
import { isSamePlace, type Place, placeOf } from './route.ts';
import { type PanelInstance, show } from './panel-instance.ts';
import { minute } from '../../core/common/time-units.ts';

// A page that keeps taking the panel away is not fought: after so many mounts in a minute the panel goes over the page,
// and after twice as many it stays away until the minute is over.
const mostMounts = 20;
// How long a page may be without a mount point before the panel goes over the page.
const patience = 3000;

/** Starts to watch the address; the page itself is only watched while it is a user's or group's. */
export function startController(): void {
  let wish: PanelSettings | undefined;
  let arrivedAt: Place | undefined;
  let panel: (PanelInstance & { settle: () => void }) | undefined;

  /** How pages are to be annotated is asked at each arrival again; a panel that was collapsed meanwhile stays so. */
  async function ask(): Promise<void> {
    const known = wish;
    const told = await requestSettings();
    if (wish !== known) return;
    const { panelMode, collapsed } = known ?? defaults;
    wish = told ?? known ?? defaults;
    if (wish.panelMode !== panelMode || wish.collapsed !== collapsed) leave();
    check();
  }

  function arrive(
    place: Place,
    { panelMode, collapsed }: PanelSettings,
  ): PanelInstance & { settle: () => void } {
    const onClick = panelMode === 'click';
    const onCollapse = (next: boolean): void => {
      wish = { panelMode, collapsed: next };
      void send('collapsePanel', { collapsed: next });
    };
    const shown = show(place, { collapsed: collapsed || onClick, onClick, onCollapse });
    // Over the page it waits for its place: a mount point must be taken before there is something below to push down.
    const isSettled = (): boolean => shown.host.isConnected && !isOverlay(shown.host);
    onNodes(() => isSettled() || check(), shown.signal);
    // For what no event tells: changes inside shadow roots, and an update of the extension under the open page.
    setAbortableInterval(pollInterval, check, shown.signal);
    return { ...shown, settle: createPlacer(shown) };
  }

  function leave(): void {
    panel?.remove();
    panel = undefined;
  }

  function check(): void {
    if (import.meta.env.DEV && isInvalidated()) void reloadPageWithExtension();
    const named = placeOf(location.pathname);
    // Whether it is cut off is only asked where there is something to do: on most pages the address is all that is looked at.
    const place = (named ?? panel) && isInvalidated() ? undefined : named;
    if (!isSamePlace(place, panel?.place)) leave();
    if (place && !isSamePlace(place, arrivedAt)) void ask();
    arrivedAt = place;
    if (!place || wish?.panelMode === 'never') return;
    // It takes its place as soon as there is one, since later it would push down what is there; but who wants no panel, or a
    // collapsed one, is not to see one flash, so it is not seen before the background has told.
    panel ??= arrive(place, wish ?? defaults);
    keepUnseen(panel.host, !wish);
    panel.settle();
  }

  onAddress(check);
  check();
}

/** Makes the function that puts the host where it belongs, if it does not stand there yet. */
function createPlacer({ host, signal }: PanelInstance): () => void {
  let waitsSince = performance.now();
  let standsBy: Element | null = null;
  let mounts: number[] = [];
  let isTried = false;

  function settle(): void {
    if (isTried || signal.aborted) return;
    const now = performance.now();
    const point = findMountPoint();
    if (point) waitsSince = now;
    else if (now - waitsSince <= patience || !document.body) return;
    const isBest = !isOverlay(host) || point === standsBy;
    if (isBest && isRendered(host)) return;
    mounts = [...mounts.filter((at) => now - at < minute), now];
    if (mounts.length > 2 * mostMounts) return;
    standsBy = point;
    const place = mounts.length > mostMounts ? null : point;
    mount(host, place);
    if (!place) return;
    // Whether it stands well there only a layout tells. The page makes one for its next frame; in the middle of its loading
    // it would be one more.
    isTried = true;
    requestAnimationFrame(() => {
      isTried = false;
      if (host.isConnected) refinePlacement(host, place);
      settle();
    });
  }

  return settle;
}
