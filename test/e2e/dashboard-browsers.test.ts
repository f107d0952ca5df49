// The core of the dashboard in each browser: an account in full, a long list, the way about.
import { describe, expect, test } from 'vitest';
import { withDashboard } from './dashboard-page.ts';
import { browsers, byRole, textOf, until, untilText } from './fixture.ts';

describe.each(browsers)('the dashboard in %s', (name) => {
  test('shows the account, and the usage as a chart and a table', () =>
    withDashboard(
      'member',
      '',
      async ({ page, fact, untilSection, expectRequestCount }) => {
        await untilText(page, 'Who pays for what');
        expect(await fact('User id')).toBe('member');
        await byRole(page, 'meter', 'API requests today');
        await untilSection('Privileges', 'lapses');
        await untilSection('Usage of the last 60 days', 'All days');
        await byRole(page, 'slider', 'Day to read');
        expect(await page.$('.usage canvas')).not.toBeNull();
        await expectRequestCount();
      },
      name,
    ));

  test('loads a long list, searches and sorts it, and goes on after its background was ended', () =>
    withDashboard(
      'crowd-admin',
      '#/groups/crowd',
      async ({ page, load, session, expectRequestCount }) => {
        expect(await load('Members')).toContain('40 of 10,000');
        await session.killWorker();
        const members = await byRole(page, 'region', 'Members');
        const more = await byRole(members, 'button', 'Load 40 more 1 request');
        await more.evaluate((element) => (element as HTMLElement).click());
        await untilText(members, '80 of 10,000');
        const table = await byRole(members, 'table', 'Members');
        const lastRow = () =>
          table.evaluate((element) => [...element.querySelectorAll('[role="row"]')].at(-1)?.ariaRowIndex);
        await table.evaluate((element) => element.parentElement?.scrollTo(0, 100_000));
        await until('the last rows', async () => Number(await lastRow()) > 60);
        await (await byRole(members, 'searchbox', 'Search in Members')).type('Number17');
        expect(await untilText(members, '1 found')).toContain('Person17 Number17');
        await expectRequestCount();
      },
      name,
    ));

  test('is walked by links, back and forward', () =>
    withDashboard(
      'admin',
      '#/groups',
      async ({ page, fact, follow }) => {
        await follow('acme');
        await byRole(page, 'heading', 'Group acme');
        expect(await fact('Organisation')).toMatch(/Acme/u);
        expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
        await page.evaluate(() => history.back());
        await byRole(page, 'heading', 'Groups');
        await page.evaluate(() => history.forward());
        expect(await textOf(await byRole(page, 'heading', 'Group acme'))).toContain('acme');
      },
      name,
    ));
});
