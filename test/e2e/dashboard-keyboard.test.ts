// Keyboard access to the dashboard: walks through every view with Tab alone, at three widths.
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import type { PersonaName } from '../fake-virustotal/server.ts';
import { message } from '../message.ts';
import { loadMoreName, withDashboard } from './dashboard-page.ts';
import { byRole, until } from './fixture.ts';

type Stop = {
  /** The accessible name, or the text. */
  name: string;
  /** The section and the table row that contain it; -1 above all sections, 0 outside of rows. */
  part: number;
  row: number;
  /** Whether the focus indicator is visible: it is on the screen, and the element or one around it has an outline. */
  isSeen: boolean;
};

/** Returns what has the focus; undefined at the end of the page. */
function focused(page: Page): Promise<Stop | undefined> {
  return page.evaluate(async () => {
    // The focus scrolls the element into view with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const element = document.activeElement as HTMLElement;
    if (element === document.body) return undefined;
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const outlined = [element, element.closest('.usage-fixture')].filter(
      (one) => one && getComputedStyle(one).outlineStyle !== 'none',
    );
    const part = element.closest('.section-part');
    return {
      name: element.ariaLabel ?? element.innerText,
      part: part ? [...document.querySelectorAll('.section-part')].indexOf(part) : -1,
      row: Number(element.closest('[role="row"]')?.ariaRowIndex ?? 0),
      isSeen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && outlined.length > 0,
    };
  });
}

/** Returns every Tab stop from the top of the page to its end. */
async function collectTabStops(page: Page): Promise<Stop[]> {
  await page.focus('.skip');
  // Moves forward and back, because a focus set by a script may show no indicator.
  await page.keyboard.press('Tab');
  await page.keyboard.down('Shift');
  await page.keyboard.press('Tab');
  await page.keyboard.up('Shift');
  const stops: Stop[] = [];
  for (let steps = 0; steps < 400; steps += 1) {
    const stop = await focused(page);
    if (!stop) return stops;
    stops.push(stop);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach the end of the page: ${JSON.stringify(stops.slice(-3))}`);
}

/** Returns sections and buttons that extend beyond the sides of the window. */
const cutOff = (page: Page): Promise<string[]> =>
  page.$$eval('nav a, .section-part button, .section-part-meta', (found) =>
    found
      .filter((one) => !one.closest('.table-scroll, .usage-scroll'))
      .filter((one) => {
        const { left, right } = one.getBoundingClientRect();
        return left < 0 || right > innerWidth;
      })
      .map(({ textContent }) => textContent),
  );

const pages: [PersonaName, hash: string, lists: string[], last: string][] = [
  ['member', '#/account', [], message('dashboard.on_virustotal')],
  ['admin', '#/groups', [], 'acme'],
  ['admin', '#/groups/acme', ['Members', 'Service accounts'], message('dashboard.on_virustotal')],
  [
    'hunter',
    '#/hunting',
    [message('dashboard.rulesets.title'), message('dashboard.jobs.title')],
    message('dashboard.column.finished'),
  ],
  [
    'hunter',
    '#/activity',
    [message('dashboard.mentions.title')],
    `Load ${message('dashboard.graphs.title')}`,
  ],
  ['admin', '#/service-accounts/acme_enrich', [message('dashboard.service.groups')], 'acme'],
];

test.each(pages)(
  'Tab reaches everything on the account %s in %s, at any width',
  (persona, hash, lists, last) =>
    withDashboard(persona, hash, async ({ page, load, untilSection }) => {
      for (const list of lists) await load(list);
      if (last === message('dashboard.on_virustotal'))
        await untilSection(message('dashboard.usage'), message('usage.all_days'));
      for (const width of [400, 1280, 1920]) {
        await page.setViewport({ width, height: 900 });
        expect(await cutOff(page)).toEqual([]);
        const stops = await collectTabStops(page);
        const names = stops.map(({ name }) => name);
        expect(names[0]).toBe(message('dashboard.skip'));
        expect(names).toContain('Service accounts');
        expect(names.slice(-3).join('\n')).toContain(last);
        expect(stops.filter(({ isSeen: isFocusVisible }) => !isFocusVisible)).toEqual([]);
        const positions = stops.map(({ part: section, row }) => [section, row] as const);
        expect(positions.map(([section]) => section)).toEqual(
          positions.map(([section]) => section).toSorted((one, other) => one - other),
        );
        const rows = positions.filter(([, row]) => row > 0);
        expect(rows).toEqual(rows.toSorted(([a, b], [c, d]) => a - c || b - d));
      }
    }),
);

async function press(page: Page, name: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  const found = await byRole(page, 'button', name);
  await found.focus();
  await page.keyboard.press(key);
}

describe('the dashboard with the keyboard', () => {
  test('Tab walks through the loaded members of a list of 10,000 and costs no request', () =>
    withDashboard(
      'crowd-admin',
      '#/groups/crowd',
      async ({ page, untilSection, virusTotal, expectRequestCount }) => {
        await press(page, 'Load Members');
        await untilSection('Members', 'crowd-00001');
        // The use of today and of this month is loaded with the members.
        await virusTotal.seen({ route: '/groups/{id}/users_consuming_quota/{quota_name}' }, 2);
        const requestCount = virusTotal.requests.length;
        const names = (await collectTabStops(page)).map(({ name }) => name);
        const memberNames = names.filter((name) => name.startsWith('crowd-'));
        // 40 members, and the 35 of the first 40 without 2FA who are not among them.
        expect(new Set(memberNames).size).toBe(75);
        expect(memberNames.at(-1)).toBe('crowd-00280');
        expect(names[names.lastIndexOf('crowd-00280') + 1]).toContain(message('dashboard.list.more', '40'));
        const more = virusTotal.requests.slice(requestCount).filter(({ mayCost }) => mayCost);
        expect(more).toEqual([]);
        await press(page, loadMoreName(40, 1), 'Space');
        await untilSection('Members', message('dashboard.list.some', '80', '10,000'));
        await expectRequestCount();
      },
    ));

  test('the skip link passes the sections, and a button that disappears leaves the focus in its section', () =>
    withDashboard('admin', '#/groups/acme', async ({ page, untilSection }) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await until('the page is focused', () => page.evaluate(() => document.activeElement?.id === 'main'));
      await press(page, 'Load Members');
      await untilSection('Members', 'Ada Kowalska');
      await page.keyboard.press('Tab');
      expect((await focused(page))?.name).toBe(message('dashboard.members.copy_emails'));
    }));
});
