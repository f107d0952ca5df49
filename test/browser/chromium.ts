// Chromium (and its kin) with the built extension: how it is started, its worker stopped and its popup opened.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, launch, type Page, TargetType } from 'puppeteer-core';
import type { Driver, LaunchOptions, Start } from './driver.ts';

export const startChromium: Start = async (options) => {
  if (options.devServer !== undefined) allowReload(options.profile);
  const browser = await launch({
    executablePath: options.executable,
    headless: options.headless ?? true,
    timeout: 60_000,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Extensions are installed over the pipe: branded builds since 137 ignore --load-extension.
    pipe: true,
    enableExtensions: true,
    userDataDir: options.profile,
    defaultViewport: options.headless === false ? null : { width: 1280, height: 800 },
    args: flags(options, options.proxyPort),
    // Linux takes the language from the environment, other systems from the flag.
    ...(options.language !== undefined && { env: { ...process.env, LANGUAGE: options.language } }),
  });
  try {
    // Chromium forgets an extension installed this way when it closes (its data stay), so each start installs it again.
    const id = await browser.installExtension(options.extension);
    const origin = `chrome-extension://${id}`;
    return {
      browser,
      origin,
      // Chromium draws no frames for a tab in the back (one that the extension's own welcome has covered, say), and a
      // click there would wait for ever.
      prepare: (page) => page.emulateFocusedPage(true),
      navigate: async (page, url) => {
        await page.goto(url);
      },
      killWorker: (page) => killWorker(page, origin),
      clearSites,
      openPopup: (page) => openPopup(browser, id, page),
    } satisfies Driver;
  } catch (error) {
    await browser.close();
    throw error;
  }
};

/** Without its developer mode Chromium turns an unpacked extension off when that reloads. */
function allowReload(profile: string): void {
  const folder = join(profile, 'Default');
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  const preferences = { extensions: { ui: { developer_mode: true } } };
  writeFileSync(join(folder, 'Preferences'), JSON.stringify(preferences));
}

function flags(options: LaunchOptions, proxyPort: number | null): string[] {
  return [
    '--enable-unsafe-extension-debugging',
    '--disable-quic',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-features=NetworkTimeServiceQuerying,AutofillServerCommunication',
    '--no-default-browser-check',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(options.language === undefined
      ? []
      : [`--lang=${options.language}`, `--accept-lang=${options.language}`]),
    ...(options.colorScheme === 'dark' ? ['--force-dark-mode'] : []),
    ...(proxyPort === null ? [] : loopbackOnly(proxyPort, options.devServer)),
    ...(options.args ?? []),
  ];
}

function loopbackOnly(proxyPort: number, devServer?: string): string[] {
  return [
    `--proxy-server=http://127.0.0.1:${proxyPort}`,
    // Without "<-loopback>" Chromium would reach loopback addresses past the proxy.
    `--proxy-bypass-list=${['<-loopback>', devServer].filter(Boolean).join(';')}`,
    // Whatever asks past the proxy finds no address.
    `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1${devServer === undefined ? '' : ', EXCLUDE localhost'}`,
    '--ignore-certificate-errors',
    // Chromium's own errands, which nothing else switches off, go nowhere: what is refused is the extension's or the page's.
    '--gaia-url=https://127.0.0.1:1',
    '--component-updater=url-source=https://127.0.0.1:1/',
  ];
}

/**
 * Closing the worker's target, as puppeteer's own close does, only asks: a worker busy with an event or just starting
 * goes on for its 30 seconds. The ServiceWorker domain, which an extension page's session reaches, stops it outright.
 */
async function killWorker(page: Page, origin: string): Promise<void> {
  const session = await page.createCDPSession();
  const stopped = new Promise<void>((done, fail) => {
    let told = false;
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      const version = versions.find(({ scriptURL }) => scriptURL.startsWith(origin));
      if (version === undefined) return;
      if (version.runningStatus === 'stopped') done();
      else if (!told) {
        told = true;
        session.send('ServiceWorker.stopWorker', { versionId: version.versionId }).catch(fail);
      }
    });
  });
  await session.send('ServiceWorker.enable');
  await stopped;
  await session.detach();
}

async function clearSites(page: Page): Promise<void> {
  await page.browserContext().clearPermissionOverrides();
  const session = await page.createCDPSession();
  await session.send('Storage.clearDataForOrigin', {
    origin: 'https://www.virustotal.com',
    storageTypes: 'all',
  });
  await session.detach();
}

async function openPopup(browser: Browser, id: string, page: Page): Promise<Page> {
  const extension = (await browser.extensions()).get(id);
  if (extension === undefined) throw new Error(`The extension ${id} is no longer installed.`);
  const before = new Set(browser.targets());
  await page.bringToFront();
  await page.triggerExtensionAction(extension);
  const target = await browser.waitForTarget(
    (one) =>
      !before.has(one) &&
      // The welcome tab of a fresh profile may open at the same moment.
      one.url().split('?')[0] === `chrome-extension://${id}/popup.html` &&
      one.type() !== TargetType.SERVICE_WORKER,
  );
  return target.asPage();
}
