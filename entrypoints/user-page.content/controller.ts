// Keeps exactly one panel on the pages of users and none elsewhere, whatever the page does. The invariant is "the panel's
// user is the address's user, and the panel has a box"; every signal only asks whether it still holds.
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { hasBox, isMountable, mount, onAddress } from './page.ts';
import { type Mounted, show } from './show.ts';
import { isSameUser, userOfPath } from './route.ts';

// A page that keeps taking the panel away is not fought: after so many mounts in a minute the panel goes over the page,
// and after twice as many it stays away until the minute is over.
const mostMounts = 20;
const minute = 60_000;
// How long a page may take to build its shell before the panel goes over the page.
const patience = 3000;
const pulse = 1000;

type Context = Pick<ContentScriptContext, 'signal' | 'setInterval'>;

/**
 * Starts to watch the address; the page itself is only watched while it is a user's.
 * @param context ends everything when the extension was updated or removed under the page
 * @param askFolded how the panel was left; asked on the first user page
 */
export function startController(context: Context, askFolded: () => Promise<boolean>): void {
  let folded: boolean | undefined;
  let mounted: Mounted | undefined;
  let visit: AbortController | undefined;
  let arrivedAt = 0;
  let mounts: number[] = [];

  function leave(): void {
    visit?.abort();
    visit = undefined;
    mounted?.remove();
    mounted = undefined;
  }

  function arrive(): void {
    visit = new AbortController();
    arrivedAt = performance.now();
    watchNodes(() => !mounted?.host.isConnected && check(), visit.signal);
    if (folded === undefined) void askFolded().then(readyToShow);
  }

  function readyToShow(was: boolean): void {
    folded = was;
    check();
  }

  function check(): void {
    const user = context.signal.aborted ? undefined : userOfPath(location.pathname);
    if (user === undefined || (mounted && !isSameUser(user, mounted.user))) leave();
    if (user === undefined) return;
    if (!visit) arrive();
    if (folded === undefined || !canPlace()) return;
    mounted ??= show(user, folded, (next) => (folded = next));
    if (!hasBox(mounted.host)) place(mounted.host);
  }

  // Before the shell stands there is nowhere to go; a page that never gets one is served from above.
  const canPlace = (): boolean =>
    isMountable() || (document.body !== null && performance.now() - arrivedAt > patience);

  function place(host: HTMLElement): void {
    const now = performance.now();
    mounts = [...mounts.filter((at) => now - at < minute), now];
    if (mounts.length <= 2 * mostMounts) mount(host, mounts.length > mostMounts);
  }

  onAddress(check, context.signal);
  context.signal.addEventListener('abort', leave);
  // For what no event tells: changes inside shadow roots, and addresses in browsers without the Navigation API. It is
  // also where an update of the extension under the open page is noticed.
  context.setInterval(check, pulse);
  check();
}

function watchNodes(changed: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(changed);
  observer.observe(document, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
