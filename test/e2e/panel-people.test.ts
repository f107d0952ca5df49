// The panel on the page of each kind of user and group, for each kind of reader: all that may be seen, and why no more is.
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { byRole, withExtension, untilPanelText, until } from './fixture.ts';

const groupPage = (id: string): string => `https://www.virustotal.com/gui/group/${id}/users`;

/** Goes on to another page without a reload, and waits until its panel says so. */
async function goOn(page: Page, path: string, wanted: string): Promise<string> {
  await page.waitForFunction(() => window.page.ready);
  await page.evaluate((to) => window.page.navigate(`/gui/${to}`), path);
  return untilPanelText(page, path.split('/')[1] ?? '', wanted);
}

const offers = async (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...(document.querySelector('vitals-panel')?.shadowRoot?.querySelectorAll('button') ?? [])].filter(
        ({ textContent }) => textContent.startsWith('Ask'),
      ).length,
  );

test('the own page shows everything, and the own role in each group when asked', () =>
  withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
    await addAccount('admin');
    const page = await visit('admin');
    const text = await untilPanelText(page, 'admin', 'your own account');
    expect(text).toMatch(/2FA on\nactive\nlast login .*\njoined .*\nreputation/u);
    expect(text).toMatch(/acme\nAcme · Ireland/u);
    expect(text).toContain('Ada Kowalska\n');
    expect(text).toContain('E-mail ada.kowalska@example.com');
    expect(text).toMatch(/downloads-tier-2\nlapses .*\nfrom acme, which pays for Intelligence quota/u);
    expect(text).toMatch(/activity-logs\nno expiry\nthrough the privilege intelligence/u);
    const before = virusTotal.count({ mayCost: true });
    await (await byRole(page, 'button', 'Ask · may cost 1 request or more')).click();
    expect(await untilPanelText(page, 'admin', 'administrator')).toMatch(
      /acme\nadministrator\nAcme · Ireland/u,
    );
    expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    // Who is known to administer the group is offered its people, without a reading of the group.
    await goOn(page, 'group/acme/users', 'you are an administrator');
    expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
  }));

test('privileges that have lapsed, and those of no document, are told as they are', () =>
  withExtension('chromium', async ({ addAccount, visit }) => {
    await addAccount('expired');
    const page = await visit('expired');
    expect(await untilPanelText(page, 'expired', 'your own account')).toMatch(/intelligence\nexpired /u);
    await (
      await byRole(page, 'group', 'Privileges')
    ).evaluate((part) => part.querySelector('summary')?.click());
    await untilPanelText(page, 'expired', 'url-feed · vtalerts');

    await addAccount('undocumented');
    const other = await visit('undocumented');
    const text = await untilPanelText(other, 'undocumented', 'your own account');
    expect(text).toContain('pending_review');
    expect(text).toMatch(/gti-agentic\nno expiry\nfrom gti-lab, through monitor_quota_group/u);
    expect(text).toMatch(/newThing\nno expiry\nfrom somewhere, through tenant/u);
    expect(text).toContain('Gti reports this month');
  }));

test('of a service account its group’s members are told no more than strangers, and who may see the rest', () =>
  withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
    for (const reader of ['no2fa', 'spellman'] as const) {
      await addAccount(reader);
      const page = await visit('acme_enrich');
      if (reader === 'spellman') await (await byRole(page, 'button', 'Refresh')).click();
      const text = await untilPanelText(page, 'acme_enrich', 'Service account');
      expect(text).toContain('only to administrators of its group');
      expect(text).not.toContain('2FA');
      expect(await offers(page)).toBe(0);
      await page.close();
    }
    expect(virusTotal.uiRequests.filter(({ own }) => !own)).toEqual([]);
  }));

test('where members sign in through their organisation it says why 2FA does not matter', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
    virusTotal.world.group('acme').attributes['force_users_saml_login'] = true;
    await addAccount('admin');
    const page = await session.visit(groupPage('acme'));
    await untilPanelText(page, 'acme', 'single sign-on');
    await (await byRole(page, 'button', 'Ask · may cost 6 requests or more')).click();
    const group = await untilPanelText(page, 'acme', '3 without 2FA');
    expect(group).toContain(
      "Members of acme sign in through their organisation. VirusTotal's own 2FA is not used",
    );
    const member = await goOn(page, 'user/no2fa', '2FA off');
    expect(member).toContain("VirusTotal's own 2FA is not used then");
    expect(member).toContain('2FA and role by the lists of acme, read just now');
    const own = await goOn(page, 'user/admin', 'your own account');
    expect(own).toContain("VirusTotal's own 2FA is not used then");
  }));

test('an outsider of a group is told so at once, and offered nothing', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
    await addAccount('spellman');
    const before = virusTotal.count({ mayCost: true });
    const page = await session.visit(groupPage('acme'));
    const text = await untilPanelText(page, 'acme', 'you are not a member');
    expect(text).toContain(
      'to its members, and members without 2FA and the largest users to its administrators',
    );
    expect(await offers(page)).toBe(0);
    expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
  }));

test('a member whose role VirusTotal does not tell is refused once, and not offered it again', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
    virusTotal.world.variants.role = 'missing';
    await addAccount('no2fa');
    const page = await session.visit(groupPage('acme'));
    await (await byRole(page, 'button', 'Ask · may cost 6 requests or more')).click();
    await untilPanelText(page, 'acme', "to the group's administrators only");
    expect(await offers(page)).toBe(0);
    const refused = (): number => virusTotal.requests.filter(({ status }) => status === 403).length;
    expect(refused()).toBe(1);
    await session.killWorker();
    await page.reload();
    expect(await untilPanelText(page, 'acme', 'you are a member')).not.toContain('does not let this key');
    await (await byRole(page, 'button', 'Refresh')).click();
    await until('the group is asked for', () =>
      Promise.resolve(virusTotal.requests.some(({ route }) => route === '/groups/{id}')),
    );
    await untilPanelText(page, 'acme', 'cost 1 of your requests');
    expect(await offers(page)).toBe(0);
    expect(refused()).toBe(1);
  }));
