// The panel with keyboard, screen reader, narrow windows and forced colors.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { CDPSession, Frame, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { panelFrame } from '../browser/session-helpers.ts';
import { message } from '../message.ts';
import { byRole, withExtension, untilPanelText, until } from './fixture.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs axe on the panel in both themes of the page and at both widths, and returns the violations. */
async function violations(page: Page): Promise<string[]> {
  const panel = await panelFrame(page);
  await panel.evaluate(axe);
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const)
    for (const width of [1300, 420]) {
      await page.setViewport({ width, height: 900 });
      await page.evaluate((wanted) => window.page.setTheme(wanted), theme);
      await panel.waitForFunction(
        (wanted) => document.documentElement.dataset['theme'] === wanted,
        {},
        theme,
      );
      const { violations: wrong } = (await panel.evaluate('axe.run(".panel")')) as AxeResults;
      found.push(...wrong.map(({ id, nodes }) => `${theme} ${width}: ${id}: ${nodes[0]?.html ?? ''}`));
    }
  return found;
}

/** What has the focus inside the panel: its accessible name, or its class. */
const focused = async (page: Page): Promise<string | undefined> =>
  (await panelFrame(page)).evaluate(() => {
    const element = document.activeElement;
    return (
      element?.getAttribute('aria-label') ?? (element?.textContent.trim().slice(0, 40) || element?.className)
    );
  });

test('axe finds no violations in the panel, whatever it shows', { timeout: 120_000 }, () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount, visit }) => {
    await addAccount('admin');
    const page = await session.visit('https://www.virustotal.com/gui/group/acme/users');
    // The group object names the role.
    await (await byRole(page, 'button', 'Refresh')).click();
    await (await byRole(page, 'button', message('panel.load_at_least', 6))).click();
    await untilPanelText(page, 'acme', message('panel.without_2fa_count', '3'));
    const found = { group: await violations(page) };
    for (const [id, wanted] of [
      ['admin', message('panel.own_account')],
      ['outsider', message('panel.seen_by', 'admin')],
    ] as const) {
      const other = await visit(id);
      await untilPanelText(other, id, wanted);
      Object.assign(found, { [id]: await violations(other) });
    }
    virusTotal.throw({ kind: 'error', code: 'WrongCredentialsError' });
    const broken = await visit('bob');
    await untilPanelText(broken, 'bob', message('failure.bad_key'));
    Object.assign(found, { broken: await violations(broken) });
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
  }),
);

test('Tab walks through the panel in reading order, and the focus stays after an action', () =>
  withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
    await addAccount('admin');
    const page = await visit('no2fa');
    await untilPanelText(page, 'no2fa', message('panel.seen_by', 'admin'));
    const refresh = await byRole(page, 'button', 'Refresh');
    await refresh.focus();
    const order: (string | undefined)[] = [];
    for (let step = 0; step < 10; step++) {
      order.push(await focused(page));
      await page.keyboard.press('Tab');
    }
    expect(order).toEqual([
      'Refresh',
      message('panel.collapse'),
      message('groups.member_title'),
      message('panel.load_at_least', 2),
      message('panel.quotas'),
      message('quotas.without', 4),
      'Groups',
      'acme',
      message('panel.copy'),
      message('panel.copy_with_email'),
    ]);
    // The focus indicator is visible.
    const outline = await (
      await panelFrame(page)
    ).evaluate(() => {
      document.querySelector<HTMLElement>('.panel-link')?.focus();
      return getComputedStyle(document.activeElement ?? document.body).outline;
    });
    expect(outline).toMatch(/solid 2px/u);

    virusTotal.throw({ kind: 'slow' });
    await refresh.focus();
    await page.keyboard.press('Enter');
    await until('a pending request', () => Promise.resolve(virusTotal.held > 0));
    virusTotal.clearFaults();
    await until('a response', () =>
      refresh.evaluate((button) => button.getAttribute('aria-busy') === 'false'),
    );
    expect(await focused(page)).toBe('Refresh');
    await (await byRole(page, 'button', message('panel.collapse'))).focus();
    await page.keyboard.press('Enter');
    await byRole(page, 'button', message('panel.expand'));
    expect(await focused(page)).toBe(message('panel.expand'));
    await page.keyboard.press('Enter');
    // The button disappears with the response; the focus stays in its section.
    await (await byRole(page, 'button', message('panel.load_at_least', 2))).focus();
    await page.keyboard.press('Enter');
    await untilPanelText(page, 'no2fa', '2FA off');
    expect(await focused(page)).toBe(message('groups.member_title'));
  }));

test('the panel announces a problem in its live region, and retrying keeps the focus', () =>
  withExtension('chromium', async ({ virusTotal, session, addAccount, visit }) => {
    await addAccount('spellman');
    virusTotal.throw({ kind: 'slow' });
    const page = await visit('alice');
    await untilPanelText(page, 'alice', message('panel.loading'));
    await until('a pending request', () => Promise.resolve(virusTotal.held > 0));
    // A live region is announced only if it existed before its content.
    const status = await byRole(await byRole(page, 'region', 'Vitals for alice'), 'status');
    await session.killWorker();
    await untilPanelText(page, 'alice', message('panel.unreachable'));
    expect(await status.evaluate((region) => region.isConnected && region.textContent)).toContain(
      message('panel.unreachable'),
    );
    virusTotal.clearFaults();
    await (await byRole(page, 'button', message('panel.retry'))).focus();
    await page.keyboard.press('Enter');
    await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
    expect(await (await panelFrame(page)).evaluate(() => document.activeElement?.className)).toBe(
      'panel-body',
    );
  }));

/** Emulates media features in a frame, which has a process and a session of its own. */
async function emulateMedia(frame: Frame, media: Record<string, string>): Promise<void> {
  // Puppeteer emulates media for pages only.
  const { client } = frame as unknown as { client: CDPSession };
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await client.send('Emulation.setEmulatedMedia', { features });
}

/** Returns content of the panel that is clipped or covered at the current width. */
const findHidden = async (page: Page): Promise<string[]> =>
  (await panelFrame(page)).evaluate(() => {
    const panel = document.querySelector('.panel');
    const outer = panel?.getBoundingClientRect();
    if (!panel || !outer) return ['no panel'];
    const columns = [...panel.querySelectorAll<HTMLElement>('.panel-column')];
    const boxes = columns.map((each) => each.getBoundingClientRect());
    const overlaps = boxes.filter((box, index) => {
      const next = boxes[index + 1];
      return next && next.top < box.bottom - 1 && next.left < box.right - 1;
    });
    const parts = [...panel.querySelectorAll('button, .chip, .panel-viewer')].filter((part) =>
      part.checkVisibility(),
    );
    const outside = parts.filter((part) => {
      const { left, right } = part.getBoundingClientRect();
      return left < outer.left || right > outer.right;
    });
    return [
      ...overlaps.map(() => 'two columns overlap'),
      ...columns.filter((part) => part.scrollHeight > part.clientHeight + 1).map(() => 'a column is cut off'),
      ...outside.map(({ textContent }) => `${textContent} is outside`),
      ...(parts.some((part) => part.matches('.panel-viewer')) ? [] : ['who looks is not said']),
    ];
  });

test.each([320, 640, 900])('the panel clips nothing at a width of %i', (width) =>
  withExtension('chromium', async ({ addAccount, visit }) => {
    await addAccount('admin');
    const page = await visit('admin');
    await page.setViewport({ width, height: 900 });
    await untilPanelText(page, 'admin', message('panel.own_account'));
    expect(await findHidden(page)).toEqual([]);
  }),
);

test('the panel keeps its outlines in forced colors and does not animate with reduced motion', () =>
  withExtension('chromium', async ({ virusTotal, addAccount, visit }) => {
    await addAccount('member');
    const page = await visit('member');
    await untilPanelText(page, 'member', message('panel.own_account'));
    const panel = await panelFrame(page);
    await emulateMedia(panel, { 'forced-colors': 'active', 'prefers-reduced-motion': 'reduce' });
    const look = await panel.evaluate(() => {
      // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the frame, where nothing of ours is
      const style = (selector: string): CSSStyleDeclaration =>
        getComputedStyle(document.querySelector(selector) ?? document.body);
      return {
        chip: style('.chip').borderTopColor,
        ground: style('.panel').backgroundColor,
        bar: style('.meter-bar').outlineStyle,
      };
    });
    expect(look.chip).not.toBe(look.ground);
    expect(look.bar).toBe('solid');
    virusTotal.throw({ kind: 'slow' });
    await (await byRole(page, 'button', 'Refresh')).click();
    await until('a pending request', () => Promise.resolve(virusTotal.held > 0));
    const icon = '[aria-busy="true"] > .icon';
    await panel.waitForSelector(icon);
    expect(
      await panel.evaluate(
        (selector) => getComputedStyle(document.querySelector(selector) ?? document.body).animationName,
        icon,
      ),
    ).toBe('none');
    virusTotal.clearFaults();
  }));
