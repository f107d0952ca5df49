// Before each test: clears the databases and resets the fake browser, and adds what WXT's fake lacks: messages, badge,
// host access.
import 'fake-indexeddb/auto';
import { generateChromeMessagesText, parseMessagesFile } from '@wxt-dev/i18n/build';
import { clear, createStore } from 'idb-keyval';
import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

type Messages = Record<string, { message: string }>;

const messages = JSON.parse(
  generateChromeMessagesText(await parseMessagesFile('locales/en.yml')),
) as Messages;

/** Like the browser, replaces `$1` to `$9` and returns an empty text for an unknown name. */
function getMessage(name: string, substitutions: string | readonly (string | number)[] = []): string {
  const given = typeof substitutions === 'string' ? [substitutions] : substitutions.map(String);
  const message = Object.hasOwn(messages, name) ? (messages[name]?.message ?? '') : '';
  return message.replaceAll(/\$([1-9])/gu, (_, place: string) => given[Number(place) - 1] ?? '');
}

/** Grants or revokes host access to VirusTotal. */
export function grantAccess(granted: boolean): void {
  const contains = async (): Promise<boolean> => granted;
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(contains);
}

const databases = [createStore('vault', 'keys'), createStore('lists', 'items')];

beforeEach(async () => {
  fakeBrowser.reset();
  for (const database of databases) await clear(database);
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(getMessage);
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue('en-US');
  grantAccess(true);
  const { local, session } = fakeBrowser.storage;
  for (const area of [local, session]) {
    // A count of reads does not see this one.
    const get = area.get.bind(area) as (keys: null) => Promise<object>;
    vi.spyOn(area, 'getKeys').mockImplementation(async () => Object.keys(await get(null)));
  }
  vi.spyOn(fakeBrowser.action, 'setBadgeText').mockResolvedValue();
  vi.spyOn(fakeBrowser.action, 'setBadgeBackgroundColor').mockResolvedValue();
  vi.spyOn(fakeBrowser.action, 'setBadgeTextColor').mockResolvedValue();
  vi.spyOn(fakeBrowser.action, 'setTitle').mockResolvedValue();
  vi.spyOn(fakeBrowser.action, 'setPopup').mockResolvedValue();
});
