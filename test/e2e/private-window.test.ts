// Private windows are closed to the extension: it does not run there, asks nothing and stores nothing.
import { expect, test } from 'vitest';
import { inPrivilegedScope } from '../browser/firefox-privileged.ts';
import { message } from '../message.ts';
import { untilText, withExtension } from './fixture.ts';

test('[S-disk-private-window] a private window of Chromium has no panel and leaves no trace', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount, visit }) => {
    await addAccount('spellman');
    const usual = await visit('alice');
    await untilText(usual, message('panel.seen_by', 'spellman'));
    expect(await usual.$('vitals-panel')).not.toBeNull();
    await usual.close();

    const stored = await session.storage();
    const asked = virusTotal.requests.length;
    // Contexts beside the first one are private windows.
    const context = await session.browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto('https://www.virustotal.com/gui/user/bob');
    await page.waitForFunction(() => window.page.ready && document.title.endsWith(' - bob'));
    expect(await page.$('vitals-panel')).toBeNull();
    expect(virusTotal.requests.slice(asked)).toEqual([]);
    expect(await session.storage()).toEqual(stored);
    await context.close();
  }));

test('[S-disk-private-window] Firefox does not run the extension in private windows', () =>
  withExtension('firefox', async ({ session }) => {
    const policy = await inPrivilegedScope(
      session.browser,
      `const { host } = Services.io.newURI('${session.extensionUrl('')}');
      const { active, privateBrowsingAllowed } = WebExtensionPolicy.getByHostname(host);
      return JSON.stringify({ active, privateBrowsingAllowed });`,
    );
    expect(JSON.parse(String(policy))).toEqual({ active: true, privateBrowsingAllowed: false });
  }));
