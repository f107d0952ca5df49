// The harness itself: each browser starts with the built extension, at the true origin, and nothing else is reached.
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './extension-page.ts';
import type { BrowserName } from './find.ts';
import { launch, type Session } from './launch.ts';
import { byRole, screenshot, textOf, untilText } from './session-helpers.ts';

const PAGE = `<!doctype html><title>Stand-in</title><h1>User x</h1><label>API key <input type="password"></label><x-panel></x-panel><script>
  document.querySelector('x-panel').attachShadow({ mode: 'open' }).innerHTML =
    '<section aria-label="Deep"><button onclick="this.textContent=String(1+1)">Press</button></section>';
</script>`;

const builds = { chromium: '.output/chrome-mv3', firefox: '.output/firefox-mv3' } as const;

async function startServer(): Promise<{ port: number; paths: string[]; close(): void }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'www.virustotal.com' }]);
  const paths: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    paths.push(`${request.headers.host ?? ''}${request.url ?? ''}`);
    response.setHeader('content-type', 'text/html').end(PAGE);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    paths,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe.each<BrowserName>(['chromium', 'firefox'])('%s', { timeout: 60_000 }, (name) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let session: Session;

  beforeAll(async () => {
    server = await startServer();
    session = await launch(name, { port: server.port, extension: builds[name] });
  }, 60_000);

  afterAll(async () => {
    await session?.close();
    server?.close();
  });

  test('opens an extension page', async () => {
    const page = await session.open('popup.html');
    expect(await page.title()).not.toBe('');
    expect(await page.evaluate(() => location.href)).toBe(session.extensionUrl('popup.html'));
    await page.close();
  });

  test("serves VirusTotal's true origin from loopback", async () => {
    const page = await session.visit('https://www.virustotal.com/gui/user/x');
    expect(page.url()).toBe('https://www.virustotal.com/gui/user/x');
    expect(server.paths).toContain('www.virustotal.com/gui/user/x');
    await (await byRole(page, 'textbox', 'API key')).type('secret');
    await (await byRole(page, 'button', 'Press')).click();
    expect(await untilText(await byRole(page, 'region', 'Deep'), '2')).toBe('2');
    expect(await textOf(page)).toBe('User x\nAPI key\n2');
    await screenshot(page, join(tmpdir(), 'vitals-harness', `${name}.png`) as `${string}.png`, {
      colorScheme: 'dark',
    });
    await page.close();
  });

  test('reads badge, storage and databases', async () => {
    const page = await session.open('popup.html');
    await ask(page, (api) => api.action.setBadgeBackgroundColor({ color: '#0a0b0c' }));
    await ask(page, (api) => api.storage.session.set({ harness: 1 }));
    expect(await session.badge()).toMatchObject({ color: '#0a0b0c' });
    expect(await session.storage()).toMatchObject({ session: { harness: 1 } });
    expect(await session.indexedDb()).toBeTypeOf('object');
    await page.close();
  });

  test('refuses every other host and remembers it', async () => {
    expect(session.refusedHosts()).toEqual([]);
    await expect(session.visit('https://example.org/')).rejects.toThrow(/TUNNEL|PROXY/);
    expect(session.refusedHosts()).toContain('example.org:443');
  });

  test('keeps what is stored over a restart', async () => {
    const page = await session.open('popup.html');
    await ask(page, (api) => api.storage.local.set({ harness: 2 }));
    await session.restart();
    expect((await session.storage()).local).toMatchObject({ harness: 2 });
  });

  test.runIf(name === 'chromium')('opens the real popup', async () => {
    const popup = await session.openPopup();
    expect(popup.url()).toBe(session.extensionUrl('popup.html'));
    await popup.close();
  });
});

test('says how to build where nothing is built', async () => {
  await expect(launch('chromium', { port: 1, extension: join(tmpdir(), 'nothing-here') })).rejects.toThrow(
    'npm run build',
  );
});
