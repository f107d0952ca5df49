import { describe, expect, test } from 'vitest';
import { message, messagePattern, textPattern } from '../message.ts';
import {
  browsers,
  byRole,
  panelUsers,
  tightestLimit,
  until,
  untilPanelText,
  withExtension,
} from './fixture.ts';

describe.each(browsers)('the panel in %s', (name) => {
  test('the panel shows the documented example on its own page', () =>
    withExtension(name, async ({ virusTotal, addAccount, visit }) => {
      await addAccount('spellman');
      const before = virusTotal.count({ mayCost: true });
      const page = await visit('spellman');
      const text = await untilPanelText(page, 'spellman', 'big-files');
      expect(text).toContain('2FA on');
      expect(text).toContain(message('panel.own_account'));
      expect(text).toMatch(
        textPattern`big-files\n${/(?:.*\n)?.*/u}${messagePattern('term.expired', /(?:1 Oct 2020|Oct 1, 2020)/u)}`,
      );
      expect(text).toContain(message('origin.api_group', 'blablabla_group'));
      expect(text).toContain(message('origin.intelligence_group', 'blablabla_group'));
      expect(text).toContain('blabla');
      expect(text).toContain('Company');
      expect(text).toContain(message('meter.no_cap'));
      expect(text).toContain(tightestLimit('987'));
      // VirusTotal's own page says it right below.
      expect(text).not.toContain('Sabrina Spellman');
      expect(await panelUsers(page)).toEqual(['spellman']);
      await byRole(page, 'list', 'Groups');
      await byRole(page, 'list', 'Privileges');
      expect(virusTotal.count({ mayCost: true })).toBe(before);
      expect(virusTotal.uiRequests.filter(({ own }) => !own)).toEqual([]);
    }));

  test('the panel of another user is loaded once a day', () =>
    withExtension(name, async ({ virusTotal, addAccount, visit }) => {
      await addAccount('spellman');
      const before = virusTotal.count({ mayCost: true });
      const page = await visit('outsider');
      const text = await untilPanelText(page, 'outsider', message('panel.seen_by', 'spellman'));
      expect(text).toContain('2FA not visible');
      expect(text).toContain(message('panel.user_hidden'));
      expect(text).not.toContain('Omar Haddad');
      expect(text).toContain(message('panel.cost', 1));
      virusTotal.page.set({ shellDelay: 1000 });
      await page.reload();
      // Only public data were visible, so the panel folds before the page is there.
      await untilPanelText(page, 'outsider', message('panel.user_public'));
      await (await byRole(page, 'button', message('panel.expand'))).click();
      await untilPanelText(page, 'outsider', message('panel.cost', 0));
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    }));

  test('the panel reports an unknown user, and a missing account', () =>
    withExtension(name, async ({ virusTotal, addAccountByHand, visit }) => {
      const page = await visit('nobody-there');
      expect(await untilPanelText(page, 'nobody-there', message('panel.no_account'))).toContain(
        message('panel.options'),
      );
      // Covered content is hidden, as it is for users.
      if (name === 'chromium') await page.emulateFocusedPage(false);
      await addAccountByHand('spellman');
      const before = virusTotal.count({ mayCost: true });
      // Coming back needs no request.
      await page.bringToFront();
      await untilPanelText(page, 'nobody-there', message('failure.not_found'));
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    }));

  test('the panel follows navigation without a reload, and is on no other page', () =>
    withExtension(name, async ({ addAccount, visit }) => {
      await addAccount('spellman');
      const page = await visit('alice');
      await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
      await page.waitForFunction(() => window.page?.ready);
      await page.evaluate(() => window.page?.navigate('/gui/user/bob'));
      await untilPanelText(page, 'bob', message('panel.seen_by', 'spellman'));
      expect(await panelUsers(page)).toEqual(['bob']);
      await page.evaluate(() => window.page?.navigate('/gui/user/bob/comments', true));
      await page.evaluate(() => window.page?.navigate('/gui/home/search'));
      await until('no panel on the home page', async () => (await panelUsers(page)).length === 0);
      await page.evaluate(() => window.page?.back());
      await untilPanelText(page, 'bob', message('panel.seen_by', 'spellman'));
      expect(await panelUsers(page)).toEqual(['bob']);
      expect(await page.evaluate(() => window.page?.errors)).toEqual([]);
    }));

  test('the panel sends nothing for a URL that contains an API key', () =>
    withExtension(name, async ({ virusTotal, session, addAccount, visit }) => {
      await addAccount('spellman');
      const before = virusTotal.count();
      const apiKey = 'e'.repeat(64);
      const page = await visit(apiKey);
      await page.waitForFunction(() => window.page?.ready);
      await page.evaluate(() => window.page?.navigate('/gui/user/alice'));
      await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
      expect(virusTotal.requests.slice(before).map(({ route }) => route)).toEqual(['/users/{id}']);
      expect(virusTotal.requests.some(({ path }) => path.includes(apiKey))).toBe(false);
      expect(JSON.stringify(await session.storage())).not.toContain(apiKey);
    }));
});
