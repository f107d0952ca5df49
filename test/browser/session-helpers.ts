// Finding things on a page as its users do, by role and name, through open shadow roots, in both browsers.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import type { ColorScheme } from './driver.ts';
import { inPrivilegedScope, isFirefox } from './firefox-privileged.ts';
import { firefoxByRole, type Scope } from './firefox-roles.ts';

export type { Scope };

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

/** All elements with this role and accessible name as the browser's own accessibility tree has them, now. */
export async function allByRole(scope: Scope, role: string, name = ''): Promise<ElementHandle[]> {
  const selector = `aria/${name}[role="${role}"]`;
  return isFirefox(pageOf(scope).browser()) ? firefoxByRole(scope, role, name) : scope.$$(selector);
}

/** What can be read on the page or in the element, open shadow roots and all, a line for a line. */
export async function textOf(scope: Scope): Promise<string> {
  const root = 'goto' in scope ? await scope.evaluateHandle(() => document.documentElement) : scope;
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

function pageOf(scope: Scope): Page {
  return 'goto' in scope ? scope : scope.frame.page();
}
