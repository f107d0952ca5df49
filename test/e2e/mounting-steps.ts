// Steps and checks of the mounting cases: what is done on the page, and what the panel must then show.
import { expect } from 'vitest';
import type { StormKind } from '../fake-virustotal/page/options.ts';
import type { PageOptions } from '../fake-virustotal/server.ts';
import type { MountingCase, Visit } from './mounting-case.ts';

export type Step = (visit: Visit) => Promise<unknown>;

/** A case on alice's page with these options, which ends with her panel on it. */
export const mountingCase = (
  name: string,
  pageOptions: PageOptions,
  more: Partial<MountingCase> = {},
): MountingCase => ({
  name,
  pageOptions,
  path: 'user/alice',
  user: 'alice',
  ...more,
});

export const sequence =
  (...steps: Step[]): Step =>
  async (visit) => {
    for (const step of steps) await step(visit);
  };

/** Goes there without a reload. */
export const navigateTo =
  (path: string): Step =>
  ({ page }) =>
    page.evaluate((to) => window.page.navigate(`/gui/${to}`), path);

/** The same, in place of the present entry of the history. */
export const replaceWith =
  (path: string): Step =>
  ({ page }) =>
    page.evaluate((to) => window.page.navigate(`/gui/${to}`, true), path);

/** Waits until a user's page has this address and this user's view. */
export const untilAt =
  (path: string): Step =>
  ({ page }) =>
    page.waitForFunction(
      (wanted) =>
        location.pathname === `/gui/${wanted}` && document.title.endsWith(` - ${wanted.split('/')[1]}`),
      {},
      path,
    );

/** Waits until the page shows what it has to show: every element is defined, and nothing spins. */
export const untilRendered: Step = ({ page }) =>
  page.waitForFunction(
    () =>
      window.page.ready &&
      !document.querySelector(':not(:defined, vitals-panel)') &&
      !window.page.snapshot().includes('class="spinner"'),
  );

export const back =
  (path: string): Step =>
  async (visit) => {
    await visit.page.evaluate(() => window.page.back());
    await untilAt(path)(visit);
  };

export const forward =
  (path: string): Step =>
  async (visit) => {
    await visit.page.evaluate(() => window.page.forward());
    await untilAt(path)(visit);
  };

export const clickOn =
  (selector: string): Step =>
  ({ page }) =>
    page.locator(selector).click();

export const storm =
  (kind: StormKind, times: number, every: number): Step =>
  ({ page }) =>
    page.evaluate((...args) => window.page.storm(...args), kind, times, every);

/** The panel was put into the page so many times. */
export const expectMounts =
  (times: number): Step =>
  async ({ page }) => {
    await page.waitForFunction((wanted) => window.watch.mounts >= wanted, {}, times);
    expect(await page.evaluate(() => window.watch.mounts)).toBe(times);
  };

/** From its first frame on the panel stood where it stands. */
export const expectOnePosition: Step = async ({ page }) => {
  expect(await page.evaluate(() => window.watch.tops)).toHaveLength(1);
};
