// What VirusTotal's page, or a script injected into it, can do about the panel: nothing but move its host.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { panelFrame, panelFrames } from '../browser/session-helpers.ts';
import { message } from '../message.ts';
import { sendCommand } from './faults-fixture.ts';
import { showReaders, startFixture } from './mounting-fixture.ts';
import { browsers, byRole, textOf, until, untilPanelText, untilText } from './fixture.ts';

const site = 'https://www.virustotal.com/gui/';
const seenBySpellman = message('panel.seen_by', 'spellman');

const navigate = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => window.page.navigate(to), `/gui/${path}`);

describe.each(browsers)('the panel in a hostile page in %s', (name) => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture(name);
    showReaders(fixture.virusTotal);
  });
  afterAll(() => fixture.stop());
  beforeEach(() =>
    runWithApi(fixture.extensionPage, (api) => api.storage.local.remove('lookup-budget:spellman')),
  );

  test('[S-page-reads] the page cannot read the panel, and sees nothing but its host', async () => {
    const page = await fixture.session.browser.newPage();
    await page.evaluateOnNewDocument(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['message', 'messageerror', 'error'])
        addEventListener(type, () => heard.push(type), true);
    });
    await page.goto(`${site}user/alice`);
    await untilPanelText(page, 'alice', seenBySpellman);
    const seen = await page.evaluate((secret) => {
      const host = document.querySelector('vitals-panel');
      getSelection()?.selectAllChildren(document.documentElement);
      const selected = String(getSelection());
      getSelection()?.removeAllRanges();
      const { find } = window as unknown as { find: (text: string) => boolean };
      const box = host?.getBoundingClientRect() ?? new DOMRect();
      return {
        root: host?.shadowRoot ?? null,
        frames: window.length,
        names: [window.frames.length, document.querySelectorAll('iframe').length],
        found: find.call(window, secret),
        selected: selected.includes(secret),
        text: document.documentElement.innerText.includes(secret) || document.body.outerHTML.includes(secret),
        hit: document.elementFromPoint(box.x + 30, box.y + 30) === host,
        attributes: host?.getAttributeNames().toSorted(),
        children: host?.childNodes.length,
        resources: performance
          .getEntries()
          .map((entry) => entry.name)
          .filter((entry) => entry.includes('extension')),
        heard: (window as unknown as { heard: string[] }).heard,
      };
    }, seenBySpellman);
    expect(seen).toEqual({
      root: null,
      frames: 0,
      names: [0, 0],
      found: false,
      selected: false,
      text: false,
      hit: true,
      attributes: ['data-theme', 'data-user'],
      children: 0,
      resources: [],
      heard: [],
    });
    await page.close();
  });

  test('[S-page-clicks] events that a script makes reach no button of the panel', async () => {
    const { session, virusTotal, extensionPage } = fixture;
    const page = await session.visit(`${site}user/alice`);
    await untilPanelText(page, 'alice', seenBySpellman);
    const requests = virusTotal.count();
    await page.evaluate(() => {
      const host = document.querySelector<HTMLElement>('vitals-panel');
      const box = host?.getBoundingClientRect() ?? new DOMRect();
      for (let x = box.left; x < box.right; x += 10)
        for (const type of ['pointerdown', 'pointerup', 'click']) {
          const init = { bubbles: true, composed: true, clientX: x, clientY: box.top + 40 };
          document.elementFromPoint(x, box.top + 40)?.dispatchEvent(new MouseEvent(type, init));
        }
      for (let press = 0; press < 20; press++) {
        host?.click();
        host?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      }
    });
    // A command that the events had caused would be handled before this one.
    expect(await sendCommand(extensionPage, 'getPanelSettings', {})).toMatchObject({
      value: { collapsed: false },
    });
    expect(virusTotal.count()).toBe(requests);
    await page.close();
  });

  test('[S-page-forgery] nothing that the page puts into the host is shown, and the host cannot be restyled', async () => {
    const page = await fixture.session.visit(`${site}user/alice`);
    await untilPanelText(page, 'alice', seenBySpellman);
    const forged = await page.evaluate(() => {
      const host = document.querySelector<HTMLElement>('vitals-panel');
      if (!host) return 'no host';
      const form = document.createElement('form');
      form.innerHTML = '<input type="password" aria-label="Passphrase">';
      host.append(form);
      let attached = 'attached';
      try {
        host.attachShadow({ mode: 'open' });
      } catch (error) {
        attached = (error as Error).name;
      }
      host.style.setProperty('display', 'none', 'important');
      host.style.setProperty('padding', '200px', 'important');
      return {
        shown: form.getClientRects().length > 0,
        attached,
        height: host.getBoundingClientRect().height,
      };
    });
    expect(forged).toEqual({ shown: false, attached: 'NotSupportedError', height: 324 });
    await page.close();
  });

  test('a panel that the page has removed or moved shows its content again', async () => {
    const page = await fixture.session.visit(`${site}user/alice`);
    await untilPanelText(page, 'alice', seenBySpellman);
    const [before] = await panelFrames(page);
    await page.evaluate(() => document.querySelector('vitals-panel')?.remove());
    await until('another document is drawn', async () => {
      const [frame] = await panelFrames(page);
      return frame !== undefined && frame !== before;
    });
    await untilPanelText(page, 'alice', seenBySpellman);
    await page.evaluate(() => {
      const host = document.querySelector('vitals-panel');
      host?.parentElement?.append(host);
      host?.parentElement?.prepend(host);
    });
    await untilPanelText(page, 'alice', seenBySpellman);
    const shown = await page.evaluate(() => document.querySelector('vitals-panel')?.getClientRects().length);
    expect(shown).toBe(1);
    await page.close();
  });

  test('[S-page-storm] a page that moves through users stops at the budget, and a click looks up beyond it', async () => {
    const { session, virusTotal } = fixture;
    const page = await session.visit(`${site}home/upload`);
    await page.waitForFunction(() => window.page?.ready);
    const before = virusTotal.count({ mayCost: true });
    for (let user = 100; user < 115; user++) {
      const id = `crowd-${String(user).padStart(5, '0')}`;
      await navigate(page, `user/${id}`);
      await untilPanelText(page, id, user < 110 ? seenBySpellman : message('panel.budget'));
    }
    expect(virusTotal.count({ mayCost: true })).toBe(before + 10);
    await (await byRole(page, 'button', message('panel.look_up'))).click();
    await untilPanelText(page, 'crowd-00114', seenBySpellman);
    expect(virusTotal.count({ mayCost: true })).toBe(before + 11);
    // Users who are known cost nothing and count for nothing.
    await navigate(page, 'user/crowd-00100');
    await untilPanelText(page, 'crowd-00100', seenBySpellman);
    expect(virusTotal.count({ mayCost: true })).toBe(before + 11);
    await page.close();
  });

  test('[S-panel-locked] while the keys are locked the panel says so and shows nothing else', async () => {
    const { session, extensionPage } = fixture;
    const page = await session.visit(`${site}user/alice`);
    await untilPanelText(page, 'alice', seenBySpellman);
    const passphrase = 'seven green lizards on a wall';
    await sendCommand(extensionPage, 'setKeyStorage', {
      id: 'spellman',
      choice: { keyStorage: 'passphrase', passphrase },
    });
    await sendCommand(extensionPage, 'lock', {});
    const frame = await panelFrame(page);
    const text = await untilText(frame, message('panel.locked'));
    expect(text.split('\n')).toEqual([
      'alice',
      message('panel.refresh'),
      message('panel.collapse'),
      message('panel.locked'),
      message('extension.name'),
    ]);
    expect(await frame.$('input')).toBeNull();
    // A page that is opened meanwhile learns nothing either.
    const other = await session.visit(`${site}user/spellman`);
    expect(await untilText(await panelFrame(other), message('panel.locked'))).not.toContain('2FA');
    await sendCommand(extensionPage, 'unlock', { passphrase });
    await page.bringToFront();
    await untilPanelText(page, 'alice', seenBySpellman);
    await sendCommand(extensionPage, 'setKeyStorage', { id: 'spellman', choice: { keyStorage: 'device' } });
    await Promise.all([page.close(), other.close()]);
  });
});

describe('the panel in chromium', () => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture('chromium');
  });
  afterAll(() => fixture.stop());

  test('[S-page-storm] a page in the background looks nobody up until it is shown', async () => {
    const { session, virusTotal, extensionPage } = fixture;
    const page = await session.browser.newPage({ background: true });
    await page.goto(`${site}user/bob`);
    await page.waitForFunction(() => window.page?.ready);
    await until('the panel is drawn', async () => (await panelFrames(page)).length === 1);
    // A lookup that the panel had requested would be handled before this command.
    await sendCommand(extensionPage, 'getPanelSettings', {});
    const lookups = () => virusTotal.requests.filter(({ path }) => path.includes('/users/bob')).length;
    expect(lookups()).toBe(0);
    await page.bringToFront();
    await untilPanelText(page, 'bob', seenBySpellman);
    expect(lookups()).toBe(1);
    await page.close();
  });

  test.each(['require-corp', 'credentialless'] as const)(
    'a page that keeps the frame out by "%s" shows a way to the dashboard instead',
    async (embedderPolicy) => {
      const { session, virusTotal } = fixture;
      virusTotal.page.set({ embedderPolicy });
      const page = await session.visit(`${site}user/alice`);
      const button = await byRole(page, 'button', message('panel.open_dashboard'));
      expect(await textOf(page)).not.toContain(message('panel.open_dashboard'));
      expect(await panelFrames(page)).toEqual([]);
      await button.click();
      const dashboard = await session.browser.waitForTarget((target) =>
        target.url().endsWith('/dashboard.html'),
      );
      await (await dashboard.asPage()).close();
      virusTotal.page.reset();
      await page.close();
    },
  );
});

test('[S-page-our-files] a page that knows the panel’s address in Firefox shows it a stranger, within the budget', async () => {
  const { session, virusTotal, extensionPage, stop } = await startFixture('firefox');
  try {
    const page = await session.visit(`${site}home/upload`);
    await page.waitForFunction(() => window.page?.ready);
    const before = virusTotal.count({ mayCost: true });
    const connect = (id: string): Promise<void> =>
      page.evaluate(
        async (address, wanted) => {
          const frame = document.createElement('iframe');
          frame.src = address;
          const loaded = new Promise((done) => frame.addEventListener('load', done));
          document.body.prepend(frame);
          await loaded;
          const { port1, port2 } = new MessageChannel();
          const place = { of: 'user', id: wanted, collapsed: false, theme: 'light' };
          const drawn = new Promise((done) => {
            port1.addEventListener('message', ({ data }) => done(data));
          });
          port1.start();
          frame.contentWindow?.postMessage(place, '*', [port2]);
          await drawn;
        },
        session.extensionUrl('panel.html'),
        id,
      );
    for (let user = 0; user < 14; user++) await connect(`crowd-0020${user.toString(16)}`);
    await sendCommand(extensionPage, 'getPanelSettings', {});
    expect(virusTotal.count({ mayCost: true }) - before).toBeLessThanOrEqual(10);
    expect(await page.evaluate(() => document.documentElement.innerText)).not.toContain('spellman');
  } finally {
    await stop();
  }
});
