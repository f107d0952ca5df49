// Everything that a browser with the extension shows, stores and prints, gathered to be searched.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, ConsoleMessage, Page, Target } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';

/** The fake page's own library warns about its development build, and the browser reports resources that the page lacks. */
const isPagesOwn = (message: ConsoleMessage): boolean =>
  message.text().startsWith('Lit is in dev mode') ||
  message.location().url?.startsWith('https://www.virustotal.com/ui/') === true;

/** Lines of every console, worker's and pages', and errors that nobody caught; from now on. */
export function recordConsoles(browser: Browser): string[] {
  const lines: string[] = [];
  const note = (line = ''): void => void lines.push(line);
  const hear = (message: ConsoleMessage): void => void (isPagesOwn(message) || note(message.text()));
  const listen = async (target: Target): Promise<void> => {
    const worker = await target.worker().catch(() => null);
    worker?.on('console', hear);
    worker?.on('error', (error) => note(error.stack));
    const page = await target.page().catch(() => null);
    page?.on('console', hear);
    page?.on('pageerror', (error) => note((error as Error).stack));
  };
  for (const target of browser.targets()) void listen(target);
  browser.on('targetcreated', (target) => void listen(target));
  return lines;
}

/** All of a page's DOM with attributes, shadow roots and what stands in fields; and what its scripts have stored. */
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

/** What stands in the panels alone: the page around them is not ours. */
export const panelContents = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('vitals-panel')]
      .map((host) => host.outerHTML + (host.shadowRoot?.innerHTML ?? ''))
      .join('\n'),
  );

/** Every storage area of the extension's, its caches and cookies; the databases are asked for apart. */
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

/** Evaluates in the world of the panel's content script, in its page; Chromium. */
export async function evaluateInContentScript(page: Page, expression: string): Promise<unknown> {
  const cdp = await page.createCDPSession();
  const worlds: number[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension:')) worlds.push(context.id);
  });
  await cdp.send('Runtime.enable');
  const [contextId] = worlds;
  if (contextId === undefined) throw new Error('The content script has no world in this page.');
  const evaluation = { contextId, expression, awaitPromise: true, returnByValue: true };
  const { result } = await cdp.send('Runtime.evaluate', evaluation);
  await cdp.detach();
  return result.value;
}

/** Sends a message as the panel does. */
export const sendAsPanel = (page: Page, message: object): Promise<unknown> =>
  evaluateInContentScript(
    page,
    `chrome.runtime.sendMessage(${JSON.stringify(message)}).then((answer) => answer ?? null)`,
  );

/** The files under a folder in whose bytes a text stands, one byte a character or two. */
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
