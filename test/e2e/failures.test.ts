import { describe, expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { browsers, byRole, withExtension, untilBadge, untilText } from './fixture.ts';

const quotas = { route: '/users/{id}/overall_quotas' };

// What each fault does to badge, popup and storage: faults-refresh.test.ts.
describe('after a failure the last good figures stay', () => {
  test('a wait that VirusTotal asked for is kept to, and said', () =>
    withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
      await addAccount('spellman');
      virusTotal.throw({ kind: 'rate-limit', retryAfter: { seconds: 600 } }, quotas);
      await session.fireAlarm('refresh');
      await untilBadge(session, '429');
      const asked = virusTotal.count();
      const popup = await session.open('popup.html');
      expect(await untilText(popup, 'asked to wait')).toContain('Next try at');
      await (await byRole(popup, 'button', 'Refresh')).click();
      await session.killWorker();
      await session.fireAlarm('refresh');
      await untilBadge(session, '429');
      expect(virusTotal.count()).toBe(asked);
    }));
});

describe('host access that was taken back', () => {
  test('Firefox says so and offers the grant', () =>
    withExtension('firefox', async ({ session, addAccount }) => {
      await addAccount('spellman');
      await untilBadge(session, '987');
      const extensionPage = await session.open('manifest.json');
      await runWithApi(extensionPage, (api) =>
        api.permissions.remove({ origins: ['https://www.virustotal.com/*'] }),
      );
      await session.fireAlarm('refresh');
      expect(await untilBadge(session, 'ask')).toContain('does not let Vitals reach');
      const popup = await session.open('popup.html');
      await byRole(popup, 'button', 'Grant access');
      const options = await session.open('options.html');
      await byRole(options, 'button', 'Grant access');
    }));
});

const made = (root: Element): number => root.querySelectorAll('img, script, iframe, object').length;

describe.each(browsers)('hostile answers in %s', (name) => {
  test('are shown as text and run nothing', () =>
    withExtension(name, async ({ session, addAccount, visit }) => {
      const dialogs: string[] = [];
      await addAccount('hostile');
      const popup = await session.open('popup.html');
      const page = await visit('hostile');
      for (const shown of [popup, page]) shown.on('dialog', (dialog) => dialogs.push(dialog.message()));
      await untilText(popup, 'Updated');
      const panel = await byRole(page, 'region', 'Vitals for hostile');
      expect(await untilText(panel, 'your own account')).toContain('<img src=x onerror=alert(1)>');
      expect(await panel.evaluate(made)).toBe(0);
      expect(await popup.$eval('main', made)).toBe(0);
      expect(dialogs).toEqual([]);
    }));
});
