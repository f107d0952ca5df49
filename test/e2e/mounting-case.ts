// Plays a row of the mounting matrix: the page alone first, then the page with the extension, and what must be the same.
import type { BrowserContext, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../browser/session-helpers.ts';
import type { PageOptions } from '../fake-virustotal/server.ts';
import type { Stage } from './mounting-fixture.ts';
import { watchPage } from './mounting-watch.ts';
import { shown } from './mounting-steps.ts';

/** `isPlain`: the page without the extension. */
export type Visit = Stage & { page: Page; isPlain: boolean };

export type Row = {
  name: string;
  switches?: PageOptions;
  /** Under `/gui/`. */
  path: string;
  /** What happens on the page, with the extension and without. */
  steps?: (visit: Visit) => Promise<unknown>;
  /** Whose panel stands there in the end ("group acme": a group's); undefined: none does. */
  user: string | undefined;
  /** It stands over the page. */
  overlay?: boolean;
  /** The page's data never come: the spinner stays. */
  spins?: true;
  /** On the way the panel comes or goes under the reader's eyes: what is below it has to move. */
  moves?: true;
  /** What else holds with the extension, the panel in place. */
  also?: (visit: Visit) => Promise<unknown>;
};

/** What went wrong beside the panel: two panels or another's, page errors, calls to the page's own API, moved content. */
export type Stains = { breaches: string[]; errors: string[]; calls: string[]; shift: number };
export const spotless: Stains = { breaches: [], errors: [], calls: [], shift: 0 };

/** Plays the row, waits for its panel, and compares the page with what it is alone. */
export async function play(stage: Stage, row: Row): Promise<Stains> {
  const { virusTotal } = stage;
  virusTotal.page.reset();
  // Without a switch it is as the row before left it in localStorage.
  virusTotal.page.set({ theme: 'light', ...row.switches });
  const before = virusTotal.uiRequests.length;
  const page = await stage.session.browser.newPage();
  const visit = { ...stage, page, isPlain: false };
  const [alone, errors] = await Promise.all([
    stage.plain && playAlone(stage, stage.plain, row),
    act(visit, row),
  ]);
  await panelStands(page, row);
  if (!row.spins) await shown(visit);
  await expectSamePage(page, alone);
  const shift = row.moves ? 0 : (await shiftOf(page)) - (alone?.shift ?? 0);
  await row.also?.(visit);
  if (row.user !== undefined) await expectNoTrace(page);
  const { breaches } = await page.evaluate(() => window.watch);
  errors.push(...(await page.evaluate(() => window.page.errors)));
  await page.close();
  const foreign = virusTotal.uiRequests.slice(before).filter(({ own }) => !own);
  return { breaches, errors, calls: foreign.map(({ path }) => path), shift: Math.max(0, shift) };
}

type Alone = { snapshot: string; geometry: string; shift: number };

async function playAlone(stage: Stage, context: BrowserContext, row: Row): Promise<Alone> {
  const page = await context.newPage();
  const visit = { ...stage, page, isPlain: true };
  await act(visit, row);
  if (!row.spins) await shown(visit);
  const snapshot = await page.evaluate(() => window.page.snapshot());
  const geometry = await geometryOf(page);
  const shift = await shiftOf(page);
  await page.close();
  return { snapshot, geometry, shift };
}

async function act(visit: Visit, row: Row): Promise<string[]> {
  const { page } = visit;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.evaluateOnNewDocument(watchPage);
  // Its load event may never come.
  const waitUntil = row.switches?.picture === 'never' ? 'domcontentloaded' : 'load';
  await page.goto(`https://www.virustotal.com/gui/${row.path}`, { waitUntil });
  await page.waitForFunction(() => window.page.ready);
  await row.steps?.(visit);
  return errors;
}

/** How far things moved by themselves, not for half a second after a click: CLS, to a thousandth. */
export async function shiftOf(page: Page): Promise<number> {
  const { shifts } = await page.evaluate(() => window.watch);
  const sum = shifts.filter(({ afterInput }) => !afterInput).reduce((all, { value }) => all + value, 0);
  // Less is a part of a pixel, by which the page's own spinner moves; the panel's coming would be 0.17.
  return Math.round(sum * 1000) / 1000;
}

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
      users: hosts.map(({ dataset: { user, group } }) => user ?? `group ${group}`),
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
