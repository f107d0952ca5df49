// The fixture of one test: a fake VirusTotal, and a browser with the built, unmodified extension that talks to it.
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../browser/find.ts';
import type { Session } from '../browser/launch.ts';
import { borrowSession, builds, returnSession } from '../browser/session-pool.ts';
import { byRole, textOf, until, untilText } from '../browser/session-helpers.ts';
import {
  type PageOptions,
  startVirusTotal,
  type PersonaName,
  type VirusTotal,
} from '../fake-virustotal/server.ts';
import { message, messagePattern } from '../message.ts';

export const browsers = ['chromium', 'firefox'] as const;

export type Fixture = {
  virusTotal: VirusTotal;
  session: Session;
  /** Adds an account by the command that the options page sends, and puts it in use. */
  addAccount: (persona: PersonaName) => Promise<void>;
  /** Adds an account as a person does, and returns the options page. */
  addAccountByHand: (persona: PersonaName) => Promise<Page>;
  /** Opens VirusTotal's page of a user. */
  visit: (user: string) => Promise<Page>;
};

/** Runs a scenario on a fixture as after a fresh installation. A browser in which a scenario has failed is not used again. */
export async function withExtension(
  name: BrowserName,
  scenario: (fixture: Fixture) => Promise<void>,
  page?: PageOptions,
): Promise<void> {
  const virusTotal = await startVirusTotal(page ? { page } : {});
  try {
    const session = await borrowSession(name, virusTotal.port);
    try {
      await scenario({
        virusTotal,
        session,
        addAccount: async (persona) => {
          const key = virusTotal.keys[persona];
          const added = await session.send('addAccount', { key });
          if (!added.ok) throw new Error(`The account was not added: ${added.error.kind}`);
          if ('id' in added.value) await session.send('selectAccount', { id: added.value.id });
        },
        addAccountByHand: async (persona) => {
          const options = await session.open('options.html');
          await enterKey(options, virusTotal.keys[persona]);
          await untilKeyAccepted(options);
          await untilAccountListed(options, persona);
          return options;
        },
        visit: (user) => session.visit(`https://www.virustotal.com/gui/user/${user}`),
      });
    } catch (error) {
      await session.close();
      throw error;
    }
    returnSession(session);
  } finally {
    await virusTotal.close();
  }
}

/** Pastes a key into the options page and presses "Add account". */
export async function enterKey(options: Page, key: string): Promise<void> {
  const field = await byRole(options, 'textbox', 'API key');
  await field.evaluate((input, pasted) => {
    (input as HTMLElement).focus();
    document.execCommand('insertText', false, pasted);
  }, key);
  await (await byRole(options, 'button', 'Add account')).click();
}

/** Waits until the key was taken: the field is empty again, and everything that belongs to adding is done. */
export async function untilKeyAccepted(options: Page): Promise<void> {
  const field = await byRole(options, 'textbox', 'API key');
  await until('the key is taken', () => field.evaluate((input) => (input as HTMLInputElement).value === ''));
}

/** Waits until the options page lists the account. */
export async function untilAccountListed(options: Page, id: string): Promise<void> {
  await until(`a list item of ${id}`, () =>
    options.evaluate(
      (wanted) => [...document.querySelectorAll('li')].some((item) => item.textContent.includes(wanted)),
      id,
    ),
  );
}

export type MeterAttributes = { now: string | null; max: string | null; text: string | null };

/** What a screen reader is told of a meter. */
export async function readMeter(page: Page, name: string): Promise<MeterAttributes> {
  const meter = await byRole(page, 'meter', name);
  return meter.evaluate((element) => ({
    now: element.getAttribute('aria-valuenow'),
    max: element.getAttribute('aria-valuemax'),
    text: element.getAttribute('aria-valuetext'),
  }));
}

/** The tightest limit as badge title and popup name it, of 1,000 API requests today. */
export const tightestLimit = (left: string): string =>
  message('tightest.count', left, '1,000', 'API requests today');

/** Waits until the badge says `text`; returns its title. */
export async function untilBadge(session: Session, text: string): Promise<string> {
  let last = { text: '', title: '' };
  try {
    await until(`the badge says ${text}`, async () => {
      last = await session.badge();
      return last.text === text;
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}; it says ${last.text}: ${last.title}`, { cause: error });
  }
  return last.title;
}

/** Waits for the panel of a user and for its figures or its problem; returns its text. */
export async function untilPanelText(page: Page, user: string, wanted: string | RegExp): Promise<string> {
  return untilText(await byRole(page, 'region', `Vitals for ${user}`), wanted);
}

/** What the buttons of a panel say that offer to load more. */
export const offerPattern = new RegExp(
  [
    messagePattern('panel.look_up'),
    messagePattern('panel.load_at_least', 1, /\d+/u),
    messagePattern('panel.load_at_least', 2, /\d+/u),
  ]
    .map(({ source }) => source)
    .join('|'),
  'u',
);

/** The owners of the panels on the page: "alice", "group acme". */
export function panelUsers(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('vitals-panel')].map(
      ({ dataset: { user, group } }) => user ?? `group ${group}`,
    ),
  );
}

export { builds, byRole, textOf, until, untilText };
