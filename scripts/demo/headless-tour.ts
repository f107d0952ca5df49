// The demo without a display: each station does what a person would do, then tells what is to be read and takes pictures.
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../test/browser/find.ts';
import { launch, type Session } from '../../test/browser/launch.ts';
import { byRole, until, untilText } from '../../test/browser/session-helpers.ts';
import { type PersonaName, startVirusTotal, type VirusTotal } from '../../test/fake-virustotal/server.ts';
import { addAccount, enterKey, firstPage, panelOf, untilStill, userPage } from './steps.ts';
import { badgePart, chapter, part, picture, readPart } from './console-report.ts';
import { readRows } from './visible-text.ts';

type Stage = { virusTotal: VirusTotal; session: Session; options: Page };

export async function tour(name: BrowserName, extension: string): Promise<void> {
  const started = Date.now();
  console.log(`A tour in ${name} without a window; a fake VirusTotal runs on this machine.`);
  const virusTotal = await startVirusTotal();
  try {
    const session = await launch(name, { port: virusTotal.port, extension });
    try {
      const options = await firstPage(session);
      const stage = { virusTotal, session, options };
      await firstRun(stage);
      await ownAccount(stage, 'spellman', "Sabrina Spellman, VirusTotal's own example of a user");
      await ownAccount(stage, 'member', 'Mia Okafor, who has nearly used up her day');
      await offline(stage);
      await others(stage);
      costs(stage);
    } finally {
      await session.close();
    }
  } finally {
    await virusTotal.close();
  }
  console.log(`\nThe tour took ${Math.round((Date.now() - started) / 1000)} seconds.`);
}

async function firstRun({ options }: Stage): Promise<void> {
  chapter('The first run, and a wrong key');
  await size(options, 800, 1000);
  await enterKey(options, 'f'.repeat(64));
  await byRole(options, 'alert');
  await readPart('The options page', await body(options));
  await picture(options, 'options');
}

async function ownAccount(stage: Stage, id: PersonaName, title: string): Promise<void> {
  const { session, options, virusTotal } = stage;
  chapter(title);
  await options.bringToFront();
  await addAccount(options, id, virusTotal.keys[id]);
  await toldByBadge(stage, id);
  const popup = await openPopup(session);
  await readPart('The popup', await body(popup));
  await picture(popup, `popup-${id}`);
  await popup.close();
  virusTotal.page.set({ me: id });
  await panelPart(session, id);
}

/** Mia Okafor's requests run low, so Vitals would only ask on a click: here looks somebody who has plenty. */
async function others(stage: Stage): Promise<void> {
  const { session, options, virusTotal } = stage;
  chapter('Pages of others, as Ada Kowalska may see them, who administers a group');
  await options.bringToFront();
  await addAccount(options, 'admin', virusTotal.keys.admin);
  await toldByBadge(stage, 'admin');
  virusTotal.page.set({ me: 'admin' });
  for (const id of ['no2fa', 'outsider']) await panelPart(session, id);
}

async function offline(stage: Stage): Promise<void> {
  const { session, virusTotal } = stage;
  chapter('VirusTotal out of reach: the last figures stay, with their age');
  const popup = await openPopup(session);
  await virusTotal.goOffline();
  await (await byRole(popup, 'button', 'Refresh')).click();
  await untilText(popup, 'VirusTotal cannot be reached');
  await toldByBadge(stage, 'cannot be reached');
  const rows = await readRows(await body(popup));
  part('The popup, down to the figures', rows.slice(0, rows.indexOf('')));
  await picture(popup, 'popup-offline');
  await virusTotal.goOnline();
}

function costs({ session, virusTotal }: Stage): void {
  chapter('What it asked for');
  const kinds = Map.groupBy(virusTotal.requests, ({ route, mayCost, caller }) => {
    const key = caller === null ? 'a key that nobody has' : `the key of ${caller}`;
    return `GET ${route} with ${key}, ${mayCost ? 'may cost one request' : 'free'}`;
  });
  part(
    'Requests to the API',
    [...kinds].map(([kind, requests]) => `${requests.length} x ${kind}`),
  );
  const refused = session.refusedHosts();
  part('Other hosts', [
    refused.length === 0 ? 'None was asked for.' : `Asked for and refused: ${refused.join(', ')}`,
  ]);
}

/** The popup's page in a tab of the popup's size: the same page, in both browsers within reach. */
async function openPopup(session: Session): Promise<Page> {
  const popup = await session.open('popup.html');
  await size(popup, 400, 600);
  await untilStill(await byRole(popup, 'button', 'Refresh'));
  return popup;
}

async function panelPart(session: Session, id: string): Promise<void> {
  const page = await session.visit(userPage(id));
  await size(page, 1280, 720);
  await untilText(page, `@${id}`);
  await readPart(`The panel on ${userPage(id)}`, await panelOf(page, id));
  await picture(page, `panel-${id}`);
  await page.close();
}

/** Waits until badge and title have caught up, then tells them. */
async function toldByBadge({ session }: Stage, wanted: string): Promise<void> {
  const badge = await until(`"${wanted}" in the toolbar title`, async () => {
    const told = await session.badge();
    return told.title.includes(wanted) && told.text !== '…' && told;
  });
  badgePart(badge);
}

const size = (page: Page, width: number, height: number): Promise<void> =>
  page.setViewport({ width, height, deviceScaleFactor: 2 });

async function body(page: Page) {
  const found = await page.$('body');
  if (!found) throw new Error(`${page.url()} has no body.`);
  return found;
}
