// Life cycle of the panel: the extension is updated under it, the background is slow, settings arrive late.
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
import { showReaders, startFixture } from './mounting-fixture.ts';
import { watchPage } from './mounting-watch.ts';
import { browsers, builds } from './fixture.ts';

const alice = 'https://www.virustotal.com/gui/user/alice';

describe.each(browsers)('an update of the extension in %s', (name) => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture(name);
  });
  afterAll(() => fixture.stop());

  test('an extension update under an open page replaces its panel', async () => {
    const page = await fixture.session.browser.newPage();
    await page.evaluateOnNewDocument(watchPage);
    await page.goto(alice);
    await untilPanelContains(page, message('panel.seen_by', 'spellman'));
    await page.evaluate(() => document.querySelector('vitals-panel')?.setAttribute('data-old', ''));
    await runWithApi(fixture.extensionPage, (api) => api.runtime.reload()).catch(() => undefined);
    await page.waitForFunction(() => !document.querySelector('[data-old]'));
    if (name === 'chromium') await reinstall(page);
    await expect.poll(() => readPlacement(page)).toEqual({ users: ['alice'], overlay: false, seen: true });
  });
});

test('an extension update during navigation between users throws no error', async () => {
  const { session, extensionPage, stop } = await startFixture('chromium');
  try {
    const page = await session.visit(alice);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await untilPanelContains(page, message('panel.seen_by', 'spellman'));
    await page.evaluate(navigateOn);
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
    // A background tab draws no frame in which the placement would be checked, but the script's polling continues.
    await until('some polls', () => page.evaluate(() => performance.now() > 4000));
    expect(await page.evaluate(() => window.watch.mounts)).toBe(1);
    await page.bringToFront();
    await expect.poll(() => readPlacement(page)).toEqual({ users: ['alice'], overlay: false, seen: true });
  } finally {
    await stop();
  }
});

/** Runs in the page: navigates between users until no panel appears any more. */
function navigateOn(): void {
  let pagesWithoutPanel = 0;
  const step = (): void => {
    history.replaceState(null, '', location.pathname.endsWith('bob') ? 'alice' : 'bob');
    pagesWithoutPanel = document.querySelector('vitals-panel') ? 0 : pagesWithoutPanel + 1;
    if (pagesWithoutPanel === 10) document.title = 'over';
    else setTimeout(step, 30);
  };
  step();
}

/** Chromium disables an extension loaded for a test when it reloads, and injects no script into open pages. */
async function reinstall(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('vitals-panel'));
  await page.browser().installExtension(resolve(builds.chromium));
  await page.reload();
}

type PanelSettings = { panelMode: PanelMode; collapsed: boolean };
const defaults: PanelSettings = { panelMode: 'always', collapsed: false };

const untilPanelFilled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => window.page.snapshot().includes('avatar-name'));

describe('a slow background', () => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture('chromium');
    showReaders(fixture.virusTotal);
  });
  afterAll(() => fixture.stop());

  async function visit({ panelMode, collapsed }: PanelSettings, page: PageOptions): Promise<Page> {
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
      // VirusTotal's own shell takes longer than the background. A shell as fast as the fake's would appear first.
      const page = await visit(
        { panelMode: 'always', collapsed },
        { shellDelay: 1000, viewDelay: 0, dataDelay: 0 },
      );
      await fixture.session.killWorker();
      await page.goto(alice);
      const height = heights[collapsed ? 'collapsed' : 'expanded'];
      await until(`the height is ${height}`, async () => (await panelHeight(page)) === height);
      await untilPanelFilled(page);
      expect(await layoutShift(page)).toBe(0);
    },
  );

  test('a page of which only public data were visible folds before its content is drawn, and says why', async () => {
    const slowShell = { shellDelay: 1000, viewDelay: 0, dataDelay: 0 };
    const outsider = 'https://www.virustotal.com/gui/user/outsider';
    const page = await visit(defaults, slowShell);
    await page.goto(outsider);
    await untilPanelContains(page, message('panel.user_hidden'));
    expect(await panelHeight(page)).toBe(heights.expanded);
    await page.goto(outsider);
    expect(await untilPanelContains(page, message('panel.user_public'))).not.toContain(
      message('panel.user_hidden'),
    );
    expect(await panelHeight(page)).toBe(heights.collapsed);
    await untilPanelFilled(page);
    expect(await layoutShift(page)).toBe(0);
    // Within VirusTotal's page the content is already there. The place is kept.
    await page.evaluate(() => window.page.navigate('/gui/user/spellman'));
    await untilPanelContains(page, message('panel.own_account'));
    await page.evaluate(() => window.page.navigate('/gui/user/outsider'));
    await untilPanelContains(page, message('panel.user_hidden'));
    expect(await panelHeight(page)).toBe(heights.expanded);
  });

  test.each([
    ['user/nobody-there', message('failure.not_found')],
    ['user/bob', message('panel.seen_by', 'spellman')],
    ['group/acme/users', message('panel.seen_by', 'spellman')],
    ['group/nowhere/users', message('panel.no_group')],
  ])('a late response causes no layout shift in the panel of %s', async (path, wanted) => {
    const { virusTotal } = fixture;
    virusTotal.throw({ kind: 'slow' }, { route: /\/api\/v3\/(?:users|groups)\// });
    const page = await visit(defaults, {});
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

  // Debugging ends with the session, so a failed test blocks nothing.
  async function holdWorker(): Promise<CDPSession> {
    const worker = await fixture.session.browser.waitForTarget(
      (target) => target.type() === TargetType.SERVICE_WORKER,
    );
    const session = await worker.createCDPSession();
    await session.send('Debugger.enable');
    await session.send('Debugger.pause');
    return session;
  }

  test.each<[string, PanelSettings, number]>([
    ['the normal panel', defaults, heights.expanded],
    ['collapsed', { ...defaults, collapsed: true }, heights.collapsed],
    ['never', { ...defaults, panelMode: 'never' }, 0],
  ])('the panel renders nothing before late settings arrive; panel mode: %s', async (_, settings, wanted) => {
    const page = await visit(settings, { viewDelay: 0, dataDelay: 0 });
    const debugSession = await holdWorker();
    await page.goto(alice);
    await untilPanelFilled(page);
    await until('space is reserved', async () => (await panelHeight(page)) === heights.expanded);
    expect(await readPlacement(page)).toMatchObject({ users: ['alice'], seen: false });
    expect(await layoutShift(page)).toBe(0);
    await debugSession.detach();
    await until('the panel matches the settings', async () => {
      const { seen } = await readPlacement(page);
      return seen === wanted > 0 && (await panelHeight(page)) === wanted;
    });
    // If the settings differ from the reserved space, the page has to move.
    expect(settings === defaults ? await layoutShift(page) : 0).toBe(0);
  });
});
