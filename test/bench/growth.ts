// Measures what stored data costs popup, refresh and panel, in one run of Chromium: node test/bench/growth.ts [rounds]. Compares an
// account that has stored little with the same account after it has looked up 300 members and loaded 60 lists, beside 19 other
// accounts. Prints medians and ratios. Asserts nothing, because figures depend on the machine.
import { type Page, TargetType } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';
import { closeIdleSessions } from '../browser/session-pool.ts';
import { type Fixture, withExtension } from '../e2e/fixture.ts';
import { median } from './median.ts';

const rounds = Number(process.argv[2] ?? 20);
const caller = 'crowd-admin';
const member = 'crowd-00001';
const counts = { users: 300, lists: 60, accounts: 19 };
/** What is stored of a user at most, nearly: an administrator sees quotas and privileges. */
const userBytes = 5000;

const fillings = ['little', 'full'] as const;
type Filling = (typeof fillings)[number];

type Stored = Record<string, unknown>;
type Cost = { popup: number; refresh: number; panel: number };

/** The records that name lists and users. The extension makes them again. */
const records = ['storedLists', 'pendingLists', 'cachedUsers', 'quotaViewers'];

const send = (page: Page, command: string, input: object): Promise<number> =>
  runWithApi(
    page,
    async (api, message) => {
      const began = performance.now();
      const answer: { ok?: boolean } = await api.runtime.sendMessage(message);
      if (answer?.ok !== true) throw new Error(JSON.stringify(answer));
      return performance.now() - began;
    },
    { command, input },
  );

const refresh = (page: Page): Promise<number> => send(page, 'refresh', { id: caller });
const lookUp = (page: Page, freshness: 'auto' | 'cached'): Promise<number> =>
  send(page, 'lookUp', { of: 'user', id: member, freshness });

/** Waits by time: nothing of the driver's may run meanwhile. */
const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });

const copies = (count: number, copy: (index: number) => [string, unknown]): [string, unknown][] =>
  Array.from({ length: count }, (_, index) => copy(index));

/** Copies of what the extension has stored itself: one user, one list, one account. */
async function createEntries(page: Page): Promise<Stored> {
  const stored = await runWithApi(page, (api) => api.storage.local.get(null));
  const userKey = `user-cache:${caller}:${member}`;
  const listState = `list:${caller}:members/crowd`;
  const padding = 'x'.repeat(userBytes - JSON.stringify(stored[userKey]).length);
  const user = { ...(stored[userKey] as object), padding };
  const account = stored[`account:${caller}`] as object;
  return Object.fromEntries([
    ...copies(counts.users, (index) => [`user-cache:${caller}:copy-${index}`, user]),
    ...copies(counts.lists, (index) => [`list:${caller}:members/copy-${index}`, stored[listState]]),
    ...copies(counts.accounts, (index) => [`account:copy-${index}`, { ...account, id: `copy-${index}` }]),
  ]);
}

/** Adds or removes the entries, and has the extension name them. */
async function fill(fixture: Fixture, page: Page, filling: Filling, entries: Stored): Promise<void> {
  const others = Object.keys(entries).flatMap((key) => (key.startsWith('account:') ? [key.slice(8)] : []));
  const ids = filling === 'full' ? [caller, ...others] : [caller];
  await runWithApi(
    page,
    async ({ storage: { local } }, isFull, added, names, accountIds, current) => {
      await local.remove(isFull ? names : [...names, ...Object.keys(added)]);
      await local.set({ ...(isFull && added), index: { version: 3, ids: accountIds, current } });
    },
    filling === 'full',
    entries,
    records,
    ids,
    caller,
  );
  await refresh(page);
  await lookUp(page, 'cached');
  await pause(1000);
  // The popup stores what it shows for the next one.
  await measurePopup(fixture, page);
}

/** Milliseconds from the navigation to the first meter of the popup, at the address at which the toolbar opens it. */
async function measurePopup({ session }: Fixture, extensionPage: Page): Promise<number> {
  const address = await runWithApi(extensionPage, (api) => api.action.getPopup({}));
  const page = await session.browser.newPage();
  await page.evaluateOnNewDocument(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[role="meter"], meter')) return;
      performance.mark('meters');
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(new URL(address, session.extensionUrl('')).href);
  await pause(1000);
  const time = await page.evaluate(() => performance.getEntriesByName('meters')[0]?.startTime ?? NaN);
  await page.close();
  return time;
}

async function measure(fixture: Fixture, page: Page): Promise<Cost> {
  const popup = await measurePopup(fixture, page);
  const refreshed = await refresh(page);
  // What follows from the refresh is not part of the next measurement.
  await pause(1000);
  return { popup, refresh: refreshed, panel: await lookUp(page, 'cached') };
}

/** The bytes that the worker reads from storage.local for one refresh and what follows from it. */
async function countBytes({ session }: Fixture, page: Page): Promise<number> {
  const target = await session.browser.waitForTarget((one) => one.type() === TargetType.SERVICE_WORKER);
  const worker = await target.worker();
  if (!worker) throw new Error('The worker is not running.');
  // As text: `chrome` is the worker's.
  await worker.evaluate(`{
    globalThis.readBytes = 0;
    globalThis.originalGet ??= chrome.storage.local.get.bind(chrome.storage.local);
    chrome.storage.local.get = (keys, callback) => {
      const result = originalGet(keys).then((items) => {
        globalThis.readBytes += JSON.stringify(items).length;
        return items;
      });
      return callback ? void result.then(callback) : result;
    };
  }`);
  await refresh(page);
  await pause(1000);
  return (await worker.evaluate(`chrome.storage.local.get = originalGet; globalThis.readBytes`)) as number;
}

/** The ratio is the median over the rounds, because the load of the machine changes more slowly than a round. */
function report(costs: Record<Filling, Cost[]>): void {
  for (const what of ['popup', 'refresh', 'panel'] as const) {
    const [little, full] = fillings.map((filling) => median(costs[filling].map((cost) => cost[what])));
    const ratio = median(
      costs.full.map((cost, round) => cost[what] / (costs.little[round]?.[what] ?? Number.NaN)),
    );
    console.log(
      `${what.padEnd(10)} ${full?.toFixed(1)} ms full, ${little?.toFixed(1)} ms with little: ratio ${ratio.toFixed(3)}`,
    );
  }
}

await withExtension('chromium', async (fixture) => {
  // The benchmark measures the extension, so the rate limit must not delay it.
  fixture.virusTotal.world.variants.enforce = 'nothing';
  await fixture.addAccount(caller);
  const page = await fixture.session.open('manifest.json');
  await lookUp(page, 'auto');
  await send(page, 'loadList', { account: caller, list: 'members/crowd', targetCount: 40, fresh: false });
  const entries = await createEntries(page);
  const costs: Record<Filling, Cost[]> = { little: [], full: [] };
  for (let round = -1; round < rounds; round += 1) {
    for (const filling of round % 2 === 0 ? fillings : fillings.toReversed()) {
      await fill(fixture, page, filling, entries);
      const cost = await measure(fixture, page);
      // The first round fills the caches.
      if (round >= 0) costs[filling].push(cost);
    }
  }
  report(costs);
  for (const filling of fillings) {
    await fill(fixture, page, filling, entries);
    console.log(`${filling.padEnd(10)} ${await countBytes(fixture, page)} bytes read for a refresh`);
  }
});
await closeIdleSessions();
