// Keeps exactly one panel on the pages of users and none elsewhere, whatever the page does. The invariant is "the panel's
// user is the address's user, and the panel has a box"; every signal only asks whether it still holds.
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { findMountPoint, hasBox, isOverlay, mount, onAddress, onNodes } from './page.ts';
import { type Mounted, show } from './show.ts';
import { isSameUser, userOfPath } from './route.ts';

// A page that keeps taking the panel away is not fought: after so many mounts in a minute the panel goes over the page,
// and after twice as many it stays away until the minute is over.
const mostMounts = 20;
const minute = 60_000;
// How long a page may be without a mount point before the panel goes over the page.
const patience = 3000;
const pulse = 1000;

type Context = Pick<ContentScriptContext, 'signal' | 'isInvalid' | 'setInterval'>;

/**
 * Starts to watch the address; the page itself is only watched while it is a user's.
 * @param context ends everything when the extension was updated or removed under the page
 * @param askFolded how the panel was left; asked on the first user page
 */
export function startController(context: Context, askFolded: () => Promise<boolean>): void {
  let folded: boolean | undefined;
  let panel: (Mounted & { place: () => void }) | undefined;

  // The panel does not wait to hear how it was left: unfolded, as it mostly is, it must not push the page down later.
  async function recallFold(): Promise<void> {
    const was = await askFolded();
    folded ??= was;
    panel?.fold(folded);
  }

  function arrive(user: string): Mounted & { place: () => void } {
    if (folded === undefined) void recallFold();
    const shown = show(user, folded ?? false, (next) => (folded = next));
    // Over the page it waits for its place: a mount point must be taken before there is something below to push down.
    const isSettled = (): boolean => shown.host.isConnected && !isOverlay(shown.host);
    onNodes(() => isSettled() || check(), shown.signal);
    return { ...shown, place: createPlacer(shown.host) };
  }

  function leave(): void {
    panel?.remove();
    panel = undefined;
  }

  function check(): void {
    const user = context.isInvalid ? undefined : userOfPath(location.pathname);
    if (!panel || !isSameUser(user, panel.user)) leave();
    if (user === undefined) return;
    panel ??= arrive(user);
    panel.place();
  }

  onAddress(check, context.signal);
  context.signal.addEventListener('abort', leave);
  // For what no event tells: changes inside shadow roots, and addresses in browsers without the Navigation API. It is
  // also where an update of the extension under the open page is noticed.
  context.setInterval(check, pulse);
  check();
}

/** Makes the function that puts the host where it belongs, if it does not stand there yet. */
function createPlacer(host: HTMLElement): () => void {
  let waitsSince = performance.now();
  let standsBy: Element | null = null;
  let mounts: number[] = [];
  return () => {
    const now = performance.now();
    const point = findMountPoint();
    if (point) waitsSince = now;
    else if (now - waitsSince <= patience || !document.body) return;
    const isBest = !isOverlay(host) || point === standsBy;
    if (isBest && hasBox(host)) return;
    mounts = [...mounts.filter((at) => now - at < minute), now];
    if (mounts.length > 2 * mostMounts) return;
    standsBy = point;
    mount(host, mounts.length > mostMounts ? null : point);
  };
}
