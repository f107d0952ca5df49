// Connects the panel in its frame with the page: the place and the theme go in, the panel's height comes out.
import { browser } from 'wxt/browser';
import { type Connect, type Place, readCollapsed, type ToPanel } from '../../core/panel-channel.ts';
import { createHost, keepCollapsed } from './host.ts';
import { followTheme } from './virustotal-page.ts';

/** A panel for one user or group; `remove` takes everything away again, and ends `signal`. */
export type PanelFrame = { place: Place; host: HTMLElement; signal: AbortSignal; remove: () => void };

/** How the panel is to start. */
export type PanelOptions = Pick<Connect, 'collapsed' | 'onClick'> & {
  onCollapse: (collapsed: boolean) => void;
};

/** The origin of the panel's page. Its address may be a temporary one. */
const panelOrigin = (): string =>
  import.meta.env.FIREFOX
    ? browser.runtime.getURL('/panel.html').replace('/panel.html', '')
    : `chrome-extension://${browser.runtime.id}`;

/** How long a loaded frame may stay silent, in milliseconds. Where the page's policy has blocked it, an error page has loaded. */
const longestSilence = 10_000;

export function showPanel(place: Place, { collapsed, onClick, onCollapse }: PanelOptions): PanelFrame {
  const removal = new AbortController();
  const { signal } = removal;
  const { host, frame, showBlocked } = createHost(place);
  const { port1: port, port2: panelPort } = new MessageChannel();
  keepCollapsed(host, collapsed);
  let theme = followTheme(host, signal, (next) => {
    theme = next;
    port.postMessage({ theme } satisfies ToPanel);
  });

  const connect = (): void => {
    const message: Connect = { ...place, collapsed, onClick, theme };
    frame.contentWindow?.postMessage(message, panelOrigin(), [panelPort]);
    const timer = setTimeout(showBlocked, longestSilence, true);
    signal.addEventListener('abort', () => clearTimeout(timer));
    port.addEventListener('message', () => clearTimeout(timer), { once: true });
  };
  frame.addEventListener('load', connect, { once: true });

  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const next = readCollapsed(data);
    if (next === undefined) return;
    showBlocked(false);
    frame.dataset['drawn'] = '';
    keepCollapsed(host, next);
    if (next !== collapsed) onCollapse(next);
    collapsed = next;
  });
  port.start();
  signal.addEventListener('abort', () => port.close());

  return {
    place,
    host,
    signal,
    remove: () => {
      removal.abort();
      host.remove();
    },
  };
}
