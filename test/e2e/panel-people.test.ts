// The panel of each kind of user and group, for each kind of viewer: what is visible, and why the rest is not.
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { message, messagePattern, textPattern } from '../message.ts';
import { panelFrame } from '../browser/session-helpers.ts';
import { byRole, offerPattern, until, untilPanelText, withExtension } from './fixture.ts';

const groupPage = (id: string): string => `https://www.virustotal.com/gui/group/${id}/users`;

/** Navigates to another page without a reload, and waits until its panel contains a text. */
async function navigateTo(page: Page, path: string, wanted: string): Promise<string> {
  await page.waitForFunction(() => window.page.ready);
  await page.evaluate((to) => window.page.navigate(`/gui/${to}`), path);
  return untilPanelText(page, path.split('/')[1] ?? '', wanted);
}

const any = /.*/u;

/** The number of load buttons in the panel. */
const countLoadButtons = async (page: Page): Promise<number> =>
  (await panelFrame(page)).evaluate((wanted) => {
    const buttons = [...document.querySelectorAll('button')];
    return buttons.filter(({ textContent }) => new RegExp(wanted, 'u').test(textContent)).length;
  }, offerPattern.source);

test('the panel of the own account shows everything, and the own role in each group', () =>
  withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
    await addAccount('admin');
    const page = await visit('admin');
    const text = await untilPanelText(page, 'admin', message('panel.own_account'));
    expect(text).toMatch(textPattern`2FA on\nactive\n${messagePattern('panel.last_login', any)}`);
    expect(text).toContain(message('panel.email', 'ada.kowalska@example.com'));
    expect(text).toMatch(
      textPattern`downloads-tier-2\n${messagePattern('term.expiring', any)}\n${message('origin.intelligence_group', 'acme')}`,
    );
    expect(text).toMatch(
      textPattern`activity-logs\n${messagePattern('term.with', any, 'intelligence')}\n${message('origin.privilege', 'intelligence')}`,
    );
    // Roles were learned when the account was added.
    expect(text).toMatch(textPattern`acme\n${message('groups.administrator')}\nAcme · Ireland`);
    expect(await countLoadButtons(page)).toBe(0);
    const before = virusTotal.count({ mayCost: true });
    // A known administrator of the group is offered its people without loading the group.
    await navigateTo(page, 'group/acme/users', message('panel.you_administrator'));
    expect(virusTotal.count({ mayCost: true })).toBe(before);
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

test('the panel of a service account hides its details from viewers without access and offers nothing to load', () =>
  withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
    for (const [viewer, id] of [
      ['no2fa', 'acme_enrich'],
      ['spellman', 'acme_soar'],
    ] as const) {
      await addAccount(viewer);
      const page = await visit(id);
      if (viewer === 'spellman') await (await byRole(page, 'button', 'Refresh')).click();
      const text = await untilPanelText(page, id, message('panel.service_account'));
      expect(text).toContain(message('panel.service_hidden'));
      expect(text).not.toContain('2FA');
      expect(await countLoadButtons(page)).toBe(0);
      await page.close();
    }
    expect(virusTotal.uiRequests.filter(({ own: ownText }) => !ownText)).toEqual([]);
  }));

test('the panel says why 2FA does not matter where members use single sign-on', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
    virusTotal.world.group('acme').attributes['force_users_saml_login'] = true;
    await addAccount('admin');
    const page = await session.visit(groupPage('acme'));
    await untilPanelText(page, 'acme', message('panel.sso'));
    // The group object names the role.
    await (await byRole(page, 'button', 'Refresh')).click();
    await (await byRole(page, 'button', message('panel.load_at_least', 6))).click();
    const group = await untilPanelText(page, 'acme', message('panel.without_2fa_count', '3'));
    expect(group).toContain(message('panel.sso_note', 'acme'));
    const member = await navigateTo(page, 'user/no2fa', '2FA off');
    expect(member).toContain(message('panel.sso_note', 'acme'));
    expect(member).toContain(message('panel.from_member_lists', 'acme', message('panel.just_now')));
    const ownText = await navigateTo(page, 'user/admin', message('panel.own_account'));
    expect(ownText).toContain(message('panel.sso_note', 'acme'));
  }));

test('the panel of a group tells an outsider so, and offers nothing to load', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
    await addAccount('spellman');
    const before = virusTotal.count({ mayCost: true });
    const page = await session.visit(groupPage('acme'));
    const text = await untilPanelText(page, 'acme', message('panel.you_outsider'));
    expect(text).toContain(message('panel.group_hidden'));
    expect(await countLoadButtons(page)).toBe(0);
    expect(virusTotal.count({ mayCost: true })).toBe(before + 1);
  }));

test('the panel of a group makes one request for people that a member may not see', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
    virusTotal.world.variants.role = 'missing';
    // The roles could not be learned when the account was added.
    virusTotal.throw({ kind: 'error', code: 'ForbiddenError' }, { route: /\/groups_managed\?/u });
    await addAccount('no2fa');
    virusTotal.clearFaults();
    const added = virusTotal.requests.length;
    const page = await session.visit(groupPage('acme'));
    // The group object names the role.
    await (await byRole(page, 'button', 'Refresh')).click();
    await (await byRole(page, 'button', message('panel.load_at_least', 6))).click();
    await untilPanelText(page, 'acme', message('panel.people_hidden'));
    expect(await countLoadButtons(page)).toBe(0);
    const refused = (): number =>
      virusTotal.requests.slice(added).filter(({ status }) => status === 403).length;
    expect(refused()).toBe(1);
    await session.killWorker();
    await page.reload();
    expect(await untilPanelText(page, 'acme', message('panel.you_member'))).not.toContain(
      message('failure.forbidden'),
    );
    await (await byRole(page, 'button', 'Refresh')).click();
    await until('the group is requested', () =>
      Promise.resolve(virusTotal.requests.some(({ route }) => route === '/groups/{id}')),
    );
    await untilPanelText(page, 'acme', message('panel.cost', 1));
    expect(await countLoadButtons(page)).toBe(0);
    expect(refused()).toBe(1);
  }));
