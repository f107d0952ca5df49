import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import type { ColorScheme } from '../browser/driver.ts';
import { emulateColorScheme, panelFrame } from '../browser/session-helpers.ts';
import { message, messagePattern } from '../message.ts';
import { byRole, withExtension, until, untilText } from './fixture.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs axe on the page, or on one element of it, in light and dark mode, and returns the violations. */
async function violations(page: Page, part: Page | Frame = page, within = 'html'): Promise<string[]> {
  await page.bringToFront();
  await part.evaluate(axe);
  const found: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await emulateColorScheme(page, scheme);
    const result = (await part.evaluate(`axe.run(${JSON.stringify(within)})`)) as AxeResults;
    found.push(
      ...result.violations.map(
        ({ id, nodes }) => `${scheme}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
      ),
    );
  }
  return found;
}

/** Every page of the dashboard, with an account that has content for it and the lists to load on it. */
const pages = [
  ['admin', '#/account', 'Account', []],
  ['admin', '#/groups', 'Groups', []],
  [
    'admin',
    '#/groups/acme',
    `${message('dashboard.group.lead')} acme`,
    ['Members', 'Service accounts', message('dashboard.consumers.title')],
  ],
  ['admin', '#/service-accounts', 'Service accounts', []],
  [
    'admin',
    '#/service-accounts/acme_enrich',
    `${message('dashboard.service.lead')} acme_enrich`,
    [message('dashboard.service.groups')],
  ],
  ['admin', '#/nowhere', message('dashboard.not_found'), []],
  [
    'hunter',
    '#/hunting',
    'Hunting',
    [
      message('dashboard.rulesets.title'),
      message('dashboard.notifications.title'),
      message('dashboard.files.title'),
      message('dashboard.jobs.title'),
    ],
  ],
  [
    'hunter',
    '#/activity',
    'Activity',
    [message('dashboard.comments.title'), message('dashboard.graphs.title')],
  ],
] as const;

test('axe finds no violations on the pages of the dashboard', { timeout: 240_000 }, () =>
  withExtension('chromium', async ({ session, addAccount }) => {
    const empty = await session.open('dashboard.html');
    await untilText(empty, message('popup.add'));
    const found = { '': await violations(empty) };
    await addAccount('hunter');
    await addAccount('admin');
    for (const [account, hash, heading, lists] of pages) {
      const page = await session.open(`dashboard.html${hash}`);
      await page.waitForSelector('select');
      await page.select(`select[aria-label="${message('dashboard.switch')}"]`, account);
      // The previous account has pages of the same name.
      const who = await page.waitForSelector('.account-header');
      if (who) await untilText(who, new RegExp(`^${account}(?: · |$)`, 'mu'), 40_000);
      await byRole(page, 'heading', heading);
      for (const list of lists) {
        const button = await byRole(page, 'button', `Load ${list}`);
        await button.evaluate((element) => (element as HTMLElement).click());
        await byRole(page, 'table', list, 40_000);
      }
      if (hash === '#/account' || hash === '#/groups/acme') {
        const usage = await byRole(page, 'region', message('dashboard.usage'));
        await usage.evaluate((element) => element.scrollIntoView());
        const tables = await page.waitForSelector('.usage details');
        await tables?.evaluate((details) => details.setAttribute('open', ''));
      }
      Object.assign(found, { [hash]: await violations(page) });
      await page.close();
    }
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
  }),
);

test('axe finds no violations in popup, options and panel', { timeout: 120_000 }, () =>
  withExtension('chromium', async ({ virusTotal, session, addAccountByHand, visit }) => {
    const welcome = await session.open('popup.html');
    await untilText(welcome, message('popup.add'));
    expect(await violations(welcome)).toEqual([]);
    const options = await addAccountByHand('member');
    expect(await violations(options)).toEqual([]);
    const popup = await session.open('popup.html');
    await untilText(popup, messagePattern('tightest.count', /7[89]/u, '1,000', 'API requests today'));
    expect(await violations(popup)).toEqual([]);
    virusTotal.throw({ kind: 'error', code: 'WrongCredentialsError' });
    await session.fireAlarm('refresh');
    await untilText(popup, message('failure.bad_key'));
    expect(await violations(popup)).toEqual([]);
    virusTotal.clearFaults();
    const page = await visit('member');
    await untilText(page, message('panel.own_account'));
    expect(await violations(page, await panelFrame(page), '.panel')).toEqual([]);
  }),
);

/** The colors of the chart's canvas that cover more than its thinnest lines, and those of the legend. */
const readChartColors = (page: Page): Promise<{ drawn: string[]; legend: string[] }> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.usage-plot canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const counts = new Map<string, number>();
    for (let at = 0; at < pixels.length; at += 4) {
      const color = `rgb(${pixels[at]}, ${pixels[at + 1]}, ${pixels[at + 2]})`;
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    const entries = [...document.querySelectorAll('.usage-legend li:not([data-none="true"]) .usage-swatch')];
    return {
      drawn: [...counts].filter(([, count]) => count > 40).map(([color]) => color),
      legend: entries.map((entry) => getComputedStyle(entry).backgroundColor),
    };
  });

/** The value of a style property of each element. */
const readStyles = (page: Page, selector: string, property: string): Promise<string[]> =>
  page.$$eval(
    selector,
    (found, name) => found.map((element) => getComputedStyle(element).getPropertyValue(name)),
    property,
  );

const forceColors = (page: Page, scheme: ColorScheme): Promise<void> =>
  page.emulateMediaFeatures([
    { name: 'forced-colors', value: 'active' },
    { name: 'prefers-color-scheme', value: scheme },
  ]);

test.each(['light', 'dark'] as const)(
  'with forced colors on a %s ground, color and shape still tell things apart',
  { timeout: 120_000 },
  (scheme) =>
    withExtension('chromium', async ({ session, addAccount }) => {
      await addAccount('admin');
      const dashboard = await session.open('dashboard.html#/account');
      await forceColors(dashboard, scheme);
      await (
        await byRole(dashboard, 'region', message('dashboard.usage'))
      ).evaluate((section) => section.scrollIntoView());
      await dashboard.waitForSelector('.usage-plot canvas');
      await until('each series of the chart has its color in the legend', async () => {
        const { drawn, legend } = await readChartColors(dashboard);
        return (
          legend.length > 2 &&
          new Set(legend).size === legend.length &&
          legend.every((each) => drawn.includes(each))
        );
      });
      const ground = await readStyles(dashboard, '.top', 'background-color');
      const underline = 'border-bottom-color';
      const others = await readStyles(dashboard, '.top nav a:not([aria-current])', underline);
      expect(new Set(others)).toEqual(new Set(ground));
      expect(await readStyles(dashboard, '.top nav a[aria-current]', underline)).not.toEqual(ground);

      const popup = await session.open('popup.html');
      await forceColors(popup, scheme);
      await byRole(popup, 'meter', 'API requests today');
      const [lanes = ''] = await readStyles(popup, '.meter-bar', 'background-image');
      const [track = ''] = await readStyles(popup, '.meter-bar', 'background-color');
      const colors = [...lanes.matchAll(/rgba?\([^)]*\)/gu)].map(([color]) => color);
      expect(new Set([...colors, track]).size).toBe(3);
    }),
);
