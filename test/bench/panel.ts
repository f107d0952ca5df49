// Measures what the panel costs VirusTotal's pages, in one run of Chromium: node test/bench/panel.ts [rounds]. Prints
// medians and ratios. Asserts nothing, because figures depend on the machine.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { startFixture, type AccountFixture } from '../e2e/mounting-fixture.ts';
import { panelFrame } from '../browser/session-helpers.ts';
import { closeIdleSessions } from '../browser/session-pool.ts';
import { builds, untilText } from '../e2e/fixture.ts';
import { message } from '../message.ts';
import { median, medianRatio } from './median.ts';
import { scriptTime } from './script-time.ts';

const rounds = Number(process.argv[2] ?? 20);
const site = 'https://www.virustotal.com/gui/';

// Simulates the distance to VirusTotal: 40 ms and 10 Mbit/s, Lighthouse's desktop profile.
const line = { offline: false, latency: 40, download: 1_250_000, upload: 1_250_000 };

type Load = { loaded: number; painted: number; filled: number };

/** Milliseconds from the start of the navigation to the load event, the first paint and the user card. */
async function load(page: Page, path: string, mark: string): Promise<Load> {
  // What the page before takes to end is not counted.
  await page.goto('about:blank');
  await page.goto(site + path);
  await page.waitForFunction((text) => window.page.snapshot().includes(text), { polling: 'raf' }, mark);
  const filled = await page.evaluate(() => performance.now());
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const { loaded, painted } = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return {
      loaded: navigation?.loadEventEnd ?? 0,
      painted: paint?.startTime ?? 0,
    };
  });
  return { loaded, painted, filled };
}

/** With our content script, with an empty one in its place, and without any. */
const kinds = ['with', 'empty', 'without'] as const;
type Kind = (typeof kinds)[number];
type Fixtures = Record<Kind, AccountFixture>;

/** Takes turns, so that all see the same load of the machine. */
async function compareLoads(
  fixtures: Fixtures,
  path: string,
  mark: string,
  { isFar = false } = {},
): Promise<void> {
  const loads: Record<Kind, Load[]> = { with: [], empty: [], without: [] };
  const open = (kind: Kind): Promise<Page> => fixtures[kind].session.browser.newPage();
  const pages = { with: await open('with'), empty: await open('empty'), without: await open('without') };
  if (isFar) await Promise.all(Object.values(pages).map((page) => page.emulateNetworkConditions(line)));
  for (let round = -2; round < rounds; round += 1) {
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const one = await load(pages[kind], path, mark);
      // The first two runs fill the caches.
      if (round >= 0) loads[kind].push(one);
    }
  }
  for (const what of ['painted', 'loaded', 'filled'] as const)
    report(`${path}${isFar ? ' by line' : ''}, ${what}`, (kind) => loads[kind].map((one) => one[what]));
  await Promise.all(Object.values(pages).map((page) => page.close()));
}

function report(what: string, timesOf: (kind: Kind) => number[]): void {
  const without = timesOf('without');
  const parts = kinds.map((kind) => {
    const times = timesOf(kind);
    const ratio = medianRatio(times.map((time, round) => [time, without[round] ?? NaN] as const));
    return `${kind} ${median(times).toFixed(1)} ms${kind === 'without' ? '' : ` (${ratio.toFixed(3)} x)`}`;
  });
  console.log(`${what.padEnd(32)} ${parts.join(', ')}`);
}

/**
 * Milliseconds from the page's load event until the panel's frame has drawn its first content and its largest content, which is the
 * looked-up content, from the cache.
 */
async function measureFilling(fixture: AccountFixture, { isFar = false } = {}): Promise<void> {
  const page = await fixture.session.browser.newPage();
  if (isFar) await page.emulateNetworkConditions(line);
  const firsts: number[] = [];
  const fulls: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    await page.goto(`${site}user/alice`);
    await untilText(page, message('panel.seen_by', 'spellman'));
    const loaded = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return performance.timeOrigin + (navigation?.loadEventEnd ?? NaN);
    });
    const { first, full } = await (await panelFrame(page)).evaluate(readPaints);
    if (round < 0) continue;
    firsts.push(first - loaded);
    fulls.push(full - loaded);
  }
  const where = `panel${isFar ? ' by line' : ''}, cache warm`;
  console.log(
    `${where.padEnd(32)} first content ${median(firsts).toFixed(0)} ms, figures ${median(fulls).toFixed(0)} ms after the load event`,
  );
  await page.close();
}

/** Runs in the frame. Milliseconds since the epoch. */
async function readPaints(): Promise<{ first: number; full: number }> {
  const entries = await new Promise<PerformanceEntry[]>((done) => {
    new PerformanceObserver((list) => done(list.getEntries())).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    });
  });
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  const { timeOrigin } = performance;
  return {
    first: timeOrigin + (paint?.startTime ?? NaN),
    full: timeOrigin + (entries.at(-1)?.startTime ?? NaN),
  };
}

async function measureScript(fixture: AccountFixture, path: string): Promise<void> {
  const times: { ours: number; all: number }[] = [];
  for (let round = 0; round < Math.ceil(rounds / 2); round += 1)
    times.push(await scriptTime(fixture.session.browser, site + path));
  const ours = median(times.map((time) => time.ours));
  const all = median(times.map((time) => time.all));
  const share = ((100 * ours) / all).toFixed(1);
  console.log(
    `${`script on ${path}`.padEnd(32)} ${ours.toFixed(2)} ms of the main thread, ${share} % of all script`,
  );
}

type Manifest = { content_scripts: { js: string[] }[] };

/** Returns a copy of the built extension in which `change` was made. */
function buildOther(change: (manifest: Manifest, folder: string) => object): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitals-bench-'));
  cpSync(builds.chromium, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  writeFileSync(file, JSON.stringify(change(manifest, folder)));
  return folder;
}

const withoutScript = buildOther((manifest) => ({ ...manifest, content_scripts: [] }));
const withEmptyScript = buildOther((manifest, folder) => {
  for (const file of manifest.content_scripts.flatMap(({ js }) => js)) writeFileSync(join(folder, file), '');
  return manifest;
});
const fixtures = {
  with: await startFixture('chromium'),
  empty: await startFixture('chromium', withEmptyScript),
  without: await startFixture('chromium', withoutScript),
};
try {
  await compareLoads(fixtures, 'user/alice', 'avatar-name');
  await compareLoads(fixtures, 'user/alice', 'avatar-name', { isFar: true });
  await compareLoads(fixtures, 'home/upload', 'VIRUSTOTAL');
  await measureFilling(fixtures.with);
  await measureFilling(fixtures.with, { isFar: true });
  await measureScript(fixtures.with, 'home/upload');
  await measureScript(fixtures.with, 'user/alice');
} finally {
  await Promise.all(Object.values(fixtures).map(({ stop }) => stop()));
  await closeIdleSessions();
  for (const folder of [withoutScript, withEmptyScript]) rmSync(folder, { recursive: true, force: true });
}
