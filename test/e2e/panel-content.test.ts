// What the panel is worth to an administrator: members, service accounts and groups, each through the best eyes at hand.
import { describe, expect, test } from 'vitest';
import { rows, failureText } from './faults-table.ts';
import { browsers, byRole, withExtension, untilPanelText, panelUsers, until } from './fixture.ts';

describe.each(browsers)('the panel of an administrator in %s', (name) => {
  test('tells of a member what follows from the group, and asks for no more by itself', () =>
    withExtension(name, async ({ virusTotal, addAccount, visit }) => {
      await addAccount('admin');
      const before = virusTotal.count({ mayCost: true });
      const page = await visit('no2fa');
      const text = await untilPanelText(page, 'no2fa', 'as seen by admin');
      expect(text).toContain('2FA not visible');
      expect(text).toMatch(
        /acme\nAcme · Ireland · draws on this group's pool; (?:<1|\d+)% of its API requests this month/u,
      );
      expect(text).toContain('E-mail noor.aziz@example.com');
      expect(text).toMatch(/last login/u);
      expect(text).toContain('cost 1 of your requests');
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);

      await (await byRole(page, 'button', 'Ask · may cost 2 requests or more')).click();
      const asked = await untilPanelText(page, 'no2fa', '2FA off');
      expect(asked).toContain('cost 2 of your requests');
      expect(asked).toMatch(/acme\nmember\nAcme · Ireland/u);
      expect(virusTotal.count({ mayCost: true })).toBe(before + 3);

      // The lists are the group's: of the next member they tell without another request.
      await page.waitForFunction(() => window.page.ready);
      await page.evaluate(() => window.page.navigate('/gui/user/tomasz.k'));
      const next = await untilPanelText(page, 'tomasz.k', '2FA on');
      expect(next).toMatch(/acme\nadministrator\nAcme · Ireland/u);
      expect(next).not.toContain('may cost');
      expect(virusTotal.count({ mayCost: true })).toBe(before + 4);
      expect(virusTotal.uiRequests.filter(({ own }) => !own)).toEqual([]);
    }));

  test('tells of a service account its privileges and quotas, and its groups when asked', () =>
    withExtension(name, async ({ virusTotal, addAccount, visit }) => {
      await addAccount('admin');
      const page = await visit('acme_soar');
      const text = await untilPanelText(page, 'acme_soar', 'as seen by admin');
      expect(text).toContain('Service account');
      expect(text).toContain('from acme, which pays for API quota');
      await byRole(page, 'meter', 'API requests today');
      const before = virusTotal.count({ mayCost: true });
      await (await byRole(page, 'button', 'Ask · may cost 1 request or more')).click();
      const asked = await untilPanelText(page, 'acme_soar', '1 · read just now');
      expect(asked).toMatch(/acme\nAcme · Ireland · draws on this group's pool/u);
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    }));

  test('shows of a group its pools for nothing, and its people when asked', () =>
    withExtension(name, async ({ virusTotal, session, addAccount }) => {
      await addAccount('admin');
      const before = virusTotal.count({ mayCost: true });
      const page = await session.visit('https://www.virustotal.com/gui/group/acme/users');
      const text = await untilPanelText(page, 'acme', 'as seen by admin');
      expect(text).toContain('cost none of your requests');
      expect(text).toContain('Acme Holdings Ltd · Ireland'.replace('Acme Holdings Ltd', 'Acme'));
      expect(text).toMatch(/downloads-tier-2\n(?:.*\n)?lapses/u);
      await byRole(page, 'meter', 'API requests this month');
      expect(virusTotal.count({ mayCost: true })).toBe(before);
      await (await byRole(page, 'button', 'Ask · may cost 6 requests or more')).click();
      const asked = await untilPanelText(page, 'acme', '3 without 2FA');
      expect(asked).toMatch(/WITHOUT 2FA[^]*no2fa[^]*j_park|WITHOUT 2FA[^]*j_park[^]*no2fa/iu);
      await byRole(page, 'list', 'Most used: API requests this month');
      await byRole(page, 'list', 'Administrators');
      expect(await panelUsers(page)).toEqual(['group acme']);
      expect(virusTotal.uiRequests.filter(({ own }) => !own)).toEqual([]);
    }));
});

describe('the panel in chromium', () => {
  test('says who may see a group’s people, and that a group is not there', () =>
    withExtension('chromium', async ({ session, addAccount }) => {
      await addAccount('no2fa');
      const page = await session.visit('https://www.virustotal.com/gui/group/acme/users');
      await untilPanelText(page, 'acme', 'as seen by no2fa');
      // VirusTotal tells a role only beside the group itself, which a member need not pay for.
      await (await byRole(page, 'button', 'Refresh')).click();
      await untilPanelText(page, 'acme', "to the group's administrators only");
      await page.waitForFunction(() => window.page.ready);
      await page.evaluate(() => window.page.navigate('/gui/group/nowhere/users'));
      expect(await untilPanelText(page, 'nowhere', 'VirusTotal does not know this group')).toContain(
        'Try again',
      );
    }));

  test('looks through the account that sees most, and says so', () =>
    withExtension('chromium', async ({ addAccount, visit }) => {
      await addAccount('admin');
      await addAccount('spellman');
      const page = await visit('member');
      const first = await untilPanelText(page, 'member', 'as seen by spellman');
      expect(first).toContain('one of your 2 accounts; another may see more');
      await (await byRole(page, 'button', 'Refresh')).click();
      const most = 'of your 2 accounts the one that sees most';
      expect(await untilPanelText(page, 'member', 'as seen by admin')).toContain(most);
      // Who was shown a user's quotas administers a group: the next user is looked at through the same eyes.
      await page.waitForFunction(() => window.page.ready);
      await page.evaluate(() => window.page.navigate('/gui/user/hunter'));
      expect(await untilPanelText(page, 'hunter', 'as seen by admin')).toContain('draws on this group');
    }));

  test('keeps what it shows when another account is asked and fails, and says why', () =>
    withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
      await addAccount('admin');
      await addAccount('spellman');
      const page = await visit('member');
      await untilPanelText(page, 'member', 'as seen by spellman');
      virusTotal.throw(rows['a wrong key'].fault, { route: '/api/v3/users/member' });
      await (await byRole(page, 'button', 'Refresh')).click();
      expect(await untilPanelText(page, 'member', failureText(rows['a wrong key']))).toContain(
        'as seen by spellman',
      );
    }));

  test('asks only on a click where the reader wants it so, and stays away altogether', () =>
    withExtension('chromium', async ({ virusTotal, session, addAccount, visit }) => {
      const options = await addAccount('spellman');
      const choose = async (annotate: string): Promise<void> => {
        await options.bringToFront();
        await (
          await byRole(options, 'combobox', "On VirusTotal's pages of users and groups, show the panel")
        ).evaluate((select, value) => {
          (select as HTMLSelectElement).value = value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        }, annotate);
        await until('the choice is kept', async () =>
          JSON.stringify(await session.storage()).includes(`"annotate":"${annotate}"`),
        );
      };
      await choose('click');
      const before = virusTotal.count({ mayCost: true });
      const page = await visit('alice');
      await (await byRole(page, 'button', 'Unfold')).click();
      await untilPanelText(page, 'alice', 'as seen by spellman');
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
      await choose('never');
      await page.bringToFront();
      await page.reload();
      await page.waitForFunction(() => window.page.ready);
      await page.evaluate(() => window.page.navigate('/gui/user/bob'));
      await page.evaluate(() => window.page.navigate('/gui/user/alice'));
      expect(await panelUsers(page)).toEqual([]);
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    }));

  test('asks only on a click when requests run low', () =>
    withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
      await addAccount('member');
      const before = virusTotal.count({ mayCost: true });
      const page = await visit('alice');
      await untilPanelText(page, 'alice', 'The API requests of member run low');
      expect(virusTotal.count({ mayCost: true })).toBe(before);
      await (await byRole(page, 'button', 'Ask · may cost 1 request')).click();
      await untilPanelText(page, 'alice', 'as seen by member');
      expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    }));

  test('copies itself as Markdown, the e-mail address only when asked to', () =>
    withExtension('chromium', async ({ session, addAccount, visit }) => {
      await addAccount('admin');
      const page = await visit('member');
      await session.browser
        .defaultBrowserContext()
        .overridePermissions('https://www.virustotal.com', ['clipboard-read', 'clipboard-sanitized-write']);
      await untilPanelText(page, 'member', 'as seen by admin');
      await (await byRole(page, 'button', 'Copy as Markdown')).click();
      await untilPanelText(page, 'member', 'Copied');
      const plain = await page.evaluate(() => navigator.clipboard.readText());
      expect(plain).toMatch(/^## member \(Mia Okafor\)\n\n2FA not visible/u);
      expect(plain).toContain('**API requests · acme pool**\n\n- API requests this hour · ');
      expect(plain).not.toContain('@');
      await (await byRole(page, 'button', 'with e-mail')).click();
      await until('the address is copied', async () =>
        (await page.evaluate(() => navigator.clipboard.readText())).includes('E-mail mia.okafor@example.com'),
      );
    }));
});
