// Browsers that the tests of a file use one after another, each in the state of a fresh installation.
import type { Page } from 'puppeteer-core';
import type { BrowserName } from './find.ts';
import { launch, type Session } from './launch.ts';
import { until } from './session-helpers.ts';

export const builds = { chromium: '.output/chrome-mv3', firefox: '.output/firefox-mv3' } as const;

const idle: Session[] = [];

/** A session with the built extension, as just installed, without its welcome page. @param port of the fake VirusTotal */
export async function borrowSession(name: BrowserName, port: number): Promise<Session> {
  const used = idle.findIndex((session) => session.name === name);
  const [session] = used < 0 ? [] : idle.splice(used, 1);
  if (session && (await isRenewed(session, port))) return session;
  const started = await startSession(name, port);
  await started.renew(port);
  return started;
}

/** Closes a browser whose extension was disabled or reloaded by a test. */
async function isRenewed(session: Session, port: number): Promise<boolean> {
  try {
    await session.renew(port);
    return true;
  } catch {
    await session.close();
    return false;
  }
}

/** Takes a session back for the next test. */
export function returnSession(session: Session): void {
  idle.push(session);
}

/** Closes all browsers that no test uses. */
export async function closeIdleSessions(): Promise<void> {
  await Promise.all(idle.splice(0).map((session) => session.close()));
}

async function startSession(name: BrowserName, port: number): Promise<Session> {
  const session = await launch(name, { port, extension: builds[name] });
  await untilWelcomeOpens(session);
  return session;
}

/**
 * Waits until the extension's welcome page is open. It comes to the front: a page that was in front is hidden then, Chromium draws
 * it once a second only, and its panel makes no lookups.
 */
export async function untilWelcomeOpens(session: Session): Promise<void> {
  const welcome = session.extensionUrl('options.html');
  const isWelcome = (page: Page): Promise<boolean> =>
    page.evaluate((url) => location.href === url, welcome).catch(() => false);
  // Asked of the pages: Firefox does not report the addresses of extension pages.
  await until('the welcome page is open', async () =>
    (await Promise.all((await session.browser.pages()).map(isWelcome))).includes(true),
  );
}
