// Faults that only a real browser causes: a terminated worker, a restart, lost alarms, an update of the extension.
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

describe.each(browsers)('browser faults in %s', (name) => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture(name);
  });
  afterAll(() => fixture.stop());

  /** Clears storage and faults, and adds the account again. */
  beforeEach(async () => {
    const { virusTotal, session, extensionPage } = fixture;
    virusTotal.clearFaults();
    await runWithApi(extensionPage, (api) => api.storage.local.clear());
    await sendCommand(extensionPage, 'addAccount', { key: virusTotal.keys.spellman });
    await untilBadge(session, '987');
  });

  const alarms = () =>
    runWithApi(fixture.extensionPage, async (api) => (await api.alarms.getAll()).map((each) => each.name));

  test('[F-worker-killed-waiting] the next worker recovers from a worker that was terminated while a request was in flight', async () => {
    const { virusTotal, session, extensionPage } = fixture;
    const requestCounts = countRequests(virusTotal);
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
    expect(requestCounts()).toEqual({ [quotasPath]: 2 });
  });

  test('[F-browser-closed-waiting] a pending retry survives a restart of the browser, and its alarms are set again', async () => {
    const { virusTotal, session } = fixture;
    const row = rows['rate-limit-10-minutes'];
    const requestCounts = countRequests(virusTotal);
    await injectFault(virusTotal, row, quotas);
    await sendCommand(fixture.extensionPage, 'refresh', { id: 'spellman' });
    await untilBadge(session, '429');
    await session.restart();
    fixture.extensionPage = await session.open('manifest.json');
    expect(await untilBadge(session, '429')).toContain(failureText(row));
    await until('both alarms are set', async () => (await alarms()).length === 2);
    expect(requestCounts()).toEqual({ [quotasPath]: 1 });
    await removeFault(virusTotal, row);
    await endWait(fixture.extensionPage, 'account:spellman');
    await session.fireAlarm('refresh');
    await untilBadge(session, '987');
    expect(requestCounts()).toEqual({ [quotasPath]: 2 });
  });

  test('[F-alarms-missing] the next worker sets missing alarms again', async () => {
    const { session, extensionPage } = fixture;
    await until('both alarms are set', async () => (await alarms()).length === 2);
    // A worker with unfinished work would set them again.
    await session.killWorker();
    await runWithApi(extensionPage, (api) => api.alarms.clearAll());
    expect(await alarms()).toEqual([]);
    await sendCommand(extensionPage, 'getPanelSettings', {});
    await until('both alarms are set', async () => (await alarms()).length === 2);
    expect((await alarms()).toSorted()).toEqual(['next', 'refresh']);
  });
});

describe('an extension update in Firefox', () => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture('firefox');
  });
  afterAll(() => fixture.stop());

  // The update closes every extension page, so this test has a browser of its own. Chromium disables an extension
  // loaded for a test when it reloads; test/e2e/mounting-life.test.ts covers the panel there.
  test('[F-extension-updated] an update during a request leaves one panel, loses no data and repeats no request', async () => {
    const { virusTotal, session } = fixture;
    await untilBadge(session, '987');
    const page = await session.visit('https://www.virustotal.com/gui/user/alice');
    await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
    await page.evaluate(() => document.querySelector('vitals-panel')?.setAttribute('data-old', ''));
    const requestCounts = countRequests(virusTotal);
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
    expect(requestCounts()).toEqual({ [quotasPath]: 1 });
  });
});
