// Steps that tour and window share: find an extension page, enter a key, open a user page.
import type { ElementHandle, Page } from 'puppeteer-core';
import type { Session } from '../../test/browser/launch.ts';
import { byRole, until, untilText } from '../../test/browser/session-helpers.ts';
import { message } from '../../test/message.ts';

export const userPage = (id: string): string => `https://www.virustotal.com/gui/user/${id}`;

/** The options page, which the extension opens when it is installed. @param timeout milliseconds */
export async function firstPage(session: Session, timeout = 3000): Promise<Page> {
  const url = session.extensionUrl('options.html');
  const find = async (): Promise<Page | undefined> =>
    (await pagesWithUrl(session)).find((one) => one.url === url)?.page;
  try {
    const page = await until('the options page', find, timeout);
    await page.bringToFront();
    return page;
  } catch {
    // A browser that had the extension before does not open the page again.
    return session.open('options.html');
  }
}

/** The open pages with the URL that the page itself reports: Firefox reports no navigation to extension pages. */
export async function pagesWithUrl({ browser }: Session): Promise<{ page: Page; url: string }[]> {
  const pages = await browser.pages();
  return Promise.all(
    pages.map(async (page) => ({ page, url: await page.evaluate(() => location.href).catch(() => '') })),
  );
}

/** Closes the empty tabs that the browser started with. */
export async function closeEmptyTabs(session: Session): Promise<void> {
  const pages = await pagesWithUrl(session);
  await Promise.all(pages.filter(({ url }) => url === 'about:blank').map(({ page }) => page.close()));
}

export async function enterKey(options: Page, key: string): Promise<void> {
  const field = await byRole(options, 'textbox', 'API key');
  await field.evaluate((input) => ((input as HTMLInputElement).value = ''));
  await field.type(key);
  await (await byRole(options, 'button', 'Add account')).click();
}

export async function addAccount(options: Page, id: string, key: string): Promise<void> {
  await enterKey(options, key);
  await untilText(options, message('options.added_now', id));
}

/** The panel of a user, once it shows data or a problem. */
export async function untilPanel(page: Page, id: string): Promise<ElementHandle> {
  const panel = await byRole(page, 'region', `Vitals for ${id}`);
  await untilIdle(panel);
  return panel;
}

/** Waits until an element's `aria-busy` is false. */
export async function untilIdle(element: ElementHandle): Promise<void> {
  await until('an answer from the background', () =>
    element.evaluate((one) => one.getAttribute('aria-busy') === 'false'),
  );
}
