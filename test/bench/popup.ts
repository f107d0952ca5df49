// Measures what the popup costs beside a blank page of the extension and beside a static page with the popup's own markup and
// style, in one run of Chromium: node test/bench/popup.ts [rounds]. Prints medians and ratios. Asserts nothing, because figures
// depend on the machine.
import type { Page } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';
import { comparePages } from './page-cost.ts';
import { reportStores } from './stores.ts';

const rounds = Number(process.argv[2] ?? 20);

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

await comparePages(
  {
    name: 'popup',
    drawn: '[role="meter"]',
    prepare: storeQuotas,
    addresses: async ({ session, extensionPage }) => {
      // The popup as the toolbar opens it: with the stamp of its record in the address.
      const stamped = await runWithApi(extensionPage, (api) => api.action.getPopup({}));
      return {
        popup: session.extensionUrl('popup.html'),
        'popup with its record': new URL(stamped, session.extensionUrl('')).href,
      };
    },
    parts: { first: 'first paint', full: 'meters', busy: 'main thread' },
  },
  rounds,
  (page, blank) => reportStores(page, blank, rounds),
);
