// Words for the rows: what is done on the page, and what is then seen of the panel.
import { expect } from 'vitest';
import type { StormKind } from '../fake-virustotal/page/options.ts';
import type { PageOptions } from '../fake-virustotal/server.ts';
import type { Row, Visit } from './mounting-play.ts';

export type Step = (visit: Visit) => Promise<unknown>;

/** A page of alice's with these switches, and her panel on it. */
export const loads = (name: string, switches: PageOptions, more: Partial<Row> = {}): Row => ({
  name,
  switches,
  path: 'user/alice',
  user: 'alice',
  ...more,
});

export const inTurn =
  (...steps: Step[]): Step =>
  async (visit) => {
    for (const step of steps) await step(visit);
  };

/** Goes there without a reload. */
export const go =
  (path: string): Step =>
  ({ page }) =>
    page.evaluate((to) => window.page.navigate(`/gui/${to}`), path);

/** The same, in place of the present entry of the history. */
export const goInPlace =
  (path: string): Step =>
  ({ page }) =>
    page.evaluate((to) => window.page.navigate(`/gui/${to}`, true), path);

/** Waits until a user's page has this address and this user's view. */
export const at =
  (path: string): Step =>
  ({ page }) =>
    page.waitForFunction(
      (wanted) =>
        location.pathname === `/gui/${wanted}` && document.title.endsWith(` - ${wanted.split('/')[1]}`),
      {},
      path,
    );

/** Waits until the page shows what it has to show: every element is defined, and nothing spins. */
export const shown: Step = ({ page }) =>
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
    await at(path)(visit);
  };

export const forward =
  (path: string): Step =>
  async (visit) => {
    await visit.page.evaluate(() => window.page.forward());
    await at(path)(visit);
  };

export const press =
  (selector: string): Step =>
  ({ page }) =>
    page.locator(selector).click();

export const storm =
  (kind: StormKind, times: number, every: number): Step =>
  ({ page }) =>
    page.evaluate((...args) => window.page.storm(...args), kind, times, every);

/** The panel was put into the page so many times. */
export const mounted =
  (times: number): Step =>
  async ({ page }) => {
    await page.waitForFunction((wanted) => window.watch.mounts >= wanted, {}, times);
    expect(await page.evaluate(() => window.watch.mounts)).toBe(times);
  };

/** From its first frame on the panel stood where it stands. */
export const stoodStill: Step = async ({ page }) => {
  expect(await page.evaluate(() => window.watch.tops)).toHaveLength(1);
};
