// Stored data in a real browser: shared by windows, written by other versions, or damaged.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { message, messagePattern } from '../message.ts';
import { readAccount, countRequests, sendCommand } from './faults-fixture.ts';
import { startFixture } from './mounting-fixture.ts';
import { byRole, until, untilBadge, untilText, tightestLimit } from './fixture.ts';

const quotas = '/users/{id}/overall_quotas';
const quotasPath = '/users/spellman/overall_quotas';
const store = (page: Page, items: Record<string, unknown>) =>
  runWithApi(page, (api, all) => api.storage.local.set(all), items);

let fixture: Awaited<ReturnType<typeof startFixture>>;
beforeAll(async () => {
  fixture = await startFixture('chromium');
});
afterAll(() => fixture.stop());

beforeEach(async () => {
  const { virusTotal, session, extensionPage } = fixture;
  virusTotal.clearFaults();
  await runWithApi(extensionPage, (api) => api.storage.local.clear());
  await sendCommand(extensionPage, 'addAccount', { key: virusTotal.keys.spellman });
  await untilBadge(session, '987');
});

test('[F-two-windows] two windows that request a refresh at once send its requests once, and both show the result', async () => {
  const { virusTotal, session } = fixture;
  const windows = [await session.open('popup.html'), await session.open('popup.html')];
  const requestCounts = countRequests(virusTotal);
  virusTotal.throw({ kind: 'slow' }, { route: quotas });
  for (const each of windows) await (await byRole(each, 'button', 'Refresh')).click();
  await until('a request is held', async () => virusTotal.held > 0);
  virusTotal.world.group('blabla').attributes.quotas['api_requests_daily'] = { allowed: 1000, used: 500 };
  virusTotal.clearFaults();
  for (const each of windows) await untilText(each, tightestLimit('500'));
  virusTotal.world.group('blabla').attributes.quotas['api_requests_daily'] = { allowed: 1000, used: 13 };
  const once = { [quotasPath]: 1, '/users/spellman': 1, '/users/spellman/groups': 1 };
  await until('all parts are requested', async () => Object.keys(requestCounts()).length === 3);
  expect(requestCounts()).toEqual(once);
  for (const each of windows) await each.close();
});

test('[F-newer-version] storage of a newer version is neither read nor written', async () => {
  const { virusTotal, session, extensionPage } = fixture;
  await store(extensionPage, {
    index: { version: 99, ids: ['spellman'], stores: [] },
    settings: { gong: 7 },
  });
  const before = (await session.storage()).local;
  const requestCounts = countRequests(virusTotal);
  await session.killWorker();
  await sendCommand(extensionPage, 'getPanelSettings', {});
  expect(await untilBadge(session, 'new')).toContain(message('failure.newer'));
  const popup = await session.open('popup.html');
  await untilText(popup, message('failure.newer'));
  await byRole(popup, 'button', message('popup.open_options'));
  const options = await session.open('options.html');
  await untilText(options, message('failure.newer'));
  expect(await options.$$('form, input, select')).toEqual([]);
  await byRole(options, 'link', message('diagnostics.link'));
  await sendCommand(extensionPage, 'refresh', { id: 'spellman' });
  expect((await session.storage()).local).toEqual(before);
  expect(requestCounts()).toEqual({});
  for (const each of [popup, options]) await each.close();
});

test.each([
  [
    'quotas that are null',
    (account: object) => ({ 'account:spellman': { ...account, quotas: { at: 1, value: [null] } } }),
  ],
  ['an invalid user', (account: object) => ({ 'account:spellman': { ...account, user: 7, groups: 'x' } })],
  ['an invalid index', () => ({ index: 'x', settings: [] })],
  [
    'a failure of an unknown kind',
    (account: object) => ({ 'account:spellman': { ...account, failures: { quotas: 'x' } } }),
  ],
])(
  '[F-storage-damaged] with %s in storage the popup opens, and the next refresh repairs it',
  async (_, damage) => {
    const { session, extensionPage } = fixture;
    const account = (await session.storage()).local['account:spellman'] as object;
    await store(extensionPage, damage(account));
    const errors: string[] = [];
    const popup = await session.open('popup.html');
    popup.on('pageerror', (error) => errors.push(String(error)));
    await untilText(popup, new RegExp(`spellman|${messagePattern('common.corrupted').source}`, 'iu'));
    await session.killWorker();
    await sendCommand(extensionPage, 'refresh', { id: 'spellman' });
    await untilBadge(session, '987');
    await popup.reload();
    await untilText(popup, tightestLimit('987'));
    await until('the whole account is stored', async () => {
      const { failures, user, groups } = (await readAccount(session, 'spellman')) ?? {};
      return JSON.stringify(failures) === '{}' && user?.value.id === 'spellman' && groups?.value.count === 1;
    });
    expect(errors).toEqual([]);
    await popup.close();
  },
);

test('[F-two-profiles] two profiles with the same key do not affect each other', async () => {
  const { session, extensionPage } = fixture;
  const other = await startFixture('chromium');
  await untilBadge(other.session, '987');
  await sendCommand(extensionPage, 'removeAccount', { id: 'spellman' });
  await untilBadge(session, '+');
  await sendCommand(other.extensionPage, 'refresh', { id: 'spellman' });
  expect(await untilBadge(other.session, '987')).toContain('spellman');
  await other.stop();
});
