// What is stored is shared by windows, outlives versions and can be damaged; in a real browser.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../browser/extension-page.ts';
import { accountOf, countFromHere, tell } from './faults-fixture.ts';
import { raise } from './mounting-fixture.ts';
import { byRole, until, untilBadge, untilText } from './fixture.ts';

const quotas = '/users/{id}/overall_quotas';
const quotasPath = '/users/spellman/overall_quotas';
const store = (page: Page, items: Record<string, unknown>) =>
  ask(page, (api, all) => api.storage.local.set(all), items);

let stage: Awaited<ReturnType<typeof raise>>;
beforeAll(async () => {
  stage = await raise('chromium');
});
afterAll(() => stage.fall());

beforeEach(async () => {
  const { virusTotal, session, asking } = stage;
  virusTotal.clearFaults();
  await ask(asking, (api) => api.storage.local.clear());
  await tell(asking, 'addAccount', { key: virusTotal.keys.spellman });
  await untilBadge(session, '987');
});

test('[F-two-windows] two windows that ask at once ask once, and both show it', async () => {
  const { virusTotal, session } = stage;
  const windows = [await session.open('popup.html'), await session.open('popup.html')];
  const counted = countFromHere(virusTotal);
  virusTotal.throw({ kind: 'slow' }, { route: quotas });
  for (const each of windows) await (await byRole(each, 'button', 'Refresh')).click();
  await until('a request is held', async () => virusTotal.held > 0);
  virusTotal.world.group('blabla').attributes.quotas['api_requests_daily'] = { allowed: 1000, used: 500 };
  virusTotal.clearFaults();
  for (const each of windows) await untilText(each, '500 of 1,000 left');
  virusTotal.world.group('blabla').attributes.quotas['api_requests_daily'] = { allowed: 1000, used: 13 };
  for (const each of windows) await each.close();
  expect(counted()).toEqual({ [quotasPath]: 1 });
});

test('[F-newer-version] storage of a newer version is neither read nor written', async () => {
  const { virusTotal, session, asking } = stage;
  await store(asking, { index: { version: 99, ids: ['spellman'], vaults: [] }, settings: { gong: 7 } });
  const before = (await session.storage()).local;
  const counted = countFromHere(virusTotal);
  await session.killWorker();
  await tell(asking, 'panelState', {});
  expect(await untilBadge(session, 'new')).toContain('Update the extension to go on.');
  const popup = await session.open('popup.html');
  await untilText(popup, 'Update the extension to go on.');
  await byRole(popup, 'button', 'Open options');
  const options = await session.open('options.html');
  await untilText(options, 'Update the extension to go on.');
  expect(await options.$$('form, input, select')).toEqual([]);
  await byRole(options, 'link', 'Diagnostics for a bug report');
  await tell(asking, 'refresh', { id: 'spellman' });
  expect((await session.storage()).local).toEqual(before);
  expect(counted()).toEqual({});
  for (const each of [popup, options]) await each.close();
});

test.each([
  [
    'quotas of nothing',
    (account: object) => ({ 'account:spellman': { ...account, quotas: { at: 1, value: [null] } } }),
  ],
  [
    'a user that is none',
    (account: object) => ({ 'account:spellman': { ...account, user: 7, groups: 'x' } }),
  ],
  ['an index that is none', () => ({ index: 'x', settings: [] })],
  [
    'a failure of no kind',
    (account: object) => ({ 'account:spellman': { ...account, failures: { quotas: 'x' } } }),
  ],
])('[F-storage-damaged] %s in storage: a popup opens, and the next reading mends it', async (_, damage) => {
  const { session, asking } = stage;
  const whole = (await session.storage()).local['account:spellman'] as object;
  await store(asking, damage(whole));
  const errors: string[] = [];
  const popup = await session.open('popup.html');
  popup.on('pageerror', (error) => errors.push(String(error)));
  await untilText(popup, /spellman|is damaged/iu);
  await session.killWorker();
  await tell(asking, 'refresh', { id: 'spellman' });
  await untilBadge(session, '987');
  await popup.reload();
  await untilText(popup, '987 of 1,000 left');
  await until('the whole account', async () => {
    const { failures, user, groups } = (await accountOf(session, 'spellman')) ?? {};
    return JSON.stringify(failures) === '{}' && user?.value.id === 'spellman' && groups?.value.count === 1;
  });
  expect(errors).toEqual([]);
  await popup.close();
});

test('[F-two-profiles] another profile with the same key goes its own way', async () => {
  const { session, asking } = stage;
  const other = await raise('chromium');
  await untilBadge(other.session, '987');
  await tell(asking, 'removeAccount', { id: 'spellman' });
  await untilBadge(session, '+');
  await tell(other.asking, 'refresh', { id: 'spellman' });
  expect(await untilBadge(other.session, '987')).toContain('spellman');
  await other.fall();
});
