// What only a real browser does to an extension: it ends the worker, closes, forgets alarms, and updates the extension in
// the middle.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseState } from '../../core/storage/schema.ts';
import { ask, readBadge, readStorage } from '../browser/extension-page.ts';
import { mend, rows, sentenceOf, strike } from './faults-table.ts';
import { accountOf, countFromHere, passWait, tell } from './faults-fixture.ts';
import { raise } from './mounting-fixture.ts';
import { browsers, panelText, until, untilBadge } from './fixture.ts';

const quotas = '/users/{id}/overall_quotas';
const quotasPath = '/users/spellman/overall_quotas';

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

  test('[F-worker-killed-waiting] a worker that is killed while it waits for VirusTotal is mended by the next one', async () => {
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

  test('[F-browser-closed-waiting] a browser that is closed during a wait keeps to it, and sets its alarms again', async () => {
    const { virusTotal, session } = stage;
    const row = rows['rate-limit-10-minutes'];
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

  test('[F-alarms-missing] alarms that are gone are there again with the next worker', async () => {
    const { session, asking } = stage;
    await until('both alarms', async () => (await alarms()).length === 2);
    // A worker that still has something to do would set them again.
    await session.killWorker();
    await ask(asking, (api) => api.alarms.clearAll());
    expect(await alarms()).toEqual([]);
    await tell(asking, 'panelState', {});
    await until('both alarms', async () => (await alarms()).length === 2);
    expect((await alarms()).toSorted()).toEqual(['next', 'refresh']);
  });
});

describe('an update in Firefox', () => {
  let stage: Awaited<ReturnType<typeof raise>>;
  beforeAll(async () => {
    stage = await raise('firefox');
  });
  afterAll(() => stage.fall());

  // It closes every page of the extension, so it has a browser to itself. Chromium turns an extension that was loaded for
  // a test off when it reloads; test/e2e/mounting-life.test.ts has what becomes of the panel there.
  test('[F-extension-updated] in the middle: one panel, nothing lost, nothing asked twice', async () => {
    const { virusTotal, session } = stage;
    await untilBadge(session, '987');
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
    await panelText(page, 'alice', 'as seen by spellman');
    expect(await page.evaluate(() => document.querySelectorAll('vitals-panel').length)).toBe(1);
    const asking = await session.open('manifest.json');
    const { local } = await readStorage(asking);
    expect(parseState(local).accounts).toMatchObject([{ id: 'spellman', quotas: {}, failures: {} }]);
    expect((await readBadge(asking)).text).toBe('987');
    expect(counted()).toEqual({ [quotasPath]: 1 });
  });
});
