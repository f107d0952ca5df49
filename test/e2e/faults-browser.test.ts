// What only a real browser does to an extension: it ends the worker, closes, forgets alarms, and updates the extension in
// the middle.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseState } from '../../core/storage/schema.ts';
import { runWithApi, readBadge, readStorage } from '../browser/extension-page.ts';
import { message } from '../message.ts';
import { removeFault, rows, failureText, injectFault } from './faults-table.ts';
import { readAccount, countRequests, endWait, sendCommand } from './faults-fixture.ts';
import { startFixture } from './mounting-fixture.ts';
import { browsers, untilPanelText, until, untilBadge } from './fixture.ts';

const quotas = '/users/{id}/overall_quotas';
const quotasPath = '/users/spellman/overall_quotas';

describe.each(browsers)('faults of the browser in %s', (name) => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture(name);
  });
  afterAll(() => fixture.stop());

  /** All that was stored and thrown before is gone, and the account is there. */
  beforeEach(async () => {
    const { virusTotal, session, extensionPage } = fixture;
    virusTotal.clearFaults();
    await runWithApi(extensionPage, (api) => api.storage.local.clear());
    await sendCommand(extensionPage, 'addAccount', { key: virusTotal.keys.spellman });
    await untilBadge(session, '987');
  });

  const alarms = () =>
    runWithApi(fixture.extensionPage, async (api) => (await api.alarms.getAll()).map((each) => each.name));

  test('[F-worker-killed-waiting] a worker that is killed while it waits for VirusTotal is mended by the next one', async () => {
    const { virusTotal, session, extensionPage } = fixture;
    const counted = countRequests(virusTotal);
    virusTotal.throw({ kind: 'slow' }, { route: quotas });
    void sendCommand(extensionPage, 'refresh', { id: 'spellman' }).catch(() => undefined);
    await until('a request is held', async () => virusTotal.held > 0);
    await session.killWorker();
    virusTotal.clearFaults();
    expect(await session.badge()).toMatchObject({ text: '987' });
    expect((await readAccount(session, 'spellman'))?.requests.free).toBe(2);
    virusTotal.world.group('blabla').attributes.quotas['api_requests_daily'] = { allowed: 1000, used: 400 };
    await session.fireAlarm('refresh');
    await untilBadge(session, '600');
    virusTotal.world.group('blabla').attributes.quotas['api_requests_daily'] = { allowed: 1000, used: 13 };
    expect(counted()).toEqual({ [quotasPath]: 2 });
  });

  test('[F-browser-closed-waiting] a browser that is closed during a wait keeps to it, and sets its alarms again', async () => {
    const { virusTotal, session } = fixture;
    const row = rows['rate-limit-10-minutes'];
    const counted = countRequests(virusTotal);
    await injectFault(virusTotal, row, quotas);
    await sendCommand(fixture.extensionPage, 'refresh', { id: 'spellman' });
    await untilBadge(session, '429');
    await session.restart();
    fixture.extensionPage = await session.open('manifest.json');
    expect(await untilBadge(session, '429')).toContain(failureText(row));
    await until('both alarms', async () => (await alarms()).length === 2);
    expect(counted()).toEqual({ [quotasPath]: 1 });
    await removeFault(virusTotal, row);
    await endWait(fixture.extensionPage, 'account:spellman');
    await session.fireAlarm('refresh');
    await untilBadge(session, '987');
    expect(counted()).toEqual({ [quotasPath]: 2 });
  });

  test('[F-alarms-missing] alarms that are gone are there again with the next worker', async () => {
    const { session, extensionPage } = fixture;
    await until('both alarms', async () => (await alarms()).length === 2);
    // A worker that still has something to do would set them again.
    await session.killWorker();
    await runWithApi(extensionPage, (api) => api.alarms.clearAll());
    expect(await alarms()).toEqual([]);
    await sendCommand(extensionPage, 'getPanelSettings', {});
    await until('both alarms', async () => (await alarms()).length === 2);
    expect((await alarms()).toSorted()).toEqual(['next', 'refresh']);
  });
});

describe('an update in Firefox', () => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture('firefox');
  });
  afterAll(() => fixture.stop());

  // It closes every page of the extension, so it has a browser to itself. Chromium turns an extension that was loaded for
  // a test off when it reloads; test/e2e/mounting-life.test.ts has what becomes of the panel there.
  test('[F-extension-updated] in the middle: one panel, nothing lost, nothing asked twice', async () => {
    const { virusTotal, session } = fixture;
    await untilBadge(session, '987');
    const page = await session.visit('https://www.virustotal.com/gui/user/alice');
    await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
    await page.evaluate(() => document.querySelector('vitals-panel')?.setAttribute('data-old', ''));
    const counted = countRequests(virusTotal);
    virusTotal.throw({ kind: 'slow' }, { route: quotas });
    void sendCommand(fixture.extensionPage, 'refresh', { id: 'spellman' }).catch(() => undefined);
    await until('a request is held', async () => virusTotal.held > 0);
    await runWithApi(fixture.extensionPage, (api) => api.runtime.reload()).catch(() => undefined);
    await page.waitForFunction(() => !document.querySelector('[data-old]'));
    virusTotal.clearFaults();
    await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
    expect(await page.evaluate(() => document.querySelectorAll('vitals-panel').length)).toBe(1);
    const extensionPage = await session.open('manifest.json');
    const { local } = await readStorage(extensionPage);
    expect(parseState(local).accounts).toMatchObject([{ id: 'spellman', quotas: {}, failures: {} }]);
    expect((await readBadge(extensionPage)).text).toBe('987');
    expect(counted()).toEqual({ [quotasPath]: 1 });
  });
});
