import { describe, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handleMessage } from '../../entrypoints/background/commands.ts';
import { currentState } from '../../entrypoints/background/storage/account-store.ts';
import { withAccount } from './account-fixture.ts';

type Sender = Browser.runtime.MessageSender;

const id = fakeBrowser.runtime.id;
const page = (): Sender => ({ id, url: fakeBrowser.runtime.getURL('/options.html') });
const panel = (): Sender => ({ id, frameId: 4, url: fakeBrowser.runtime.getURL('/panel.html') });
const panelHost = (): Sender => ({ id, frameId: 0, url: 'https://www.virustotal.com/gui/user/salem' });
const select = { command: 'selectAccount', input: { id: 'spellman' } };
const panelMessage = { command: 'lookUp', input: { of: 'user', id: 'spellman', freshness: 'auto' } };

describe('senders of commands', () => {
  it.each<[string, Sender]>([
    ['another extension', { ...page(), id: 'somebody-else' }],
    ['a page without a URL', { id }],
    ['another site', { id, frameId: 0, url: 'https://www.virustotal.com.evil.example/gui/user/x' }],
    ['VirusTotal without TLS', { id, frameId: 0, url: 'http://www.virustotal.com/gui/user/x' }],
    ['a frame inside VirusTotal', { ...panelHost(), frameId: 3 }],
  ])('a command from %s gets no response', async (_, sender) => {
    await withAccount();
    expect(handleMessage(select, sender)).toBeUndefined();
    expect(handleMessage(panelMessage, sender)).toBeUndefined();
  });

  it('an extension page in a frame can do no more than the panel', async () => {
    await withAccount();
    expect(handleMessage(select, { ...page(), frameId: 2 })).toBeUndefined();
    expect(handleMessage(select, { ...page(), frameId: 0 })).toBeDefined();
  });

  it('the panel can look up and nothing that changes accounts, and the script in the page cannot even look up', async () => {
    await withAccount();
    await expect(handleMessage(panelMessage, panel())).resolves.toMatchObject({
      ok: true,
      value: { is: 'found', lookup: { own: true, user: { value: { id: 'spellman' } } } },
    });
    expect(handleMessage(panelMessage, panelHost())).toBeUndefined();
    for (const command of ['addAccount', 'removeAccount', 'selectAccount', 'refresh', 'saveSettings'])
      for (const sender of [panel(), panelHost()])
        expect(handleMessage({ command, input: { id: 'spellman' } }, sender)).toBeUndefined();
    expect((await currentState()).accounts).toHaveLength(1);
  });

  it('a command from an extension page can do everything', async () => {
    await withAccount();
    await expect(handleMessage(select, page())).resolves.toEqual({ ok: true, value: null });
    const settings = { command: 'saveSettings', input: { refreshMinutes: 60 } };
    await expect(handleMessage(settings, page())).resolves.toEqual({ ok: true, value: null });
    expect((await currentState()).settings.refreshMinutes).toBe(60);
  });
});

describe('validation of commands', () => {
  it.each([
    [undefined],
    ['refresh'],
    [[]],
    [{ command: '__proto__', input: {} }],
    [{ command: 'constructor', input: {} }],
    [{ command: 7 }],
  ])('the message %j is no command', (sent) => {
    expect(handleMessage(sent, page())).toBeUndefined();
  });

  it.each([
    ['a missing input', { command: 'refresh' }],
    ['an unknown member', { command: 'refresh', input: { id: 'a', more: 1 } }],
    ['an invalid member', { command: 'refresh', input: { id: 7 } }],
    ['an empty id', { command: 'refresh', input: { id: '' } }],
    ['an endless id', { command: 'refresh', input: { id: 'x'.repeat(10_000) } }],
    [
      'an input that pollutes the prototype',
      JSON.parse('{"command":"refresh","input":{"id":"a","__proto__":{"a":1}}}'),
    ],
    ['an invalid interval', { command: 'saveSettings', input: { refreshMinutes: 1 } }],
    ['a panel setting', { command: 'saveSettings', input: { panelCollapsed: true } }],
  ])('a command with %s is rejected', async (_, sent) => {
    await expect(handleMessage(sent, page())).resolves.toEqual({
      ok: false,
      error: { kind: 'unexpected' },
    });
  });

  it('a failed command returns its kind and the end of the wait', async () => {
    const { replies } = await withAccount();
    replies['/users/spellman/overall_quotas'] = () =>
      new Response('', { status: 429, headers: { 'content-type': 'text/html', 'retry-after': '90' } });
    const failed = await handleMessage({ command: 'refresh', input: { id: 'spellman' } }, page());
    expect(failed).toMatchObject({ ok: false, error: { kind: 'rate-limited' } });
    expect((await currentState()).accounts[0]?.failures.quotas?.retryAt).toBe(
      failed?.ok === false ? failed.error.retryAt : 0,
    );
  });
});
