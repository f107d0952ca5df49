// What popup, options and badge say of accounts that are not ordinary, and what "Refresh" renews.
import { describe, expect, test } from 'vitest';
import { message, messagePattern } from '../message.ts';
import {
  browsers,
  byRole,
  untilAccountListed,
  untilBadge,
  untilPanelText,
  untilText,
  withExtension,
} from './fixture.ts';

describe.each(browsers)('an account in %s', (name) => {
  test('"Refresh" says its cost and renews 2FA as well as the quotas', () =>
    withExtension(name, async ({ virusTotal, session, addAccount }) => {
      await addAccount('no2fa');
      const popup = await session.open('popup.html');
      await untilText(popup, '2FA off');
      virusTotal.world.account('no2fa').attributes.has_2fa = true;
      const refresh = await byRole(popup, 'button', 'Refresh');
      expect(await refresh.evaluate((button) => button.getAttribute('title'))).toBe(
        message('popup.refresh_cost', 2),
      );
      const before = virusTotal.count({ caller: 'no2fa', mayCost: true });
      await refresh.click();
      await untilText(popup, '2FA on');
      await virusTotal.seen({ caller: 'no2fa', mayCost: true }, before + 2);
    }));

  test('enforced single sign-on makes "2FA off" no warning, and a service account has neither 2FA nor a failure', () =>
    withExtension(name, async ({ virusTotal, session, addAccount, visit }) => {
      await addAccount('sso');
      const popup = await session.open('popup.html');
      const text = await untilText(popup, message('two_factor.replaced'));
      expect(text).toContain('2FA off');
      expect(text).toContain(message('panel.sso'));
      expect(text).not.toContain(message('popup.switch_on_2fa'));
      // The other chips warn of privileges that expire.
      expect(await popup.$eval('.chips > :first-child', (chip) => chip.outerHTML)).toMatch(
        /data-tone="plain".*2FA off/u,
      );
      await untilPanelText(await visit('sso'), 'sso', message('panel.sso_note', 'enforced'));
      virusTotal.world.variants.serviceAccountType = 'user';
      await addAccount('acme_enrich');
      const service = await untilText(popup, message('popup.service_account'));
      expect(service).not.toMatch(/2FA/u);
      expect(service).not.toMatch(messagePattern('popup.part_failure', /.+/u));
    }));

  test('[S-network-key] a renamed account goes on under its new name, in badge, popup and options', () =>
    withExtension(name, async ({ virusTotal, session, addAccount }) => {
      await addAccount('member');
      await untilBadge(session, '79');
      const options = await session.open('options.html');
      await untilAccountListed(options, 'member');
      virusTotal.world.rename('member', 'mia');
      const key = virusTotal.world.account('mia').key ?? '';
      const arrived = virusTotal.requests.length;
      await session.fireAlarm('refresh');
      await untilAccountListed(options, 'mia');
      const listed = await options.$$eval('li.account', (items) =>
        items.map((item) => item.textContent).join(),
      );
      expect(listed).not.toContain('member');
      const popup = await session.open('popup.html');
      await untilText(popup, 'mia');
      const later = virusTotal.requests.slice(arrived).map(({ path }) => path);
      expect(later.filter((path) => path.includes(key))).toEqual([]);
      expect(later).toContain('/api/v3/users/mia/overall_quotas');
      expect(await session.badge()).toMatchObject({ title: expect.stringContaining('mia') });
      const again = await session.send('addAccount', { key });
      expect(again).toEqual({ ok: true, value: { id: 'mia' } });
      const { local } = await session.storage();
      expect(local).toMatchObject({ index: { ids: ['mia'] } });
    }));
});

test('the cost of adding is said before, and an account of one request a day pays one', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccountByHand }) => {
    const options = await session.open('options.html');
    await untilText(options, message('options.add_cost'));
    await addAccountByHand('one-a-day');
    await virusTotal.seen({ caller: 'one-a-day', route: '/users/{id}/overall_quotas' });
    await untilBadge(session, '0');
    expect(virusTotal.count({ caller: 'one-a-day', mayCost: true })).toBe(1);
  }));
