// The one node that is added to VirusTotal's page, and the shadow root inside it.
import sheet from './panel.css?inline';

export const hostName = 'vitals-panel';

// Keys pressed inside the panel are not the page's: it may have shortcuts.
const keyEvents = ['keydown', 'keyup', 'keypress'] as const;

/** Makes the panel's host for a user. A plain element: custom elements do not exist in a content script's world. */
export function createHost(user: string): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement(hostName);
  host.dataset['user'] = user;
  for (const type of keyEvents) host.addEventListener(type, (event) => event.stopPropagation());
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = sheet;
  root.append(style);
  return { host, root };
}

/** Takes away what an earlier instance of this script has left, after an update under an open page. */
export function removeStaleHosts(): void {
  for (const stale of document.querySelectorAll(hostName)) stale.remove();
}
