// Development mode: pages load with styles from WXT's server, source changes appear in open pages, and a page whose
// content script was invalidated by an extension reload is reloaded.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DevServer, startDevServer } from '../browser/dev-server.ts';
import { launch, type Session } from '../browser/launch.ts';
import { until, untilText } from '../browser/session-helpers.ts';
import { startVirusTotal, type VirusTotal } from '../fake-virustotal/server.ts';
import { untilWelcomeOpens } from '../browser/session-pool.ts';

// Vite transforms a module on first request, and WXT debounces builds.
const PATIENCE = 60_000;

let devServer: DevServer;
let virusTotal: VirusTotal;
let session: Session;

beforeAll(async () => {
  devServer = await startDevServer();
  virusTotal = await startVirusTotal();
  const { extension, host } = devServer;
  session = await launch('chromium', { port: virusTotal.port, extension, devServer: host });
  await untilWelcomeOpens(session);
});

afterAll(async () => {
  await session?.close();
  await virusTotal?.close();
  await devServer?.close();
});

type DevPage = {
  page: Page;
  /** the number of sockets that the server has accepted */ sockets: () => number;
};

async function open(path: string): Promise<DevPage> {
  const page = await session.browser.newPage();
  const network = await page.createCDPSession();
  await network.send('Network.enable');
  let sockets = 0;
  network.on('Network.webSocketHandshakeResponseReceived', ({ response }) => {
    if (response.status === 101) sockets += 1;
  });
  await page.goto(session.extensionUrl(path), { timeout: PATIENCE });
  return { page, sockets: () => sockets };
}

/** Whether our style sheets apply: an unstyled page has a transparent background. */
const isStyled = (page: Page): Promise<boolean> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)');

test.each(['popup.html', 'options.html', 'dashboard.html', 'diagnostics.html'])(
  'in development mode, %s is styled and connected to the dev server',
  async (path) => {
    const { page, sockets } = await open(path);
    await untilText(page, 'Vitals', PATIENCE);
    expect(await isStyled(page)).toBe(true);
    // WXT's socket and Vite's.
    await until('both sockets are open', async () => sockets() >= 2);
    expect(session.refusedHosts()).toEqual([]);
    await page.close();
  },
);

test('in development mode, a changed component appears in the open page', async () => {
  const { page, sockets } = await open('options.html');
  await untilText(page, 'Add an account', PATIENCE);
  await until('both sockets are open', async () => sockets() >= 2);
  devServer.change('entrypoints/options/Card.tsx', '<h2>{title}</h2>', '<h2>{title} (changed)</h2>');
  expect(await untilText(page, 'Add an account (changed)', PATIENCE)).toContain('(changed)');
  await page.close();
});

test('in development mode, a changed panel script appears in the open VirusTotal page', async () => {
  const page = await session.visit('https://www.virustotal.com/gui/user/alice');
  await page.waitForSelector('vitals-panel');
  devServer.change('entrypoints/panel-host/host.ts', "'vitals-panel'", "'vitals-changed'");
  const changed = await page.waitForSelector('vitals-changed', { timeout: PATIENCE });
  expect(await changed?.evaluate((host) => host.getAttribute('data-user'))).toBe('alice');
});
