// The tour's output: text on the terminal, and screenshots in one folder.
import { relative, resolve } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { screenshot, emulateColorScheme } from '../../test/browser/session-helpers.ts';
import type { Badge } from '../../test/browser/extension-page.ts';
import { readVisibleLines } from './visible-text.ts';

const folder = '.artifacts/demo';

export function printChapter(title: string): void {
  console.log(`\n${title}\n${'='.repeat(title.length)}`);
}

/** A titled part of a chapter, with indented lines. */
export function printPart(title: string, lines: readonly string[]): void {
  console.log(`\n${title}\n${'-'.repeat(title.length)}`);
  for (const line of lines) console.log(line === '' ? '' : `  ${line}`);
}

export async function printElement(title: string, element: ElementHandle): Promise<void> {
  printPart(title, await readVisibleLines(element));
}

export const printBadgePart = ({ text, title }: Badge): void =>
  printPart('The badge on the toolbar', [`[ ${text} ]`, title]);

/** Takes light and dark screenshots of a page. The fake VirusTotal's pages have a theme switch of their own. */
export async function takePictures(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const file = `${folder}/${name}-${theme}.png` as const;
    await emulateColorScheme(page, theme);
    if (page.url().startsWith('https:')) await page.evaluate((value) => window.page.setTheme(value), theme);
    await screenshot(page, file, { fullPage: false });
    console.log(`${theme === 'light' ? '\n' : ''}Picture (${theme}): ${relative('.', resolve(file))}`);
  }
}
