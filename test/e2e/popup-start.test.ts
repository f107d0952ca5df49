// The record of what the popup showed last, and the address by which the background says whether it is right.
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { message } from '../message.ts';
import { browsers, byRole, untilBadge, untilText, withExtension } from './fixture.ts';

/** The query of the address at which the toolbar opens the popup: "?" and a stamp, or nothing. */
async function popupQuery(extensionPage: Page): Promise<string> {
  const address = await runWithApi(extensionPage, (api) => api.action.getPopup({}));
  expect(address).toContain('popup.html');
  return /\?.*/u.exec(address)?.[0] ?? '';
}

/** The query under which the popup will use its record; undefined without a record. */
const recordQuery = (extensionPage: Page): Promise<string | undefined> =>
  extensionPage.evaluate(() => {
    const record = localStorage.getItem('popup');
    return record === null ? undefined : `?${(JSON.parse(record) as { stamp: string }).stamp}`;
  });

describe.each(browsers)('the start of the popup in %s', (name) => {
  test('the popup records what it shows, and its address says which record is right', () =>
    withExtension(name, async ({ session, addAccountByHand }) => {
      await addAccountByHand('spellman');
      await untilBadge(session, '987');
      const options = await addAccountByHand('member');
      await (await byRole(options, 'button', `${message('options.use')} member`)).click();
      await untilBadge(session, '79');
      const query = await popupQuery(options);
      expect(query).toMatch(/^\?[\d-]+$/u);
      const popup = await session.open(`popup.html${query}`);
      await untilText(popup, 'member');
      await expect.poll(() => recordQuery(options)).toBe(query);

      await (await byRole(options, 'button', `${message('options.use')} spellman`)).click();
      await untilBadge(session, '987');
      await expect.poll(() => popupQuery(options)).not.toBe(query);
      await expect.poll(async () => (await recordQuery(options)) === (await popupQuery(options))).toBe(true);
    }));

  test('[S-disk-removed-account] the record is removed with the account', () =>
    withExtension(name, async ({ session, addAccountByHand }) => {
      const options = await addAccountByHand('spellman');
      await untilBadge(session, '987');
      const popup = await session.open('popup.html');
      await untilText(popup, '2FA on');
      await expect.poll(() => recordQuery(options)).toBeDefined();
      await popup.close();
      await (await byRole(options, 'button', message('options.remove'))).click();
      await (await byRole(options, 'button', message('options.remove_yes'))).click();
      await untilBadge(session, '+');
      expect(await recordQuery(options)).toBeUndefined();
      await expect.poll(() => popupQuery(options)).toBe('');
    }));
});
