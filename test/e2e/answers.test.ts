// The questions that people open the popup with, each with the number of clicks from the toolbar to its answer. The click on the
// toolbar button that opens the popup is not counted; Firefox has no way to open it, so it is opened as a page there.
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import type { BrowserName } from '../browser/find.ts';
import type { Session } from '../browser/launch.ts';
import { message, messagePattern } from '../message.ts';
import { browsers, byRole, readMeter, textOf, untilBadge, untilText, withExtension } from './fixture.ts';

const openPopup = (session: Session, name: BrowserName): Promise<Page> =>
  name === 'chromium' ? session.openPopup() : session.open('popup.html');

const runNow = async (popup: Page): Promise<string> =>
  textOf(await byRole(popup, 'region', message('run_now.title')));

const day = 86_400;

describe.each(browsers)('answers in %s', (name) => {
  test('0 clicks: how many lookups can be run now, and when there are more', () =>
    withExtension(name, async ({ session, addAccount }) => {
      await addAccount('member');
      const title = await untilBadge(session, '79');
      expect(title).toContain(message('tightest.count', '79', '1,000', message('quota.api_requests_daily')));
      const popup = await openPopup(session, name);
      await untilText(popup, message('run_now.requests'));
      const text = await runNow(popup);
      expect(text).toMatch(/^79 /u);
      expect(text).toMatch(messagePattern('run_now.gain', '1,000', /12:00 AM UTC.*/u));
    }));

  test('0 clicks: which account is shown, and that another one is dead', () =>
    withExtension(name, async ({ virusTotal, session, addAccount }) => {
      await addAccount('member');
      await addAccount('spellman');
      virusTotal.throw({ kind: 'error', code: 'WrongCredentialsError' }, { caller: 'member' });
      await session.fireAlarm('refresh');
      expect(await untilBadge(session, '987•')).toContain(message('title.others'));
      const popup = await openPopup(session, name);
      await byRole(popup, 'heading', 'Sabrina Spellman');
      const accounts = await byRole(popup, 'list', message('popup.accounts'));
      expect(await textOf(accounts)).toContain(message('condition.bad_key'));
      const dead = await byRole(accounts, 'radio', `Mia Okafor ${message('condition.bad_key')}`);
      await dead.click();
      await byRole(popup, 'heading', 'Mia Okafor');
      await untilBadge(session, 'key');
    }));
});

describe('answers in one click', () => {
  test('which limit was hit, until when, and what still works', () =>
    withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
      Object.assign(virusTotal.world.account('member').attributes.quotas ?? {}, {
        api_requests_daily: { allowed: 1000, used: 1000 },
      });
      virusTotal.world.variants.enforce = 'nothing';
      await addAccount('member');
      const popup = await session.openPopup();
      await untilText(popup, message('run_now.requests'));
      const text = await runNow(popup);
      expect(text).toMatch(/^0 /u);
      expect(text).toMatch(messagePattern('run_now.until', '12:00 AM UTC'));
      const today = message('quota.api_requests_daily');
      expect(text).toMatch(messagePattern('run_now.used_up_own', /.+/u, today, /[\d,]+/u, '1,000'));
      expect(text).toMatch(messagePattern('run_now.still_works', /.+/u));
      expect(text).not.toMatch(messagePattern('run_now.gain', /.+/u, /.+/u));
    }));

  test('a 429 replaces the number that the last figures have', () =>
    withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
      await addAccount('member');
      await untilBadge(session, '79');
      virusTotal.throw({ kind: 'rate-limit', code: 'QuotaExceededError' }, { caller: 'member' });
      await session.fireAlarm('refresh');
      await untilBadge(session, '429');
      const popup = await session.openPopup();
      const text = await untilText(popup, message('failure.quota_exceeded'));
      expect(await runNow(popup)).toMatch(/^0 /u);
      expect(text).toMatch(messagePattern('run_now.not_used_up', /.+/u, /.+/u));
    }));

  test('the own use in a pool, as a number', () =>
    withExtension('chromium', async ({ session, addAccount }) => {
      await addAccount('analyst');
      const popup = await session.openPopup();
      const { text } = await readMeter(popup, message('quota.intelligence_searches_monthly'));
      expect(text).toMatch(messagePattern('meter.you_own', /[\d,]+/u));
      expect(text).toContain(message('meter.group', '16,328', '16%'));
      const rules = await readMeter(popup, message('quota.intelligence_hunting_rules'));
      expect(rules.text).toContain(message('meter.rules_over_pool', '1,804', '25'));
    }));

  test('what ended and what ends soon, and when really', () =>
    withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
      const now = Math.floor(virusTotal.clock.now() / 1000);
      virusTotal.world.account('member').attributes.privileges = {
        intelligence: { granted: true, expiration_date: now + 34 * day },
        'file-feed': { granted: true, expiration_date: now - 12 * day },
        downloads: { granted: true, inherited_from: 'intelligence', inherited_via: 'privilege' },
      };
      await addAccount('member');
      const popup = await session.openPopup();
      await untilText(popup, messagePattern('popup.expired_ago', 'file-feed', /12 d/u));
      const summary = await popup.waitForSelector('.privileges-and-groups summary');
      await summary?.click();
      const text = await untilText(popup, messagePattern('term.with', /.+/u, 'intelligence'));
      expect(text.indexOf('file-feed')).toBeLessThan(text.indexOf('downloads'));
    }));
});
