// Drives everything that the extension can do, as a person would, with a canary for a key.
import type { Page } from 'puppeteer-core';
import type { Command, Input } from '../../core/messages.ts';
import { message } from '../message.ts';
import { canaries, passphrase } from './canary-search.ts';
import { sendAsPanel, pageContents } from './canary-watch.ts';
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

/** Types the key, looks at it, has it refused once and taken then. */
export async function addByHand({ session, virusTotal }: AccountFixture): Promise<Page> {
  const options = await session.open('options.html');
  virusTotal.throw({ kind: 'cut-off' }, { route: '/users/{id}', times: 1 });
  await enterKey(options, canaries.own);
  await untilText(options, message('add_failure.offline'));
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

/** What the page hands the browser to save, from now on. */
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

/** The file of settings and accounts. */
export async function exportSettings(options: Page): Promise<string[]> {
  await watchFiles(options);
  await (await byRole(options, 'button', message('data.export'))).click();
  return until('the file', async () => {
    const files = await savedBy(options);
    return files.length > 0 && files;
  });
}

/** Loads all that a page of the dashboard offers, saves it in both forms, and returns what was saved. */
export async function loadAndExport(page: Page): Promise<string[]> {
  await byRole(page, 'heading');
  await clickAll(page, 'button[aria-label^="Load "], button[aria-label^="Refresh "]');
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

/** Each way in which a request fails, with the key on the wire each time. */
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

/** A command that is missing here does not pass the type check. */
const inputs: Inputs = {
  addAccount: { key: canaries.own },
  selectAccount: { id: 'admin' },
  refresh: { id: 'admin' },
  loadList: { account: 'admin', list: 'serviceAccounts/acme', targetCount: 40, fresh: true },
  stopList: { account: 'admin', list: 'serviceAccounts/acme' },
  saveSettings: { refreshMinutes: 15 },
  getPanelContent: { of: 'user', id: 'admin', freshness: 'all' },
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
  setKeyStorage: { id: 'admin', choice: { keyStorage: 'device' } },
  unlock: { passphrase: 'not the right one' },
  lock: {},
  removeAccount: { id: 'nobody' },
  deleteEverything: {},
};

/** Sends every command from a page of ours and from the panel's world, and returns what each was told. */
export async function sendEveryCommand(extensionPage: Page, visited: Page): Promise<Record<string, unknown>> {
  const told: Record<string, unknown> = {};
  for (const [command, input] of Object.entries(inputs) as [Command, Inputs[Command]][]) {
    // A page may, and then there would be nothing left to search.
    if (command !== 'deleteEverything')
      told[`answer to a page's ${command}`] = await sendCommand(extensionPage, command, input);
    told[`answer to the panel's ${command}`] = await sendAsPanel(visited, { command, input });
  }
  for (const id of ['acme_soar', 'outsider', canaries.own, canaries.visited])
    told[`answer to the panel about ${id.slice(0, 10)}`] = await sendAsPanel(visited, {
      command: 'getPanelContent',
      input: { of: 'user', id, freshness: 'all' },
    });
  told['answer to the panel about a group'] = await sendAsPanel(visited, {
    command: 'getPanelContent',
    input: { of: 'group', id: 'acme', freshness: 'all' },
  });
  return told;
}

/** Opens the pages of users: one's own, a colleague's, a service account's, a stranger's. */
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

/** What lies where while a key is kept in a way; `memory`: the names in session memory. */
export type StoredData = { memory: string[]; elsewhere: unknown };

/**
 * Keeps the key in every way, locks and unlocks it, and keeps it on this device again. What lay where at each step, without
 * the key where it may be: in session memory under the name of its way, on this device in the key store.
 */
export async function useEachKeyStorage({
  session,
  extensionPage,
}: AccountFixture): Promise<Record<string, StoredData>> {
  const found: Record<string, StoredData> = {};
  const options = await session.open('options.html');
  const popup = await session.open('popup.html');
  const look = async (step: string): Promise<void> => {
    const { session: memory, ...areas } = await session.storage();
    const { vault: keyStore, ...databases } = await session.indexedDb();
    const told = [
      await sendCommand(extensionPage, 'getPanelSettings', {}),
      await sendCommand(extensionPage, 'unlock', { passphrase: 'wrong' }),
    ];
    const shown = [await pageContents(options), await pageContents(popup)];
    const sealed = step === 'on this device' ? [] : [keyStore];
    found[step] = { memory: Object.keys(memory), elsewhere: [areas, databases, sealed, told, shown] };
  };
  await changeKeyStorage(options, 'admin', message('key_storage.passphrase'), passphrase);
  await look('unlocked');
  await (await byRole(options, 'button', message('locking.now'))).click();
  await byRole(popup, 'button', message('unlock.button'));
  await look('locked');
  await enterPassphrase(popup, passphrase);
  await byRole(options, 'button', message('locking.now'));
  await until('the popup has no lock', async () => (await popup.$('.unlock')) === null);
  await look('unlocked again');
  await changeKeyStorage(options, 'admin', message('key_storage.session'), passphrase);
  await look('of the session');
  await changeKeyStorage(options, 'admin', message('key_storage.device'), passphrase);
  await look('on this device');
  return found;
}
