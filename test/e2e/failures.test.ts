import { describe, expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { message, messagePattern } from '../message.ts';
import { browsers, byRole, withExtension, untilBadge, untilText } from './fixture.ts';

const quotas = { route: '/users/{id}/overall_quotas' };

// faults-refresh.test.ts covers the effect of each fault on badge, popup and storage.
describe('a rate limit', () => {
  test('a rate limit is waited out across workers, and the popup shows when the next retry is', () =>
    withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
      await addAccount('spellman');
      virusTotal.throw({ kind: 'rate-limit', retryAfter: { seconds: 600 } }, quotas);
      await session.fireAlarm('refresh');
      await untilBadge(session, '429');
      const requestCount = virusTotal.count();
      const popup = await session.open('popup.html');
      expect(await untilText(popup, message('failure.rate_limited'))).toMatch(
        messagePattern('retry_at', /\S.*/u),
      );
      await (await byRole(popup, 'button', 'Refresh')).click();
      await session.killWorker();
      await session.fireAlarm('refresh');
      await untilBadge(session, '429');
      expect(virusTotal.count()).toBe(requestCount);
    }));
});

describe('revoked host access', () => {
  test('[F-no-host-access] revoked host access is reported in Firefox, with a button that grants it', () =>
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

const countActiveElements = (root: Element): number =>
  root.querySelectorAll('img, script, iframe, object').length;

describe.each(browsers)('hostile responses in %s', (name) => {
  test('[S-page-markup S-server-code] markup in responses is shown as text and never runs', () =>
    withExtension(name, async ({ session, addAccount, visit }) => {
      const dialogs: string[] = [];
      await addAccount('hostile');
      const popup = await session.open('popup.html');
      const page = await visit('hostile');
      for (const shown of [popup, page]) shown.on('dialog', (dialog) => dialogs.push(dialog.message()));
      await untilText(popup, 'Updated');
      const panel = await byRole(page, 'region', 'Vitals for hostile');
      expect(await untilText(panel, message('panel.own_account'))).toContain('<img src=x onerror=alert(1)>');
      expect(await panel.evaluate(countActiveElements)).toBe(0);
      expect(await popup.$eval('main', countActiveElements)).toBe(0);
      expect(dialogs).toEqual([]);
    }));
});
