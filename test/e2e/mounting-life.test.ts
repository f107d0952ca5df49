// The panel's own life: the extension is updated under it, and it comes as it was left, quick background or slow.
import { resolve } from 'node:path';
import { type CDPSession, type Page, TargetType } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { until } from '../browser/session-helpers.ts';
import type { PanelMode } from '../../core/storage/schema.ts';
import type { PageOptions } from '../fake-virustotal/server.ts';
import { message } from '../message.ts';
import { sendCommand } from './faults-fixture.ts';
import { heights, panelHeight, untilPanelContains } from './mounting-panel.ts';
import { readPlacement, layoutShift } from './mounting-case.ts';
import { startFixture } from './mounting-fixture.ts';
import { watchPage } from './mounting-watch.ts';
import { browsers, builds } from './fixture.ts';

const alice = 'https://www.virustotal.com/gui/user/alice';

describe.each(browsers)('an update of the extension in %s', (name) => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture(name);
  });
  afterAll(() => fixture.stop());

  test('an update under an open page replaces its panel', async () => {
    const page = await fixture.session.browser.newPage();
    await page.evaluateOnNewDocument(watchPage);
    await page.goto(alice);
    await untilPanelContains(page, message('panel.seen_by', 'spellman'));
    await page.evaluate(() => document.querySelector('vitals-panel')?.setAttribute('data-old', ''));
    await runWithApi(fixture.extensionPage, (api) => api.runtime.reload()).catch(() => undefined);
    await page.waitForFunction(() => !document.querySelector('[data-old]'));
    if (name === 'chromium') await installAnew(page);
    await expect.poll(() => readPlacement(page)).toEqual({ users: ['alice'], overlay: false, seen: true });
  });
});

test('an update during navigation from user to user throws no error', async () => {
  const { session, extensionPage, stop } = await startFixture('chromium');
  try {
    const page = await session.visit(alice);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await untilPanelContains(page, message('panel.seen_by', 'spellman'));
    await page.evaluate(goOn);
    await runWithApi(extensionPage, (api) => api.runtime.reload()).catch(() => undefined);
    await page.waitForFunction(() => document.title === 'over');
    expect(errors).toEqual([]);
  } finally {
    await stop();
  }
});

test('a page in a background tab mounts its panel once, and shows it when the tab is activated', async () => {
  const { session, virusTotal, stop } = await startFixture('chromium');
  try {
    virusTotal.page.set({ slot: 'named' });
    const page = await session.browser.newPage({ background: true });
    await page.evaluateOnNewDocument(watchPage);
    await page.goto(alice);
    // No frame is drawn there, in which the panel's place would be judged; the script's pulse goes on.
    await until('some pulses', () => page.evaluate(() => performance.now() > 4000));
    expect(await page.evaluate(() => window.watch.mounts)).toBe(1);
    await page.bringToFront();
    await expect.poll(() => readPlacement(page)).toEqual({ users: ['alice'], overlay: false, seen: true });
  } finally {
    await stop();
  }
});

/** Runs in the page: goes on from user to user until no panel comes any more. */
function goOn(): void {
  let without = 0;
  const step = (): void => {
    history.replaceState(null, '', location.pathname.endsWith('bob') ? 'alice' : 'bob');
    without = document.querySelector('vitals-panel') ? 0 : without + 1;
    if (without === 10) document.title = 'over';
    else setTimeout(step, 30);
  };
  step();
}

/** Chromium turns an extension that was loaded for a test off when it reloads, and runs no script in open pages. */
async function installAnew(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('vitals-panel'));
  await page.browser().installExtension(resolve(builds.chromium));
  await page.reload();
}

type Wish = { panelMode: PanelMode; collapsed: boolean };
const usual: Wish = { panelMode: 'always', collapsed: false };

const filled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => window.page.snapshot().includes('avatar-name'));

describe('a slow background', () => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture('chromium');
  });
  afterAll(() => fixture.stop());

  async function visit({ panelMode, collapsed }: Wish, page: PageOptions): Promise<Page> {
    const { extensionPage, virusTotal, session } = fixture;
    await sendCommand(extensionPage, 'saveSettings', { panelMode });
    await sendCommand(extensionPage, 'collapsePanel', { collapsed });
    virusTotal.page.reset();
    virusTotal.page.set(page);
    const visited = await session.browser.newPage();
    await visited.evaluateOnNewDocument(watchPage);
    return visited;
  }
  test.each([false, true])(
    'a background that has to start causes no layout shift; collapsed: %s',
    async (collapsed) => {
      // VirusTotal's own shell takes longer than a background; one as quick as the fake's would be there before it.
      const page = await visit(
        { panelMode: 'always', collapsed },
        { shellDelay: 1000, viewDelay: 0, dataDelay: 0 },
      );
      await fixture.session.killWorker();
      await page.goto(alice);
      const height = heights[collapsed ? 'collapsed' : 'expanded'];
      await until(`a height of ${height}`, async () => (await panelHeight(page)) === height);
      await filled(page);
      expect(await layoutShift(page)).toBe(0);
    },
  );

  test.each([
    ['user/nobody-there', message('failure.not_found')],
    ['user/bob', message('panel.seen_by', 'spellman')],
    ['group/acme/users', message('panel.seen_by', 'spellman')],
    ['group/nowhere/users', message('panel.no_group')],
  ])('a late answer causes no layout shift in the panel of %s', async (path, wanted) => {
    const { virusTotal } = fixture;
    virusTotal.throw({ kind: 'slow' }, { route: /\/api\/v3\/(?:users|groups)\// });
    const page = await visit(usual, {});
    await page.goto(`https://www.virustotal.com/gui/${path}`);
    await untilPanelContains(page, message('panel.loading'));
    await until('a request is held', async () => virusTotal.held > 0);
    await page.waitForFunction(() => window.page.ready);
    virusTotal.clearFaults();
    await untilPanelContains(page, wanted);
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestIdleCallback(drawn))),
    );
    expect(await layoutShift(page)).toBe(0);
  });

  // Debugging ends with the session, so a failed test holds nobody.
  async function holdWorker(): Promise<CDPSession> {
    const worker = await fixture.session.browser.waitForTarget(
      (target) => target.type() === TargetType.SERVICE_WORKER,
    );
    const session = await worker.createCDPSession();
    await session.send('Debugger.enable');
    await session.send('Debugger.pause');
    return session;
  }

  test.each<[string, Wish, number]>([
    ['as usual', usual, heights.expanded],
    ['collapsed', { ...usual, collapsed: true }, heights.collapsed],
    ['never', { ...usual, panelMode: 'never' }, 0],
  ])('late panel settings show nothing before; the panel is wanted %s', async (_, wish, wanted) => {
    const page = await visit(wish, { viewDelay: 0, dataDelay: 0 });
    const held = await holdWorker();
    await page.goto(alice);
    await filled(page);
    await until('a kept place', async () => (await panelHeight(page)) === heights.expanded);
    expect(await readPlacement(page)).toMatchObject({ users: ['alice'], seen: false });
    expect(await layoutShift(page)).toBe(0);
    await held.detach();
    await until('the panel as wanted', async () => {
      const { seen } = await readPlacement(page);
      return seen === wanted > 0 && (await panelHeight(page)) === wanted;
    });
    // Where something else was wanted than its place was kept for, the page has to move.
    expect(wish === usual ? await layoutShift(page) : 0).toBe(0);
  });
});
