// The development mode: pages come styled from WXT's server, a change of a source arrives in open pages, and a page whose script was
// cut off by a reload of the extension is reloaded.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DevServer, startDevServer } from '../browser/dev-server.ts';
import { launch, type Session } from '../browser/launch.ts';
import { until, untilText } from '../browser/session-helpers.ts';
import { startVirusTotal, type VirusTotal } from '../fake-virustotal/server.ts';
import { untilWelcomeOpens } from './fixture.ts';

// Vite transforms a module when it is asked for first, WXT waits before it builds again.
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

type DevPage = { page: Page; /** how many sockets the server has accepted */ sockets: () => number };

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

/** Whether our style sheets apply: an unstyled page has no ground. */
const isStyled = (page: Page): Promise<boolean> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)');

test.each(['popup.html', 'options.html', 'dashboard.html', 'diagnostics.html'])(
  '%s is styled and connected',
  async (path) => {
    const { page, sockets } = await open(path);
    await untilText(page, 'Vitals', PATIENCE);
    expect(await isStyled(page)).toBe(true);
    // WXT's own socket and Vite's.
    await until('both sockets', async () => sockets() >= 2);
    expect(session.refusedHosts()).toEqual([]);
    await page.close();
  },
);

test('a changed component arrives in the open page', async () => {
  const { page, sockets } = await open('options.html');
  await untilText(page, 'Add an account', PATIENCE);
  await until('both sockets', async () => sockets() >= 2);
  devServer.change('entrypoints/options/Card.tsx', '<h2>{title}</h2>', '<h2>{title} (changed)</h2>');
  expect(await untilText(page, 'Add an account (changed)', PATIENCE)).toContain('(changed)');
  await page.close();
});

test('a changed panel script arrives in the open page of VirusTotal', async () => {
  const page = await session.visit('https://www.virustotal.com/gui/user/alice');
  await page.waitForSelector('vitals-panel');
  devServer.change('entrypoints/panel-host/host.ts', "'vitals-panel'", "'vitals-changed'");
  const changed = await page.waitForSelector('vitals-changed', { timeout: PATIENCE });
  expect(await changed?.evaluate((host) => host.getAttribute('data-user'))).toBe('alice');
});
