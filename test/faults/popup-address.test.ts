// The popup's address, by which the background says what the popup may show before storage has answered.
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { popupStamp } from '../../core/storage/popup-record.ts';
import { parseState } from '../../core/storage/schema.ts';
import { key, userResponse } from '../fake-network.ts';
import { noon, serveHealthyAccount, withAccount } from './healthy-account.ts';
import {
  network,
  readStorage,
  sendCommand,
  setUpFixture,
  settle,
  startWorker,
  tearDownFixture,
} from './worker.ts';

const otherKey = 'b'.repeat(64);
const passphrase = 'correct horse battery';

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

const address = (): string | undefined => vi.mocked(fakeBrowser.action.setPopup).mock.lastCall?.[0].popup;

/** Checks that the address has the stamp of what is stored, and returns it. */
async function expectStamp(): Promise<string> {
  await settle();
  const stamp = popupStamp(parseState(await readStorage()));
  expect(stamp).toBeDefined();
  expect(address()).toBe(`/popup.html?${stamp}`);
  return stamp ?? '';
}

it('the address of the popup follows accounts, their choice and their locks', async () => {
  await startWorker();
  expect(address()).toBe('/popup.html');
  serveHealthyAccount();
  const choice = { keyStorage: 'passphrase', passphrase } as const;
  await sendCommand('addAccount', { key, choice });
  const first = await expectStamp();
  await sendCommand('lock', {});
  const locked = await expectStamp();
  await sendCommand('unlock', { passphrase });
  expect(await expectStamp()).toBe(first);
  network.replies[`/users/${otherKey}`] = () => userResponse('salem');
  await sendCommand('addAccount', { key: otherKey });
  const second = await expectStamp();
  await sendCommand('selectAccount', { id: 'salem' });
  const selected = await expectStamp();
  expect(new Set([first, locked, second, selected]).size).toBe(4);
  await sendCommand('removeAccount', { id: 'spellman' });
  await expectStamp();
  await sendCommand('removeAccount', { id: 'salem' });
  await settle();
  expect(address()).toBe('/popup.html');
});

it('a start of the background sets the address of the popup, which the browser has forgotten', async () => {
  await withAccount();
  const before = await expectStamp();
  vi.mocked(fakeBrowser.action.setPopup).mockClear();
  await startWorker();
  expect(await expectStamp()).toBe(before);
});

it('"Delete everything" takes the stamp from the address of the popup', async () => {
  await withAccount();
  await expectStamp();
  await sendCommand('deleteEverything', {});
  expect(address()).toBe('/popup.html');
});
