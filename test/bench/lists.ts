// Measures what a list of 10,000 members costs the page that shows it, in one run of Chromium: node
// test/bench/lists.ts. Prints figures and ratios to a list of 400. Asserts nothing, because figures depend on the
// machine.
import type { Page } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';
import { closeIdleSessions } from '../browser/session-pool.ts';
import { byRole, withExtension, untilText } from '../e2e/fixture.ts';
import { message } from '../message.ts';
import { longestTask } from './script-time.ts';

const caller = 'crowd-admin';
const group = 'crowd';

type Cost = { frames: number; mean: number; worst: number; blocked: number; longest: number; cpu: number };

/**
 * How the list is scrolled: by a number of pixels per frame, or by a jump per frame, as when the scrollbar is dragged.
 */
const ways = [240, 1400, 'anywhere'] as const;

/** Loads the group's members up to a number with the page's own buttons, and waits for them. */
async function loadMembers(page: Page, targetCount: number): Promise<number> {
  const began = performance.now();
  await runWithApi(
    page,
    (api, account, list, bound) =>
      api.runtime.sendMessage({
        command: 'loadList',
        input: { account, list, targetCount: bound, fresh: false },
      }),
    caller,
    `members/${group}`,
    targetCount,
  );
  const shown =
    targetCount === 10_000
      ? message('dashboard.list.all', '10,000')
      : message('dashboard.list.some', targetCount, '10,000');
  await untilText(await byRole(page, 'region', 'Members'), shown, 120_000);
  return performance.now() - began;
}

/** Scrolls the list. Measures frames in ms, and main-thread tasks over 50 ms in wall-clock and CPU time. */
async function scroll(page: Page, way: (typeof ways)[number]): Promise<Cost> {
  const table = await byRole(page, 'table', 'Members');
  await page.tracing.start({ categories: ['toplevel', 'devtools.timeline'] });
  const cost = await table.evaluate(async (element, how) => {
    const scroller = element.parentElement;
    if (!scroller) throw new Error('nothing scrolls');
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map((one) => one.duration)),
    );
    observer.observe({ type: 'longtask' });
    const frames: number[] = [];
    const height = scroller.scrollHeight;
    let last = await new Promise<number>(requestAnimationFrame);
    for (let frame = 0; frame < 120; frame += 1) {
      // Positions all over the list, the same in each run.
      scroller.scrollTop = how === 'anywhere' ? ((frame * 0.618) % 1) * height : frame * how;
      const now = await new Promise<number>(requestAnimationFrame);
      frames.push(now - last);
      last = now;
    }
    observer.disconnect();
    scroller.scrollTop = 0;
    return {
      frames: frames.length,
      mean: frames.reduce((sum, one) => sum + one, 0) / frames.length,
      worst: Math.max(...frames),
      blocked: tasks.length,
      longest: Math.max(0, ...tasks),
    };
  }, way);
  return { ...cost, cpu: longestTask(await page.tracing.stop()) };
}

function report(what: string, { frames, mean, worst, blocked, longest, cpu }: Cost): void {
  console.log(
    `${what.padEnd(34)} ${frames} frames: mean ${mean.toFixed(1)} ms, worst ${worst.toFixed(0)} ms; ` +
      `tasks over 50 ms: ${blocked}, longest ${longest.toFixed(0)} ms; most CPU in a task ${cpu.toFixed(0)} ms`,
  );
}

await withExtension('chromium', async ({ virusTotal, session, addAccount }) => {
  // The benchmark measures the page, so the rate limit of 1,000 requests a minute must not delay it.
  virusTotal.world.variants.enforce = 'nothing';
  await addAccount(caller);
  const page = await session.open(`dashboard.html#/groups/${group}`);
  await page.setViewport({ width: 1200, height: 900 });
  await (await byRole(page, 'button', 'Load Members')).click();
  await byRole(page, 'table', 'Members');
  const costs: Cost[] = [];
  for (const targetCount of [400, 10_000]) {
    const time = await loadMembers(page, targetCount);
    console.log(`${`loaded up to ${targetCount}`.padEnd(34)} ${(time / 1000).toFixed(1)} s`);
    for (const way of ways) {
      const cost = await scroll(page, way);
      costs.push(cost);
      report(`${targetCount} rows, ${way === 'anywhere' ? way : `${way} px a frame`}`, cost);
    }
  }
  const ratios = ways.map((way, place) => {
    const [few, many] = [costs[place], costs[place + ways.length]];
    return `${((many?.mean ?? 0) / (few?.mean ?? 1)).toFixed(2)} (${way})`;
  });
  console.log(`mean frame of 10,000 to 400 rows: ratio ${ratios.join(', ')}`);
});
await closeIdleSessions();
