// What only a real browser does to an extension: it ends the worker, closes, forgets alarms, damages or keeps what another
// version has stored, opens two windows, and updates the extension in the middle.
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../browser/extension-page.ts';
import { mend, rows, sentenceOf, strike } from './faults-table.ts';
import { accountOf, countFromHere, passWait, tell } from './faults-stage.ts';
import { raise } from './mounting-stage.ts';
import { browsers, builds, byRole, enterKey, panelText, until, untilBadge, untilText } from './stage.ts';

const quotas = '/users/{id}/overall_quotas';
const quotasPath = '/users/spellman/overall_quotas';
const store = (page: Page, items: Record<string, unknown>) =>
  ask(page, (api, all) => api.storage.local.set(all), items);

describe.each(browsers)('in %s', (name) => {
  let stage: Awaited<ReturnType<typeof raise>>;
  beforeAll(async () => {
    stage = await raise(name);
  });
  afterAll(() => stage.fall());

  /** All that was stored and thrown before is gone, and the account is there. */
  beforeEach(async () => {
    const { virusTotal, session, asking } = stage;
    virusTotal.clearFaults();
    await ask(asking, (api) => api.storage.local.clear());
    await tell(asking, 'addAccount', { key: virusTotal.keys.spellman });
    await untilBadge(session, '987');
  });

  const alarms = () => ask(stage.asking, async (api) => (await api.alarms.getAll()).map((each) => each.name));

  test('a worker that is killed while it waits for VirusTotal is mended by the next one', async () => {
    const { virusTotal, session, asking } = stage;
    const counted = countFromHere(virusTotal);
    virusTotal.throw({ kind: 'slow' }, { route: quotas });
    void tell(asking, 'refresh', { id: 'spellman' }).catch(() => undefined);
    await until('a request is held', async () => virusTotal.held > 0);
    await session.killWorker();
    virusTotal.clearFaults();
    expect(await session.badge()).toMatchObject({ text: '987' });
    expect((await accountOf(session, 'spellman'))?.requests.free).toBe(2);
    virusTotal.world.group('blabla').attributes.quotas['api_requests_daily'] = { allowed: 1000, used: 400 };
    await session.fireAlarm('refresh');
    await untilBadge(session, '600');
    virusTotal.world.group('blabla').attributes.quotas['api_requests_daily'] = { allowed: 1000, used: 13 };
    expect(counted()).toEqual({ [quotasPath]: 2 });
  });

  test('a browser that is closed during a wait keeps to it, and sets its alarms again', async () => {
    const { virusTotal, session } = stage;
    const row = rows['too many requests for 10 minutes'];
    const counted = countFromHere(virusTotal);
    await strike(virusTotal, row, quotas);
    await tell(stage.asking, 'refresh', { id: 'spellman' });
    await untilBadge(session, '429');
    await session.restart();
    stage.asking = await session.open('manifest.json');
    expect(await untilBadge(session, '429')).toContain(sentenceOf(row));
    await until('both alarms', async () => (await alarms()).length === 2);
    expect(counted()).toEqual({ [quotasPath]: 1 });
    await mend(virusTotal, row);
    await passWait(stage.asking, 'account:spellman');
    await session.fireAlarm('refresh');
    await untilBadge(session, '987');
    expect(counted()).toEqual({ [quotasPath]: 2 });
  });

  test('alarms that are gone are there again with the next worker', async () => {
    const { session, asking } = stage;
    await ask(asking, (api) => api.alarms.clearAll());
    expect(await alarms()).toEqual([]);
    await session.killWorker();
    await tell(asking, 'panelState', {});
    await until('both alarms', async () => (await alarms()).length === 2);
    expect((await alarms()).toSorted()).toEqual(['next', 'refresh']);
  });

  test('an update in the middle: one panel, nothing lost, nothing asked twice', async () => {
    const { virusTotal, session } = stage;
    const page = await session.visit('https://www.virustotal.com/gui/user/alice');
    await panelText(page, 'alice', 'as seen by spellman');
    await page.evaluate(() => document.querySelector('vitals-panel')?.setAttribute('data-old', ''));
    const counted = countFromHere(virusTotal);
    virusTotal.throw({ kind: 'slow' }, { route: quotas });
    void tell(stage.asking, 'refresh', { id: 'spellman' }).catch(() => undefined);
    await until('a request is held', async () => virusTotal.held > 0);
    await ask(stage.asking, (api) => api.runtime.reload()).catch(() => undefined);
    await page.waitForFunction(() => !document.querySelector('[data-old]'));
    virusTotal.clearFaults();
    if (name === 'chromium') {
      // Chromium turns an extension that was loaded for a test off when it reloads, and runs no script in open pages.
      await session.browser.installExtension(resolve(builds.chromium));
      await page.reload();
    }
    stage.asking = await session.open('manifest.json');
    await panelText(page, 'alice', 'as seen by spellman');
    expect(await page.evaluate(() => document.querySelectorAll('vitals-panel').length)).toBe(1);
    expect((await accountOf(session, 'spellman'))?.quotas).toBeDefined();
    expect((await session.badge()).text).toBe('987');
    expect(counted()).toEqual({ [quotasPath]: 1 });
    await page.close();
  });
});

describe('in one browser', () => {
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

  test('two windows that ask at once ask once, and both show it', async () => {
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

  test('storage of a newer version is neither read nor written', async () => {
    const { virusTotal, session, asking } = stage;
    await store(asking, { index: { version: 99, ids: ['spellman'], vaults: [] }, settings: { gong: 7 } });
    const before = (await session.storage()).local;
    const counted = countFromHere(virusTotal);
    await session.killWorker();
    await tell(asking, 'panelState', {});
    expect(await untilBadge(session, '+')).toContain('no account yet');
    const popup = await session.open('popup.html');
    await byRole(popup, 'button', 'Add an account');
    const options = await session.open('options.html');
    await enterKey(options, virusTotal.keys.spellman);
    await untilText(options, 'The key could not be stored in this browser.');
    await tell(asking, 'refresh', { id: 'spellman' });
    expect((await session.storage()).local).toEqual(before);
    expect(counted()).toEqual({ [`/users/${virusTotal.keys.spellman}`]: 1 });
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
  ])('%s in storage: a popup opens, and the next reading mends it', async (_, damage) => {
    const { session, asking } = stage;
    const whole = (await session.storage()).local['account:spellman'] as object;
    await store(asking, damage(whole));
    const errors: string[] = [];
    const popup = await session.open('popup.html');
    popup.on('pageerror', (error) => errors.push(String(error)));
    await untilText(popup, /spellman|Spellman/u);
    await session.killWorker();
    await tell(asking, 'refresh', { id: 'spellman' });
    await untilBadge(session, '987');
    await untilText(popup, '987 of 1,000 left');
    await until('the whole account', async () => {
      const { failures, user, groups } = (await accountOf(session, 'spellman')) ?? {};
      return JSON.stringify(failures) === '{}' && user?.value.id === 'spellman' && groups?.value.count === 1;
    });
    expect(errors).toEqual([]);
    await popup.close();
  });

  test('another profile with the same key goes its own way', async () => {
    const { session, asking } = stage;
    const other = await raise('chromium');
    await untilBadge(other.session, '987');
    await tell(asking, 'removeAccount', { id: 'spellman' });
    await untilBadge(session, '+');
    await tell(other.asking, 'refresh', { id: 'spellman' });
    expect(await untilBadge(other.session, '987')).toContain('spellman');
    await other.fall();
  });
});
