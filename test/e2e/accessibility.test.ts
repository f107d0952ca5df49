import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { emulateColorScheme } from '../browser/session-helpers.ts';
import { byRole, withExtension, untilText } from './fixture.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page, or with one element of it, in light and in dark. */
async function violations(page: Page, within: string): Promise<string[]> {
  await page.bringToFront();
  await page.evaluate(axe);
  const found: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await emulateColorScheme(page, scheme);
    const result = (await page.evaluate(`axe.run(${JSON.stringify(within)})`)) as AxeResults;
    found.push(
      ...result.violations.map(
        ({ id, nodes }) => `${scheme}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
      ),
    );
  }
  return found;
}

/** Every page of the dashboard, as somebody to whom it is full of things, and what to load on it. */
const pages = [
  ['admin', '#/account', 'Account', []],
  ['admin', '#/groups', 'Groups', ['Groups managed']],
  ['admin', '#/groups/acme', 'Group acme', ['Members', 'Service accounts', 'Largest users of a quota']],
  ['admin', '#/service-accounts', 'Service accounts', []],
  ['admin', '#/service-accounts/acme_enrich', 'Service account acme_enrich', ['Its groups']],
  ['admin', '#/nowhere', 'There is no such page', []],
  [
    'hunter',
    '#/hunting',
    'Hunting',
    ['Rulesets', 'Newest notifications', 'Notified files', 'Retrohunt jobs'],
  ],
  ['hunter', '#/activity', 'Activity', ['Comments', 'Graphs']],
] as const;

test('axe finds nothing wrong with the dashboard', { timeout: 240_000 }, () =>
  withExtension('chromium', async ({ session, addAccount }) => {
    const empty = await session.open('dashboard.html');
    await untilText(empty, 'Add an account');
    const found = { '': await violations(empty, 'html') };
    await addAccount('hunter');
    await addAccount('admin');
    for (const [account, hash, heading, lists] of pages) {
      const page = await session.open(`dashboard.html${hash}`);
      await page.waitForSelector('select');
      await page.select('select[aria-label="Account in use"]', account);
      // The account before has pages of the same name.
      const who = await page.waitForSelector('.who');
      if (who) await untilText(who, new RegExp(`^${account}$`, 'mu'), 40_000);
      await byRole(page, 'heading', heading);
      for (const list of lists) {
        const button = await byRole(page, 'button', `Load ${list}`);
        await button.evaluate((element) => (element as HTMLElement).click());
        await byRole(page, 'table', list, 40_000);
      }
      if (hash === '#/account' || hash === '#/groups/acme') {
        const tables = await page.waitForSelector('.usage details');
        await tables?.evaluate((details) => details.setAttribute('open', ''));
      }
      Object.assign(found, { [hash]: await violations(page, 'html') });
      await page.close();
    }
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
  }),
);

test('axe finds nothing wrong with popup, options and panel', { timeout: 120_000 }, () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount, visit }) => {
    const welcome = await session.open('popup.html');
    await untilText(welcome, 'Add an account');
    expect(await violations(welcome, 'html')).toEqual([]);
    const options = await addAccount('member');
    expect(await violations(options, 'html')).toEqual([]);
    const popup = await session.open('popup.html');
    await untilText(popup, /7[89] of 1,000 left/u);
    expect(await violations(popup, 'html')).toEqual([]);
    virusTotal.throw({ kind: 'error', code: 'WrongCredentialsError' });
    await session.fireAlarm('refresh');
    await untilText(popup, 'does not accept this API key');
    expect(await violations(popup, 'html')).toEqual([]);
    virusTotal.clearFaults();
    const page = await visit('member');
    await untilText(page, 'your own account');
    expect(await violations(page, 'vitals-panel')).toEqual([]);
  }),
);
