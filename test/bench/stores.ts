// Measures how fast each store answers an extension page for the first time, with a record as large as the popup's.
import type { Page } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';
import { median } from './median.ts';

const stores = ['localStorage', 'storage.session', 'storage.local', 'IndexedDB'] as const;
type Store = (typeof stores)[number];

/** Prints the medians. @param url a page of the extension that uses no store itself */
export async function reportStores(page: Page, url: string, rounds: number): Promise<void> {
  await page.goto(url);
  await fillStores(page);
  const times: Record<Store, number[]> = {
    localStorage: [],
    'storage.session': [],
    'storage.local': [],
    IndexedDB: [],
  };
  for (let round = 0; round < rounds; round += 1)
    for (const store of round % 2 === 0 ? stores : stores.toReversed()) {
      await page.goto(url);
      times[store].push(await readStore(page, store));
    }
  for (const store of stores)
    console.log(`${`first answer of ${store}`.padEnd(36)} ${median(times[store]).toFixed(2)} ms`);
}

async function fillStores(page: Page): Promise<void> {
  await runWithApi(page, async (api) => {
    const record = 'x'.repeat(6000);
    localStorage.setItem('bench', record);
    await api.storage.session.set({ bench: record });
    await api.storage.local.set({ bench: record });
    const request = indexedDB.open('bench', 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('records').put(record, 'bench');
    });
    await new Promise((done) => request.addEventListener('success', done));
    request.result.close();
  });
}

/** Milliseconds until the record is there. */
const readStore = (page: Page, from: Store): Promise<number> =>
  runWithApi(
    page,
    async (api, store) => {
      const began = performance.now();
      if (store === 'localStorage') localStorage.getItem('bench');
      else if (store === 'storage.session') await api.storage.session.get('bench');
      else if (store === 'storage.local') await api.storage.local.get('bench');
      else {
        const request = indexedDB.open('bench', 1);
        await new Promise((done) => request.addEventListener('success', done));
        const reading = request.result.transaction('records').objectStore('records').get('bench');
        await new Promise((done) => reading.addEventListener('success', done));
      }
      return performance.now() - began;
    },
    from,
  );
