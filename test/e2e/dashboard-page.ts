// The dashboard as a person uses it: opening pages, loading lists, reading facts and rows.
import type { Page } from 'puppeteer-core';
import type { PersonaName, VirusTotal } from '../virustotal/server.ts';
import type { BrowserName } from '../browser/find.ts';
import type { Session } from '../browser/launch.ts';
import { byRole, onStage, type Stage, textOf, until, untilText } from './stage.ts';

export type Dashboard = {
  page: Page;
  virusTotal: VirusTotal;
  session: Session;
  /** Goes to another page of the dashboard, as its links do. */
  go: (hash: string, heading: string) => Promise<void>;
  press: (button: string) => Promise<void>;
  /** Presses "Load" of a list and waits for its rows. */
  load: (title: string) => Promise<string>;
  /** The value beside a name. */
  fact: (name: string) => Promise<string>;
  /** Waits until a part's text contains something; returns all of it. */
  part: (title: string, wanted: string | RegExp) => Promise<string>;
  /** Waits until the page's own count of requests is VirusTotal's. */
  expectCost: () => Promise<void>;
};

/** Opens the dashboard for an account of a persona. */
export const onDashboard = (
  persona: PersonaName,
  hash: string,
  story: (dashboard: Dashboard) => Promise<void>,
  browser: BrowserName = 'chromium',
): Promise<void> =>
  onStage(browser, async (stage) => {
    await stage.addAccount(persona);
    const page = await stage.session.open(`dashboard.html${hash}`);
    await byRole(page, 'heading');
    await story(dashboardOf(stage, persona, page));
  });

function dashboardOf({ virusTotal, session }: Stage, caller: PersonaName, page: Page): Dashboard {
  const part: Dashboard['part'] = async (title, wanted) =>
    untilText(await byRole(page, 'region', title), wanted);
  const press: Dashboard['press'] = async (button) => {
    const found = await byRole(page, 'button', button);
    // Rows that arrive move what is below them; a click by coordinates would miss.
    await found.evaluate((element) => (element as HTMLElement).click());
  };
  return {
    page,
    virusTotal,
    session,
    part,
    press,
    go: async (hash, heading) => {
      await page.evaluate((next) => {
        location.hash = next;
      }, hash);
      await byRole(page, 'heading', heading);
    },
    load: async (title) => {
      await press(`Load ${title}`);
      await byRole(page, 'table', title);
      return part(title, /^(?:all [\d,]+|[\d,]+ of [\d,]+|[\d,]+ so far)$/mu);
    },
    fact: async (name) => textOf(await byRole(page, 'definition', name)),
    expectCost: () =>
      until('the page counts what VirusTotal counts', async () => {
        const [, shown] = /Vitals used ([\d,]+) of your requests today/u.exec(await textOf(page)) ?? [];
        return Number(shown?.replaceAll(',', '')) === virusTotal.count({ caller, mayCost: true });
      }).then(() => undefined),
  };
}
