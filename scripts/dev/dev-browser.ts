// The window of the development mode: a browser with the extension from WXT's output folder, on VirusTotal or the fake one.
// Reopens the extension's tabs, which browsers close when the extension reloads.
import type { BrowserName } from '../../test/browser/find.ts';
import { launch, type Session } from '../../test/browser/launch.ts';
import { startVirusTotal, type VirusTotal } from '../../test/fake-virustotal/server.ts';
import { listAccounts } from '../demo/headed-demo.ts';
import { addAccount, closeEmptyTabs, firstPage, pagesWithUrl } from '../demo/steps.ts';

const START = 'https://www.virustotal.com/gui/home';

// The timeout for the first page in milliseconds: the server transforms each of its modules.
const PATIENCE = 30_000;

export type DevBrowser = {
  /** Opens the window. `devServer`: "localhost:PORT" */
  open(extension: string, devServer: string): Promise<void>;
  close(): Promise<void>;
  /** Call it before the extension reloads. */
  rememberTabs(): Promise<void>;
  /** Opens the remembered tabs again. Call it when the extension has reloaded. */
  restoreTabs(): Promise<void>;
};

type Tab = { url: string; isVisible: boolean };

export function createDevBrowser(name: BrowserName, isFake: boolean): DevBrowser {
  let session: Session | undefined;
  let virusTotal: VirusTotal | undefined;
  let tabs: Tab[] = [];

  const close = async (): Promise<void> => {
    // The user may have closed the window already.
    await session?.close().catch(() => undefined);
    await virusTotal?.close();
    session = virusTotal = undefined;
  };

  return {
    open: async (extension, devServer) => {
      virusTotal = isFake ? await startVirusTotal({ page: { me: 'member' } }) : undefined;
      const port = virusTotal?.port ?? 'live';
      session = await launch(name, { port, extension, devServer, headless: false });
      await showStart(session, virusTotal);
    },
    close,
    rememberTabs: async () => {
      // Tabs of an earlier reload may still be waiting.
      if (session) tabs.push(...(await extensionTabs(session)));
    },
    restoreTabs: async () => {
      const closed = tabs;
      tabs = [];
      for (const { url, isVisible } of closed) {
        const page = await session?.browser.newPage({ background: !isVisible });
        await page?.goto(url, { waitUntil: [] });
      }
    },
  };
}

async function showStart(session: Session, virusTotal: VirusTotal | undefined): Promise<void> {
  const options = await firstPage(session, PATIENCE);
  await closeEmptyTabs(session);
  if (virusTotal) {
    await addAccount(options, 'member', virusTotal.keys.member);
    listAccounts(virusTotal);
  }
  const page = await session.browser.newPage();
  // If VirusTotal cannot be reached, the browser says so in the tab.
  await page.goto(START, { waitUntil: [] }).catch(() => undefined);
}

async function extensionTabs(session: Session): Promise<Tab[]> {
  const origin = session.extensionUrl('');
  const pages = session.browser.connected ? await pagesWithUrl(session) : [];
  return Promise.all(
    pages
      .filter(({ url }) => url.startsWith(origin))
      .map(async ({ page, url }) => ({ url, isVisible: await page.evaluate(() => !document.hidden) })),
  );
}
