// The panel of an administrator: members, service accounts and groups, each looked up with the account that sees most.
import { describe, expect, test } from 'vitest';
import { message, messagePattern, textPattern } from '../message.ts';
import { rows, failureText } from './faults-table.ts';
import {
  browsers,
  byRole,
  offerPattern,
  panelUsers,
  until,
  untilPanelText,
  withExtension,
} from './fixture.ts';

describe.each(browsers)('the panel of an administrator in %s', (name) => {
  test('the panel of a member shows what follows from the group, and loads more only on request', () =>
    withExtension(name, async ({ virusTotal, addAccount, visit }) => {
      await addAccount('admin');
      const before = virusTotal.count({ mayCost: true });
      const page = await visit('no2fa');
      const text = await untilPanelText(page, 'no2fa', message('panel.seen_by', 'admin'));
      expect(text).toContain('2FA not visible');
      expect(text).toMatch(
        textPattern`acme\nAcme · Ireland · ${messagePattern('panel.pool_share', /(?:<1|\d+)%/u)}`,
      );
      expect(text).toContain(message('panel.email', 'noor.aziz@example.com'));
      expect(text).toMatch(messagePattern('panel.last_login', /\S/u));
      expect(text).toContain(message('panel.cost', 1));
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);

      await (await byRole(page, 'button', message('panel.load_at_least', 2))).click();
      const loaded = await untilPanelText(page, 'no2fa', '2FA off');
      expect(loaded).toContain(message('panel.cost', 2));
      expect(loaded).toMatch(textPattern`acme\n${message('groups.member')}\nAcme · Ireland`);
      expect(loaded).toMatch(textPattern`${message('dashboard.column.role')}\n${message('groups.member')}`);
      expect(virusTotal.count({ mayCost: true })).toBe(before + 3);

      // The lists belong to the group, so the next member needs no request.
      await page.waitForFunction(() => window.page.ready);
      await page.evaluate(() => window.page.navigate('/gui/user/tomasz.k'));
      const next = await untilPanelText(page, 'tomasz.k', '2FA on');
      expect(next).toMatch(textPattern`acme\n${message('groups.administrator')}\nAcme · Ireland`);
      expect(next).not.toMatch(offerPattern);
      expect(virusTotal.count({ mayCost: true })).toBe(before + 4);
      expect(virusTotal.uiRequests.filter(({ own }) => !own)).toEqual([]);
    }));

  test('the panel of a service account shows privileges and quotas, and its groups on request', () =>
    withExtension(name, async ({ virusTotal, addAccount, visit }) => {
      await addAccount('admin');
      const page = await visit('acme_soar');
      const text = await untilPanelText(page, 'acme_soar', message('panel.seen_by', 'admin'));
      expect(text).toContain(message('panel.service_account'));
      expect(text).toContain(message('origin.api_group', 'acme'));
      await byRole(page, 'meter', 'API requests today');
      const before = virusTotal.count({ mayCost: true });
      await (await byRole(page, 'button', message('panel.load_at_least', 1))).click();
      const loaded = await untilPanelText(
        page,
        'acme_soar',
        `1 · ${message('panel.read', message('panel.just_now'))}`,
      );
      expect(loaded).toMatch(textPattern`acme\nAcme · Ireland · ${message('panel.pool')}`);
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    }));

  test('the panel of a group shows its quota at no cost, and its members on request', () =>
    withExtension(name, async ({ virusTotal, session, addAccount }) => {
      await addAccount('admin');
      const before = virusTotal.count({ mayCost: true });
      const page = await session.visit('https://www.virustotal.com/gui/group/acme/users');
      const text = await untilPanelText(page, 'acme', message('panel.seen_by', 'admin'));
      expect(text).toContain(message('panel.cost', 0));
      expect(text).toContain('Acme · Ireland');
      expect(text).toMatch(
        textPattern`downloads-tier-2\n${/(?:.*\n)?/u}${messagePattern('term.expiring', /\w/u)}`,
      );
      await byRole(page, 'meter', 'API requests this month');
      expect(virusTotal.count({ mayCost: true })).toBe(before);
      // The group object names the role.
      await (await byRole(page, 'button', 'Refresh')).click();
      await (await byRole(page, 'button', message('panel.load_at_least', 6))).click();
      const loaded = await untilPanelText(page, 'acme', message('panel.without_2fa_count', '3'));
      const peopleText = textPattern`${message('panel.without_2fa')}${/[^]*(?:no2fa[^]*j_park|j_park[^]*no2fa)/u}`;
      // The heading is in capitals.
      expect(loaded).toMatch(new RegExp(peopleText.source, 'iu'));
      await byRole(page, 'list', message('panel.largest', 'API requests this month'));
      await byRole(page, 'list', message('panel.administrators'));
      expect(await panelUsers(page)).toEqual(['group acme']);
      expect(virusTotal.uiRequests.filter(({ own }) => !own)).toEqual([]);
    }));
});

describe('the panel in chromium', () => {
  test('the panel says who may see the people of a group, and that a group is unknown', () =>
    withExtension('chromium', async ({ session, addAccount }) => {
      await addAccount('no2fa');
      const page = await session.visit('https://www.virustotal.com/gui/group/acme/users');
      await untilPanelText(page, 'acme', message('panel.seen_by', 'no2fa'));
      // VirusTotal returns a role only with the group object.
      await (await byRole(page, 'button', 'Refresh')).click();
      await untilPanelText(page, 'acme', message('panel.people_hidden'));
      await page.waitForFunction(() => window.page.ready);
      await page.evaluate(() => window.page.navigate('/gui/group/nowhere/users'));
      expect(await untilPanelText(page, 'nowhere', message('panel.no_group'))).toContain(
        message('panel.retry'),
      );
    }));

  test('the panel uses the account that sees most, and names it', () =>
    withExtension('chromium', async ({ session, addAccount, visit }) => {
      await addAccount('admin');
      await addAccount('spellman');
      await session.send('selectAccount', { id: 'spellman' });
      const page = await visit('member');
      const first = await untilPanelText(page, 'member', message('panel.seen_by', 'spellman'));
      expect(first).toContain(message('panel.one_of', 2));
      await (await byRole(page, 'button', 'Refresh')).click();
      const bestViewer = message('panel.widest_view_of', 2);
      expect(await untilPanelText(page, 'member', message('panel.seen_by', 'admin'))).toContain(bestViewer);
      // An account that was shown a user's quotas administers a group, so it also looks up the next user.
      await page.waitForFunction(() => window.page.ready);
      await page.evaluate(() => window.page.navigate('/gui/user/hunter'));
      expect(await untilPanelText(page, 'hunter', message('panel.seen_by', 'admin'))).toContain(
        message('panel.pool'),
      );
    }));

  test('the panel keeps its content when another account fails, and shows why', () =>
    withExtension('chromium', async ({ virusTotal, session, addAccount, visit }) => {
      await addAccount('admin');
      await addAccount('spellman');
      await session.send('selectAccount', { id: 'spellman' });
      const page = await visit('member');
      await untilPanelText(page, 'member', message('panel.seen_by', 'spellman'));
      virusTotal.throw(rows['wrong-key'].fault, { route: '/api/v3/users/member' });
      await (await byRole(page, 'button', 'Refresh')).click();
      expect(await untilPanelText(page, 'member', failureText(rows['wrong-key']))).toContain(
        message('panel.seen_by', 'spellman'),
      );
    }));

  test('the panel loads only on a click, or is absent, as the settings say', () =>
    withExtension('chromium', async ({ virusTotal, session, addAccountByHand, visit }) => {
      const options = await addAccountByHand('spellman');
      const setPanelMode = async (panelMode: string): Promise<void> => {
        await options.bringToFront();
        await (
          await byRole(options, 'combobox', message('options.panel_mode'))
        ).evaluate((select, value) => {
          (select as HTMLSelectElement).value = value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        }, panelMode);
        await until('the setting is stored', async () =>
          JSON.stringify(await session.storage()).includes(`"panelMode":"${panelMode}"`),
        );
      };
      await setPanelMode('click');
      const before = virusTotal.count({ mayCost: true });
      const page = await visit('alice');
      await (await byRole(page, 'button', message('panel.expand'))).click();
      await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
      await setPanelMode('never');
      await page.bringToFront();
      await page.reload();
      await page.waitForFunction(() => window.page.ready);
      await page.evaluate(() => window.page.navigate('/gui/user/bob'));
      await page.evaluate(() => window.page.navigate('/gui/user/alice'));
      expect(await panelUsers(page)).toEqual([]);
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    }));

  test('the panel loads only on a click when requests run low', () =>
    withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
      await addAccount('member');
      const before = virusTotal.count({ mayCost: true });
      const page = await visit('alice');
      await untilPanelText(page, 'alice', message('panel.low', 'member'));
      expect(virusTotal.count({ mayCost: true })).toBe(before);
      await (await byRole(page, 'button', message('panel.look_up'))).click();
      await untilPanelText(page, 'alice', message('panel.seen_by', 'member'));
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    }));

  test('the panel copies itself as Markdown, with the e-mail address only on request', () =>
    withExtension('chromium', async ({ session, addAccount, visit }) => {
      await addAccount('admin');
      const page = await visit('member');
      await session.browser
        .defaultBrowserContext()
        .overridePermissions('https://www.virustotal.com', ['clipboard-read', 'clipboard-sanitized-write']);
      await untilPanelText(page, 'member', message('panel.seen_by', 'admin'));
      await (await byRole(page, 'button', message('panel.copy'))).click();
      await untilPanelText(page, 'member', message('panel.copied'));
      const panelText = await page.evaluate(() => navigator.clipboard.readText());
      expect(panelText).toMatch(/^## member \(Mia Okafor\)\n\n2FA not visible/u);
      expect(panelText).toContain(
        `**${message('family.api')} · ${message('quotas.pool', 'acme')}**\n\n- API requests this hour · `,
      );
      expect(panelText).not.toContain('@');
      await (await byRole(page, 'button', message('panel.copy_with_email'))).click();
      await until('the copy contains the e-mail address', async () =>
        (await page.evaluate(() => navigator.clipboard.readText())).includes('mia.okafor@example.com'),
      );
    }));
});
