// Every attribute and relationship that the User and Service Account documents name, read from the dashboard.
import type { ElementHandle } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { withDashboard } from './dashboard-page.ts';
import { byRole, textOf, until, untilText } from './fixture.ts';

describe('the account', () => {
  test('shows every attribute of the user, and of the key its end alone', () =>
    withDashboard('spellman', '', async ({ page, fact, untilSection, virusTotal, expectRequestCount }) => {
      await untilText(page, 'Sabrina');
      expect(await fact('User id')).toBe('spellman');
      expect(await fact('API key')).toBe('stored in this browser, ends in …333a');
      expect(await fact('E-mail')).toContain('@');
      expect(await fact('First name')).toBe('Sabrina');
      expect(await fact('Last name')).toBe('Spellman');
      expect(await fact('Two-factor sign-in')).toMatch(/^2FA on\n/u);
      expect(await fact('Last login')).toContain('2020');
      expect(await fact('Joined')).toContain('2019');
      expect(await fact('Status')).toBe('active');
      expect(await fact('Reputation')).toBe('1');
      expect(await fact('Profile phrase')).toBe("It's witching hour!");
      // In milliseconds the one, in seconds the other.
      expect(await fact('graph · last visit')).toContain('Jul 7, 2020');
      expect(await fact('ui · last read notification date')).toContain('2020');
      const privileges = await untilSection('Privileges', 'big-files');
      expect(privileges).toMatch(
        /big-files\n+expired Oct 1, 2020\n+from blablabla_group, which pays for API quota/u,
      );
      expect(privileges).toMatch(/cases\n+no expiry\n+from blablabla_group, which pays for Intelligence/u);
      await byRole(page, 'meter', 'API requests today');
      await byRole(page, 'meter', 'Cases created this month');
      expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(
        virusTotal.keys.spellman,
      );
      await expectRequestCount();
    }));

  test('names the groups that pay, with a link to each', () =>
    withDashboard('member', '', async ({ page, fact, follow }) => {
      await untilText(page, 'Who pays for what');
      expect(await fact('API requests are paid by')).toMatch(/^acme/u);
      expect(await fact('Intelligence is paid by')).toMatch(/^acme/u);
      const payer = await byRole(page, 'definition', 'Intelligence is paid by');
      await follow('acme', payer);
      await byRole(page, 'heading', 'Group acme');
      expect(page.url()).toMatch(/dashboard\.html#\/groups\/acme$/u);
    }));

  test('shows the usage of 60 days, for nothing', () =>
    withDashboard('spellman', '', async ({ untilSection, virusTotal, expectRequestCount }) => {
      await untilSection('Usage of the last 60 days', 'All days');
      const asked = () => virusTotal.requests.filter(({ route }) => route === '/users/{id}/api_usage');
      // Thirty days each; the chart is drawn with the first of them.
      await until('both calls', async () => asked().length === 2);
      expect(asked().map(({ mayCost }) => mayCost)).toEqual([false, false]);
      await expectRequestCount();
    }));
});

describe('groups', () => {
  test('are known without a request and lead to a page each', () =>
    withDashboard(
      'spellman',
      '#/groups',
      async ({ page, load, fact, follow, untilSection, press, expectRequestCount }) => {
        await byRole(page, 'link', 'blabla');
        expect(await load('Groups managed')).toContain('blabla');
        await follow('blabla');
        await byRole(page, 'heading', 'Group blabla');
        await press('Refresh About the group');
        await untilSection('About the group', 'admin');
        expect(await fact('Your role')).toBe('admin');
        expect(await fact('Organisation')).not.toBe('not shown by VirusTotal');
        for (const name of ['Country', 'Industry', 'Domain', 'Joining by themselves']) await fact(name);
        await untilSection('Quota use by user', 'VirusTotal names no user here.');
        await byRole(page, 'meter', 'API requests today');
        await untilSection('Privileges', 'cases');
        await page.goBack();
        await byRole(page, 'heading', 'Groups');
        await page.goForward();
        await byRole(page, 'heading', 'Group blabla');
        await expectRequestCount();
      },
    ));

  test('show an administrator everybody in them', () =>
    withDashboard(
      'admin',
      '#/groups/acme',
      async ({ page, load, fact, untilSection, expectRequestCount }) => {
        expect(await load('Members')).toContain('all 12');
        expect(await load('Members without 2FA')).toMatch(/no2fa[\s\S]*j_park[\s\S]*oduya/u);
        expect(await load('Administrators')).toContain('tomasz.k');
        expect(await load('Service accounts')).toContain('acme_soar');
        expect(await load('Largest users of a quota')).toMatch(/acme_enrich[\s\S]*901,337/u);
        expect(await fact('Domain')).toBe('acme.example');
        expect(await fact('Industry')).toBe('Manufacturing');
        expect(await fact('Country')).toBe('Ireland (IE)');
        expect(await fact('Joining by themselves')).toBe('*@acme.example');
        await byRole(page, 'meter', 'API requests today');
        expect(await untilSection('Privileges', 'livehunt')).toMatch(
          /livehunt\nno expiry\nthrough the privilege intelligence/u,
        );
        const all = await page.evaluate(() => document.documentElement.outerHTML);
        expect(all).not.toMatch(/synthetic-group-token|Signatory/u);
        await expectRequestCount();
      },
    ));

  test('show an administrator who used how much of which quota, and name the role', () =>
    withDashboard(
      'admin',
      '#/groups/acme',
      async ({ page, fact, go, load, untilSection, press, virusTotal }) => {
        Object.assign(virusTotal.world.group('acme').attributes, {
          quota_usage_by_user: {
            member: { api_requests_monthly: 11_873 },
            hunter: { api_requests_monthly: 9010 },
          },
        });
        await press('Refresh About the group');
        await untilSection('Quota use by user', /member\napi_requests_monthly\n11,873/u);
        await byRole(page, 'table', 'Quota use by user');
        await go('#/groups', 'Groups');
        await load('Groups managed');
        await go('#/groups/acme', 'Group acme');
        expect(await fact('Your role')).toBe('admin');
      },
    ));

  test("show an administrator the usage of the group, with VirusTotal's own totals, for nothing", () =>
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
      await go('#/groups/acme', 'Group acme');
      const usage = await untilSection(
        'Usage of the last 60 days',
        'VirusTotal also gives totals of its own',
      );
      expect(usage).toContain('costs none of your requests');
      const section = await byRole(page, 'region', 'Usage of the last 60 days');
      await byRole(section, 'slider', 'Day to read');
      await section.evaluate((element) => element.querySelector('details')?.setAttribute('open', ''));
      const endpoints = await byRole(section, 'region', 'API requests by endpoint');
      expect(await textOf(endpoints)).toMatch(/file_download\s+0 309 yes/u);
      const days = await byRole(section, 'region', 'API requests by day (UTC) and endpoint');
      expect(await textOf(days)).toContain('1,234');
      await byRole(section, 'button', 'API usage of acme as CSV');
      const asked = () => virusTotal.requests.filter(({ route }) => route === '/groups/{id}/api_usage');
      await until('both calls', async () => asked().length === 2);
      expect(asked().map(({ mayCost }) => mayCost)).toEqual([false, false]);
      expect(asked().every(({ path }) => path.startsWith('/api/v3/groups/acme/api_usage?'))).toBe(true);
      await expectRequestCount();
    }));

  test('say who may see what an ordinary member may not', () =>
    withDashboard('member', '#/groups/acme', async ({ press, untilSection, load }) => {
      expect(await load('Members')).toContain('tomasz.k');
      await press('Load Members without 2FA');
      await untilSection('Members without 2FA', 'Only administrators of this group may read this.');
      await untilSection('Usage of the last 60 days', 'to its administrators only');
    }));
});

/** Whether the rows that are drawn stand by the date that the table is sorted by, the newest first. */
async function expectNewestFirst(table: ElementHandle): Promise<void> {
  const dates = await table.$$eval('[role="rowgroup"]:last-child [role="row"]', (rows) =>
    rows.map((row) => row.querySelector('time')?.dateTime ?? ''),
  );
  expect(dates.length).toBeGreaterThan(4);
  expect(dates).toEqual(dates.toSorted().toReversed());
  expect(await table.$('[aria-sort="descending"]')).not.toBeNull();
}

test('hunting shows rulesets, notifications, files and jobs', () =>
  withDashboard('hunter', '#/hunting', async ({ page, load, expectRequestCount }) => {
    expect(await load('Rulesets')).toContain('40 of 64');
    const rulesets = await byRole(page, 'table', 'Rulesets');
    for (const name of ['Ruleset', 'State', 'Rules', 'Limit a day'])
      await byRole(rulesets, 'columnheader', name);
    expect(await textOf(rulesets)).toMatch(/packers 1\nenabled\n1\n100\ndomain/u);
    expect(await load('Newest notifications')).toContain('40 of 5,000');
    expect(await load('Notified files')).toMatch(/\d+ of \d+/u);
    const jobs = await load('Retrohunt jobs');
    expect(jobs).toMatch(/running\n42% done\n1h 30m left/u);
    const progress = await byRole(page, 'progressbar', /hunter-\d+/u.exec(jobs)?.[0]);
    expect(await progress.evaluate((element) => (element as HTMLProgressElement).value)).toBe(42.5);
    const notifications = await byRole(page, 'table', 'Newest notifications');
    await expectNewestFirst(notifications);
    const file = await byRole(notifications, 'link');
    const [href, rel] = await file.evaluate((link) => [link.getAttribute('href'), link.getAttribute('rel')]);
    expect(href).toMatch(/^https:\/\/www\.virustotal\.com\/gui\/file\/[0-9a-f]{64}$/u);
    expect(rel).toBe('noreferrer');
    await expectRequestCount();
  }));

test('activity shows comments, mentions and graphs with what they are on', () =>
  withDashboard('hunter', '#/activity', async ({ page, load, expectRequestCount }) => {
    expect(await load('Comments')).toContain('40 of 1,312');
    expect(await load('Mentions')).toContain('@hunter');
    expect(await load('Graphs')).toContain('40 of 95');
    for (const title of ['Comments', 'Mentions', 'Graphs'])
      await expectNewestFirst(await byRole(page, 'table', title));
    const links = await page.$$eval('[role="table"] a', (found) => found.map(({ href }) => href));
    expect(links.some((href) => href.startsWith('https://www.virustotal.com/gui/domain/'))).toBe(true);
    expect(links.some((href) => href.startsWith('https://www.virustotal.com/graph/g'))).toBe(true);
    await expectRequestCount();
  }));

describe('service accounts', () => {
  test('are listed for the groups one administers, each with its object and groups', () =>
    withDashboard(
      'admin',
      '#/service-accounts',
      async ({ page, follow, press, load, fact, untilSection, virusTotal, expectRequestCount }) => {
        // The question which groups those are is gone with its answer.
        await press('Load Groups managed');
        expect(await load('Service accounts of acme')).toContain('acme_enrich');
        await follow('acme_enrich');
        await byRole(page, 'heading', 'Service account acme_enrich');
        expect(await load('Its groups')).toMatch(/acme\n[\s\S]*Ireland\nManufacturing/u);
        await press('Load About the service account');
        await untilSection('Privileges', 'livehunt');
        expect(await fact('Kind')).toBe('service account');
        expect(await fact('Status')).toBe('active');
        await byRole(page, 'meter', 'API requests today');
        expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(
          virusTotal.keys.acme_enrich,
        );
        await expectRequestCount();
      },
    ));

  test('can be added with their own key', () =>
    withDashboard('acme_enrich', '', async ({ page, fact, go, untilSection, press, expectRequestCount }) => {
      await untilText(page, 'Who pays for what');
      expect(await fact('Kind')).toBe('service account');
      expect(await fact('API requests are paid by')).toMatch(/^acme/u);
      await byRole(page, 'meter', 'API requests today');
      await go('#/activity', 'Activity');
      await press('Load Comments');
      await untilSection('Comments', 'No comments written.');
      await expectRequestCount();
    }));
});

describe('moving about', () => {
  test('the address leads to a page, the heading gets the focus, the navigation says where one is', () =>
    withDashboard('spellman', '#/hunting', async ({ page, follow }) => {
      await byRole(page, 'heading', 'Hunting');
      await follow('Groups');
      await byRole(page, 'heading', 'Groups');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      expect(await page.title()).toBe('Groups · Vitals for VirusTotal');
      const current = await page.$$eval('nav [aria-current="page"]', (links) =>
        links.map(({ textContent }) => textContent),
      );
      expect(current).toEqual(['Groups']);
    }));

  test('who goes back finds the place that was left', () =>
    withDashboard('member', '', async ({ page, untilSection }) => {
      await untilSection('Privileges', 'big-files');
      const top = (): Promise<number> => page.evaluate(() => Math.round(window.scrollY));
      await page.evaluate(() => window.scrollTo(0, 600));
      await until('the place is kept', () =>
        page.evaluate(() => (history.state as { top?: number } | null)?.top === 600),
      );
      await page.evaluate(() => {
        location.hash = '#/groups';
      });
      await byRole(page, 'heading', 'Groups');
      await until('the top', async () => (await top()) === 0);
      await page.goBack();
      await byRole(page, 'heading', 'Account');
      await until('the place again', async () => (await top()) === 600);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    }));

  test('the popup leads here', () =>
    withDashboard('spellman', '', async ({ session }) => {
      const popup = await session.open('popup.html');
      const link = await byRole(popup, 'link', 'Dashboard');
      expect(await link.evaluate((element) => (element as HTMLAnchorElement).pathname)).toBe(
        '/dashboard.html',
      );
    }));

  test('another account shows its own', () =>
    withDashboard('spellman', '', async ({ page, session, virusTotal }) => {
      const options = await session.open('options.html');
      await (await byRole(options, 'textbox', 'API key')).type(virusTotal.keys.member);
      await (await byRole(options, 'button', 'Add account')).click();
      await untilText(page, 'Mia Okafor');
      await page.select('select[aria-label="Account in use"]', 'spellman');
      expect(await untilText(page, 'Sabrina')).not.toContain('Mia Okafor');
    }));
});
