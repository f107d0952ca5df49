// Connects the panel in its frame with the page: the place and the theme go in, the panel's height comes out.
import { browser } from 'wxt/browser';
import { type Connect, type Place, readCollapsed, type ToPanel } from '../../core/panel-channel.ts';
import { createHost, keepCollapsed } from './host.ts';
import { afterLoad, followTheme } from './virustotal-page.ts';

/** A panel for one user or group; `remove` takes everything away again, and ends `signal`. */
export type PanelFrame = { place: Place; host: HTMLElement; signal: AbortSignal; remove: () => void };

/** How the panel is to start. */
export type PanelOptions = Pick<Connect, 'collapsed' | 'folding'> & {
  onCollapse: (collapsed: boolean) => void;
};

/** The origin of the panel's page. Its address may be a temporary one. */
const panelOrigin = (): string =>
  import.meta.env.FIREFOX
    ? browser.runtime.getURL('/panel.html').replace('/panel.html', '')
    : `chrome-extension://${browser.runtime.id}`;

/** How long a loaded frame may stay silent, in milliseconds. Where the page's policy has blocked it, an error page has loaded. */
const longestSilence = 10_000;

export function showPanel(place: Place, { folding, onCollapse, ...options }: PanelOptions): PanelFrame {
  const removal = new AbortController();
  const { signal } = removal;
  const { host, frame, insertFrame, showBlocked } = createHost(place);
  let { collapsed } = options;
  let port: MessagePort | undefined;
  let loading = new AbortController();
  keepCollapsed(host, collapsed);
  let theme = followTheme(host, signal, (next) => {
    theme = next;
    port?.postMessage({ theme } satisfies ToPanel);
  });

  const onDrawn = (isCollapsed: boolean): void => {
    showBlocked(false);
    frame.dataset['drawn'] = '';
    keepCollapsed(host, isCollapsed);
    if (isCollapsed !== collapsed) onCollapse(isCollapsed);
    collapsed = isCollapsed;
  };
  // A frame loads again whenever the page moves the host.
  frame.addEventListener('load', () => {
    loading.abort();
    loading = new AbortController();
    delete frame.dataset['drawn'];
    const connection = { onDrawn, showBlocked, signal: AbortSignal.any([signal, loading.signal]) };
    port = connect(frame, { ...place, collapsed, ...(folding && { folding }), theme }, connection);
  });
  afterLoad(insertFrame, signal);

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

type Connection = {
  onDrawn: (isCollapsed: boolean) => void;
  showBlocked: (isBlocked: boolean) => void;
  /** Ends the connection. */
  signal: AbortSignal;
};

/** Sends the first message to the panel in the frame. Returns the port for all others. */
function connect(
  frame: HTMLIFrameElement,
  message: Connect,
  { onDrawn, showBlocked, signal }: Connection,
): MessagePort {
  const { port1: port, port2: panelPort } = new MessageChannel();
  frame.contentWindow?.postMessage(message, panelOrigin(), [panelPort]);
  const timer = setTimeout(showBlocked, longestSilence, true);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    port.close();
  });
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    clearTimeout(timer);
    const isCollapsed = readCollapsed(data);
    if (isCollapsed !== undefined) onDrawn(isCollapsed);
  });
  port.start();
  return port;
}
