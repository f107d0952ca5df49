// The demo without a display: each step acts as a user would, then prints the visible text and takes screenshots.
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../test/browser/find.ts';
import { launch, type Session } from '../../test/browser/launch.ts';
import { byRole, until, untilText } from '../../test/browser/session-helpers.ts';
import { type PersonaName, startVirusTotal, type VirusTotal } from '../../test/fake-virustotal/server.ts';
import { message } from '../../test/message.ts';
import { addAccount, enterKey, firstPage, untilPanel, untilIdle, userPage } from './steps.ts';
import { printBadgePart, printChapter, printPart, takePictures, printElement } from './console-report.ts';
import { readVisibleLines } from './visible-text.ts';

type Fixture = { virusTotal: VirusTotal; session: Session; options: Page };

export async function tour(name: BrowserName, extension: string): Promise<void> {
  const started = Date.now();
  console.log(`A tour in ${name} without a window; VirusTotal is a fake on this machine.`);
  const virusTotal = await startVirusTotal();
  try {
    const session = await launch(name, { port: virusTotal.port, extension });
    try {
      const options = await firstPage(session);
      const fixture = { virusTotal, session, options };
      await firstRun(fixture);
      await ownAccount(fixture, 'spellman', "Sabrina Spellman, VirusTotal's own example of a user");
      await ownAccount(fixture, 'member', 'Mia Okafor, who has nearly used up her day');
      await offline(fixture);
      await otherAccounts(fixture);
      costs(fixture);
    } finally {
      await session.close();
    }
  } finally {
    await virusTotal.close();
  }
  console.log(`\nThe tour took ${Math.round((Date.now() - started) / 1000)} seconds.`);
}

async function firstRun({ options }: Fixture): Promise<void> {
  printChapter('The first run, and a wrong key');
  await size(options, 800, 1000);
  await enterKey(options, 'f'.repeat(64));
  await byRole(options, 'alert');
  await printElement('The options page', await body(options));
  await takePictures(options, 'options');
}

async function ownAccount(fixture: Fixture, id: PersonaName, title: string): Promise<void> {
  const { session, options, virusTotal } = fixture;
  printChapter(title);
  await options.bringToFront();
  await addAccount(options, id, virusTotal.keys[id]);
  await session.send('selectAccount', { id });
  await printBadge(fixture, id);
  const popup = await openPopup(session);
  await printElement('The popup', await body(popup));
  await takePictures(popup, `popup-${id}`);
  await popup.close();
  virusTotal.page.set({ me: id });
  await panelPart(session, id);
}

/** Mia Okafor's requests run low, so Vitals would load only on a click. This part uses an account with enough requests. */
async function otherAccounts(fixture: Fixture): Promise<void> {
  const { session, options, virusTotal } = fixture;
  printChapter('Pages of others, as Ada Kowalska may see them, who administers a group');
  await options.bringToFront();
  await addAccount(options, 'admin', virusTotal.keys.admin);
  await session.send('selectAccount', { id: 'admin' });
  await printBadge(fixture, 'admin');
  virusTotal.page.set({ me: 'admin' });
  for (const id of ['no2fa', 'outsider']) await panelPart(session, id);
}

async function offline(fixture: Fixture): Promise<void> {
  const { session, virusTotal } = fixture;
  printChapter('VirusTotal out of reach: the last figures stay, with their age');
  const popup = await openPopup(session);
  await virusTotal.goOffline();
  await (await byRole(popup, 'button', 'Refresh')).click();
  await untilText(popup, message('failure.unreachable'));
  await printBadge(fixture, message('failure.unreachable'));
  const rows = await readVisibleLines(await body(popup));
  printPart('The popup, down to the figures', rows.slice(0, rows.indexOf('')));
  await takePictures(popup, 'popup-offline');
  await virusTotal.goOnline();
}

function costs({ session, virusTotal }: Fixture): void {
  printChapter('What it asked for');
  const kinds = Map.groupBy(virusTotal.requests, ({ route, mayCost, caller }) => {
    const key = caller === null ? 'a key that nobody has' : `the key of ${caller}`;
    return `GET ${route} with ${key}, ${mayCost ? 'may cost one request' : 'free'}`;
  });
  printPart(
    'Requests to the API',
    [...kinds].map(([kind, requests]) => `${requests.length} x ${kind}`),
  );
  const refused = session.refusedHosts();
  printPart('Other hosts', [
    refused.length === 0 ? 'None was asked for.' : `Asked for and refused: ${refused.join(', ')}`,
  ]);
}

/** The popup's page in a tab of the popup's size, which works in both browsers. */
async function openPopup(session: Session): Promise<Page> {
  const popup = await session.open('popup.html');
  await size(popup, 400, 600);
  await untilIdle(await byRole(popup, 'button', 'Refresh'));
  return popup;
}

async function panelPart(session: Session, id: string): Promise<void> {
  const page = await session.visit(userPage(id));
  await size(page, 1280, 720);
  await untilText(page, `@${id}`);
  await printElement(`The panel on ${userPage(id)}`, await untilPanel(page, id));
  await takePictures(page, `panel-${id}`);
  await page.close();
}

/** Waits until badge and title are up to date, then prints them. */
async function printBadge({ session }: Fixture, wanted: string): Promise<void> {
  const badge = await until(`"${wanted}" in the toolbar title`, async () => {
    const current = await session.badge();
    return current.title.includes(wanted) && current.text !== '…' && current;
  });
  printBadgePart(badge);
}

const size = (page: Page, width: number, height: number): Promise<void> =>
  page.setViewport({ width, height, deviceScaleFactor: 2 });

async function body(page: Page) {
  const found = await page.$('body');
  if (!found) throw new Error(`${page.url()} has no body.`);
  return found;
}
