// @vitest-environment happy-dom
// The popup's faces, drawn from what lies in storage.
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createStateStore } from '../../core/store/state-store.ts';
import type { Account, Failure } from '../../core/domain/account.ts';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { standInBackground, store, type Stored } from '../components/background.ts';
import { button, click, one, render, settle } from '../components/render.ts';
import { grantAccess } from '../set-up.ts';

const minute = 60_000;
const at = Date.now() - minute;

const spellman: Account = {
  id: 'spellman',
  kind: 'user',
  keyEnd: '333a',
  addedAt: at,
  quotas: { at, value: [{ name: 'api_requests_monthly', user: { allowed: 15_500, used: 100 } }] },
  user: {
    at,
    value: {
      id: 'spellman',
      kind: 'user',
      firstName: 'Sabrina',
      lastName: 'Spellman',
      has2fa: true,
      wrong: [],
    },
  },
  groups: {
    at,
    value: {
      groups: [
        { id: 'a', role: 'admin', organization: 'Acme', wrong: [] },
        { id: 'b', wrong: [] },
      ],
    },
  },
  failures: {},
  requests: { day: new Date().toISOString().slice(0, 10), costing: 3, free: 9 },
};

const failing = (kind: Failure['kind'], retryAt?: number): Account => ({
  ...spellman,
  failures: { quotas: { kind, at, tries: 1, ...(retryAt !== undefined && { retryAt }) } },
});

const user = (has2fa?: boolean) => ({
  at,
  value: { id: 'spellman', kind: 'user', wrong: [], ...(has2fa !== undefined && { has2fa }) },
});

let sent: unknown[];

async function popup(...accounts: Stored[]): Promise<HTMLElement> {
  await store(...accounts);
  const root = await render(<Popup mirror={createStateStore()} />);
  await settle();
  return root;
}

beforeEach(() => {
  sent = standInBackground();
});

describe('the popup', () => {
  it('tells who, 2FA, figures, age and what they cost', async () => {
    const root = await popup(spellman);
    expect(one(root, 'h1').textContent).toBe('Sabrina Spellman');
    expect(one(root, 'header p').textContent).toBe('spellman · Acme · admin of 1 group');
    expect(one(root, '.chip').textContent).toBe('2FA on');
    expect(one(root, '.headline').textContent).toBe('15,400 of 15,500 left · API requests this month');
    expect(one(root, 'footer').textContent).toContain('Updated 1 min. ago');
    expect(one(root, 'footer').textContent).toContain('Used 3 of your requests today');
    expect(sent).toEqual([]);
  });

  it('leads a newcomer to the options', async () => {
    const open = vi.spyOn(fakeBrowser.runtime, 'openOptionsPage').mockResolvedValue();
    vi.spyOn(window, 'close').mockReturnValue();
    await click(button(await popup(), 'Add an account'));
    expect(open).toHaveBeenCalledOnce();
  });

  it('tells who went back to an older version to update, and not to begin anew', async () => {
    const root = await popup(spellman);
    await act(() => fakeBrowser.storage.local.set({ index: { version: 99, ids: ['spellman'] } }));
    await settle();
    expect(one(root, '[role=status]').textContent).toContain('Update the extension to go on.');
    expect([...root.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
      'Open options',
    ]);
  });

  it('refreshes by itself when it opens on aged figures', async () => {
    await popup({ ...spellman, quotas: { ...spellman.quotas, at: at - 2 * minute } });
    expect(sent).toEqual([{ command: 'refresh', input: { id: 'spellman' } }]);
  });

  it('refreshes on request and shows that it is busy', async () => {
    const root = await popup(spellman);
    const answer = Promise.withResolvers();
    standInBackground(answer.promise);
    await click(button(root, 'Refresh'));
    expect(button(root, 'Refresh').getAttribute('aria-busy')).toBe('true');
    answer.resolve({ ok: true, value: null });
    await settle();
    expect(button(root, 'Refresh').getAttribute('aria-busy')).toBe('false');
  });

  it('asks nothing while VirusTotal asked to wait, and says so', async () => {
    const root = await popup(failing('rate-limited', Date.now() + 10 * minute));
    await click(button(root, 'Refresh'));
    expect(button(root, 'Refresh').getAttribute('aria-disabled')).toBe('true');
    expect(one(root, '#note').textContent).toContain('Next try at');
    expect(sent).toEqual([]);
  });

  it('keeps the last figures beside a failure, with their age', async () => {
    const root = await popup(failing('bad-key'));
    expect(one(root, '[role=alert]').textContent).toContain('does not accept this API key any more');
    expect(one(root, '[role=alert]').textContent).toContain('The figures below were read 1 min. ago.');
    expect(root.querySelectorAll('[role=meter]')).toHaveLength(1);
    expect(sent).toEqual([]);
  });

  it('takes the passphrase of a locked key, beside the last figures', async () => {
    const old = { ...failing('locked'), quotas: { ...spellman.quotas, at: at - 5 * minute } };
    sent = standInBackground({ ok: true, value: { opened: [] } });
    const root = await popup(old);
    expect(sent).toEqual([]);
    expect(root.textContent).toContain('is locked. Enter your passphrase');
    expect(root.textContent).toContain('The figures below were read 6 min. ago.');
    expect(root.querySelectorAll('[role=meter]')).toHaveLength(1);
    const field = one(root, 'input') as HTMLInputElement;
    expect([field.type, one(root, 'label').textContent]).toEqual(['password', 'Passphrase']);
    expect(document.activeElement).toBe(field);
    field.value = 'not the right one';
    await act(() => void one(root, 'form').dispatchEvent(new Event('submit', { cancelable: true })));
    await settle();
    expect(sent).toEqual([{ command: 'unlock', input: { passphrase: 'not the right one' } }]);
    expect(one(root, '[role=alert]').textContent).toContain('This passphrase does not open the key.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    sent = standInBackground({ ok: true, value: { opened: ['spellman'] } });
    await act(() => void one(root, 'form').dispatchEvent(new Event('submit', { cancelable: true })));
    await settle();
    expect([field.value, root.querySelector('[role=alert]')]).toEqual(['', null]);
  });

  it('locks the keys that are open, and offers that for no other', async () => {
    const root = await popup({ ...spellman, keeping: 'passphrase' });
    await click(button(root, 'Lock now'));
    expect(sent).toEqual([{ command: 'lock', input: {} }]);
    for (const other of [spellman, { ...failing('locked'), keeping: 'passphrase' as const }])
      expect((await popup(other)).querySelector('[aria-label="Lock now"]')).toBeNull();
  });

  it('says it when the passphrase opened the keys of other accounts only', async () => {
    standInBackground({ ok: true, value: { opened: ['other'] } });
    const root = await popup(failing('locked'));
    (one(root, 'input') as HTMLInputElement).value = 'of the other one';
    await act(() => void one(root, 'form').dispatchEvent(new Event('submit', { cancelable: true })));
    await settle();
    expect(one(root, '[role=alert]').textContent).toContain('does not open the key');
  });

  it('asks for host access inside the click', async () => {
    grantAccess(false);
    const request = vi.spyOn(fakeBrowser.permissions, 'request').mockResolvedValue(true as never);
    const root = await popup(spellman);
    button(root, 'Grant access').click();
    expect(request).toHaveBeenCalledWith({ origins: ['https://www.virustotal.com/*'] });
    expect(sent).toEqual([]);
  });

  it('shows the way to switch on 2FA, and never takes "not visible" for off', async () => {
    const off = await popup({ ...spellman, user: user(false) });
    expect(one(off, '.hint a').getAttribute('href')).toBe('https://www.virustotal.com/gui/user/spellman');
    const unknown = await popup({ ...spellman, user: user() });
    expect(one(unknown, '.chip').textContent).toBe('2FA not visible');
    expect(unknown.querySelector('.hint')).toBeNull();
  });

  it('switches between accounts', async () => {
    const root = await popup(spellman, { ...spellman, id: 'other' });
    const select = one(root, 'select') as HTMLSelectElement;
    select.value = 'other';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(sent).toEqual([{ command: 'selectAccount', input: { id: 'other' } }]);
  });

  it('[F-storage-damaged] survives damaged data', async () => {
    const root = await popup({ ...spellman, quotas: { at, value: [{}] } });
    expect(one(root, '[role=alert]').textContent).toContain('is damaged');
    await click(button(root, 'Read anew'));
    expect(sent).toEqual([{ command: 'refresh', input: { id: 'spellman' } }]);
    // The open popup goes on when it was mended.
    await act(() => store(spellman));
    await settle();
    expect(root.querySelector('[role=alert]')).toBeNull();
    expect(one(root, 'h1').textContent).toBe('Sabrina Spellman');
  });
});
