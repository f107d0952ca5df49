// Reads and operates the panel for the mounting cases, in its frame.
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { panelFrame, panelFrames, until } from '../browser/session-helpers.ts';
import { message } from '../message.ts';
import type { Visit } from './mounting-case.ts';

export type PanelAppearance = { height: number; background: string; head: string; text: string };

export async function readPanel(page: Page): Promise<PanelAppearance> {
  const [frame] = await panelFrames(page);
  if (!frame) throw new Error('The page has no panel');
  const appearance = await frame.evaluate(() => {
    const panel = document.querySelector('.panel');
    const title = panel?.querySelector('h2');
    if (!panel || !title) throw new Error('The frame has no panel');
    const { fontWeight, fontSize, lineHeight, textTransform, letterSpacing, textAlign } =
      getComputedStyle(title);
    return {
      background: getComputedStyle(panel).backgroundColor,
      head: [fontWeight, fontSize, lineHeight, textTransform, letterSpacing, textAlign].join(' '),
      text: panel.textContent,
    };
  });
  return { ...appearance, height: await panelHeight(page) };
}

/** 0 without a panel. */
export function panelHeight(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('vitals-panel')?.getBoundingClientRect().height ?? 0);
}

/** Waits until the panel contains a text, and returns all of its text. */
export async function untilPanelContains(page: Page, wanted: string): Promise<string> {
  let last = '';
  const readText = async (): Promise<string | false> => {
    last = await readPanel(page).then(({ text }) => text, String);
    return last.includes(wanted) && last;
  };
  return until(`the panel contains ${wanted}`, readText).catch((error: unknown) => {
    throw new Error(`The panel's last text: ${last}`, { cause: error });
  });
}

/** The panel is mounted and has its content. */
export const untilViewerNamed = ({ page }: Visit): Promise<string> =>
  untilPanelContains(page, message('panel.seen_by', 'spellman'));

export const heights = { expanded: 324, collapsed: 66 };

/** The panel is pixel-identical to the panel on any page. */
export async function expectDefaultAppearance({ page }: Visit): Promise<void> {
  const { height, head } = await readPanel(page);
  expect({ height, head }).toEqual({ height: heights.expanded, head: '700 15px 21px none normal start' });
}

const backgrounds = { light: 'rgb(255, 255, 255)', dark: 'rgb(22, 22, 37)' };

export const untilTheme =
  (theme: keyof typeof backgrounds) =>
  ({ page }: Visit): Promise<unknown> =>
    until(`the panel is ${theme}`, async () => (await readPanel(page)).background === backgrounds[theme]);

/**
 * Collapses and expands the panel by keyboard alone. The page's shortcuts receive none of these keys, but receive
 * others.
 */
export async function expectKeyboardWorks({ page }: Visit): Promise<void> {
  const toggle = await (await panelFrame(page)).$('[aria-expanded]');
  await toggle?.focus();
  for (const state of ['collapsed', 'expanded'] as const) {
    await page.keyboard.press('Enter');
    await until(`the panel is ${state}`, async () => (await readPanel(page)).height === heights[state]);
  }
  await page.evaluate(() => window.focus());
  await page.keyboard.press('x');
  expect(await page.evaluate(() => window.page.keys)).toEqual([{ key: 'x', target: 'body' }]);
}
