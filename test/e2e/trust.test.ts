// Attempts to reach the extension in a real browser: from the page, the content script's world, another extension, and
// markup in our pages.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { message } from '../message.ts';
import { evaluateInContentScript, sendAsPanel } from './canary-watch.ts';
import { sendCommand } from './faults-fixture.ts';
import { startFixture } from './mounting-fixture.ts';
import { untilPanelText } from './fixture.ts';

let fixture: Awaited<ReturnType<typeof startFixture>>;
let visited: Page;
beforeAll(async () => {
  fixture = await startFixture('chromium');
  visited = await fixture.session.visit('https://www.virustotal.com/gui/user/alice');
  await untilPanelText(visited, 'alice', message('panel.seen_by', 'spellman'));
});
afterAll(() => fixture.stop());

const refused = 'refused';
const evaluateInPanelWorld = (expression: string) => evaluateInContentScript(visited, `(${expression})`);
const origin = (): string => fixture.session.extensionUrl('');

describe('VirusTotal’s page', () => {
  test('[S-page-commands] VirusTotal’s page has no messaging API to reach the extension', async () => {
    const found = await visited.evaluate(() => {
      const { chrome, browser } = window as { chrome?: { runtime?: unknown }; browser?: unknown };
      return { runtime: typeof chrome?.runtime, browser: typeof browser };
    });
    expect(found).toEqual({ runtime: 'undefined', browser: 'undefined' });
  });

  test('[S-page-commands] messages that VirusTotal’s page posts to itself have no effect', async () => {
    const before = await fixture.session.storage();
    const requestCount = fixture.virusTotal.count();
    await visited.evaluate(async () => {
      const commands = [
        { command: 'removeAccount', input: { id: 'spellman' } },
        { command: 'collapsePanel', input: { collapsed: true } },
        { command: 'lookUp', input: { of: 'user', id: 'nobody-yet', freshness: 'reload' } },
      ];
      const panel = document.querySelector('vitals-panel');
      for (const detail of commands) {
        for (const name of ['message', 'command'])
          for (const target of [window, document, panel])
            target?.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
        const received = new Promise((done) => addEventListener('message', done, { once: true }));
        postMessage(detail, '*');
        await received;
      }
    });
    // Messages are handled in order, so the earlier ones have been handled.
    expect(await sendCommand(fixture.extensionPage, 'getPanelSettings', {})).toMatchObject({
      ok: true,
      value: { collapsed: false },
    });
    expect(await fixture.session.storage()).toEqual(before);
    expect(fixture.virusTotal.count()).toBe(requestCount);
  });

  test('[S-page-detection] VirusTotal’s page cannot observe or stop the content script, even with the extension’s id', async () => {
    const page = await fixture.session.browser.newPage();
    const event = `${new URL(origin()).host}:panel-host:wxt:content-script-started`;
    await page.evaluateOnNewDocument((name) => {
      const received = (window as { heard?: unknown[] }).heard ?? [];
      Object.assign(window, { heard: received });
      for (const target of [window, document])
        for (const each of [name, 'message'])
          target.addEventListener(each, ({ type }) => received.push(type));
    }, event);
    await page.goto('https://www.virustotal.com/gui/user/alice');
    await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
    expect(await page.evaluate(() => (window as { heard?: unknown[] }).heard)).toEqual([]);
    await page.evaluate((name) => {
      const detail = { contentScriptName: 'panel-host', messageId: 'another' };
      document.dispatchEvent(new CustomEvent(name, { detail }));
      history.pushState(null, '', '/gui/user/bob');
    }, event);
    await untilPanelText(page, 'bob', message('panel.seen_by', 'spellman'));
    await page.close();
  });

  test.each([
    'manifest.json',
    'popup.html',
    'options.html',
    'dashboard.html',
    'icons/128.png',
    'background.js',
    'panel-host.js',
    // The panel's frame has a temporary address.
    'panel.html',
  ])('[S-page-our-files] VirusTotal’s page cannot read or frame %s', async (file) => {
    const url = fixture.session.extensionUrl(file);
    const framesBefore = visited.frames().length;
    const read = await visited.evaluate(
      (address) =>
        fetch(address).then(
          () => 'read',
          () => 'refused',
        ),
      url,
    );
    const framed = await visited.evaluate(async (address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      const loaded = new Promise((done) => frame.addEventListener('load', done));
      document.body.append(frame);
      await loaded;
      const inside = frame.contentDocument?.documentElement.outerHTML ?? 'another origin';
      frame.remove();
      return inside;
    }, url);
    expect(read).toBe(refused);
    expect(framed).toBe('another origin');
    expect(visited.frames()).toHaveLength(framesBefore);
  });
});

describe('the panel in its frame', () => {
  test.each(['deleteEverything', 'lock', 'getPanelSettings'])(
    '[S-script-commands] the panel gets no response to %s, which only other pages may send',
    async (command) => {
      expect(await sendAsPanel(visited, { command, input: {} })).toBeNull();
      const { local } = await fixture.session.storage();
      expect(Object.keys(local)).toContain('account:spellman');
    },
  );
});

describe('the content script’s isolated world', () => {
  test.each(['local', 'sync'])(
    'the content script cannot read storage.%s, or finds it empty',
    async (area) => {
      const answer = await evaluateInPanelWorld(
        `chrome.storage.${area}.get(null).then((all) => Object.keys(all).length, () => 'refused')`,
      );
      expect([refused, 0]).toContain(answer);
    },
  );

  test('[S-script-storage] the content script cannot read storage.local in Chrome', async () => {
    expect(
      await evaluateInPanelWorld(`chrome.storage.local.get(null).then(() => 'read', () => 'refused')`),
    ).toBe(refused);
  });

  test('[S-script-key-store] the content script sees the page’s databases, not the key store', async () => {
    expect(
      await evaluateInPanelWorld(`indexedDB.databases().then((all) => all.map(({ name }) => name))`),
    ).toEqual([]);
  });

  test('[S-script-api] the content script cannot call VirusTotal’s API with the key', async () => {
    const before = fixture.virusTotal.requests.length;
    const status = await evaluateInPanelWorld(`fetch('/api/v3/users/spellman').then(({ status }) => status)`);
    expect(status).toBe(401);
    expect(fixture.virusTotal.requests.slice(before).map(({ caller }) => caller)).toEqual([null]);
  });
});

describe('another extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitals-stranger-'));
  const manifest = { manifest_version: 3, name: 'Stranger', version: '1', permissions: ['storage', 'tabs'] };
  let page: Page;
  beforeAll(async () => {
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'page.html'), '<!doctype html><title>Stranger</title>');
    const id = await fixture.session.browser.installExtension(folder);
    page = await fixture.session.browser.newPage();
    await page.goto(`chrome-extension://${id}/page.html`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(['getPanelSettings', 'lookUp', 'addAccount', 'removeAccount'])(
    '[S-extension-commands] another extension gets no response to %s',
    async (command) => {
      const id = new URL(origin()).host;
      const answer = await page.evaluate(
        `chrome.runtime.sendMessage(${JSON.stringify(id)}, ${JSON.stringify({ command, input: {} })})
        .then((answer) => answer ?? 'nothing', () => 'refused')`,
      );
      expect(answer).toBe(refused);
    },
  );

  test('[S-extension-storage] another extension sees only its own storage and databases, and cannot read our files', async () => {
    const found = await page.evaluate(
      `Promise.all([
        chrome.storage.local.get(null),
        indexedDB.databases(),
        fetch(${JSON.stringify(fixture.session.extensionUrl('manifest.json'))}).then(() => 'read', () => 'refused'),
      ])`,
    );
    expect(found).toEqual([{}, [], refused]);
  });
});

describe('our own pages', () => {
  test.each(['popup.html', 'options.html', 'dashboard.html'])(
    '[S-policy-enforced] %s runs, loads and sends nothing foreign',
    async (file) => {
      const page = await fixture.session.open(file);
      const attempts = await page.evaluate(async () => {
        // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing of ours is
        const attempt = (work: () => unknown): string => {
          try {
            work();
            return 'done';
          } catch (error) {
            return (error as Error).name;
          }
        };
        const script = document.createElement('script');
        const violated = new Promise<string>((done) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
            done(effectiveDirective),
          );
        });
        const sent = await fetch('https://example.org/').then(
          () => 'sent',
          () => 'refused',
        );
        return {
          sent,
          directive: await violated,
          markup: attempt(() => (document.createElement('p').innerHTML = '<img src=x onerror=alert(1)>')),
          code: attempt(() => (script.textContent = 'globalThis.ran = true')),
          // oxlint-disable-next-line no-eval -- that it fails is what is tested
          text: attempt(() => globalThis.eval('1')),
        };
      });
      expect(attempts).toEqual({
        sent: refused,
        directive: 'connect-src',
        markup: 'TypeError',
        code: 'TypeError',
        text: 'EvalError',
      });
      expect(fixture.session.refusedHosts()).toEqual([]);
      await page.close();
    },
  );
});
