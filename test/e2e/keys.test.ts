// Key storage in the browser: adding, locking, unlocking and changing, and what a restart of the browser leaves.
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import type { BrowserName } from '../browser/find.ts';
import type { Session } from '../browser/launch.ts';
import { message } from '../message.ts';
import { changeKeyStorage, chooseKeyStorage, enterPassphrase } from './key-storage-steps.ts';
import {
  untilAccountListed,
  browsers,
  byRole,
  enterKey,
  untilKeyAccepted,
  withExtension,
  type Fixture,
} from './fixture.ts';
import { until, untilBadge, untilText, tightestLimit } from './fixture.ts';

const passphrase = 'correct horse battery';

/** Adds the account of the documented example with a key storage. */
async function add({ session, virusTotal }: Fixture, storageLabel: string): Promise<Page> {
  const options = await session.open('options.html');
  await chooseKeyStorage(options, options, storageLabel, passphrase);
  await enterKey(options, virusTotal.keys.spellman);
  await untilKeyAccepted(options);
  await untilAccountListed(options, 'spellman');
  await untilBadge(session, '987');
  return options;
}

/** The browser stores that contain the key in plain text. */
async function storesWithKey(session: Session, key: string): Promise<string[]> {
  const { local, session: memory } = await session.storage();
  const { vault: keyStore } = await session.indexedDb();
  const hasKey = (content: unknown): boolean => JSON.stringify(content).includes(key);
  return [
    ...(hasKey(local) ? ['local'] : []),
    ...(hasKey(memory) ? ['memory'] : []),
    ...(hasKey(keyStore) ? ['keyStore'] : []),
  ];
}

/** Locks in the popup. Popup and badge show the lock, and a refresh sends nothing. */
async function lockInPopup(popup: Page, { session, virusTotal }: Fixture): Promise<void> {
  await (await byRole(popup, 'button', message('locking.now'))).click();
  await untilText(popup, message('failure.locked'));
  await untilBadge(session, 'lock');
  const requestCount = virusTotal.count();
  const refresh = await byRole(popup, 'button', 'Refresh');
  await refresh.click();
  await until('a response', () => refresh.evaluate((each) => each.getAttribute('aria-busy') === 'false'));
  expect(virusTotal.count()).toBe(requestCount);
}

/** Returns texts in the popup's bar that wrap or overflow. */
const findOverflowingTexts = (popup: Page): Promise<string[]> =>
  popup.evaluate(() =>
    [...document.querySelectorAll('footer time, footer small')].flatMap((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const lines = new Set([...range.getClientRects()].map(({ top }) => top));
      return lines.size > 1 || element.scrollWidth > element.clientWidth ? [element.textContent] : [];
    }),
  );

describe.each(browsers)('a key encrypted with a passphrase in %s', (name: BrowserName) => {
  test(
    '[S-kept-passphrase] a key encrypted with a passphrase works, can be locked and unlocked, and is locked by a browser restart',
    { timeout: 120_000 },
    () =>
      withExtension(name, async (fixture) => {
        const { session, virusTotal } = fixture;
        const options = await add(fixture, message('key_storage.passphrase'));
        const key = virusTotal.keys.spellman;
        expect(await storesWithKey(session, key)).toEqual(['memory']);

        await session.killWorker();
        const before = virusTotal.count();
        await session.fireAlarm('refresh');
        await until('a new worker refreshes', async () => virusTotal.count() > before);
        expect(await storesWithKey(session, key)).toEqual(['memory']);

        await (await byRole(options, 'button', message('locking.now'))).click();
        const title = await untilBadge(session, 'lock');
        expect(title).toContain(message('failure.locked'));
        expect(title).toContain(tightestLimit('987'));
        expect(await storesWithKey(session, key)).toEqual([]);

        const requestCount = virusTotal.count();
        const popup = await session.open('popup.html');
        expect(await untilText(popup, message('failure.locked'))).toContain(tightestLimit('987'));
        expect(await popup.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
        await enterPassphrase(popup, 'correct horse batter');
        await untilText(await byRole(popup, 'alert'), message('unlock.wrong'));
        expect(virusTotal.count()).toBe(requestCount);
        await enterPassphrase(popup, passphrase);
        await untilBadge(session, '987');
        await until('the account is refreshed immediately', async () => virusTotal.count() > requestCount);
        await until(
          'the popup shows no lock',
          async () =>
            !(await untilText(popup, tightestLimit('987'))).includes(message('key_storage.locked_chip')),
        );

        await session.restart();
        await untilBadge(session, 'lock');
        expect(await storesWithKey(session, key)).toEqual([]);
        const again = await session.open('popup.html');
        await enterPassphrase(again, passphrase);
        await untilBadge(session, '987');
        await untilText(again, message('age.fresh'));
        expect(await findOverflowingTexts(again)).toEqual([]);
        await lockInPopup(again, fixture);
        expect(await storesWithKey(session, key)).toEqual([]);
      }),
  );
});

describe.each(browsers)('a session key in %s', (name: BrowserName) => {
  test(
    '[S-kept-session] a session key survives the termination of the worker and is forgotten by a browser restart',
    { timeout: 120_000 },
    () =>
      withExtension(name, async (fixture) => {
        const { session, virusTotal } = fixture;
        await add(fixture, message('key_storage.session'));
        expect(await storesWithKey(session, virusTotal.keys.spellman)).toEqual(['memory']);
        await session.killWorker();
        const before = virusTotal.count();
        await session.fireAlarm('refresh');
        await until('a new worker refreshes', async () => virusTotal.count() > before);

        await session.restart();
        expect(await untilBadge(session, 'key')).toContain(message('failure.no_key'));
        expect(await storesWithKey(session, virusTotal.keys.spellman)).toEqual([]);
        const popup = await session.open('popup.html');
        expect(await untilText(popup, message('failure.no_key'))).toContain(tightestLimit('987'));
        await byRole(popup, 'button', message('popup.open_options'));
        await add(fixture, message('key_storage.session'));
      }),
  );
});

describe('changing the key storage', () => {
  test('[S-disk-copies] changing the key storage leaves no copy in the previous one', () =>
    withExtension('chromium', async ({ session, virusTotal, addAccountByHand }) => {
      const options = await addAccountByHand('spellman');
      const key = virusTotal.keys.spellman;
      expect(await storesWithKey(session, key)).toEqual([]);
      const change = (storageLabel: string) =>
        changeKeyStorage(options, 'spellman', storageLabel, passphrase);
      await change(message('key_storage.passphrase'));
      expect(await storesWithKey(session, key)).toEqual(['memory']);
      await change(message('key_storage.session'));
      expect(await storesWithKey(session, key)).toEqual(['memory']);
      await change(message('key_storage.device'));
      expect(await storesWithKey(session, key)).toEqual([]);
      expect(Object.keys((await session.storage()).session).filter((name) => name !== 'presence')).toEqual(
        [],
      );
      await session.fireAlarm('refresh');
      await untilBadge(session, '987');
    }));
});

describe('session storage', () => {
  test('[S-disk-session-memory] session storage is closed to content scripts, including ours', () =>
    withExtension('chromium', async (fixture) => {
      await add(fixture, message('key_storage.session'));
      const page = await fixture.visit('spellman');
      await byRole(page, 'region', 'Vitals for spellman');
      const result = await inContentScript(
        page,
        `Promise.all([chrome.storage.session, chrome.storage.local].map(async (area) => area.get(null)).map((asked) =>
          asked.then((all) => JSON.stringify(all), (error) => 'refused: ' + error.message)))`,
      );
      expect(result).toEqual([expect.stringContaining('refused'), expect.stringContaining('refused')]);
    }));
});

/** Runs a script in the isolated world of our content script and awaits its result. */
async function inContentScript(page: Page, expression: string): Promise<unknown> {
  const session = await page.createCDPSession();
  const found = new Promise<number>((done) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin.startsWith('chrome-extension://')) done(context.id);
    });
  });
  await session.send('Runtime.enable');
  const { result } = await session.send('Runtime.evaluate', {
    expression,
    contextId: await found,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value;
}
