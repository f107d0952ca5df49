// One test session: a browser with the built, unmodified extension, at VirusTotal's true origin, cut off from all else.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { startChromium } from './chromium.ts';
import type { Command, Input, Result } from '../../core/messages.ts';
import type { Driver, LaunchOptions } from './driver.ts';
import {
  type Badge,
  clearExtension,
  fireAlarm,
  readBadge,
  readIndexedDb,
  readStorage,
  hasHostAccess,
  runWithApi,
  type Storage,
} from './extension-page.ts';
import { type BrowserName, requireBrowser } from './find.ts';
import { startFirefox } from './firefox.ts';
import { type LoopbackProxy, startLoopbackProxy } from './loopback-proxy.ts';
import { maximumWait } from './session-helpers.ts';

export type Session = {
  name: BrowserName;
  /** Another one after `restart`. */
  readonly browser: Browser;
  extensionUrl(path: string): string;
  /** An extension page in a tab, loaded. */
  open(path: string): Promise<Page>;
  /** A web page in a tab, loaded. */
  visit(url: string): Promise<Page>;
  badge(): Promise<Badge>;
  /** Sends a command from an extension page. */
  send<C extends Command>(command: C, input: Input<C>): Promise<Result<C>>;
  /** Makes the alarm due now (its period stays) and returns when it has gone off. */
  fireAlarm(name: string): Promise<void>;
  storage(): Promise<Storage>;
  indexedDb(): Promise<Record<string, Record<string, unknown[]>>>;
  /** Ends the background as the browser would, and returns when it is gone. */
  killWorker(): Promise<void>;
  /** The real popup, by a click on the toolbar button over `over` (a new empty tab if left out). Chromium only. */
  openPopup(over?: Page): Promise<Page>;
  /** Hosts asked for beside www.virustotal.com, as "host:port"; all were refused. */
  refusedHosts(): string[];
  /** Closes the browser and opens it again on the same profile. Pages from before are gone. */
  restart(): Promise<void>;
  /**
   * Closes all pages, empties what extension and sites have stored, leads to the fake VirusTotal at another port, and starts the
   * background again. The browser goes on: it takes seconds to start.
   */
  renew(port: number): Promise<void>;
  close(): Promise<void>;
};

export async function launch(name: BrowserName, options: LaunchOptions): Promise<Session> {
  const extension = resolve(options.extension);
  if (!existsSync(join(extension, 'manifest.json'))) {
    throw new Error(`There is no built extension in ${options.extension}. Run "npm run build" first.`);
  }
  const executable = requireBrowser(name);
  const proxy = options.port === 'live' ? null : await startLoopbackProxy(options.port);
  const folder = mkdtempSync(join(tmpdir(), 'vitals-session-'));
  const removeSession = (): void => {
    removeFolder(folder);
  };
  const cleanUp = async (): Promise<void> => {
    process.off('exit', removeSession);
    process.off('SIGTERM', quit);
    process.off('SIGHUP', quit);
    await proxy?.close();
    removeSession();
  };
  const inPlace = options.profile !== undefined || options.devServer !== undefined;
  const installed = inPlace ? extension : copied(extension, folder);
  const start = (): Promise<Driver> =>
    (name === 'chromium' ? startChromium : startFirefox)({
      ...options,
      extension: installed,
      profile: options.profile ?? join(folder, 'profile'),
      executable,
      proxyPort: proxy?.port ?? null,
    });
  try {
    const driver = await start();
    // After puppeteer's own listener, which kills the browser when a test run breaks off.
    process.once('exit', removeSession);
    process.once('SIGTERM', quit);
    process.once('SIGHUP', quit);
    return session(name, start, driver, proxy, cleanUp);
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

function session(
  name: BrowserName,
  start: () => Promise<Driver>,
  first: Driver,
  proxy: LoopbackProxy | null,
  cleanUp: () => Promise<void>,
): Session {
  let driver = first;
  let asking: Promise<Page> | null = null;

  const extensionUrl = (path: string): string => `${driver.origin}/${path.replace(/^\//, '')}`;
  const newPage = async (): Promise<Page> => {
    const page = await driver.browser.newPage();
    page.setDefaultTimeout(maximumWait);
    await driver.prepare(page);
    return page;
  };
  const open = async (path: string): Promise<Page> => {
    const page = await newPage();
    await driver.navigate(page, extensionUrl(path));
    return page;
  };
  // Questions are asked from a tab in the background that shows the manifest: an extension page that runs nothing of ours.
  const openAsking = async (): Promise<Page> => {
    const page = await driver.browser.newPage({ background: true });
    page.setDefaultTimeout(maximumWait);
    await driver.navigate(page, extensionUrl('manifest.json'));
    return page;
  };
  const asked = (): Promise<Page> => (asking ??= openAsking());

  return {
    name,
    get browser() {
      return driver.browser;
    },
    extensionUrl,
    open,
    visit: async (url) => {
      const page = await newPage();
      await page.goto(url);
      return page;
    },
    badge: async () => readBadge(await asked()),
    send: async (command, input) => send(await asked(), command, input),
    fireAlarm: async (alarm) => fireAlarm(await asked(), alarm),
    storage: async () => readStorage(await asked()),
    indexedDb: async () => readIndexedDb(await asked()),
    killWorker: async () => driver.killWorker(await asked()),
    openPopup: async (over) => driver.openPopup(over ?? (await driver.browser.newPage())),
    refusedHosts: () => [...(proxy?.refused() ?? [])],
    restart: async () => {
      await driver.browser.close();
      asking = null;
      driver = await start();
    },
    renew: async (port) => {
      asking = null;
      const blank = await driver.browser.newPage();
      const contexts = driver.browser.browserContexts();
      const inUse = driver.browser.defaultBrowserContext();
      await Promise.all(contexts.filter((context) => context !== inUse).map((context) => context.close()));
      const others = (await driver.browser.pages()).filter((page) => page !== blank);
      await Promise.all(others.map((page) => page.close()));
      proxy?.leadTo(port);
      const page = await asked();
      // Work in progress must not write again what is cleared. Clearing wakes the background, which then starts once more.
      await driver.killWorker(page);
      await clearExtension(page);
      await driver.clearSites(page);
      await driver.killWorker(page);
      await send(page, 'getPanelSettings', {});
      if (!(await hasHostAccess(page))) throw new Error('A test has taken away the access to VirusTotal.');
    },
    close: async () => {
      try {
        await driver.browser.close();
      } finally {
        await cleanUp();
      }
    },
  };
}

const send = <C extends Command>(page: Page, command: C, input: Input<C>): Promise<Result<C>> =>
  runWithApi(page, (api, message) => api.runtime.sendMessage(message), {
    command,
    input,
  });

/** A copy, so that a build started meanwhile does not pull the files from under a running browser. */
function copied(extension: string, folder: string): string {
  const copy = join(folder, 'extension');
  cpSync(extension, copy, { recursive: true });
  return copy;
}

/** Puppeteer would answer these signals by killing the browser alone; leaving runs every clean-up at exit. */
function quit(): void {
  process.exit(143);
}

function removeFolder(folder: string): void {
  // The last of a browser's processes may still write for a moment after it has closed.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
