import { describe, expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { message, messagePattern } from '../message.ts';
import { browsers, byRole, withExtension, untilBadge, untilText } from './fixture.ts';

const quotas = { route: '/users/{id}/overall_quotas' };

// What each fault does to badge, popup and storage: faults-refresh.test.ts.
describe('a rate limit', () => {
  test('a rate limit is waited out across workers, and the next retry is named', () =>
    withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
      await addAccount('spellman');
      virusTotal.throw({ kind: 'rate-limit', retryAfter: { seconds: 600 } }, quotas);
      await session.fireAlarm('refresh');
      await untilBadge(session, '429');
      const asked = virusTotal.count();
      const popup = await session.open('popup.html');
      expect(await untilText(popup, message('failure.rate_limited'))).toMatch(
        messagePattern('retry_at', /\d.*/u),
      );
      await (await byRole(popup, 'button', 'Refresh')).click();
      await session.killWorker();
      await session.fireAlarm('refresh');
      await untilBadge(session, '429');
      expect(virusTotal.count()).toBe(asked);
    }));
});

describe('host access that was taken back', () => {
  test('[F-no-host-access] Firefox says so and offers the grant', () =>
    withExtension('firefox', async ({ session, addAccount }) => {
      await addAccount('spellman');
      await untilBadge(session, '987');
      const extensionPage = await session.open('manifest.json');
      await runWithApi(extensionPage, (api) =>
        api.permissions.remove({ origins: ['https://www.virustotal.com/*'] }),
      );
      await session.fireAlarm('refresh');
      expect(await untilBadge(session, 'ask')).toContain(message('failure.no_access'));
      const popup = await session.open('popup.html');
      await byRole(popup, 'button', message('common.grant'));
      const options = await session.open('options.html');
      await byRole(options, 'button', message('common.grant'));
    }));
});

const made = (root: Element): number => root.querySelectorAll('img, script, iframe, object').length;

describe.each(browsers)('hostile answers in %s', (name) => {
  test('[S-page-markup S-server-code] are shown as text and run nothing', () =>
    withExtension(name, async ({ session, addAccount, visit }) => {
      const dialogs: string[] = [];
      await addAccount('hostile');
      const popup = await session.open('popup.html');
      const page = await visit('hostile');
      for (const shown of [popup, page]) shown.on('dialog', (dialog) => dialogs.push(dialog.message()));
      await untilText(popup, 'Updated');
      const panel = await byRole(page, 'region', 'Vitals for hostile');
      expect(await untilText(panel, message('panel.own_account'))).toContain('<img src=x onerror=alert(1)>');
      expect(await panel.evaluate(made)).toBe(0);
      expect(await popup.$eval('main', made)).toBe(0);
      expect(dialogs).toEqual([]);
    }));
});
