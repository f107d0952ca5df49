// The demo with a display: a window to explore until it is closed.
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import type { BrowserName } from '../../test/browser/find.ts';
import { launch, type Session } from '../../test/browser/launch.ts';
import { type PersonaName, startVirusTotal, type VirusTotal } from '../../test/fake-virustotal/server.ts';
import { addAccount, closeEmptyTabs, firstPage, userPage } from './steps.ts';

const others: [PersonaName, string][] = [
  ['spellman', "VirusTotal's own example of a user"],
  ['free', 'no group, 500 requests a day'],
  ['admin', 'administrator of a group'],
  ['overlimit', 'everything used up'],
  ['no2fa', '2FA switched off'],
];

/** The fake VirusTotal with one account already added. */
export async function showFake(name: BrowserName, extension: string): Promise<void> {
  const virusTotal = await startVirusTotal({ page: { me: 'member' } });
  try {
    await withWindow(name, { port: virusTotal.port, extension }, async (session) => {
      const options = await firstPage(session);
      await closeEmptyTabs(session);
      await addAccount(options, 'member', virusTotal.keys.member);
      const page = await session.visit(userPage('member'));
      await openPopup(session, page);
      listAccounts(virusTotal);
    });
  } finally {
    await virusTotal.close();
  }
}

/** Prints what the window shows and which accounts can be added. */
export function listAccounts({ keys }: VirusTotal): void {
  console.log('The window shows a fake VirusTotal on this machine; nothing leaves it.');
  console.log('Accounts to add in the options, all made up:');
  for (const [id, what] of others) console.log(`  ${id.padEnd(10)} ${keys[id]}  ${what}`);
}

/** The real VirusTotal with the user's own key. */
export async function showLive(name: BrowserName, extension: string): Promise<void> {
  await withWindow(name, { port: 'live', extension }, async (session) => {
    await firstPage(session);
    await closeEmptyTabs(session);
    console.log('The window talks to the real VirusTotal. Add your API key on the options page.');
    console.log('Its profile is made for this one time: closing the window deletes it, and the key with it.');
  });
}

async function withWindow(
  name: BrowserName,
  options: { port: number | 'live'; extension: string },
  show: (session: Session) => Promise<void>,
): Promise<void> {
  const session = await launch(name, { ...options, headless: false });
  try {
    const closed = untilClosed(session);
    await Promise.race([show(session), closed]);
    console.log('Close the window to end the demo.');
    await closed;
  } finally {
    // The user may have closed it already.
    await session.close().catch(() => undefined);
  }
}

/** Resolves when the browser exits or its last window is closed. On macOS the process keeps running without a window. */
async function untilClosed({ browser }: Session): Promise<void> {
  while (await hasPages(browser)) await setTimeout(500);
}

async function hasPages(browser: Browser): Promise<boolean> {
  try {
    return browser.connected && (await browser.pages()).length > 0;
  } catch {
    // The browser exited meanwhile.
    return false;
  }
}

/** In Firefox the popup cannot be opened from here; its button is in the toolbar's extensions menu. */
async function openPopup(session: Session, page: Page): Promise<void> {
  if (session.name === 'firefox') await session.open('popup.html');
  else await session.openPopup(page).catch(() => undefined);
}
