// Collects everything that a browser with the extension displays, stores and logs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, ConsoleMessage, Page, Target } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';
import { panelFrame, panelFrames } from '../browser/session-helpers.ts';

/** Lit warns about its development build, and the browser reports resources that the fake page lacks. */
const isPagesOwn = (message: ConsoleMessage): boolean =>
  message.text().startsWith('Lit is in dev mode') ||
  message.location().url?.startsWith('https://www.virustotal.com/ui/') === true;

/** Records all console lines and uncaught errors of workers and pages from now on. */
export function recordConsoles(browser: Browser): string[] {
  const lines: string[] = [];
  const note = (line = ''): void => void lines.push(line);
  const onConsole = (message: ConsoleMessage): void => void (isPagesOwn(message) || note(message.text()));
  const listen = async (target: Target): Promise<void> => {
    const worker = await target.worker().catch(() => null);
    worker?.on('console', onConsole);
    worker?.on('error', (error) => note(error.stack));
    const page = await target.page().catch(() => null);
    page?.on('console', onConsole);
    page?.on('pageerror', (error) => note((error as Error).stack));
  };
  for (const target of browser.targets()) void listen(target);
  browser.on('targetcreated', (target) => void listen(target));
  return lines;
}

/** Returns a page's DOM with attributes, shadow roots and field values, and what its scripts have stored. */
export const pageContents = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const roots = (under: ParentNode): string[] =>
      [...under.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? roots(shadowRoot).concat(shadowRoot.innerHTML) : [],
      );
    const fields = [...document.querySelectorAll('input, textarea')].map(
      (field) => (field as HTMLInputElement).value,
    );
    return {
      title: document.title,
      html: document.documentElement.outerHTML,
      shadows: roots(document),
      fields,
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      cookies: document.cookie,
      databases: await indexedDB.databases(),
      globals: Object.keys(window),
    };
  });

/** Returns the content of the panels without the page around them. */
export async function panelContents(page: Page): Promise<string> {
  const frames = await panelFrames(page);
  const documents = frames.map((frame) => frame.evaluate(() => document.documentElement.outerHTML));
  const hosts = page.evaluate(() =>
    [...document.querySelectorAll('vitals-panel')].map((host) => host.outerHTML),
  );
  return [...(await hosts), ...(await Promise.all(documents))].join('\n');
}

/** Returns every storage area of the extension, its caches and cookies. IndexedDB is read separately. */
export async function storageAreas(extensionPage: Page): Promise<unknown> {
  return runWithApi(extensionPage, async (api) => {
    const { local, session, sync, managed } = api.storage;
    const all = await Promise.all(
      [local, session, sync, managed].map((area) => area.get(null).catch(() => 'cannot be read')),
    );
    const tab = [Object.entries(localStorage), Object.entries(sessionStorage)];
    return { all, tab, caches: await caches.keys() };
  });
}

/** Evaluates an expression in the isolated world of the panel's content script (Chromium only). */
export async function evaluateInContentScript(page: Page, expression: string): Promise<unknown> {
  const cdp = await page.createCDPSession();
  const worlds: number[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension:')) worlds.push(context.id);
  });
  await cdp.send('Runtime.enable');
  const [contextId] = worlds;
  if (contextId === undefined) throw new Error('The page has no isolated world of the content script.');
  const evaluation = { contextId, expression, awaitPromise: true, returnByValue: true };
  const { result } = await cdp.send('Runtime.evaluate', evaluation);
  await cdp.detach();
  return result.value;
}

const sending = (message: object): string =>
  `chrome.runtime.sendMessage(${JSON.stringify(message)}).then((answer) => answer ?? null)`;

/** Sends a message from the content script. */
export const sendAsPanelHost = (page: Page, message: object): Promise<unknown> =>
  evaluateInContentScript(page, sending(message));

/** Sends a message from the panel in its frame. */
export const sendAsPanel = async (page: Page, message: object): Promise<unknown> =>
  (await panelFrame(page)).evaluate(sending(message));

/** Returns the files under a folder that contain a text in UTF-8 or UTF-16. */
export function filesContaining(folder: string, text: string): string[] {
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return forms.some((form) => bytes.includes(form));
    })
    .map((path) => path.slice(folder.length + 1));
}
