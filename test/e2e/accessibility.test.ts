import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { emulateColorScheme, panelFrame } from '../browser/session-helpers.ts';
import { message, messagePattern } from '../message.ts';
import { byRole, withExtension, untilText } from './fixture.ts';

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
  ['admin', '#/groups', 'Groups', [message('dashboard.managed.title')]],
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
      if (who) await untilText(who, new RegExp(`^${account}$`, 'mu'), 40_000);
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
