// Firefox with the built extension, over WebDriver BiDi: how it is started, prepared and its event page ended.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import type { Driver, LaunchOptions, Start } from './driver.ts';
import { fillProfile } from './firefox-profile.ts';
import { inPrivilegedScope } from './firefox-privileged.ts';
import { until } from './session-helpers.ts';

// Fixes the extension's address, which Firefox otherwise draws at random for each profile.
const UUID = '5d8c1f0e-9a3b-4c62-8f17-2b6f0c9e7a41';

export const startFirefox: Start = async (options) => {
  const id = geckoId(options.extension);
  const open = (profile: string): Promise<Browser> => openFirefox({ ...options, profile }, id);
  if (!existsSync(options.profile))
    await fillProfile(options.profile, async (profile) => (await open(profile)).close());
  // A policy that names localhost is only taken from an extension loaded for the session.
  if (options.devServer === undefined) linkExtension(options, id);
  const browser = await open(options.profile);
  try {
    await ensureInstalled(browser, options.extension, id);
    return {
      browser,
      origin: `moz-extension://${UUID}`,
      prepare: () => Promise.resolve(),
      navigate,
      killWorker: () => endEventPage(browser, id),
      clearSites: () => clearSites(browser),
      openPopup: () =>
        Promise.reject(
          new Error(
            "Firefox's popup panel is out of WebDriver's reach: open('popup.html') shows the same page in a tab.",
          ),
        ),
    } satisfies Driver;
  } catch (error) {
    await browser.close();
    throw error;
  }
};

function openFirefox(options: Parameters<Start>[0], id: string): Promise<Browser> {
  return launch({
    browser: 'firefox',
    executablePath: options.executable,
    headless: options.headless ?? true,
    timeout: 60_000,
    handleSIGTERM: false,
    handleSIGHUP: false,
    acceptInsecureCerts: options.proxyPort !== null,
    defaultViewport: options.headless === false ? null : { width: 1280, height: 800 },
    // Since Firefox 153 WebDriver may go to moz-extension: pages only with system access.
    args: ['--profile', options.profile, '--remote-allow-system-access', ...(options.args ?? [])],
    // Without the variable a release Firefox ignores the preference that keeps its settings service off the network.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    extraPrefsFirefox: preferences(options, id, options.proxyPort),
  });
}

function geckoId(extension: string): string {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`${extension} is no Firefox build: its manifest has no gecko id.`);
  return id;
}

/** A file named as the extension and holding its folder installs it for good: it starts with the browser, as a user's. */
function linkExtension(options: { profile: string; extension: string }, id: string): void {
  const folder = join(options.profile, 'extensions');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, id), options.extension);
}

/** Release builds of Firefox insist on signatures and leave the linked extension out: there it is loaded for the session. */
async function ensureInstalled(browser: Browser, extension: string, id: string): Promise<void> {
  const running = await inPrivilegedScope(
    browser,
    `const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
     const addon = await AddonManager.getAddonByID(${JSON.stringify(id)});
     if (!addon?.isActive) return false;
     await WebExtensionPolicy.getByID(${JSON.stringify(id)}).readyPromise;
     return true;`,
  );
  if (running !== true) await browser.installExtension(extension);
}

async function navigate(page: Page, url: string): Promise<void> {
  // Firefox reports no load event for moz-extension: pages, so goto's own wait would never end. The condition is asked of the page.
  await page.goto(url, { waitUntil: [] });
  // Asked from outside: a tab in the back waits a second for each frame.
  await until(`${url} is loaded`, () => page.evaluate(isLoaded, url));
}

/** Runs in the page. */
const isLoaded = (expected: string): boolean =>
  location.href === expected && document.readyState === 'complete';

async function clearSites(browser: Browser): Promise<void> {
  await inPrivilegedScope(
    browser,
    `Services.prefs.clearUserPref('layout.css.prefers-color-scheme.content-override');
     await new Promise((done) => {
       const { CLEAR_ALL } = Ci.nsIClearDataService;
       Services.clearData.deleteDataFromHost('www.virustotal.com', true, CLEAR_ALL, { onDataDeleted: done });
     });`,
  );
}

async function endEventPage(browser: Browser, id: string): Promise<void> {
  const state = await inPrivilegedScope(
    browser,
    `const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(id)});
     await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
     return extension.backgroundState;`,
  );
  if (state !== 'stopped') throw new Error(`The event page is ${String(state)}, not stopped.`);
}

function preferences(
  options: LaunchOptions,
  id: string,
  proxyPort: number | null,
): Record<string, string | number | boolean> {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
    'xpinstall.signatures.required': false,
    'extensions.startupScanScopes': 1,
    // Where it is loaded for the session only, its data outlive the restart all the same.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    ...(options.language !== undefined && {
      'intl.locale.requested': options.language,
      'intl.accept_languages': options.language,
    }),
    ...(options.colorScheme === undefined
      ? {}
      : { 'layout.css.prefers-color-scheme.content-override': options.colorScheme === 'dark' ? 0 : 1 }),
    ...(proxyPort === null ? {} : loopbackOnly(proxyPort, options.devServer)),
  };
}

function loopbackOnly(proxyPort: number, devServer = ''): Record<string, string | number | boolean> {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.no_proxies_on': devServer,
    'network.trr.mode': 5,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'dom.push.connection.enabled': false,
    'browser.region.network.url': '',
    'browser.region.update.enabled': false,
    'browser.topsites.contile.enabled': false,
    'browser.safebrowsing.downloads.remote.enabled': false,
    'extensions.systemAddon.update.enabled': false,
    'toolkit.telemetry.server': '',
  };
}
