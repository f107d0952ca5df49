// Measures what the popup costs beside a blank page of the extension and beside a static page with the popup's own markup and
// style, in one run of Chromium: node test/bench/popup.ts [rounds]. Prints medians and ratios. Asserts nothing, because figures
// depend on the machine. The pages are opened in tabs whose process runs already, so the browser's own start is not included.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';
import { closeIdleSessions } from '../browser/session-pool.ts';
import { builds } from '../e2e/fixture.ts';
import { startFixture } from '../e2e/mounting-fixture.ts';
import { median, medianRatio } from './median.ts';
import { reportStores } from './stores.ts';

const rounds = Number(process.argv[2] ?? 20);

/** Milliseconds after the load event in which the page becomes idle. The driver does nothing in it meanwhile. */
const settlingTime = 1500;

const windows = ['hourly', 'daily', 'monthly'];
const subjects = ['api_requests', 'intelligence_searches', 'intelligence_downloads', 'private_scans'];
const quotaNames = [...subjects, 'cases_creation', 'collections'].flatMap((subject) =>
  windows.map((window) => `${subject}_${window}`),
);

/** Gives the account 18 quotas of its own that are just read, so that the popup does not refresh them. */
async function storeQuotas(extensionPage: Page): Promise<void> {
  await runWithApi(
    extensionPage,
    async (api, names) => {
      const key = 'account:spellman';
      const { [key]: account } = (await api.storage.local.get(key)) as Record<string, object>;
      const value = names.map((name, place) => ({ name, user: { allowed: 1000, used: 50 * place } }));
      await api.storage.local.set({ [key]: { ...account, quotas: { at: Date.now(), value } } });
    },
    quotaNames,
  );
}

/** The popup's document as it has drawn it, without its script. The policy forbids inline styles, so they become rules. */
async function readMarkup(popup: Page): Promise<{ html: string; css: string }> {
  return popup.evaluate(() => {
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
async function buildWithPages(): Promise<string> {
  const { session, extensionPage, stop } = await startFixture('chromium');
  await storeQuotas(extensionPage);
  const popup = await session.open('popup.html');
  await popup.waitForSelector('[role="meter"]');
  const { html, css } = await readMarkup(popup);
  await stop();
  const folder = mkdtempSync(join(tmpdir(), 'vitals-bench-'));
  cpSync(builds.chromium, folder, { recursive: true });
  const [sheet] = /assets\/popup-[^"]+\.css/u.exec(html) ?? [];
  if (sheet === undefined) throw new Error('The popup links no style sheet.');
  writeFileSync(join(folder, 'static.css'), `${readFileSync(join(folder, sheet), 'utf8')}\n${css}`);
  writeFileSync(join(folder, 'static.html'), html.replace(sheet, 'static.css'));
  writeFileSync(join(folder, 'blank.html'), '<!doctype html><title>Blank</title><p>Blank</p>');
  return folder;
}

/** Milliseconds: first paint and largest content since the start of the navigation, and time in tasks of the main thread. */
type Cost = { first: number; full: number; busy: number };

async function measure(page: Page, url: string): Promise<Cost> {
  await page.bringToFront();
  await page.goto(url);
  await wait(settlingTime);
  // Chromium counts from the start of the navigation.
  const { TaskDuration: busy = NaN } = await page.metrics();
  return { ...(await page.evaluate(readPaints)), busy: 1000 * busy };
}

/** Runs in the page. In the popup the largest content is one of the account's, because the skeleton has no text. */
async function readPaints(): Promise<Omit<Cost, 'busy'>> {
  const contents = await new Promise<PerformanceEntry[]>((done) => {
    new PerformanceObserver((list) => done(list.getEntries())).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    });
  });
  const [paint] = performance.getEntriesByName('first-paint');
  return { first: paint?.startTime ?? NaN, full: contents.at(-1)?.startTime ?? NaN };
}

type Kind = 'blank' | 'static' | 'popup' | 'popup with its record';

function report(costs: Record<Kind, Cost[]>): void {
  const names = { first: 'first paint', full: 'meters', busy: 'main thread' } as const;
  for (const [part, name] of Object.entries(names) as [keyof Cost, string][])
    for (const [kind, own] of Object.entries(costs)) {
      const ratios = (['blank', 'static'] as const).map((other) => {
        const pairs = own.map((cost, round) => [cost[part], costs[other][round]?.[part] ?? NaN] as const);
        return `${medianRatio(pairs).toFixed(2)} x ${other}`;
      });
      const middle = median(own.map((cost) => cost[part])).toFixed(1);
      console.log(`${`${name}, ${kind}`.padEnd(36)} ${middle} ms: ${ratios.join(', ')}`);
    }
}

const folder = await buildWithPages();
const { session, extensionPage, stop } = await startFixture('chromium', folder);
try {
  await storeQuotas(extensionPage);
  // The popup as the toolbar opens it: with the stamp of its record in the address.
  const stamped = await runWithApi(extensionPage, (api) => api.action.getPopup({}));
  const urls: Record<Kind, string> = {
    blank: session.extensionUrl('blank.html'),
    static: session.extensionUrl('static.html'),
    popup: session.extensionUrl('popup.html'),
    'popup with its record': new URL(stamped, session.extensionUrl('')).href,
  };
  const costs: Record<Kind, Cost[]> = { blank: [], static: [], popup: [], 'popup with its record': [] };
  const page = await session.open('blank.html');
  const kinds = Object.keys(urls) as Kind[];
  for (let round = -2; round < rounds; round += 1) {
    await storeQuotas(extensionPage);
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const cost = await measure(page, urls[kind]);
      // The first two rounds fill the caches, and the popup's record.
      if (round >= 0) costs[kind].push(cost);
    }
  }
  report(costs);
  await reportStores(page, urls.blank, rounds);
} finally {
  await stop();
  await closeIdleSessions();
  rmSync(folder, { recursive: true, force: true });
}
