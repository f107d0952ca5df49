// What a page of the extension costs beside a blank page and beside a static page of its own markup and style, in one run of
// Chromium. The pages are opened in a tab whose process runs already, so the browser's own start is not included.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { closeIdleSessions } from '../browser/session-pool.ts';
import { builds } from '../e2e/fixture.ts';
import { type AccountFixture, startFixture } from '../e2e/mounting-fixture.ts';
import { median, medianRatio } from './median.ts';

/** Milliseconds after the load event in which the page becomes idle. The driver does nothing in it meanwhile. */
const settlingTime = 1500;

export type Subject = {
  /** The name of its file, `popup` or `dashboard`. */
  name: string;
  /** Matches an element of the drawn page, which is copied then. */
  drawn: string;
  /** Stores what the page shows. */
  prepare: (extensionPage: Page) => Promise<void>;
  /** The addresses to compare, by the name that the report gives them. */
  addresses: (fixture: AccountFixture) => Promise<Record<string, string>>;
  /** What to report of a cost, and its name. */
  parts: Partial<Record<keyof Cost, string>>;
};

/**
 * Milliseconds: first paint, first paint of text, and largest content since the start of the navigation, and time in tasks of the
 * main thread.
 */
export type Cost = { first: number; text: number; full: number; busy: number };

/** The document as it is drawn, without its script. The policy forbids inline styles, so they become rules. */
async function readMarkup(page: Page): Promise<{ html: string; css: string }> {
  return page.evaluate(() => {
    const rules = [...document.querySelectorAll('[style]')].map((element, place) => {
      const rule = `[data-bench="${place}"] { ${element.getAttribute('style')} }`;
      element.setAttribute('data-bench', String(place));
      element.removeAttribute('style');
      return rule;
    });
    for (const script of document.querySelectorAll('script')) script.remove();
    const html = document.documentElement.outerHTML;
    return { html: `<!doctype html>${html}`, css: rules.join('\n') };
  });
}

/** A copy of the built extension with the pages to compare with. */
async function buildWithPages({ name, drawn, prepare }: Subject): Promise<string> {
  const { session, extensionPage, stop } = await startFixture('chromium');
  await prepare(extensionPage);
  const page = await session.open(`${name}.html`);
  await page.waitForSelector(drawn);
  const { html, css } = await readMarkup(page);
  await stop();
  const folder = mkdtempSync(join(tmpdir(), 'vitals-bench-'));
  cpSync(builds.chromium, folder, { recursive: true });
  const [sheet] = new RegExp(`assets/${name}-[^"]+\\.css`, 'u').exec(html) ?? [];
  if (sheet === undefined) throw new Error(`The page ${name} links no style sheet.`);
  writeFileSync(join(folder, 'static.css'), `${readFileSync(join(folder, sheet), 'utf8')}\n${css}`);
  writeFileSync(join(folder, 'static.html'), html.replace(sheet, 'static.css'));
  writeFileSync(join(folder, 'blank.html'), '<!doctype html><title>Blank</title><p>Blank</p>');
  return folder;
}

async function measure(page: Page, url: string): Promise<Cost> {
  await page.bringToFront();
  await page.goto(url);
  await wait(settlingTime);
  // Chromium counts from the start of the navigation.
  const { TaskDuration: busy = NaN } = await page.metrics();
  return { ...(await page.evaluate(readPaints)), busy: 1000 * busy };
}

/** Runs in the page. A skeleton has no text: neither the first text nor the largest content is its own. */
async function readPaints(): Promise<Omit<Cost, 'busy'>> {
  const contents = await new Promise<PerformanceEntry[]>((done) => {
    new PerformanceObserver((list) => done(list.getEntries())).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    });
  });
  const [first, text] = ['first-paint', 'first-contentful-paint'].map(
    (name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN,
  );
  return { first: first ?? NaN, text: text ?? NaN, full: contents.at(-1)?.startTime ?? NaN };
}

const references = ['blank', 'static'] as const;

function report(parts: Subject['parts'], costs: Record<string, Cost[]>): void {
  for (const [part, name] of Object.entries(parts) as [keyof Cost, string][])
    for (const [kind, own] of Object.entries(costs)) {
      const ratios = references.map((other) => {
        const pairs = own.map((cost, round) => [cost[part], costs[other]?.[round]?.[part] ?? NaN] as const);
        return `${medianRatio(pairs).toFixed(2)} x ${other}`;
      });
      const middle = median(own.map((cost) => cost[part])).toFixed(1);
      console.log(`${`${name}, ${kind}`.padEnd(36)} ${middle} ms: ${ratios.join(', ')}`);
    }
}

/**
 * Measures the addresses by turns and prints medians and ratios.
 * @param more measures something else in the same tab afterwards; receives the address of the blank page
 */
export async function comparePages(
  subject: Subject,
  rounds: number,
  more?: (page: Page, blank: string) => Promise<void>,
): Promise<void> {
  const folder = await buildWithPages(subject);
  const fixture = await startFixture('chromium', folder);
  const { session, extensionPage, stop } = fixture;
  try {
    await subject.prepare(extensionPage);
    const [blank, still] = references.map((name) => session.extensionUrl(`${name}.html`));
    const urls = Object.entries({ blank, static: still, ...(await subject.addresses(fixture)) });
    const costs: Record<string, Cost[]> = Object.fromEntries(urls.map(([kind]) => [kind, []]));
    const page = await session.open('blank.html');
    for (let round = -2; round < rounds; round += 1) {
      await subject.prepare(extensionPage);
      for (const [kind, url] of round % 2 === 0 ? urls : urls.toReversed()) {
        const cost = await measure(page, url ?? '');
        // The first two rounds fill the caches.
        if (round >= 0) costs[kind]?.push(cost);
      }
    }
    report(subject.parts, costs);
    await more?.(page, blank ?? '');
  } finally {
    await stop();
    await closeIdleSessions();
    rmSync(folder, { recursive: true, force: true });
  }
}
