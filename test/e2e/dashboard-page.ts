// The dashboard as a person uses it: opening pages, loading lists, reading facts and rows.
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
  /** Goes to another page of the dashboard, as its links do. */
  go: (hash: string, heading: string) => Promise<void>;
  press: (button: string) => Promise<void>;
  /** Follows a link of the page. */
  follow: (link: string, within?: Scope) => Promise<void>;
  /** Presses "Load" of a list and waits for its rows. */
  load: (title: string) => Promise<string>;
  /** The value beside a name. */
  fact: (name: string) => Promise<string>;
  /** Waits until a section's text contains something; returns all of it. */
  untilSection: (title: string, wanted: string | RegExp) => Promise<string>;
  /** From now on files are kept in the page instead of being saved; returns what waits for so many of them. */
  keepFiles: () => Promise<(count: number) => Promise<string[]>>;
  /** Waits until the page's own count of requests is VirusTotal's. */
  expectRequestCount: () => Promise<void>;
};

/** Long enough for ten answers of VirusTotal's on a machine that is busy with something else. */
const patience = 40_000;

const used = messagePattern('dashboard.used_today', /([\d,]+)/u);

const number = /[\d,]+/u;

/** The line that says how much of a list is loaded. */
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

/** The accessible name of the button that loads so many rows more. */
export const loadMoreName = (rows: number, requests: number): string =>
  `${message('dashboard.list.more', rows)} ${message('dashboard.list.requests', requests)}`;

/** Opens the dashboard for an account of a persona. */
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

/** Rows that arrive move what is below them; a click by coordinates would miss. */
async function click(within: Scope, role: string, name: string): Promise<void> {
  const found = await byRole(within, role, name, patience);
  await found.evaluate((element) => (element as HTMLElement).click());
}

export function dashboardActions(
  { virusTotal, session }: Pick<Fixture, 'virusTotal' | 'session'>,
  caller: PersonaName,
  page: Page,
): Dashboard {
  const untilSection: Dashboard['untilSection'] = async (title, wanted) =>
    untilText(await byRole(page, 'region', title, patience), wanted, patience);
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
      // Within the section: Firefox takes more than a second to search the whole page by role.
      const region = await byRole(page, 'region', title, patience);
      await click(region, 'button', `Load ${title}`);
      await byRole(region, 'table', title, patience);
      return untilText(region, loaded, patience);
    },
    fact: async (name) => textOf(await byRole(page, 'definition', name)),
    keepFiles: async () => {
      await page.evaluate(() => {
        const files: Promise<string>[] = [];
        Object.assign(window, { files });
        URL.createObjectURL = (file) => {
          files.push((file as Blob).text());
          return location.hash || '#';
        };
      });
      const kept = (): Promise<string[]> =>
        page.evaluate(() => Promise.all((window as unknown as { files: Promise<string>[] }).files));
      return (count) =>
        until(`${count} files`, async () => {
          const files = await kept();
          return files.length >= count && files;
        });
    },
    expectRequestCount: () =>
      until(
        'the page counts what VirusTotal counts',
        async () => {
          const [, shown] = used.exec(await textOf(page)) ?? [];
          return Number(shown?.replaceAll(',', '')) === virusTotal.count({ caller, mayCost: true });
        },
        patience,
      ).then(() => undefined),
  };
}
