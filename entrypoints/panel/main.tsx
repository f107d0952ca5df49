// The panel: a page of ours in a frame on VirusTotal's user and group pages. It waits for the page's script to name the place.
import '../../assets/theme.css';
import '../../components/components.css';
import './panel.css';
import { render } from 'preact';
import { virusTotalOrigin } from '../../core/common/urls.ts';
import { readConnect, readTheme, type Theme, type ToHost } from '../../core/panel-channel.ts';
import { PanelPage } from './PanelPage.tsx';

const root = document.querySelector('main');

function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

/** Only the page around the frame can connect, and only once. */
addEventListener('message', function connect({ source, origin, data, ports: [port] }: MessageEvent<unknown>) {
  const start = readConnect(data);
  if (!root || !start || !port || source !== parent || origin !== virusTotalOrigin) return;
  removeEventListener('message', connect);
  const { of, id, theme, collapsed, folding } = start;
  port.addEventListener('message', (message: MessageEvent<unknown>) => {
    const next = readTheme(message.data);
    if (next !== undefined) applyTheme(next);
  });
  port.start();
  applyTheme(theme);
  const onDrawn = (isCollapsed: boolean): void => {
    port.postMessage({ collapsed: isCollapsed } satisfies ToHost);
  };
  render(
    <PanelPage place={{ of, id }} isInitiallyCollapsed={collapsed} folding={folding} onDrawn={onDrawn} />,
    root,
  );
});
