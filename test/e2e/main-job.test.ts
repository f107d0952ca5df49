import { describe, expect, test } from 'vitest';
import { message, messagePattern, textPattern } from '../message.ts';
import { pageContents, panelContents } from './canary-watch.ts';
import {
  untilAccountListed,
  browsers,
  byRole,
  enterKey,
  untilKeyAccepted,
  readMeter,
  withExtension,
  textOf,
  untilBadge,
  untilText,
  tightestLimit,
} from './fixture.ts';

describe.each(browsers)('the main job in %s', (name) => {
  test('the first run rejects a wrong key, accepts the right one and shows the figures', () =>
    withExtension(name, async ({ virusTotal, session }) => {
      expect(await untilBadge(session, '+')).toContain(message('title.no_account'));
      const options = await session.open('options.html');
      await untilText(options, 'virustotal.com/gui/my-apikey');

      await enterKey(options, 'f'.repeat(64));
      const alert = await byRole(options, 'alert');
      expect(await textOf(alert)).toContain(message('add_failure.bad_key'));
      expect(await session.storage()).toMatchObject({ sync: {} });
      expect(JSON.stringify(await session.indexedDb())).not.toContain('ffff');

      const again = await session.open('options.html');
      await enterKey(again, virusTotal.keys.spellman);
      await untilKeyAccepted(again);
      await untilAccountListed(again, 'spellman');
      expect(await untilBadge(session, '987')).toMatch(
        textPattern`${/^/u}${messagePattern('title.of', 'spellman', messagePattern('title.count', tightestLimit('987'), /.+/u, /.+/u))}${/$/u}`,
      );

      const popup = await session.open('popup.html');
      await byRole(popup, 'heading', 'Sabrina Spellman');
      const text = await untilText(popup, '2FA on');
      expect(text).toContain(tightestLimit('987'));
      expect(text).toContain(message('quotas.pool', 'blabla'));
      expect(text).toContain(message('age.fresh'));
      expect(await readMeter(popup, 'API requests this hour')).toMatchObject({ now: '1', max: '60000' });
      expect(await readMeter(popup, 'API requests today')).toMatchObject({
        now: '13',
        max: '1000',
        text: expect.stringMatching(
          textPattern`${/^/u}${message('meter.amount_pool', '13', '1,000')}; ${message('meter.no_cap')}; `,
        ),
      });
      expect(await readMeter(popup, 'API requests this month')).toMatchObject({ now: '104', max: '30000' });
      expect(await readMeter(popup, 'Cases created this month')).toMatchObject({ now: '0', max: '20' });
      const downloads = await readMeter(popup, 'File downloads this month');
      expect(downloads.text).toMatch(
        textPattern`${/^/u}${message('meter.used', '5')}; ${message('meter.no_allowance')}; ${messagePattern('meter.resets', /\d/u)}`,
      );
      expect(await popup.$$('[data-tone="critical"], [data-tone="warning"]')).toEqual([]);
      expect(session.refusedHosts()).toEqual([]);
    }));

  test('the API key is sent in one URL and stored only in the key store', () =>
    withExtension(name, async ({ virusTotal, session, addAccountByHand, visit }) => {
      const key = virusTotal.keys.spellman;
      const options = await addAccountByHand('spellman');
      await session.fireAlarm('refresh');
      await virusTotal.seen({ route: '/users/{id}/overall_quotas' }, 2);
      const page = await visit('spellman');
      await untilText(page, 'big-files');
      const popup = await session.open('popup.html');
      await untilText(popup, '2FA on');

      const paths = virusTotal.requests.map(({ path }) => path);
      expect(paths.filter((path) => path.includes(key))).toEqual([`/api/v3/users/${key}`]);
      expect(paths.indexOf(`/api/v3/users/${key}`)).toBe(0);
      expect(JSON.stringify(await session.storage())).not.toContain(key);
      for (const shown of [options, popup, page]) {
        expect(JSON.stringify(await pageContents(shown))).not.toContain(key);
        expect(await panelContents(shown)).not.toContain(key);
      }
      // The key store has the only copy, which is encrypted.
      const { vault: keyStore, ...others } = await session.indexedDb();
      expect(keyStore).toMatchObject({ keys: [{ key: 'spellman' }] });
      expect(JSON.stringify([keyStore, others])).not.toContain(key);
    }));

  test('an alarm refreshes the figures, also after the worker was terminated', () =>
    withExtension(name, async ({ virusTotal, session, addAccount }) => {
      await addAccount('spellman');
      await untilBadge(session, '987');
      const setUsedQuota = (used: number): void => {
        virusTotal.world.group('blabla').attributes.quotas['api_requests_daily'] = { allowed: 1000, used };
      };
      setUsedQuota(700);
      await session.fireAlarm('refresh');
      await untilBadge(session, '300');
      await session.killWorker();
      setUsedQuota(990);
      await session.fireAlarm('refresh');
      expect(await untilBadge(session, '10')).toContain(tightestLimit('10'));
      const popup = await session.open('popup.html');
      await untilText(popup, tightestLimit('10'));
      setUsedQuota(995);
      await session.killWorker();
      await (await byRole(popup, 'button', 'Refresh')).click();
      await untilText(popup, tightestLimit('5'));
      await virusTotal.seen({ mayCost: true }, 5);
      expect(virusTotal.requests.map(({ mayCost }) => mayCost)).toEqual([
        true,
        false,
        true,
        // Which groups the account administers is learned once.
        true,
        false,
        false,
        false,
        // "Refresh" renews user and groups as well.
        true,
        true,
      ]);
    }));

  test('the account is still there after a browser restart', () =>
    withExtension(name, async ({ session, addAccount }) => {
      await addAccount('spellman');
      await untilBadge(session, '987');
      await session.restart();
      expect(await untilBadge(session, '987')).toContain('spellman');
      const popup = await session.open('popup.html');
      await untilText(popup, '2FA on');
      await session.fireAlarm('refresh');
      expect(await untilBadge(session, '987')).toContain('spellman');
    }));

  test('[S-disk-removed-account] with several accounts, one can be chosen, and removing one deletes all its data', () =>
    withExtension(name, async ({ session, addAccount, addAccountByHand, visit }) => {
      await addAccount('spellman');
      await untilText(await visit('outsider'), message('panel.seen_by', 'spellman'));
      const options = await addAccountByHand('member');
      // A new account is in use when the user says so.
      await untilBadge(session, '987');
      await (await byRole(options, 'button', `${message('options.use')} member`)).click();
      // Identifying the owner of the key has cost the member one of the 80 requests left.
      await untilBadge(session, '79');
      await (await byRole(options, 'button', `${message('options.use')} spellman`)).click();
      await untilBadge(session, '987');
      const items = await options.$$('li');
      for (const item of items)
        if ((await textOf(item)).includes('spellman'))
          await (await byRole(item, 'button', message('options.remove'))).click();
      await (await byRole(options, 'button', message('options.remove_yes'))).click();
      await untilBadge(session, '79');
      const storedText = JSON.stringify([await session.storage(), await session.indexedDb()]);
      expect(storedText).not.toContain('spellman');
      expect(storedText).not.toContain('3333333t');
    }));
});
