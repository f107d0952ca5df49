// The main features of the dashboard in each browser: account details, a long list, navigation.
import { describe, expect, test } from 'vitest';
import { message, messagePattern } from '../message.ts';
import { loadMoreName, withDashboard } from './dashboard-page.ts';
import { browsers, byRole, textOf, until, untilText } from './fixture.ts';

describe.each(browsers)('the dashboard in %s', (name) => {
  test('the dashboard shows the account, and its usage as a chart and a table', () =>
    withDashboard(
      'member',
      '',
      async ({ page, fieldValue, untilSection, expectRequestCount }) => {
        await untilText(page, message('dashboard.quota_groups'));
        expect(await fieldValue(message('dashboard.field.id'))).toBe('member');
        await byRole(page, 'meter', 'API requests today');
        await untilSection('Privileges', messagePattern('term.expiring', /\w/u));
        await untilSection(message('dashboard.usage'), message('usage.all_days'));
        await byRole(page, 'slider', message('usage.pick_day'));
        expect(await page.$('.usage canvas')).not.toBeNull();
        await expectRequestCount();
      },
      name,
    ));

  test('the dashboard loads, scrolls and searches a long list after the background was stopped', () =>
    withDashboard(
      'crowd-admin',
      '#/groups/crowd',
      async ({ page, load, session, expectRequestCount }) => {
        expect(await load('Members')).toContain(message('dashboard.list.some', '40', '10,000'));
        await session.killWorker();
        const members = await byRole(page, 'region', 'Members');
        const more = await byRole(members, 'button', loadMoreName(40, 1));
        await more.evaluate((element) => (element as HTMLElement).click());
        await untilText(members, message('dashboard.list.some', '80', '10,000'));
        const table = await byRole(members, 'table', 'Members');
        const lastRow = () =>
          table.evaluate((element) => [...element.querySelectorAll('[role="row"]')].at(-1)?.ariaRowIndex);
        await table.evaluate((element) => element.parentElement?.scrollTo(0, 100_000));
        await until('the last rows are rendered', async () => Number(await lastRow()) > 60);
        await (
          await byRole(members, 'searchbox', message('dashboard.list.search', 'Members'))
        ).type('Person17 Number17');
        expect(await untilText(members, message('dashboard.list.matches', '1'))).toContain(
          'Person17 Number17',
        );
        await expectRequestCount();
      },
      name,
    ));

  test('the dashboard follows links and the history back and forward', () =>
    withDashboard(
      'admin',
      '#/groups',
      async ({ page, fieldValue, follow }) => {
        await follow('acme');
        await byRole(page, 'heading', `${message('dashboard.group.lead')} acme`);
        expect(await fieldValue(message('dashboard.field.organization'))).toMatch(/Acme/u);
        expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
        await page.evaluate(() => history.back());
        await byRole(page, 'heading', 'Groups');
        await page.evaluate(() => history.forward());
        expect(
          await textOf(await byRole(page, 'heading', `${message('dashboard.group.lead')} acme`)),
        ).toContain('acme');
      },
      name,
    ));
});
