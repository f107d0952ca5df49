// Reads every attribute and relationship in the User and Service Account documentation from the dashboard.
import type { ElementHandle } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { message, messagePattern, textPattern } from '../message.ts';
import { withDashboard } from './dashboard-page.ts';
import { byRole, textOf, until, untilText } from './fixture.ts';

const quotaGroup = 'blablabla_group';

describe('the account page', () => {
  test('the account page shows every attribute of the user, and only the last characters of the key', () =>
    withDashboard(
      'spellman',
      '',
      async ({ page, fieldValue, untilSection, virusTotal, expectRequestCount }) => {
        await untilText(page, 'Sabrina');
        expect(await fieldValue(message('dashboard.field.id'))).toBe('spellman');
        expect(await fieldValue(message('dashboard.field.key'))).toBe(
          message('dashboard.field.key_stored', '333a'),
        );
        expect(await fieldValue(message('dashboard.field.email'))).toContain('@');
        expect(await fieldValue(message('dashboard.field.first_name'))).toBe('Sabrina');
        expect(await fieldValue(message('dashboard.field.last_name'))).toBe('Spellman');
        expect(await fieldValue(message('dashboard.field.two_factor'))).toMatch(/^2FA on\n/u);
        expect(await fieldValue(message('dashboard.field.last_login'))).toContain('2020');
        expect(await fieldValue(message('dashboard.field.joined'))).toContain('2019');
        expect(await fieldValue(message('dashboard.field.status'))).toBe('active');
        expect(await fieldValue(message('dashboard.field.reputation'))).toBe('1');
        expect(await fieldValue(message('dashboard.field.phrase'))).toBe("It's witching hour!");
        // One is in milliseconds, the other in seconds.
        expect(await fieldValue('graph · last visit')).toContain('Jul 7, 2020');
        expect(await fieldValue('ui · last read notification date')).toContain('2020');
        const privileges = await untilSection('Privileges', 'big-files');
        expect(privileges).toMatch(
          textPattern`big-files\n${message('term.expired', 'Oct 1, 2020')}\n${message('origin.api_group', quotaGroup)}`,
        );
        expect(privileges).toMatch(
          textPattern`cases\n${message('term.none')}\n${message('origin.intelligence_group', quotaGroup)}`,
        );
        await byRole(page, 'meter', 'API requests today');
        await byRole(page, 'meter', 'Cases created this month');
        expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(
          virusTotal.keys.spellman,
        );
        await expectRequestCount();
      },
    ));

  test('the account page names its quota groups, with a link to each', () =>
    withDashboard('member', '', async ({ page, fieldValue, follow }) => {
      await untilText(page, message('dashboard.quota_groups'));
      expect(await fieldValue(message('dashboard.field.api_quota_group'))).toMatch(/^acme/u);
      expect(await fieldValue(message('dashboard.field.intelligence_quota_group'))).toMatch(/^acme/u);
      const definition = await byRole(
        page,
        'definition',
        message('dashboard.field.intelligence_quota_group'),
      );
      await follow('acme', definition);
      await byRole(page, 'heading', `${message('dashboard.group.lead')} acme`);
      expect(page.url()).toMatch(/dashboard\.html#\/groups\/acme$/u);
    }));

  test('the account page shows the usage of 60 days and costs no request', () =>
    withDashboard('spellman', '', async ({ untilSection, virusTotal, expectRequestCount }) => {
      await untilSection(message('dashboard.usage'), message('usage.all_days'));
      const usageRequests = () =>
        virusTotal.requests.filter(({ route }) => route === '/users/{id}/api_usage');
      // Each call covers thirty days. The chart appears with the first response.
      await until('both usage calls', async () => usageRequests().length === 2);
      expect(usageRequests().map(({ mayCost }) => mayCost)).toEqual([false, false]);
      await expectRequestCount();
    }));
});

describe('the group pages', () => {
  test('the list of groups costs no request and links to the page of each group', () =>
    withDashboard(
      'spellman',
      '#/groups',
      async ({ page, fieldValue, follow, untilSection, press, expectRequestCount }) => {
        await byRole(page, 'link', 'blabla');
        // They were learned when the account was added.
        await untilSection(message('dashboard.managed.title'), 'blabla');
        await follow('blabla');
        await byRole(page, 'heading', `${message('dashboard.group.lead')} blabla`);
        await press(`Refresh ${message('dashboard.group.about')}`);
        await untilSection(message('dashboard.group.about'), 'admin');
        expect(await fieldValue(message('dashboard.field.role'))).toBe('admin');
        expect(await fieldValue(message('dashboard.field.organization'))).not.toBe(
          message('dashboard.not_shown'),
        );
        for (const name of ['country', 'industry', 'domain', 'auto_add'] as const)
          await fieldValue(message(`dashboard.field.${name}`));
        await untilSection(
          message('dashboard.group.usage_by_user'),
          message('dashboard.group.usage_by_user_none'),
        );
        await byRole(page, 'meter', 'API requests today');
        await untilSection('Privileges', 'cases');
        await page.goBack();
        await byRole(page, 'heading', 'Groups');
        await page.goForward();
        await byRole(page, 'heading', `${message('dashboard.group.lead')} blabla`);
        await expectRequestCount();
      },
    ));

  test('the group page shows an administrator all people in one table', () =>
    withDashboard(
      'admin',
      '#/groups/acme',
      async ({ page, load, fieldValue, untilSection, expectRequestCount }) => {
        expect(await load('Members')).toContain(message('dashboard.list.all', '12'));
        const members = await byRole(page, 'table', 'Members');
        await untilText(members, /tomasz\.k[\s\S]*group admin/u);
        await untilText(members, /no2fa[\s\S]*2FA off/u);
        await untilText(members, /member\nMia Okafor\n920\n11,873/u);
        expect(await load('Service accounts')).toContain('acme_soar');
        expect(await load(message('dashboard.consumers.title'))).toContain('member');
        expect(await fieldValue(message('dashboard.field.domain'))).toBe('acme.example');
        expect(await fieldValue(message('dashboard.field.industry'))).toBe('Manufacturing');
        expect(await fieldValue(message('dashboard.field.country'))).toBe('Ireland (IE)');
        expect(await fieldValue(message('dashboard.field.auto_add'))).toBe('*@acme.example');
        await byRole(page, 'meter', 'API requests today');
        expect(await untilSection('Privileges', 'livehunt')).toMatch(
          textPattern`livehunt\n${messagePattern('term.with', /.+/u, 'intelligence')}\n${message('origin.privilege', 'intelligence')}`,
        );
        const all = await page.evaluate(() => document.documentElement.outerHTML);
        expect(all).not.toMatch(/synthetic-group-token|Signatory/u);
        await expectRequestCount();
      },
    ));

  test('the group page shows an administrator the quota use by user and the own role', () =>
    withDashboard('admin', '#/groups/acme', async ({ page, fieldValue, untilSection, press, virusTotal }) => {
      Object.assign(virusTotal.world.group('acme').attributes, {
        quota_usage_by_user: {
          member: { api_requests_monthly: 11_873 },
          hunter: { api_requests_monthly: 9010 },
        },
      });
      await press(`Refresh ${message('dashboard.group.about')}`);
      await untilSection(message('dashboard.group.usage_by_user'), /member\napi_requests_monthly\n11,873/u);
      await byRole(page, 'table', message('dashboard.group.usage_by_user'));
      expect(await fieldValue(message('dashboard.field.role'))).toBe('admin');
    }));

  test("the group page shows an administrator its usage with VirusTotal's totals and costs no request", () =>
    withDashboard('admin', '#/groups', async ({ page, go, untilSection, virusTotal, expectRequestCount }) => {
      const day = new Date(virusTotal.clock.now()).toISOString().slice(0, 10);
      const counts = { '/api/v3/(files)': 1200, '/api/v3/(domains)': 34 };
      virusTotal.throw(
        {
          kind: 'json',
          body: {
            daily: { [day]: counts },
            daily_endpoints_not_consuming_quota: {},
            total: { ...counts, '/api/v3/(file_download)': 309 },
            total_endpoints_not_consuming_quota: {},
          },
        },
        { route: '/groups/{id}/api_usage', times: 1 },
      );
      await go('#/groups/acme', `${message('dashboard.group.lead')} acme`);
      const usage = await untilSection(message('dashboard.usage'), message('usage.totals_differ'));
      expect(usage).toContain(message('dashboard.free'));
      const section = await byRole(page, 'region', message('dashboard.usage'));
      await byRole(section, 'slider', message('usage.pick_day'));
      await section.evaluate((element) => element.querySelector('details')?.setAttribute('open', ''));
      const endpoints = await byRole(section, 'region', message('usage.by_endpoint'));
      expect(await textOf(endpoints)).toMatch(
        textPattern`file_download${/\s+/u}0 309 ${message('usage.counts')}`,
      );
      const days = await byRole(section, 'region', message('usage.by_day'));
      expect(await textOf(days)).toContain('1,234');
      await byRole(
        section,
        'button',
        message('dashboard.list.export_as', message('usage.file', 'acme'), 'CSV'),
      );
      const usageRequests = () =>
        virusTotal.requests.filter(({ route }) => route === '/groups/{id}/api_usage');
      await until('both usage calls', async () => usageRequests().length === 2);
      expect(usageRequests().map(({ mayCost }) => mayCost)).toEqual([false, false]);
      expect(usageRequests().every(({ path }) => path.startsWith('/api/v3/groups/acme/api_usage?'))).toBe(
        true,
      );
      await expectRequestCount();
    }));

  test('the group page tells a member who may see what is hidden', () =>
    withDashboard('member', '#/groups/acme', async ({ untilSection, load }) => {
      expect(await load('Members')).toContain('tomasz.k');
      await untilSection(message('dashboard.without_2fa.title'), message('dashboard.group.admins_only'));
      await untilSection(message('dashboard.usage'), message('dashboard.group_usage_access'));
    }));
});

/** Checks that the rendered rows are sorted by date, newest first. */
async function expectNewestFirst(table: ElementHandle): Promise<void> {
  const dates = await table.$$eval('[role="rowgroup"]:last-child [role="row"]', (rows) =>
    rows.map((row) => row.querySelector('time')?.dateTime ?? ''),
  );
  expect(dates.length).toBeGreaterThan(4);
  expect(dates).toEqual(dates.toSorted().toReversed());
  expect(await table.$('[aria-sort="descending"]')).not.toBeNull();
}

test('the Hunting page shows rulesets, notifications, files and jobs', () =>
  withDashboard('hunter', '#/hunting', async ({ page, load, expectRequestCount }) => {
    expect(await load(message('dashboard.rulesets.title'))).toContain(
      message('dashboard.list.some', '40', '64'),
    );
    const rulesets = await byRole(page, 'table', message('dashboard.rulesets.title'));
    for (const column of ['ruleset', 'state', 'rules', 'limit'] as const)
      await byRole(rulesets, 'columnheader', message(`dashboard.column.${column}`));
    expect(await textOf(rulesets)).toMatch(
      textPattern`packers 1\n${message('dashboard.rulesets.enabled')}\n1\n100\ndomain`,
    );
    expect(await load(message('dashboard.notifications.title'))).toContain(
      message('dashboard.list.some', '40', '5,000'),
    );
    expect(await load(message('dashboard.files.title'))).toMatch(
      messagePattern('dashboard.list.some', /\d+/u, /\d+/u),
    );
    const jobs = await load(message('dashboard.jobs.title'));
    expect(jobs).toMatch(
      textPattern`running\n${message('dashboard.jobs.done', '42%')}\n${message('dashboard.jobs.eta', '1 h 30 min')}`,
    );
    const progress = await byRole(page, 'progressbar', /hunter-\d+/u.exec(jobs)?.[0]);
    expect(await progress.evaluate((element) => (element as HTMLProgressElement).value)).toBe(42.5);
    const notifications = await byRole(page, 'table', message('dashboard.notifications.title'));
    await expectNewestFirst(notifications);
    const file = await byRole(notifications, 'link');
    const [href, rel] = await file.evaluate((link) => [link.getAttribute('href'), link.getAttribute('rel')]);
    expect(href).toMatch(/^https:\/\/www\.virustotal\.com\/gui\/file\/[0-9a-f]{64}$/u);
    expect(rel).toBe('noreferrer');
    await expectRequestCount();
  }));

test('the Activity page shows comments, mentions and graphs with their targets', () =>
  withDashboard('hunter', '#/activity', async ({ page, load, expectRequestCount }) => {
    expect(await load(message('dashboard.comments.title'))).toContain(
      message('dashboard.list.some', '40', '1,312'),
    );
    expect(await load(message('dashboard.mentions.title'))).toContain('@hunter');
    expect(await load(message('dashboard.graphs.title'))).toContain(
      message('dashboard.list.some', '40', '95'),
    );
    for (const title of [
      message('dashboard.comments.title'),
      message('dashboard.mentions.title'),
      message('dashboard.graphs.title'),
    ])
      await expectNewestFirst(await byRole(page, 'table', title));
    const links = await page.$$eval('[role="table"] a', (found) => found.map(({ href }) => href));
    expect(links.some((href) => href.startsWith('https://www.virustotal.com/gui/domain/'))).toBe(true);
    expect(links.some((href) => href.startsWith('https://www.virustotal.com/graph/g'))).toBe(true);
    await expectRequestCount();
  }));

describe('the service account pages', () => {
  test('service accounts are listed for each administered group, with a page of attributes and groups', () =>
    withDashboard(
      'admin',
      '#/service-accounts',
      async ({ page, follow, press, load, fieldValue, untilSection, virusTotal, expectRequestCount }) => {
        expect(await load(message('dashboard.service_list.of', 'acme'))).toContain('acme_enrich');
        await follow('acme_enrich');
        await byRole(page, 'heading', `${message('dashboard.service.lead')} acme_enrich`);
        expect(await load(message('dashboard.service.groups'))).toMatch(
          /acme\n[\s\S]*Ireland\nManufacturing/u,
        );
        await press(`Load ${message('dashboard.service.about')}`);
        await untilSection('Privileges', 'livehunt');
        expect(await fieldValue(message('dashboard.field.kind'))).toBe(
          message('dashboard.field.kind_service_account'),
        );
        expect(await fieldValue(message('dashboard.field.status'))).toBe('active');
        await byRole(page, 'meter', 'API requests today');
        expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(
          virusTotal.keys.acme_enrich,
        );
        await expectRequestCount();
      },
    ));

  test('a service account can be added with its own key', () =>
    withDashboard(
      'acme_enrich',
      '',
      async ({ page, fieldValue, go, untilSection, press, expectRequestCount }) => {
        await untilText(page, message('dashboard.quota_groups'));
        expect(await fieldValue(message('dashboard.field.kind'))).toBe(
          message('dashboard.field.kind_service_account'),
        );
        expect(await fieldValue(message('dashboard.field.api_quota_group'))).toMatch(/^acme/u);
        await byRole(page, 'meter', 'API requests today');
        await go('#/activity', 'Activity');
        await press(`Load ${message('dashboard.comments.title')}`);
        await untilSection(message('dashboard.comments.title'), message('dashboard.comments.empty'));
        await expectRequestCount();
      },
    ));
});

describe('dashboard navigation', () => {
  test('a dashboard URL opens a page, focuses its heading and marks it in the navigation', () =>
    withDashboard('spellman', '#/hunting', async ({ page, follow }) => {
      await byRole(page, 'heading', 'Hunting');
      await follow('Groups');
      await byRole(page, 'heading', 'Groups');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      expect(await page.title()).toBe(message('dashboard.title', 'Groups'));
      const current = await page.$$eval('nav [aria-current="page"]', (links) =>
        links.map(({ textContent }) => textContent),
      );
      expect(current).toEqual(['Groups']);
    }));

  test('going back in the dashboard restores the scroll position', () =>
    withDashboard('member', '', async ({ page, untilSection }) => {
      await untilSection('Privileges', 'big-files');
      const top = (): Promise<number> => page.evaluate(() => Math.round(window.scrollY));
      await page.evaluate(() => window.scrollTo(0, 600));
      await until('the scroll position is stored', () =>
        page.evaluate(() => (history.state as { top?: number } | null)?.top === 600),
      );
      await page.evaluate(() => {
        location.hash = '#/groups';
      });
      await byRole(page, 'heading', 'Groups');
      await until('the page is at the top', async () => (await top()) === 0);
      await page.goBack();
      await byRole(page, 'heading', 'Account');
      await until('the scroll position is restored', async () => (await top()) === 600);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    }));

  test('the popup links to the dashboard', () =>
    withDashboard('spellman', '', async ({ session }) => {
      const popup = await session.open('popup.html');
      const link = await byRole(popup, 'link', message('popup.dashboard'));
      expect(await link.evaluate((element) => (element as HTMLAnchorElement).pathname)).toBe(
        '/dashboard.html',
      );
    }));

  test('choosing another account in the dashboard shows only that account', () =>
    withDashboard('spellman', '', async ({ page, session, virusTotal }) => {
      const options = await session.open('options.html');
      await (await byRole(options, 'textbox', 'API key')).type(virusTotal.keys.member);
      await (await byRole(options, 'button', 'Add account')).click();
      const choice = `select[aria-label="${message('dashboard.switch')}"]`;
      await page.waitForFunction(
        (select) =>
          [...document.querySelectorAll(`${select} option`)].some(
            ({ textContent }) => textContent === 'member',
          ),
        {},
        choice,
      );
      await page.select(choice, 'member');
      await untilText(page, 'Mia Okafor');
      await page.select(choice, 'spellman');
      expect(await untilText(page, 'Sabrina')).not.toContain('Mia Okafor');
    }));
});
