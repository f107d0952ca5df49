// Finding things on a page as its users do, by role and name, in open shadow roots and in the panel's frame, in both browsers.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import type { ColorScheme } from './driver.ts';
import { inPrivilegedScope, isFirefox } from './firefox-privileged.ts';
import { clickInFrame, firefoxByRole } from './firefox-roles.ts';

export type Scope = Page | Frame | ElementHandle;

// Only a failure waits so long: a machine under load is to pass, however slowly.
export const maximumWait = 120_000;
const PAUSE = 50;

/** Asks until the answer is neither null, undefined nor false; `what` names it in the error. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false>,
  timeout = maximumWait,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await probe();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Not within ${timeout / 1000} s: ${what}`);
    await new Promise<void>((next) => {
      setTimeout(next, PAUSE);
    });
  }
}

/** The first element with this role and accessible name (exact), waiting until there is one. */
export async function byRole(
  scope: Scope,
  role: string,
  name?: string,
  timeout?: number,
): Promise<ElementHandle> {
  const what = name === undefined ? `an element of role ${role}` : `a ${role} named "${name}"`;
  return until(what, async () => (await allByRole(scope, role, name))[0], timeout);
}

/**
 * All elements with this role and accessible name as the browser's own accessibility tree has them, now. Of a page, the panel's
 * frame is a part.
 */
export async function allByRole(scope: Scope, role: string, name = ''): Promise<ElementHandle[]> {
  const found: ElementHandle[] = [];
  for (const part of await partsOf(scope)) found.push(...(await findIn(part, role, name)));
  return found;
}

async function findIn(part: Frame | ElementHandle, role: string, name: string): Promise<ElementHandle[]> {
  const frame = frameOf(part);
  if (!isFirefox(frame.page().browser())) return part.$$(`aria/${name}[role="${role}"]`);
  const found = await firefoxByRole(part, role, name);
  return frame.parentFrame() ? found.map(clickInFrame) : found;
}

/** The page's own document and those of its panels, or the one part. */
async function partsOf(scope: Scope): Promise<(Frame | ElementHandle)[]> {
  return isPage(scope) ? [scope.mainFrame(), ...(await panelFrames(scope))] : [scope];
}

/** The frames of the panels on the page that have been drawn. */
export async function panelFrames(page: Page): Promise<Frame[]> {
  const found: Frame[] = [];
  for (const frame of page.frames()) {
    if (!frame.parentFrame()) continue;
    // A frame can disappear meanwhile. Firefox gives it no URL from outside.
    const isPanel = await frame
      .evaluate(() => location.pathname === '/panel.html' && document.querySelector('.panel') !== null)
      .catch(() => false);
    if (isPanel) found.push(frame);
  }
  return found;
}

/** The frame of the page's panel, once it has been drawn. */
export const panelFrame = (page: Page): Promise<Frame> =>
  until('the panel is drawn', async () => (await panelFrames(page))[0]);

/** What can be read on the page, its panel and all, or in the element, open shadow roots and all, a line for a line. */
export async function textOf(scope: Scope): Promise<string> {
  const texts: string[] = [];
  for (const part of await partsOf(scope)) texts.push(await textIn(part));
  return texts.filter(Boolean).join('\n');
}

async function textIn(part: Frame | ElementHandle): Promise<string> {
  const root = isFrame(part) ? await part.evaluateHandle(() => document.documentElement) : part;
  return root.evaluate((start) => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing of ours is
    const hosts = (under: ParentNode): Element[] =>
      [...under.querySelectorAll('*')].filter((one) => one.shadowRoot);
    const read = (host: Element): string[] => [
      ...[...(host.shadowRoot?.children ?? [])]
        .filter((child) => !child.matches('style, script, template'))
        // Drawings have no innerText.
        .map((child) => (child instanceof HTMLElement ? child.innerText : '')),
      ...(host.shadowRoot ? hosts(host.shadowRoot).flatMap(read) : []),
    ];
    const first = start as HTMLElement;
    return [first.innerText, ...read(first), ...hosts(first).flatMap(read)]
      .flatMap((text) => text.split('\n'))
      .map((line) => line.replaceAll(/\s+/g, ' ').trim())
      .filter(Boolean)
      .join('\n');
  });
}

/** Waits until the text of the page or element contains `wanted`, and returns all of it. */
export async function untilText(scope: Scope, wanted: string | RegExp, timeout?: number): Promise<string> {
  let last = '';
  try {
    return await until(
      String(wanted),
      async () => {
        last = await textOf(scope);
        return (typeof wanted === 'string' ? last.includes(wanted) : wanted.test(last)) && last;
      },
      timeout,
    );
  } catch (error) {
    throw new Error(`${(error as Error).message}\nThe text is:\n${last}`, { cause: error });
  }
}

/** Writes a PNG of the element, or else of the whole page. */
export async function screenshot(
  page: Page,
  file: `${string}.png`,
  options: { element?: ElementHandle; colorScheme?: ColorScheme; fullPage?: boolean } = {},
): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  if (options.colorScheme !== undefined) await emulateColorScheme(page, options.colorScheme);
  // Chromium draws no frame for a covered page.
  await page.bringToFront();
  if (options.element === undefined)
    await page.screenshot({ path: file, fullPage: options.fullPage ?? true });
  else await options.element.screenshot({ path: file });
}

/** In Chromium for this page, in Firefox for the whole browser, until it is set again. */
export async function emulateColorScheme(page: Page, scheme: ColorScheme): Promise<void> {
  if (!isFirefox(page.browser())) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    return;
  }
  const value = scheme === 'dark' ? 0 : 1;
  await inPrivilegedScope(
    page.browser(),
    `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${value});`,
  );
  await page.waitForFunction(
    (wanted: string) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
    {},
    scheme,
  );
}

const isPage = (scope: Scope): scope is Page => 'mainFrame' in scope;
const isFrame = (scope: Scope): scope is Frame => 'parentFrame' in scope;
const frameOf = (part: Frame | ElementHandle): Frame => (isFrame(part) ? part : part.frame);
