import { describe, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handleMessage } from '../../../entrypoints/background/commands.ts';
import { account, list, state, withLongList } from './long-list.ts';

type Sender = Browser.runtime.MessageSender;

const id = fakeBrowser.runtime.id;
const page = (): Sender => ({ id, url: fakeBrowser.runtime.getURL('/options.html') });
const panel = (): Sender => ({ id, frameId: 0, url: 'https://www.virustotal.com/gui/user/salem' });
const input = { account, list, targetCount: 80, fresh: false };

it('our pages load and stop lists', async () => {
  await withLongList(100);
  await expect(handleMessage({ command: 'loadList', input }, page())).resolves.toEqual({
    ok: true,
    value: null,
  });
  expect(await state()).toMatchObject({ status: 'partial', loaded: 80 });
  const stop = { command: 'stopList', input: { account, list } };
  await expect(handleMessage(stop, page())).resolves.toEqual({ ok: true, value: null });
});

it("VirusTotal's pages may not", async () => {
  const { requests } = await withLongList(100);
  expect(handleMessage({ command: 'loadList', input }, panel())).toBeUndefined();
  expect(handleMessage({ command: 'stopList', input: { account, list } }, panel())).toBeUndefined();
  expect(requests).toEqual([]);
});

describe('refused is', () => {
  it.each([
    ['an unknown list', { ...input, list: 'apikey/spellman' }],
    ['a key for an owner', { ...input, list: `comments/${'k'.repeat(64)}` }],
    ['an address for a list', { ...input, list: 'https://evil.example' }],
    ['no length', { ...input, targetCount: 0 }],
    ['half an item', { ...input, targetCount: 0.5 }],
    ['an endless list', { ...input, targetCount: Infinity }],
    ['a length in words', { ...input, targetCount: '80' }],
    ['a member too many', { ...input, cursor: 'x' }],
    ['a member too few', { account, list, targetCount: 80 }],
  ])('%s', async (_, wrong) => {
    const { requests } = await withLongList(100);
    const answered = handleMessage({ command: 'loadList', input: wrong }, page());
    await expect(answered).resolves.toMatchObject({ ok: false, error: { kind: 'unexpected' } });
    expect(requests).toEqual([]);
  });

  it('an account that is not there', async () => {
    await withLongList(100);
    const answered = handleMessage({ command: 'loadList', input: { ...input, account: 'salem' } }, page());
    await expect(answered).resolves.toMatchObject({ ok: false, error: { kind: 'no-key' } });
  });
});
