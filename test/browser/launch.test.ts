// The harness itself: each browser starts with the built extension, at the true origin, and nothing else is reached.
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { describe, expect, test } from 'vitest';
import { message } from '../message.ts';
import { runWithApi } from './extension-page.ts';
import type { BrowserName } from './find.ts';
import { launch, type Session } from './launch.ts';
import { builds, untilWelcomeOpens } from './session-pool.ts';
import { byRole, screenshot, textOf, untilText } from './session-helpers.ts';

const PAGE = `<!doctype html><title>Fake</title><h1>User x</h1><label>API key <input type="password"></label><x-panel></x-panel><script>
  document.querySelector('x-panel').attachShadow({ mode: 'open' }).innerHTML =
    '<section aria-label="Deep"><button onclick="this.textContent=String(1+1)">Press</button></section>';
</script>`;

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

type Stage = { session: Session; paths: string[] };

/** A session and a server for one test alone, closed however it ends. */
async function onSession(name: BrowserName, scenario: (fixture: Stage) => Promise<void>): Promise<void> {
  const server = await startServer();
  try {
    const session = await launch(name, { port: server.port, extension: builds[name] });
    try {
      await untilWelcomeOpens(session);
      await scenario({ session, paths: server.paths });
    } finally {
      await session.close();
    }
  } finally {
    server.close();
  }
}

describe.each<BrowserName>(['chromium', 'firefox'])('the harness in %s', (name) => {
  test('the harness opens an extension page', () =>
    onSession(name, async ({ session }) => {
      const page = await session.open('popup.html');
      expect(await page.title()).not.toBe('');
      expect(await page.evaluate(() => location.href)).toBe(session.extensionUrl('popup.html'));
    }));

  test("the harness serves VirusTotal's true origin from loopback", () =>
    onSession(name, async ({ session, paths }) => {
      const page = await session.visit('https://www.virustotal.com/gui/user/x');
      expect(page.url()).toBe('https://www.virustotal.com/gui/user/x');
      expect(paths).toContain('www.virustotal.com/gui/user/x');
      await (await byRole(page, 'textbox', 'API key')).type('secret');
      await (await byRole(page, 'button', 'Press')).click();
      expect(await untilText(await byRole(page, 'region', 'Deep'), '2')).toBe('2');
      expect(await textOf(page)).toContain('User x\nAPI key\n2');
      const file = join(tmpdir(), 'vitals-harness', `${name}.png`) as `${string}.png`;
      await screenshot(page, file, { colorScheme: 'dark' });
    }));

  test('the harness reads badge, storage and databases', () =>
    onSession(name, async ({ session }) => {
      const page = await session.open('popup.html');
      // What the background paints where no account is; a badge of our own it would paint over.
      const painted = {
        text: '+',
        title: expect.stringContaining(message('title.no_account')),
        color: '#5b6478',
      };
      await expect.poll(() => session.badge()).toEqual(painted);
      await runWithApi(page, (api) => api.storage.session.set({ harness: 1 }));
      expect(await session.storage()).toMatchObject({ session: { harness: 1 } });
      expect(await session.indexedDb()).toBeTypeOf('object');
    }));

  test('the harness refuses every other host and remembers it', () =>
    onSession(name, async ({ session }) => {
      expect(session.refusedHosts()).toEqual([]);
      await expect(session.visit('https://example.org/')).rejects.toThrow(/TUNNEL|PROXY/);
      expect(session.refusedHosts()).toContain('example.org:443');
    }));

  test('the harness keeps stored data over a restart', () =>
    onSession(name, async ({ session }) => {
      const page = await session.open('popup.html');
      await runWithApi(page, (api) => api.storage.local.set({ harness: 2 }));
      await session.restart();
      expect((await session.storage()).local).toMatchObject({ harness: 2 });
    }));
});

test('the harness opens the real popup in chromium', () =>
  onSession('chromium', async ({ session }) => {
    // A tab that comes to the front closes a popup.
    await session.browser.waitForTarget((target) => target.url().endsWith('/options.html'));
    const popup = await session.openPopup();
    expect(popup.url()).toBe(session.extensionUrl('popup.html'));
  }));

test('the harness says how to build where nothing is built', async () => {
  await expect(launch('chromium', { port: 1, extension: join(tmpdir(), 'nothing-here') })).rejects.toThrow(
    'npm run build',
  );
});
