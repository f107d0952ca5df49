// The diagnostics page in real browsers: it is linked from the options, shows a report, and copies it as shown.
import { expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { message } from '../message.ts';
import { browsers, byRole, withExtension, textOf, until, untilText } from './fixture.ts';

test.each(browsers)('the diagnostics page in %s shows a report and copies it', { timeout: 120_000 }, (name) =>
  withExtension(name, async ({ virusTotal, session, addAccountByHand }) => {
    const options = await addAccountByHand('spellman');
    expect(await options.$$eval('a', (links) => links.map((link) => link.getAttribute('href')))).toContain(
      '/diagnostics.html',
    );
    const extensionPage = await session.open('manifest.json');
    await runWithApi(extensionPage, (api) =>
      api.storage.local.set({
        errorLog: [{ at: 1_795_000_000_000, kind: 'TypeError', context: 'keyStore' }],
      }),
    );

    const page = await session.open('diagnostics.html');
    await page.bringToFront();
    const report = await byRole(page, 'region', 'Report');
    await untilText(report, '"errors"');
    const shown = await report.evaluate((region) => region.textContent);
    expect(JSON.parse(shown)).toMatchObject({
      vitals: '0.1.0',
      browser: expect.stringMatching(name === 'firefox' ? /^Firefox \d/u : /Chrome \d/u),
      hostAccess: true,
      backgroundAnswers: true,
      accounts: [
        { account: 1, kind: 'user', keyStorage: 'device', parts: { quotas: { quotas: expect.any(Number) } } },
      ],
      errors: [{ kind: 'TypeError', context: 'keyStore' }],
    });
    expect(shown).not.toContain('spellman');

    const before = virusTotal.requests.length;
    await (await byRole(page, 'button', message('diagnostics.conformance_run'))).click();
    const conformance = await byRole(page, 'region', message('diagnostics.conformance_report'));
    const answers = await textOf(conformance);
    expect(answers).toContain('data.attributes.has_2fa: boolean');
    expect(answers).toContain('cost of GET /users/{id}: ');
    expect(answers).not.toMatch(/spellman|blabla/u);
    expect(virusTotal.requests.length - before).toBeLessThanOrEqual(12);
    // Captures what the page passes to the clipboard.
    await page.evaluate(() => {
      const { clipboard } = navigator;
      const write = clipboard.writeText.bind(clipboard);
      clipboard.writeText = (text) => {
        document.title = text;
        return write(text);
      };
    });
    await (await byRole(page, 'button', message('diagnostics.copy'))).click();
    await until('the page confirms the copy', async () =>
      (await textOf(page)).split('\n').includes(message('diagnostics.copied')),
    );
    expect(await page.evaluate(() => document.title)).toBe(shown.replaceAll(/\s+/gu, ' ').trim());

    await (await byRole(page, 'button', message('diagnostics.refresh'))).click();
    await until(
      'the report is refreshed',
      async () => !(await textOf(page)).split('\n').includes(message('diagnostics.copied')),
    );
  }),
);
