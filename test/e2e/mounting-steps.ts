// Steps and checks of the mounting cases.
import { expect } from 'vitest';
import type { StormKind } from '../fake-virustotal/page/options.ts';
import type { PageOptions } from '../fake-virustotal/server.ts';
import type { MountingCase, Visit } from './mounting-case.ts';

export type Step = (visit: Visit) => Promise<unknown>;

/** A case that starts on alice's page with these options and ends with her panel. */
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

/** Navigates without a reload. */
export const navigateTo =
  (path: string): Step =>
  ({ page }) =>
    page.evaluate((to) => window.page.navigate(`/gui/${to}`), path);

/** Navigates without a reload and replaces the history entry. */
export const replaceWith =
  (path: string): Step =>
  ({ page }) =>
    page.evaluate((to) => window.page.navigate(`/gui/${to}`, true), path);

/** Waits until the page has this URL and shows the user's view. */
export const untilAt =
  (path: string): Step =>
  ({ page }) =>
    page.waitForFunction(
      (wanted) =>
        location.pathname === `/gui/${wanted}` && document.title.endsWith(` - ${wanted.split('/')[1]}`),
      {},
      path,
    );

/** Waits until the page is rendered: every element is defined, and no spinner is left. */
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

/** Checks how often the panel was mounted. */
export const expectMounts =
  (times: number): Step =>
  async ({ page }) => {
    await page.waitForFunction((wanted) => window.watch.mounts >= wanted, {}, times);
    expect(await page.evaluate(() => window.watch.mounts)).toBe(times);
  };

/** Checks that the panel has not moved since its first frame. */
export const expectOnePosition: Step = async ({ page }) => {
  expect(await page.evaluate(() => window.watch.tops)).toHaveLength(1);
};
