// The ways to keep a key, in the browser: added, locked, unlocked, changed, and after the browser was closed.
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

/** Adds the account of the documents' example, its key kept in one of the ways. */
async function add({ session, virusTotal }: Fixture, way: string): Promise<Page> {
  const options = await session.open('options.html');
  await chooseKeyStorage(options, options, way, passphrase);
  await enterKey(options, virusTotal.keys.spellman);
  await untilKeyAccepted(options);
  await untilAccountListed(options, 'spellman');
  await untilBadge(session, '987');
  return options;
}

/** In which of the browser's stores the key lies as it is. */
async function places(session: Session, key: string): Promise<string[]> {
  const { local, session: memory } = await session.storage();
  const { vault: keyStore } = await session.indexedDb();
  const has = (content: unknown): boolean => JSON.stringify(content).includes(key);
  return [
    ...(has(local) ? ['local'] : []),
    ...(has(memory) ? ['memory'] : []),
    ...(has(keyStore) ? ['keyStore'] : []),
  ];
}

/** Locks in the popup: popup and badge say so, and a refresh sends nothing. */
async function lockInPopup(popup: Page, { session, virusTotal }: Fixture): Promise<void> {
  await (await byRole(popup, 'button', message('locking.now'))).click();
  await untilText(popup, message('failure.locked'));
  await untilBadge(session, 'lock');
  const asked = virusTotal.count();
  const refresh = await byRole(popup, 'button', 'Refresh');
  await refresh.click();
  await until('an answer', () => refresh.evaluate((each) => each.getAttribute('aria-busy') === 'false'));
  expect(virusTotal.count()).toBe(asked);
}

/** What of the words in the popup's bar takes more than one line, or more room than there is. */
const crampedWords = (popup: Page): Promise<string[]> =>
  popup.evaluate(() =>
    [...document.querySelectorAll('footer time, footer small')].flatMap((words) => {
      const range = document.createRange();
      range.selectNodeContents(words);
      const lines = new Set([...range.getClientRects()].map(({ top }) => top));
      return lines.size > 1 || words.scrollWidth > words.clientWidth ? [words.textContent] : [];
    }),
  );

describe.each(browsers)('a key under a passphrase in %s', (name: BrowserName) => {
  test(
    '[S-kept-passphrase] works, is locked and unlocked, and locks with the end of the browser',
    { timeout: 120_000 },
    () =>
      withExtension(name, async (fixture) => {
        const { session, virusTotal } = fixture;
        const options = await add(fixture, message('key_storage.passphrase'));
        const key = virusTotal.keys.spellman;
        expect(await places(session, key)).toEqual(['memory']);

        await session.killWorker();
        const before = virusTotal.count();
        await session.fireAlarm('refresh');
        await until('a reading by a new worker', async () => virusTotal.count() > before);
        expect(await places(session, key)).toEqual(['memory']);

        await (await byRole(options, 'button', message('locking.now'))).click();
        const title = await untilBadge(session, 'lock');
        expect(title).toContain(message('failure.locked'));
        expect(title).toContain(tightestLimit('987'));
        expect(await places(session, key)).toEqual([]);

        const asked = virusTotal.count();
        const popup = await session.open('popup.html');
        expect(await untilText(popup, message('failure.locked'))).toContain(tightestLimit('987'));
        expect(await popup.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
        await enterPassphrase(popup, 'correct horse batter');
        await untilText(await byRole(popup, 'alert'), message('unlock.wrong'));
        expect(virusTotal.count()).toBe(asked);
        await enterPassphrase(popup, passphrase);
        await untilBadge(session, '987');
        await until('a reading at once', async () => virusTotal.count() > asked);
        await until(
          'no lock in the popup',
          async () =>
            !(await untilText(popup, tightestLimit('987'))).includes(message('key_storage.locked_chip')),
        );

        await session.restart();
        await untilBadge(session, 'lock');
        expect(await places(session, key)).toEqual([]);
        const again = await session.open('popup.html');
        await enterPassphrase(again, passphrase);
        await untilBadge(session, '987');
        await untilText(again, message('age.fresh'));
        expect(await crampedWords(again)).toEqual([]);
        await lockInPopup(again, fixture);
        expect(await places(session, key)).toEqual([]);
      }),
  );
});

describe.each(browsers)('a key kept until the browser closes, in %s', (name: BrowserName) => {
  test(
    '[S-kept-session] survives the death of the worker and not the end of the browser',
    { timeout: 120_000 },
    () =>
      withExtension(name, async (fixture) => {
        const { session, virusTotal } = fixture;
        await add(fixture, message('key_storage.session'));
        expect(await places(session, virusTotal.keys.spellman)).toEqual(['memory']);
        await session.killWorker();
        const before = virusTotal.count();
        await session.fireAlarm('refresh');
        await until('a reading by a new worker', async () => virusTotal.count() > before);

        await session.restart();
        expect(await untilBadge(session, 'key')).toContain(message('failure.no_key'));
        expect(await places(session, virusTotal.keys.spellman)).toEqual([]);
        const popup = await session.open('popup.html');
        expect(await untilText(popup, message('failure.no_key'))).toContain(tightestLimit('987'));
        await byRole(popup, 'button', message('popup.open_options'));
        await add(fixture, message('key_storage.session'));
      }),
  );
});

describe('the way to keep a key', () => {
  test('[S-disk-copies] is changed, and no copy stays where it was', () =>
    withExtension('chromium', async ({ session, virusTotal, addAccount }) => {
      const options = await addAccount('spellman');
      const key = virusTotal.keys.spellman;
      expect(await places(session, key)).toEqual(['keyStore']);
      const change = (way: string) => changeKeyStorage(options, 'spellman', way, passphrase);
      await change(message('key_storage.passphrase'));
      expect(await places(session, key)).toEqual(['memory']);
      await change(message('key_storage.session'));
      expect(await places(session, key)).toEqual(['memory']);
      await change(message('key_storage.device'));
      expect(await places(session, key)).toEqual(['keyStore']);
      expect((await session.storage()).session).toEqual({});
      await session.fireAlarm('refresh');
      await untilBadge(session, '987');
    }));
});

describe('session memory', () => {
  test('[S-disk-session-memory] is closed to content scripts, also to ours', () =>
    withExtension('chromium', async (fixture) => {
      await add(fixture, message('key_storage.session'));
      const page = await fixture.visit('spellman');
      await byRole(page, 'region', 'Vitals for spellman');
      const seen = await inContentScript(
        page,
        `Promise.all([chrome.storage.session, chrome.storage.local].map(async (area) => area.get(null)).map((asked) =>
          asked.then((all) => JSON.stringify(all), (error) => 'refused: ' + error.message)))`,
      );
      expect(seen).toEqual([expect.stringContaining('refused'), expect.stringContaining('refused')]);
    }));
});

/** Runs a script where our content script runs; what it returns is awaited. */
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
