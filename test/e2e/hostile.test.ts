// Names that are markup, turn the direction of text, are 100 KB long or are called as members of objects: text on every screen.
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import type { Scope } from '../browser/session-helpers.ts';
import { byRole, onStage, textOf, until, untilText } from './stage.ts';

// Control characters and the marks that turn the direction of text.
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with a page or an element that shows hostile names; nothing where all of it is text. */
async function faultsOf(page: Page, scope: Scope = page): Promise<string[]> {
  const text = await textOf(scope);
  const root = scope === page ? await page.$('body') : (scope as Awaited<ReturnType<typeof byRole>>);
  const made = await root?.evaluate((element) => ({
    foreign: element.querySelectorAll('img:not([src^="/icons/"]), iframe, object, b, [onerror], [onclick]')
      .length,
    links: [...element.querySelectorAll('a')]
      .map((link) => link.href)
      .filter((href) => !/^(?:https:\/\/www\.virustotal\.com\/|chrome-extension:)/u.test(href)),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  return [
    ...(unprintable.test(text) ? [`unprintable: ${JSON.stringify(unprintable.exec(text)?.[0])}`] : []),
    ...(made?.foreign === 0 ? [] : [`${made?.foreign} elements made of names`]),
    ...(made?.links ?? []).map((href) => `a link to ${href}`),
    ...((made?.wide ?? 1) > 0 ? [`wider than its window by ${made?.wide}`] : []),
    ...(text.length > 60_000 ? [`${text.length} characters`] : []),
  ];
}

test('hostile names are text on every screen, and bounded', { timeout: 180_000 }, () =>
  onStage('chromium', async ({ session, addAccount, visit }) => {
    const dialogs: string[] = [];
    session.browser.on('targetcreated', (target) => {
      void target.page().then((page) => page?.on('dialog', (dialog) => void dialogs.push(dialog.message())));
    });
    const options = await addAccount('hostile');
    expect(await faultsOf(options)).toEqual([]);
    await (await byRole(options, 'button', 'Remove')).click();
    expect(await faultsOf(options)).toEqual([]);

    const popup = await session.open('popup.html');
    expect(await untilText(popup, 'Updated')).toContain('<img src=x onerror=alert(1)>');
    await popup.setViewport({ width: 400, height: 600 });
    expect(await faultsOf(popup)).toEqual([]);

    const dashboard = await session.open('dashboard.html');
    for (const width of [1280, 420]) {
      await dashboard.setViewport({ width, height: 900 });
      for (const [hash, heading] of [
        ['#/', 'Account'],
        ['#/groups', 'Groups'],
        ['#/hunting', 'Hunting'],
        ['#/activity', 'Activity'],
        ['#/service-accounts', 'Service accounts'],
        [`#/groups/${encodeURIComponent('"><b onclick=alert(1)>hostile & group')}`, undefined],
        ['#/groups/%3Cimg%20src=x%20onerror=alert(1)%3E%E2%80%AE', undefined],
      ] as const) {
        await dashboard.evaluate((next) => {
          location.hash = next;
        }, hash);
        await byRole(dashboard, 'heading', heading);
        expect([hash, width, await faultsOf(dashboard)]).toEqual([hash, width, []]);
      }
    }

    const page = await visit('hostile');
    const panel = await byRole(page, 'region', 'Vitals for hostile');
    expect(await untilText(panel, 'your own account')).toContain('<img src=x onerror=alert(1)>');
    expect(await faultsOf(page, panel)).toEqual([]);

    const { local } = await session.storage();
    expect(JSON.stringify(local).length).toBeLessThan(100_000);

    const diagnostics = await session.open('diagnostics.html');
    const report = await textOf(await byRole(diagnostics, 'region', 'Report'));
    expect(JSON.parse(report)).toMatchObject({
      vitals: '0.1.0',
      hostAccess: true,
      backgroundAnswers: true,
      accounts: [{ account: 1, kind: 'user', parts: { quotas: { ageSeconds: expect.any(Number) } } }],
    });
    expect(report).not.toMatch(/hostile|alert|lorem|WWWW|example/u);
    await (await byRole(diagnostics, 'button', 'Copy')).click();
    await until('the copy is told of', async () => (await textOf(diagnostics)).includes('Copied'));
    expect(dialogs).toEqual([]);
  }),
);
