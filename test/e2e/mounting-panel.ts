// Reads and operates the panel for the mounting cases, through its open shadow root.
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../browser/session-helpers.ts';
import { message } from '../message.ts';
import type { Visit } from './mounting-case.ts';

export type PanelAppearance = { height: number; ground: string; head: string; text: string };

export function readPanel(page: Page): Promise<PanelAppearance> {
  return page.evaluate(() => {
    const host = document.querySelector('vitals-panel');
    const panel = host?.shadowRoot?.querySelector('.panel');
    const title = panel?.querySelector('h2');
    if (!host || !panel || !title) throw new Error('There is no panel');
    const { fontWeight, fontSize, lineHeight, textTransform, letterSpacing, textAlign } =
      getComputedStyle(title);
    return {
      height: host.getBoundingClientRect().height,
      ground: getComputedStyle(panel).backgroundColor,
      head: [fontWeight, fontSize, lineHeight, textTransform, letterSpacing, textAlign].join(' '),
      text: panel.textContent,
    };
  });
}

/** 0 where there is none. */
export function panelHeight(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('vitals-panel')?.getBoundingClientRect().height ?? 0);
}

/** Waits until the panel says so; returns all that it says. */
export async function untilPanelContains(page: Page, wanted: string): Promise<string> {
  let last = '';
  const said = async (): Promise<string | false> => {
    last = await readPanel(page).then(({ text }) => text, String);
    return last.includes(wanted) && last;
  };
  return until(`the panel says ${wanted}`, said).catch((error: unknown) => {
    throw new Error(`The last that it said: ${last}`, { cause: error });
  });
}

/** It is filled, and not only there. */
export const untilViewerNamed = ({ page }: Visit): Promise<string> =>
  untilPanelContains(page, message('panel.seen_by', 'spellman'));

export const heights = { expanded: 324, collapsed: 66 };

/** To the pixel what it is on any page. */
export async function expectUsualAppearance({ page }: Visit): Promise<void> {
  const { height, head } = await readPanel(page);
  expect({ height, head }).toEqual({ height: heights.expanded, head: '700 15px 21px none normal start' });
}

const grounds = { light: 'rgb(255, 255, 255)', dark: 'rgb(22, 22, 37)' };

export const untilTheme =
  (theme: keyof typeof grounds) =>
  ({ page }: Visit): Promise<unknown> =>
    until(`a ${theme} panel`, async () => (await readPanel(page)).ground === grounds[theme]);

/** Folds the panel and expands it by keys alone; the page's shortcuts hear of none of them, and of others they do. */
export async function expectKeyboardWorks({ page }: Visit): Promise<void> {
  const fold = '[aria-expanded]';
  await page.locator(`vitals-panel >>> ${fold}`).wait();
  await page.evaluate(
    (selector) =>
      document.querySelector('vitals-panel')?.shadowRoot?.querySelector<HTMLElement>(selector)?.focus(),
    fold,
  );
  for (const way of ['collapsed', 'expanded'] as const) {
    await page.keyboard.press('Enter');
    await until(`a panel that is ${way}`, async () => (await readPanel(page)).height === heights[way]);
  }
  await page.evaluate(() =>
    document.querySelector('vitals-panel')?.shadowRoot?.querySelector<HTMLElement>(':focus')?.blur(),
  );
  await page.keyboard.press('x');
  expect(await page.evaluate(() => window.page.keys)).toEqual([{ key: 'x', target: 'body' }]);
}
