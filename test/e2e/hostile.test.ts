// Hostile names: markup, bidirectional controls, right-to-left text, 100 KB of text, names of object members. On every
// screen, wide and narrow, they are text, run nothing, and leave their neighbors in place.
import type { Frame, Page, Target } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, type Session } from '../browser/launch.ts';
import { panelFrame } from '../browser/session-helpers.ts';
import { createHostileNamesake, fromTheRight, hostileGroupId } from '../fake-virustotal/hostile.ts';
import { startVirusTotal, type VirusTotal } from '../fake-virustotal/server.ts';
import { message, messagePattern } from '../message.ts';
import { sendCommand } from './faults-fixture.ts';
import { findRenderingFaults } from './rendering-faults.ts';
import { builds, byRole, textOf, until, untilText } from './fixture.ts';

const markup = '<img src=x onerror=alert(1)>';
const hostileIds = ['__proto__', `${fromTheRight} ${markup}`];

let virusTotal: VirusTotal;
let session: Session;
let extensionPage: Page;
/** Dialogs and uncaught errors. */
const ran: string[] = [];
const listen = async (target: Target): Promise<void> => {
  const page = await target.page();
  page?.on('dialog', (dialog) => void ran.push(dialog.message()));
  page?.on('pageerror', (error) => void ran.push(String(error)));
};
beforeAll(async () => {
  virusTotal = await startVirusTotal();
  virusTotal.world.variants.enforce = 'nothing';
  for (const id of hostileIds) virusTotal.world.accounts.set(id, createHostileNamesake(id));
  session = await launch('chromium', { port: virusTotal.port, extension: builds.chromium });
  session.browser.on('targetcreated', (target) => {
    void listen(target);
  });
  extensionPage = await session.open('manifest.json');
  for (const id of [...hostileIds, 'hostile'])
    await sendCommand(extensionPage, 'addAccount', { key: virusTotal.world.account(id).key ?? '' });
}, 60_000);
afterAll(async () => {
  await session.close();
  await virusTotal.close();
});

/** Returns the rendering faults of a page, or of one element, at each width. */
async function faultsOf(page: Page, widths: readonly number[], part: Page | Frame = page): Promise<object> {
  const found: Record<number, string[]> = {};
  for (const width of widths) {
    await page.setViewport({ width, height: 900 });
    found[width] = await findRenderingFaults(part, 'html');
  }
  expect(ran).toEqual([]);
  return found;
}

const clickAll = (page: Page, selector: string): Promise<void> =>
  page.$$eval(selector, (found) => {
    for (const each of found) (each as HTMLElement).click();
  });

test.each(['hostile', ...hostileIds])('hostile names are rendered safely in the popup of %s', async (id) => {
  await sendCommand(extensionPage, 'selectAccount', { id });
  const popup = await session.open('popup.html');
  expect(await untilText(popup, 'Updated')).toContain(markup);
  await clickAll(popup, 'summary');
  expect(await faultsOf(popup, [400, 320])).toEqual({ 400: [], 320: [] });
  await popup.close();
});

test.each([
  ['user', 'hostile'],
  ['user', '__proto__'],
  ['user', hostileIds[1] ?? ''],
  ['group', hostileGroupId],
])(
  '[S-page-markup S-server-layout] hostile names are rendered safely in the panel of %s %s',
  async (of, id) => {
    const page = await session.visit(`https://www.virustotal.com/gui/${of}/${encodeURIComponent(id)}`);
    expect(
      await untilText(
        await panelFrame(page),
        of === 'user' ? message('panel.own_account') : messagePattern('panel.seen_by', /\S/u),
      ),
    ).toContain(markup);
    expect(await faultsOf(page, [1280, 480], await panelFrame(page))).toEqual({ 1280: [], 480: [] });
    await page.close();
  },
);

test('[S-page-markup S-server-layout] hostile names are rendered safely in the options, with every form open', async () => {
  const options = await session.open('options.html');
  await untilText(options, fromTheRight);
  await clickAll(options, `button[aria-label^="${message('key_storage.change_of', '|').split('|')[0]}"]`);
  expect(await faultsOf(options, [1280, 420])).toEqual({ 1280: [], 420: [] });
  await clickAll(options, '.account > button:last-of-type');
  await untilText(options, message('options.remove_no'));
  expect(await faultsOf(options, [1280, 420])).toEqual({ 1280: [], 420: [] });
  await options.close();
});

test.each([
  ['#/', []],
  ['#/groups', []],
  [`#/groups/${encodeURIComponent(hostileGroupId)}`, ['Members', 'Service accounts']],
  [
    '#/hunting',
    [
      message('dashboard.rulesets.title'),
      message('dashboard.notifications.title'),
      message('dashboard.files.title'),
      message('dashboard.jobs.title'),
    ],
  ],
  [
    '#/activity',
    [
      message('dashboard.comments.title'),
      message('dashboard.mentions.title'),
      message('dashboard.graphs.title'),
    ],
  ],
  ['#/service-accounts', []],
  [
    `#/service-accounts/${encodeURIComponent(`${hostileGroupId}_service`)}`,
    [message('dashboard.service.groups')],
  ],
  ['#/groups/%3Cimg%20src=x%20onerror=alert(1)%3E%E2%80%AE%D7%90', []],
  ['#/groups/%3Cimg%20src=x%20onerror=alert(1)%3E%D7%90', []],
])(
  '[S-page-markup S-server-layout] hostile names are rendered safely in the dashboard at %s',
  async (hash, lists) => {
    await sendCommand(extensionPage, 'selectAccount', { id: 'hostile' });
    const page = await session.open(`dashboard.html${hash}`);
    await byRole(page, 'heading');
    for (const list of lists) {
      const button = await byRole(page, 'button', `Load ${list}`);
      await button.evaluate((one) => (one as HTMLElement).click());
      await byRole(page, 'table', list);
    }
    await until(
      'the page is loaded',
      async () => (await page.$('.in-progress, [aria-busy="true"]')) === null,
    );
    expect(await faultsOf(page, [1280, 420])).toEqual({ 1280: [], 420: [] });
    await page.close();
  },
);

test('hostile names are not in the diagnostics and take little storage', async () => {
  const diagnostics = await session.open('diagnostics.html');
  const report = await untilText(await byRole(diagnostics, 'region', 'Report'), '"accounts"');
  expect(report).not.toMatch(/hostile|alert|lorem|WWWW|example|proto|\u05d0/u);
  expect(await faultsOf(diagnostics, [1280, 420])).toEqual({ 1280: [], 420: [] });
  const { local } = await session.storage();
  expect(JSON.stringify(local).length).toBeLessThan(200_000);
  expect((await session.badge()).title.length).toBeLessThan(1000);
  await diagnostics.close();
});

test('the search for rendering faults finds each kind of planted fault', async () => {
  const page = await session.open('diagnostics.html');
  expect(await textOf(page)).not.toContain('planted');
  await page.evaluate((name) => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing of ours is
    const plant = (tag: string, text: string): HTMLElement => {
      const element = document.createElement(tag);
      element.textContent = text;
      document.body.append(element);
      return element;
    };
    plant('iframe', '');
    plant('a', 'planted').setAttribute('href', 'https://example.org/');
    plant('p', `of ${name} 12 are left`);
    plant('p', 'gnp\u202Eexe');
    plant('span', 'W'.repeat(5000)).title = 'W'.repeat(5000);
  }, fromTheRight);
  expect((await findRenderingFaults(page, 'html')).map((each) => each.split(':')[0])).toEqual([
    'made of a name',
    'a link away',
    'beside ours',
    'unprintable',
    'long',
    'long',
    'wider than its window',
    'beyond its edge',
  ]);
  await page.close();
});
