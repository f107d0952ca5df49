// The panel on the page of each kind of user and group, for each kind of reader: all that may be seen, and why no more is.
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { message, messagePattern, textPattern } from '../message.ts';
import { byRole, offerPattern, until, untilPanelText, withExtension } from './fixture.ts';

const groupPage = (id: string): string => `https://www.virustotal.com/gui/group/${id}/users`;

/** Goes on to another page without a reload, and waits until its panel says so. */
async function goOn(page: Page, path: string, wanted: string): Promise<string> {
  await page.waitForFunction(() => window.page.ready);
  await page.evaluate((to) => window.page.navigate(`/gui/${to}`), path);
  return untilPanelText(page, path.split('/')[1] ?? '', wanted);
}

const any = /.*/u;

/** The number of offers to load more in the panel. */
const offers = async (page: Page): Promise<number> =>
  page.evaluate((wanted) => {
    const root = document.querySelector('vitals-panel')?.shadowRoot;
    const buttons = [...(root?.querySelectorAll('button') ?? [])];
    return buttons.filter(({ textContent }) => new RegExp(wanted, 'u').test(textContent)).length;
  }, offerPattern.source);

test('the panel of the own account shows everything, and the own role in each group on request', () =>
  withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
    await addAccount('admin');
    const page = await visit('admin');
    const text = await untilPanelText(page, 'admin', message('panel.own_account'));
    expect(text).toMatch(
      textPattern`2FA on\nactive\n${messagePattern('panel.last_login', any)}\n${messagePattern('panel.joined', any)}\n${messagePattern('panel.reputation', any)}`,
    );
    expect(text).toMatch(/acme\nAcme · Ireland/u);
    expect(text).toContain('Ada Kowalska\n');
    expect(text).toContain(message('panel.email', 'ada.kowalska@example.com'));
    expect(text).toMatch(
      textPattern`downloads-tier-2\n${messagePattern('term.expiring', any)}\n${message('origin.intelligence_group', 'acme')}`,
    );
    expect(text).toMatch(
      textPattern`activity-logs\n${message('term.none')}\n${message('origin.privilege', 'intelligence')}`,
    );
    const before = virusTotal.count({ mayCost: true });
    await (await byRole(page, 'button', message('panel.load_at_least', 1))).click();
    expect(await untilPanelText(page, 'admin', message('groups.administrator'))).toMatch(
      textPattern`acme\n${message('groups.administrator')}\nAcme · Ireland`,
    );
    expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
    // Who is known to administer the group is offered its people, without a reading of the group.
    await goOn(page, 'group/acme/users', message('panel.you_administrator'));
    expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
  }));

test('the panel shows expired and undocumented privileges as they are', () =>
  withExtension('chromium', async ({ addAccount, visit }) => {
    await addAccount('expired');
    const page = await visit('expired');
    expect(await untilPanelText(page, 'expired', message('panel.own_account'))).toMatch(
      textPattern`intelligence\n${messagePattern('term.expired', any)}`,
    );
    await (
      await byRole(page, 'group', 'Privileges')
    ).evaluate((part) => part.querySelector('summary')?.click());
    await untilPanelText(page, 'expired', 'url-feed · vtalerts');

    await addAccount('undocumented');
    const other = await visit('undocumented');
    const text = await untilPanelText(other, 'undocumented', message('panel.own_account'));
    expect(text).toContain('pending_review');
    expect(text).toMatch(
      textPattern`gti-agentic\n${message('term.none')}\n${message('origin.from', 'gti-lab')}${message('origin.other', 'monitor_quota_group')}`,
    );
    expect(text).toMatch(
      textPattern`newThing\n${message('term.none')}\n${message('origin.from', 'somewhere')}${message('origin.other', 'tenant')}`,
    );
    expect(text).toContain(message('quota_in_window.month', 'Gti reports'));
  }));

test('the panel of a service account shows members of its group only who may see more', () =>
  withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
    for (const reader of ['no2fa', 'spellman'] as const) {
      await addAccount(reader);
      const page = await visit('acme_enrich');
      if (reader === 'spellman') await (await byRole(page, 'button', 'Refresh')).click();
      const text = await untilPanelText(page, 'acme_enrich', message('panel.service_account'));
      expect(text).toContain(message('panel.service_hidden'));
      expect(text).not.toContain('2FA');
      expect(await offers(page)).toBe(0);
      await page.close();
    }
    expect(virusTotal.uiRequests.filter(({ own }) => !own)).toEqual([]);
  }));

test('the panel says why 2FA does not matter where members use single sign-on', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
    virusTotal.world.group('acme').attributes['force_users_saml_login'] = true;
    await addAccount('admin');
    const page = await session.visit(groupPage('acme'));
    await untilPanelText(page, 'acme', message('panel.sso'));
    await (await byRole(page, 'button', message('panel.load_at_least', 6))).click();
    const group = await untilPanelText(page, 'acme', message('panel.without_2fa_count', '3'));
    expect(group).toContain(message('panel.sso_note', 'acme'));
    const member = await goOn(page, 'user/no2fa', '2FA off');
    expect(member).toContain(message('panel.sso_note', 'acme'));
    expect(member).toContain(message('panel.from_member_lists', 'acme', message('panel.just_now')));
    const own = await goOn(page, 'user/admin', message('panel.own_account'));
    expect(own).toContain(message('panel.sso_note', 'acme'));
  }));

test('the panel of a group tells an outsider so, and offers nothing to load', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
    await addAccount('spellman');
    const before = virusTotal.count({ mayCost: true });
    const page = await session.visit(groupPage('acme'));
    const text = await untilPanelText(page, 'acme', message('panel.you_outsider'));
    expect(text).toContain(message('panel.group_hidden'));
    expect(await offers(page)).toBe(0);
    expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
  }));

test('the panel of a group asks once for people that a member may not see', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
    virusTotal.world.variants.role = 'missing';
    await addAccount('no2fa');
    const page = await session.visit(groupPage('acme'));
    await (await byRole(page, 'button', message('panel.load_at_least', 6))).click();
    await untilPanelText(page, 'acme', message('panel.people_hidden'));
    expect(await offers(page)).toBe(0);
    const refused = (): number => virusTotal.requests.filter(({ status }) => status === 403).length;
    expect(refused()).toBe(1);
    await session.killWorker();
    await page.reload();
    expect(await untilPanelText(page, 'acme', message('panel.you_member'))).not.toContain(
      message('failure.forbidden'),
    );
    await (await byRole(page, 'button', 'Refresh')).click();
    await until('the group is asked for', () =>
      Promise.resolve(virusTotal.requests.some(({ route }) => route === '/groups/{id}')),
    );
    await untilPanelText(page, 'acme', message('panel.cost', 1));
    expect(await offers(page)).toBe(0);
    expect(refused()).toBe(1);
  }));
