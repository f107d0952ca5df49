// Helpers for the dashboard: open pages, load lists, read values and rows.
import type { Page } from 'puppeteer-core';
import type { PersonaName, VirusTotal } from '../fake-virustotal/server.ts';
import type { BrowserName } from '../browser/find.ts';
import type { Session } from '../browser/launch.ts';
import type { Scope } from '../browser/session-helpers.ts';
import { message, messagePattern } from '../message.ts';
import { byRole, withExtension, type Fixture, textOf, until, untilText } from './fixture.ts';

export type Dashboard = {
  page: Page;
  virusTotal: VirusTotal;
  session: Session;
  /** Navigates to another dashboard page by changing the hash, as its links do. */
  go: (hash: string, heading: string) => Promise<void>;
  press: (button: string) => Promise<void>;
  /** Clicks a link on the page. */
  follow: (link: string, within?: Scope) => Promise<void>;
  /** Clicks "Load" of a list and waits for its rows. */
  load: (title: string) => Promise<string>;
  /** Returns the value of a term in a definition list. */
  fieldValue: (name: string) => Promise<string>;
  /** Scrolls to a section, waits until it contains a text, and returns all of its text. */
  untilSection: (title: string, wanted: string | RegExp) => Promise<string>;
  /** Captures exported files in the page instead of saving them. The returned function waits for a number of files. */
  captureExports: () => Promise<(count: number) => Promise<string[]>>;
  /** Waits until the page shows the number of requests that VirusTotal has counted. */
  expectRequestCount: () => Promise<void>;
};

/** Long enough for ten responses on a busy machine. */
const patience = 40_000;

const billableCount = messagePattern('dashboard.used_today', /([\d,]+)/u);

const number = /[\d,]+/u;

/** The status line of a list that is partly loaded. */
const loaded = new RegExp(
  `^(?:${[
    messagePattern('dashboard.list.all', number),
    messagePattern('dashboard.list.some', number, number),
    messagePattern('dashboard.list.so_far', number),
  ]
    .map(({ source }) => source)
    .join('|')})$`,
  'mu',
);

/** The accessible name of the button that loads this many more rows. */
export const loadMoreName = (rows: number, requests: number): string =>
  `${message('dashboard.list.more', rows)} ${message('dashboard.list.requests', requests)}`;

/** Adds a persona's account and opens the dashboard for it. */
export const withDashboard = (
  persona: PersonaName,
  hash: string,
  scenario: (dashboard: Dashboard) => Promise<void>,
  browser: BrowserName = 'chromium',
): Promise<void> =>
  withExtension(browser, async (fixture) => {
    await fixture.addAccount(persona);
    const page = await fixture.session.open(`dashboard.html${hash}`);
    await byRole(page, 'heading');
    await scenario(dashboardActions(fixture, persona, page));
  });

/** New rows move the content below them, so a click by coordinates would miss. */
async function click(within: Scope, role: string, name: string): Promise<void> {
  const found = await byRole(within, role, name, patience);
  await found.evaluate((element) => (element as HTMLElement).click());
}

export function dashboardActions(
  { virusTotal, session }: Pick<Fixture, 'virusTotal' | 'session'>,
  caller: PersonaName,
  page: Page,
): Dashboard {
  const untilSection: Dashboard['untilSection'] = async (title, wanted) => {
    const section = await byRole(page, 'region', title, patience);
    await section.evaluate((element) => element.scrollIntoView());
    return untilText(section, wanted, patience);
  };
  const press: Dashboard['press'] = (button) => click(page, 'button', button);
  return {
    page,
    virusTotal,
    session,
    untilSection,
    press,
    follow: (link, within = page) => click(within, 'link', link),
    go: async (hash, heading) => {
      await page.evaluate((next) => {
        location.hash = next;
      }, hash);
      await byRole(page, 'heading', heading);
    },
    load: async (title) => {
      // Searching within the section: by role, Firefox takes more than a second for the whole page.
      const region = await byRole(page, 'region', title, patience);
      await click(region, 'button', `Load ${title}`);
      await byRole(region, 'table', title, patience);
      return untilText(region, loaded, patience);
    },
    fieldValue: async (name) => textOf(await byRole(page, 'definition', name)),
    captureExports: async () => {
      await page.evaluate(() => {
        const files: Promise<string>[] = [];
        Object.assign(window, { files });
        URL.createObjectURL = (file) => {
          files.push((file as Blob).text());
          return location.hash || '#';
        };
      });
      const capturedFiles = (): Promise<string[]> =>
        page.evaluate(() => Promise.all((window as unknown as { files: Promise<string>[] }).files));
      return (count) =>
        until(`${count} files are exported`, async () => {
          const files = await capturedFiles();
          return files.length >= count && files;
        });
    },
    expectRequestCount: () =>
      until(
        "the page shows VirusTotal's request count",
        async () => {
          const [, shown] = billableCount.exec(await textOf(page)) ?? [];
          return Number(shown?.replaceAll(',', '')) === virusTotal.count({ caller, mayCost: true });
        },
        patience,
      ).then(() => undefined),
  };
}
