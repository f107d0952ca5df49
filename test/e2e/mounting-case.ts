// Runs a case of the mounting matrix: loads the page with and without the extension, and compares what must be equal.
import type { BrowserContext, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { maximumWait, until } from '../browser/session-helpers.ts';
import type { PageOptions } from '../fake-virustotal/server.ts';
import type { AccountFixture } from './mounting-fixture.ts';
import { watchPage } from './mounting-watch.ts';
import { untilRendered } from './mounting-steps.ts';

/** `isPlain`: the page without the extension. */
export type Visit = AccountFixture & { page: Page; isPlain: boolean };

export type MountingCase = {
  name: string;
  pageOptions?: PageOptions;
  path: string;
  /** Steps performed on the page, with and without the extension. */
  steps?: (visit: Visit) => Promise<unknown>;
  /** The owner of the panel at the end ("group acme" for a group); undefined: no panel. */
  user: string | undefined;
  /** The panel is an overlay. */
  overlay?: boolean;
  /** The page's data never arrive, so its spinner stays. */
  staysLoading?: true;
  /** The panel appears or disappears while the page is visible, so the content below it has to move. */
  mayShift?: true;
  /** Additional checks with the extension, once the panel is in place. */
  check?: (visit: Visit) => Promise<unknown>;
};

/** What must not happen: two panels, a panel of another user, page errors, calls to the page's own API, moved content. */
export type Violations = { breaches: string[]; errors: string[]; calls: string[]; shift: number };
export const noViolations: Violations = { breaches: [], errors: [], calls: [], shift: 0 };

/** Performs the case's steps, waits for its panel, and compares the page with the page without the extension. */
export async function runCase(fixture: AccountFixture, mountingCase: MountingCase): Promise<Violations> {
  const { virusTotal } = fixture;
  virusTotal.page.reset();
  // Without this option the theme is the one that the previous case left in localStorage.
  virusTotal.page.set({ theme: 'light', ...mountingCase.pageOptions });
  const before = virusTotal.uiRequests.length;
  const page = await fixture.session.browser.newPage();
  page.setDefaultTimeout(maximumWait);
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
  page.setDefaultTimeout(maximumWait);
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
  // The load event may never fire.
  const waitUntil = mountingCase.pageOptions?.picture === 'never' ? 'domcontentloaded' : 'load';
  await page.goto(`https://www.virustotal.com/gui/${mountingCase.path}`, { waitUntil });
  await page.waitForFunction(() => window.page.ready);
  await mountingCase.steps?.(visit);
  return errors;
}

/** The layout shift (CLS) in thousandths, without the half second after a click. */
export async function layoutShift(page: Page): Promise<number> {
  const { shifts } = await page.evaluate(() => window.watch);
  const sum = shifts.filter(({ afterInput }) => !afterInput).reduce((all, { value }) => all + value, 0);
  // Smaller shifts are fractions of a pixel from the page's own spinner; the panel would cause 0.17.
  return Math.round(sum * 1000) / 1000;
}

/** The horizontal positions of the page's views. A panel beside them would narrow them. */
const viewGeometry = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const box = document.querySelector('#view-container')?.getBoundingClientRect();
    return box ? `${box.left} to ${box.right}` : 'none';
  });

export type PanelPlacement = { users: (string | undefined)[]; overlay: boolean; seen: boolean };

/** `seen`: whether a tap in the middle of the panel's header would hit it. */
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
  await until('the panel is mounted', () => isThere().catch(() => false)).catch(isThere);
}

/** The page equals the page without the extension. */
async function expectSamePage(page: Page, baseline: Baseline | undefined): Promise<void> {
  if (!baseline) return;
  const look = (): Promise<string> => page.evaluate(() => window.page.snapshot('vitals-panel'));
  await until('the page is the same', async () => (await look()) === baseline.snapshot).catch(
    () => undefined,
  );
  expect(await look()).toBe(baseline.snapshot);
  expect(await viewGeometry(page)).toBe(baseline.geometry);
}

/** The URL changes without an event. The panel disappears, and nothing else changes. */
async function expectCleanRemoval(page: Page): Promise<void> {
  const before = await page.evaluate(() => window.page.snapshot('vitals-panel'));
  await page.evaluate(() => history.replaceState(null, '', '/gui/home/upload'));
  await until('the panel is gone', async () => (await readPlacement(page)).users.length === 0);
  expect(await page.evaluate(() => window.page.snapshot())).toBe(before);
}
