// Runs a case of the mounting matrix: the page without the extension, the page with it, and what must be equal in both.
import type { BrowserContext, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../browser/session-helpers.ts';
import type { PageOptions } from '../fake-virustotal/server.ts';
import type { AccountFixture } from './mounting-fixture.ts';
import { watchPage } from './mounting-watch.ts';
import { untilRendered } from './mounting-steps.ts';

/** `isPlain`: the page without the extension. */
export type Visit = AccountFixture & { page: Page; isPlain: boolean };

export type MountingCase = {
  name: string;
  pageOptions?: PageOptions;
  /** Under `/gui/`. */
  path: string;
  /** What happens on the page, with the extension and without. */
  steps?: (visit: Visit) => Promise<unknown>;
  /** The owner of the panel that is there in the end ("group acme": a group's); undefined: none does. */
  user: string | undefined;
  /** It stands over the page. */
  overlay?: boolean;
  /** The page's data never come: the spinner stays. */
  staysLoading?: true;
  /** On the way the panel comes or goes under the reader's eyes: what is below it has to move. */
  mayShift?: true;
  /** What else holds with the extension, the panel in place. */
  check?: (visit: Visit) => Promise<unknown>;
};

/** What must not happen: two panels or another's, page errors, calls to the page's own API, moved content. */
export type Violations = { breaches: string[]; errors: string[]; calls: string[]; shift: number };
export const noViolations: Violations = { breaches: [], errors: [], calls: [], shift: 0 };

/** Performs the case's steps, waits for its panel, and compares the page with the page without the extension. */
export async function runCase(fixture: AccountFixture, mountingCase: MountingCase): Promise<Violations> {
  const { virusTotal } = fixture;
  virusTotal.page.reset();
  // Without this option the theme is what the previous case left in localStorage.
  virusTotal.page.set({ theme: 'light', ...mountingCase.pageOptions });
  const before = virusTotal.uiRequests.length;
  const page = await fixture.session.browser.newPage();
  const visit = { ...fixture, page, isPlain: false };
  const [baseline, errors] = await Promise.all([
    fixture.plain && runWithoutExtension(fixture, fixture.plain, mountingCase),
    performSteps(visit, mountingCase),
  ]);
  await untilPanelInPlace(page, mountingCase);
  if (!mountingCase.staysLoading) await untilRendered(visit);
  await expectSamePage(page, baseline);
  const shift = mountingCase.mayShift ? 0 : (await layoutShift(page)) - (baseline?.shift ?? 0);
  await mountingCase.check?.(visit);
  if (mountingCase.user !== undefined) await expectCleanRemoval(page);
  const { breaches } = await page.evaluate(() => window.watch);
  errors.push(...(await page.evaluate(() => window.page.errors)));
  await page.close();
  const foreign = virusTotal.uiRequests.slice(before).filter(({ own }) => !own);
  return { breaches, errors, calls: foreign.map(({ path }) => path), shift: Math.max(0, shift) };
}

type Baseline = { snapshot: string; geometry: string; shift: number };

async function runWithoutExtension(
  fixture: AccountFixture,
  context: BrowserContext,
  mountingCase: MountingCase,
): Promise<Baseline> {
  const page = await context.newPage();
  const visit = { ...fixture, page, isPlain: true };
  await performSteps(visit, mountingCase);
  if (!mountingCase.staysLoading) await untilRendered(visit);
  const snapshot = await page.evaluate(() => window.page.snapshot());
  const geometry = await viewGeometry(page);
  const shift = await layoutShift(page);
  await page.close();
  return { snapshot, geometry, shift };
}

async function performSteps(visit: Visit, mountingCase: MountingCase): Promise<string[]> {
  const { page } = visit;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.evaluateOnNewDocument(watchPage);
  // Its load event may never come.
  const waitUntil = mountingCase.pageOptions?.picture === 'never' ? 'domcontentloaded' : 'load';
  await page.goto(`https://www.virustotal.com/gui/${mountingCase.path}`, { waitUntil });
  await page.waitForFunction(() => window.page.ready);
  await mountingCase.steps?.(visit);
  return errors;
}

/** How far things moved by themselves, not for half a second after a click: CLS, to a thousandth. */
export async function layoutShift(page: Page): Promise<number> {
  const { shifts } = await page.evaluate(() => window.watch);
  const sum = shifts.filter(({ afterInput }) => !afterInput).reduce((all, { value }) => all + value, 0);
  // Less is a part of a pixel, by which the page's own spinner moves; the panel's coming would be 0.17.
  return Math.round(sum * 1000) / 1000;
}

/** Where the page's views stand from left to right: a panel beside them would squeeze them. */
const viewGeometry = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const box = document.querySelector('#view-container')?.getBoundingClientRect();
    return box ? `${box.left} to ${box.right}` : 'none';
  });

export type PanelPlacement = { users: (string | undefined)[]; overlay: boolean; seen: boolean };

/** `seen`: a finger in the middle of the panel's head would touch it. */
export function readPlacement(page: Page): Promise<PanelPlacement> {
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

async function untilPanelInPlace(page: Page, { user, overlay = false }: MountingCase): Promise<void> {
  const wanted = user === undefined ? { users: [], overlay: false } : { users: [user], overlay };
  let last = {};
  const isThere = async (): Promise<boolean> => {
    last = await readPlacement(page);
    expect(last).toEqual({ ...wanted, seen: user !== undefined });
    return true;
  };
  await until('the panel', () => isThere().catch(() => false)).catch(isThere);
}

/** The page is what it is without the extension. */
async function expectSamePage(page: Page, baseline: Baseline | undefined): Promise<void> {
  if (!baseline) return;
  const look = (): Promise<string> => page.evaluate(() => window.page.snapshot('vitals-panel'));
  await until('the same page', async () => (await look()) === baseline.snapshot).catch(() => undefined);
  expect(await look()).toBe(baseline.snapshot);
  expect(await viewGeometry(page)).toBe(baseline.geometry);
}

/** The address changes and the page does not hear of it: the panel goes, and all else stays as it was. */
async function expectCleanRemoval(page: Page): Promise<void> {
  const before = await page.evaluate(() => window.page.snapshot('vitals-panel'));
  await page.evaluate(() => history.replaceState(null, '', '/gui/home/upload'));
  await until('no panel', async () => (await readPlacement(page)).users.length === 0);
  expect(await page.evaluate(() => window.page.snapshot())).toBe(before);
}
