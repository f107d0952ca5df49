// Drives every feature of the extension through the interface, with a canary as the API key.
import type { Page } from 'puppeteer-core';
import type { Command, Input } from '../../core/messages.ts';
import { message } from '../message.ts';
import { canaries, passphrase } from './canary-search.ts';
import { sendAsPanel, sendAsPanelHost, pageContents } from './canary-watch.ts';
import { sendCommand } from './faults-fixture.ts';
import { changeKeyStorage, enterPassphrase } from './key-storage-steps.ts';
import type { AccountFixture } from './mounting-fixture.ts';
import {
  untilAccountListed,
  byRole,
  enterKey,
  untilKeyAccepted,
  untilPanelText,
  until,
  untilText,
} from './fixture.ts';

export const dashboardPages = [
  '',
  '#/groups',
  '#/groups/acme',
  '#/hunting',
  '#/activity',
  '#/service-accounts',
  '#/service-accounts/acme_soar',
];

/** Types the key, reveals it, fails to add it once, and then adds it. */
export async function addByHand({ session, virusTotal }: AccountFixture): Promise<Page> {
  const options = await session.open('options.html');
  virusTotal.throw({ kind: 'cut-off' }, { route: '/users/{id}', times: 1 });
  await enterKey(options, canaries.own);
  await untilText(options, message('add_failure.interrupted'));
  await (await byRole(options, 'button', message('options.show'))).click();
  await (await byRole(options, 'button', 'Add account')).click();
  await untilKeyAccepted(options);
  await untilAccountListed(options, 'admin');
  return options;
}

const clickAll = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => {
    const buttons = [...document.querySelectorAll<HTMLElement>(wanted)];
    for (const button of buttons) button.click();
    return buttons.length;
  }, selector);

const isLoading = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('.in-progress, [aria-busy="true"]') !== null);

/** Records the files that the page offers for download from now on. */
const watchFiles = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const saved: Promise<string>[] = [];
    Object.assign(window, { saved });
    const original = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file) => {
      saved.push((file as Blob).text());
      return original(file);
    };
  });

const savedBy = (page: Page): Promise<string[]> =>
  page.evaluate(() => Promise.all((window as unknown as { saved: Promise<string>[] }).saved));

/** Exports the settings file. */
export async function exportSettings(options: Page): Promise<string[]> {
  await watchFiles(options);
  await (await byRole(options, 'button', message('data.export'))).click();
  return until('the settings file is exported', async () => {
    const files = await savedBy(options);
    return files.length > 0 && files;
  });
}

/** Loads every list on a dashboard page, exports each as CSV and JSON, and returns the exported files. */
export async function loadAndExport(page: Page): Promise<string[]> {
  await byRole(page, 'heading');
  const loads = 'button[aria-label^="Load "], button[aria-label^="Refresh "]';
  // The account page loads its only list by itself.
  if (new URL(page.url()).hash !== '') await page.waitForSelector(loads);
  await clickAll(page, loads);
  await until('everything is loaded', async () => !(await isLoading(page)));
  await watchFiles(page);
  const saves = await clickAll(
    page,
    ['CSV', 'JSON']
      .map((kind) => `button[aria-label$="${message('dashboard.list.export_as', '', kind)}"]`)
      .join(),
  );
  const files = await savedBy(page);
  if (files.length !== saves) throw new Error(`${saves} buttons saved ${files.length} files.`);
  return files;
}

/** Makes requests fail in each way, most of them with the key in the response. */
export async function causeEachFailure({ virusTotal, extensionPage }: AccountFixture): Promise<void> {
  const faults = [
    { kind: 'error', code: 'WrongCredentialsError', message: `Wrong API key ${canaries.own}` },
    { kind: 'error', code: 'NotFoundError', message: `User "${canaries.own}" not found` },
    { kind: 'json', body: { error: { code: canaries.own, message: canaries.own } }, status: 418 },
    { kind: 'json', body: { data: { api_requests_daily: { user: { allowed: canaries.own, used: 1 } } } } },
    { kind: 'json', body: { data: canaries.own, meta: canaries.own, links: { next: canaries.own } } },
    { kind: 'cut-off' },
    { kind: 'not-json' },
  ] as const;
  for (const fault of faults) {
    virusTotal.throw(fault, { route: '/users/{id}/overall_quotas' });
    await sendCommand(extensionPage, 'refresh', { id: 'admin' });
  }
  virusTotal.clearFaults();
  await sendCommand(extensionPage, 'refresh', { id: 'admin' });
}

type Inputs = { [C in Command]: Input<C> };

/** The type check fails if a command is missing here. */
const inputs: Inputs = {
  addAccount: { key: canaries.own },
  selectAccount: { id: 'admin' },
  refresh: { id: 'admin' },
  checkConformance: { id: 'admin' },
  loadList: { account: 'admin', list: 'serviceAccounts/acme', targetCount: 40, fresh: true },
  stopList: { account: 'admin', list: 'serviceAccounts/acme' },
  saveSettings: { refreshMinutes: 15 },
  lookUp: { of: 'user', id: 'admin', freshness: 'all' },
  importSettings: {
    format: 'vitals-for-virustotal-settings',
    version: 2,
    time: '2026-11-21T12:00:00.000Z',
    settings: { refreshMinutes: 15 },
    accounts: [{ id: 'admin', kind: 'user' }],
    current: 'admin',
  },
  getPanelSettings: {},
  collapsePanel: { collapsed: false },
  openOptions: {},
  openDashboard: {},
  setKeyStorage: { id: 'admin', choice: { keyStorage: 'device' } },
  unlock: { passphrase: 'not the right one' },
  lock: {},
  removeAccount: { id: 'nobody' },
  forgetOtherPeople: {},
  deleteEverything: {},
};

/** Sends every command from an extension page and from the content script, and returns each response. */
export async function sendEveryCommand(extensionPage: Page, visited: Page): Promise<Record<string, unknown>> {
  const responses: Record<string, unknown> = {};
  for (const [command, input] of Object.entries(inputs) as [Command, Inputs[Command]][]) {
    // An extension page may send it, but then nothing would be left to search.
    if (command !== 'deleteEverything')
      responses[`answer to a page's ${command}`] = await sendCommand(extensionPage, command, input);
    const sent = { command, input };
    responses[`answer to the content script's ${command}`] = await sendAsPanelHost(visited, sent);
    responses[`answer to the panel's ${command}`] = await sendAsPanel(visited, sent);
  }
  for (const id of ['acme_soar', 'outsider', canaries.own, canaries.visited])
    responses[`answer to the panel about ${id.slice(0, 10)}`] = await sendAsPanel(visited, {
      command: 'lookUp',
      input: { of: 'user', id, freshness: 'all' },
    });
  responses['answer to the panel about a group'] = await sendAsPanel(visited, {
    command: 'lookUp',
    input: { of: 'group', id: 'acme', freshness: 'all' },
  });
  return responses;
}

/** Opens the pages of the own user, a colleague, a service account and a stranger. */
export async function visitUsers({ session }: AccountFixture): Promise<Page> {
  const page = await session.visit('https://www.virustotal.com/gui/user/admin');
  await untilPanelText(page, 'admin', message('panel.own_account'));
  await page.waitForFunction(() => window.page?.ready);
  for (const user of ['priya_n', 'acme_soar', 'outsider']) {
    await page.evaluate((id) => window.page?.navigate(`/gui/user/${id}`), user);
    await untilPanelText(page, user, message('panel.seen_by', 'admin'));
  }
  return page;
}

/** What is stored while a key storage is in use; `memory`: the names in session storage. */
export type StoredData = { memory: string[]; elsewhere: unknown };

/**
 * Changes the key to each storage, locks and unlocks it, and changes it back to this device. Returns what was stored at
 * each step, without session storage, where the key is allowed.
 */
export async function useEachKeyStorage({
  session,
  extensionPage,
}: AccountFixture): Promise<Record<string, StoredData>> {
  const found: Record<string, StoredData> = {};
  const options = await session.open('options.html');
  const popup = await session.open('popup.html');
  const recordStep = async (step: string): Promise<void> => {
    const { session: memory, ...areas } = await session.storage();
    const { vault: keyStore, ...databases } = await session.indexedDb();
    const responses = [
      await sendCommand(extensionPage, 'getPanelSettings', {}),
      await sendCommand(extensionPage, 'unlock', { passphrase: 'wrong' }),
    ];
    const shown = [await pageContents(options), await pageContents(popup)];
    const names = Object.keys(memory).filter((name) => name !== 'presence');
    found[step] = { memory: names, elsewhere: [areas, databases, keyStore, responses, shown] };
  };
  await changeKeyStorage(options, 'admin', message('key_storage.passphrase'), passphrase);
  await recordStep('unlocked');
  await (await byRole(options, 'button', message('locking.now'))).click();
  await byRole(popup, 'button', message('unlock.button'));
  await recordStep('locked');
  await enterPassphrase(popup, passphrase);
  await byRole(options, 'button', message('locking.now'));
  await until('the popup is unlocked', async () => (await popup.$('.unlock')) === null);
  await recordStep('unlocked again');
  await changeKeyStorage(options, 'admin', message('key_storage.session'), passphrase);
  await recordStep('of the session');
  await changeKeyStorage(options, 'admin', message('key_storage.device'), passphrase);
  await recordStep('on this device');
  return found;
}
