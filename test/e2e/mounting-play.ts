// Plays a row of the mounting matrix: the page alone first, then the page with the extension, and what must be the same.
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { BrowserName } from '../browser/find.ts';
import { ask } from '../browser/extension-page.ts';
import { launch, type Session } from '../browser/launch.ts';
import { until } from '../browser/session-helpers.ts';
import { type PageOptions, startVirusTotal, type VirusTotal } from '../virustotal/server.ts';
import { type Shift, type Watch, watchPage } from './mounting-watch.ts';
import { builds } from './stage.ts';

export type Stage = { virusTotal: VirusTotal; session: Session; asking: Page };
/** `isPlain`: the page without the extension. */
export type Visit = Stage & { page: Page; isPlain: boolean };

export type Row = {
  name: string;
  switches?: PageOptions;
  /** Under `/gui/`. */
  path: string;
  /** What happens on the page, with the extension and without. */
  steps?: (visit: Visit) => Promise<unknown>;
  /** Whose panel stands there in the end; undefined: none does. */
  user: string | undefined;
  /** It stands over the page. */
  overlay?: true;
  /** The page's data never come: the spinner stays. */
  spins?: true;
  /** What else holds with the extension, the panel in place. */
  also?: (visit: Visit) => Promise<unknown>;
};

export async function raise(name: BrowserName): Promise<Stage & { fall: () => Promise<void> }> {
  const virusTotal = await startVirusTotal();
  const session = await launch(name, { port: virusTotal.port, extension: builds[name] });
  const asking = await session.open('manifest.json');
  await ask(
    asking,
    async (api, key) => api.runtime.sendMessage({ command: 'addAccount', input: { key } }),
    virusTotal.keys.spellman,
  );
  const fall = async (): Promise<void> => {
    await session.close();
    await virusTotal.close();
  };
  return { virusTotal, session, asking, fall };
}

export type Outcome = { shift: number; shiftAlone: number };

/** Plays the row and asserts the properties that every row has. */
export async function play(stage: Stage, row: Row): Promise<Outcome> {
  stage.virusTotal.page.reset();
  stage.virusTotal.page.set(row.switches ?? {});
  const calls = stage.virusTotal.uiRequests.length;
  const alone = stage.session.name === 'chromium' ? await playAlone(stage, row) : undefined;
  const page = await stage.session.browser.newPage();
  const visit = { ...stage, page, isPlain: false };
  const errors = await act(visit, row);
  await panelStands(page, row);
  await settled(page, row);
  await expectSamePage(page, alone);
  const { shifts } = await readWatch(page);
  await row.also?.(visit);
  await expectNoTrace(page);
  expect((await readWatch(page)).breaches).toEqual([]);
  expect([...errors, ...(await page.evaluate(() => window.page.errors))]).toEqual([]);
  expect(stage.virusTotal.uiRequests.slice(calls).filter(({ own }) => !own)).toEqual([]);
  await page.close();
  return { shift: sumOf(shifts), shiftAlone: sumOf(alone?.shifts ?? []) };
}

type Alone = { snapshot: string; geometry: string; shifts: Shift[] };

/** Extensions are not in a further browser context of Chromium. */
async function playAlone(stage: Stage, row: Row): Promise<Alone> {
  const context = await stage.session.browser.createBrowserContext();
  const page = await context.newPage();
  await act({ ...stage, page, isPlain: true }, row);
  await settled(page, row);
  const snapshot = await page.evaluate(() => window.page.snapshot());
  const geometry = await geometryOf(page);
  const { shifts } = await readWatch(page);
  await context.close();
  return { snapshot, geometry, shifts };
}

async function act(visit: Visit, row: Row): Promise<string[]> {
  const { page } = visit;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.evaluateOnNewDocument(watchPage);
  await page.goto(`https://www.virustotal.com/gui/${row.path}`);
  await ready(page);
  await row.steps?.(visit);
  return errors;
}

/** The first view's module is there. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.page.ready);
}

async function settled(page: Page, { spins }: Row): Promise<void> {
  await ready(page);
  if (!spins) await page.waitForFunction(() => !window.page.snapshot().includes('class="spinner"'));
}

const readWatch = (page: Page): Promise<Watch> => page.evaluate(() => window.watch);

const sumOf = (shifts: Shift[]): number =>
  shifts.filter(({ afterInput }) => !afterInput).reduce((sum, { value }) => sum + value, 0);

/** Where the page's views stand from left to right: a panel beside them would squeeze them. */
const geometryOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const box = document.querySelector('#view-container')?.getBoundingClientRect();
    return box ? `${box.left} to ${box.right}` : 'none';
  });

export type PanelFacts = { users: (string | undefined)[]; overlay: boolean; seen: boolean };

/** `seen`: a finger in the middle of the panel's head would touch it. */
export function panelFacts(page: Page): Promise<PanelFacts> {
  return page.evaluate(() => {
    const hosts = [...document.querySelectorAll<HTMLElement>('vitals-panel')];
    const [host] = hosts;
    const box = host?.getBoundingClientRect();
    return {
      users: hosts.map(({ dataset }) => dataset['user']),
      overlay: host?.dataset['overlay'] !== undefined,
      seen: box !== undefined && document.elementFromPoint(box.x + box.width / 2, box.y + 30) === host,
    };
  });
}

async function panelStands(page: Page, { user, overlay = false }: Row): Promise<void> {
  const wanted = user === undefined ? { users: [], overlay: false } : { users: [user], overlay };
  let last = {};
  const isThere = async (): Promise<boolean> => {
    last = await panelFacts(page);
    expect(last).toEqual({ ...wanted, seen: user !== undefined });
    return true;
  };
  await until('the panel', () => isThere().catch(() => false)).catch(isThere);
}

/** The page is what it is without the extension. */
async function expectSamePage(page: Page, alone: Alone | undefined): Promise<void> {
  if (!alone) return;
  const look = (): Promise<string> => page.evaluate(() => window.page.snapshot('vitals-panel'));
  await until('the same page', async () => (await look()) === alone.snapshot).catch(() => undefined);
  expect(await look()).toBe(alone.snapshot);
  expect(await geometryOf(page)).toBe(alone.geometry);
}

/** The address changes and the page does not hear of it: the panel goes, and all else stays as it was. */
async function expectNoTrace(page: Page): Promise<void> {
  const before = await page.evaluate(() => window.page.snapshot('vitals-panel'));
  await page.evaluate(() => history.replaceState(null, '', '/gui/home/upload'));
  await until('no panel', async () => (await panelFacts(page)).users.length === 0);
  expect(await page.evaluate(() => window.page.snapshot())).toBe(before);
}
