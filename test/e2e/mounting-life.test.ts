// The panel's own life: the extension is updated under it, and it comes as it was left, quick background or slow.
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../browser/extension-page.ts';
import { until } from '../browser/session-helpers.ts';
import { heights, panelHeight, untilSaid } from './mounting-panel.ts';
import { panelFacts, shiftOf } from './mounting-play.ts';
import { raise } from './mounting-stage.ts';
import { watchPage } from './mounting-watch.ts';
import { browsers, builds } from './stage.ts';

const alice = 'https://www.virustotal.com/gui/user/alice';

describe.each(browsers)('in %s', (name) => {
  let stage: Awaited<ReturnType<typeof raise>>;
  beforeAll(async () => {
    stage = await raise(name);
  });
  afterAll(() => stage.fall());

  test('an update under an open page leaves no dead panel', async () => {
    const page = await stage.session.browser.newPage();
    await page.evaluateOnNewDocument(watchPage);
    await page.goto(alice);
    await untilSaid(page, 'seen by');
    await page.evaluate(() => document.querySelector('vitals-panel')?.setAttribute('data-old', ''));
    await ask(stage.asking, (api) => api.runtime.reload()).catch(() => undefined);
    await page.waitForFunction(() => !document.querySelector('[data-old]'));
    if (name === 'chromium') await installAnew(page);
    await page.waitForSelector('vitals-panel');
    expect(await panelFacts(page)).toEqual({ users: ['alice'], overlay: false, seen: true });
  });
});

/** Chromium turns an extension that was loaded for a test off when it reloads, and runs no script in open pages. */
async function installAnew(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('vitals-panel'));
  await page.browser().installExtension(resolve(builds.chromium));
  await page.reload();
}

describe('as it was left', () => {
  let stage: Awaited<ReturnType<typeof raise>>;
  beforeAll(async () => {
    stage = await raise('chromium');
  });
  afterAll(() => stage.fall());

  test.each([false, true])('folded: %s; nothing moves though the background has to start', async (folded) => {
    await ask(stage.asking, async (api, input) => api.runtime.sendMessage({ command: 'foldPanel', input }), {
      folded,
    });
    await stage.session.killWorker();
    // A page as quick as can be, so that there is something to push down.
    stage.virusTotal.page.set({ viewDelay: 0, dataDelay: 0 });
    const page = await stage.session.browser.newPage();
    await page.evaluateOnNewDocument(watchPage);
    await page.goto(alice);
    const height = heights[folded ? 'folded' : 'unfolded'];
    await until(`a height of ${height}`, async () => (await panelHeight(page)) === height);
    await page.waitForFunction(() => window.page.snapshot().includes('avatar-name'));
    expect(await shiftOf(page)).toBe(0);
  });
});
