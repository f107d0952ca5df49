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

it('extension pages can load and stop lists', async () => {
  await withLongList(100);
  await expect(handleMessage({ command: 'loadList', input }, page())).resolves.toEqual({
    ok: true,
    value: null,
  });
  expect(await state()).toMatchObject({ status: 'partial', loaded: 80 });
  const stop = { command: 'stopList', input: { account, list } };
  await expect(handleMessage(stop, page())).resolves.toEqual({ ok: true, value: null });
});

it("VirusTotal's pages cannot load lists", async () => {
  const { requests } = await withLongList(100);
  expect(handleMessage({ command: 'loadList', input }, panel())).toBeUndefined();
  expect(handleMessage({ command: 'stopList', input: { account, list } }, panel())).toBeUndefined();
  expect(requests).toEqual([]);
});

describe('rejected list commands', () => {
  it.each([
    ['an unknown list', { ...input, list: 'apikey/spellman' }],
    ['a key as owner', { ...input, list: `comments/${'k'.repeat(64)}` }],
    ['a URL as list', { ...input, list: 'https://evil.example' }],
    ['no target count', { ...input, targetCount: 0 }],
    ['a fractional target count', { ...input, targetCount: 0.5 }],
    ['an infinite target count', { ...input, targetCount: Infinity }],
    ['a target count as text', { ...input, targetCount: '80' }],
    ['an extra member', { ...input, cursor: 'x' }],
    ['a missing member', { account, list, targetCount: 80 }],
  ])('a list command with %s is rejected', async (_, wrong) => {
    const { requests } = await withLongList(100);
    const answered = handleMessage({ command: 'loadList', input: wrong }, page());
    await expect(answered).resolves.toMatchObject({ ok: false, error: { kind: 'unexpected' } });
    expect(requests).toEqual([]);
  });

  it('an unknown account', async () => {
    await withLongList(100);
    const answered = handleMessage({ command: 'loadList', input: { ...input, account: 'salem' } }, page());
    await expect(answered).resolves.toMatchObject({ ok: false, error: { kind: 'no-key' } });
  });
});
