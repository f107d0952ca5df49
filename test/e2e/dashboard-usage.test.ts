// Usage history in each documented response shape: the same chart, tables and export, at no cost.
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import type { VirusTotal } from '../fake-virustotal/server.ts';
import { message, messagePattern } from '../message.ts';
import { readCsv } from '../spreadsheet.ts';
import { dashboardActions } from './dashboard-page.ts';
import { byRole, withExtension, textOf, until } from './fixture.ts';

const title = message('dashboard.usage');

/** The exported days, each with the sum of its billable endpoints. */
function daysOf(csv: string): Map<string, number> {
  const days = new Map<string, number>();
  for (const [day = '', , consuming, requests] of readCsv(csv, ',').slice(1)) {
    if (consuming === 'true') days.set(day, (days.get(day) ?? 0) + Number(requests));
  }
  return days;
}

/** The usage requests with whether each one is billable. */
const calls = ({ requests }: VirusTotal): boolean[] =>
  requests.filter(({ route }) => route === '/users/{id}/api_usage').map(({ mayCost }) => mayCost);

/** How many files of the chart the page has requested. Each has a link in the document's head. */
const chartFiles = (page: Page): Promise<number> =>
  page.$$eval('link[href*="/UsageChart-"]', (links) => links.length);

describe.each(['full', 'bare', 'unwrapped'] as const)('usage in the form %s', (shape) => {
  test('usage shows the same figures in chart, table and exported file', () =>
    withExtension('chromium', async (fixture) => {
      const { virusTotal } = fixture;
      virusTotal.world.variants.apiUsage = shape;
      await fixture.addAccount('member');
      const page = await fixture.session.open('dashboard.html');
      const { press, captureExports, untilSection, expectRequestCount } = dashboardActions(
        fixture,
        'member',
        page,
      );
      await until('both responses have arrived', async () => calls(virusTotal).length === 2);
      expect(await chartFiles(page)).toBe(0);
      await untilSection(title, message('usage.all_days'));
      expect(await chartFiles(page)).toBeGreaterThan(0);
      const usage = await byRole(page, 'region', title);
      // Until the second response arrives, the section says that days are missing.
      await until(
        'all days are shown',
        async () => !(await textOf(usage)).includes(message('usage.older_missing')),
      );
      const all = Number(
        messagePattern('usage.requests', 2, /([\d,]+)/u)
          .exec(await textOf(usage))?.[1]
          ?.replaceAll(',', ''),
      );
      const chart = await byRole(usage, 'image');
      expect(await chart.evaluate((element) => element.ariaLabel)).toContain(all.toLocaleString('en'));
      const files = await captureExports();
      await press(message('dashboard.list.export_as', message('usage.file', 'member'), 'CSV'));
      const days = daysOf((await files(1))[0] ?? '');
      expect([...days.values()].reduce((sum, one) => sum + one, 0)).toBe(all);
      await usage.evaluate((element) => element.querySelector('details')?.setAttribute('open', ''));
      const table = await byRole(usage, 'region', message('usage.by_day'));
      const rows = await table.$$eval('tbody tr', (found) =>
        found.map((row) => Number(row.querySelector('td')?.textContent.replaceAll(',', ''))),
      );
      expect(rows).toHaveLength(60);
      expect(rows.reduce((sum, one) => sum + one, 0)).toBe(all);
      await (await byRole(usage, 'slider', message('usage.pick_day'))).focus();
      await page.keyboard.press('Home');
      await until('one day is shown', async () => !(await textOf(usage)).includes(message('usage.all_days')));
      expect(calls(virusTotal)).toEqual([false, false]);
      await expectRequestCount();
    }));
});
