// Measures what the dashboard's account page costs beside a static page with its own markup and style, in one run of Chromium:
// node test/bench/dashboard.ts [rounds]. Prints medians and ratios. Asserts nothing, because figures depend on the machine. Header
// and sections are drawn at once, so the first text is the first section's.
import type { Page } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';
import { comparePages } from './page-cost.ts';

const rounds = Number(process.argv[2] ?? 20);

/** Makes the figures new, so that the page requests nothing while it is measured. */
async function renewFigures(extensionPage: Page): Promise<void> {
  await runWithApi(extensionPage, async (api) => {
    const key = 'account:spellman';
    const { [key]: account } = (await api.storage.local.get(key)) as Record<string, { quotas: object }>;
    await api.storage.local.set({
      [key]: { ...account, quotas: { ...account?.quotas, at: Date.now() } },
    });
    await api.runtime.sendMessage({
      command: 'loadList',
      input: { account: 'spellman', list: 'usage/spellman', targetCount: 60, fresh: false },
    });
  });
}

await comparePages(
  {
    name: 'dashboard',
    drawn: '.section-part h2',
    prepare: renewFigures,
    addresses: async ({ session }) => ({ dashboard: session.extensionUrl('dashboard.html') }),
    parts: { first: 'first paint', text: 'first section', full: 'largest content', busy: 'main thread' },
  },
  rounds,
);
