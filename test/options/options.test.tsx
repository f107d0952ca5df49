// @vitest-environment happy-dom
// The options page: adding, choosing and removing accounts.
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createMirror } from '../../core/state/mirror.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground, store } from '../components/background.ts';
import { button, click, one, render, settle } from '../components/render.ts';

const account = (id: string) => ({
  id,
  kind: 'user',
  keyEnd: '333a',
  addedAt: Date.UTC(2026, 10, 1, 12),
  failures: {},
  requests: { day: '2026-11-01', costing: 0, free: 0 },
});

let sent: unknown[];

async function options(...ids: string[]): Promise<HTMLElement> {
  await store(...ids.map(account));
  const root = await render(<Options mirror={createMirror()} />);
  await settle();
  return root;
}

const field = (root: HTMLElement) => one(root, 'input') as HTMLInputElement;

async function addKey(root: HTMLElement, key: string): Promise<void> {
  field(root).value = key;
  await act(() => void one(root, 'form').dispatchEvent(new Event('submit', { cancelable: true })));
  await settle();
}

const key = `${'0'.repeat(63)}a`;

beforeEach(() => {
  sent = standInBackground({ ok: true, value: { id: 'spellman' } });
});

describe('adding an account', () => {
  it('tells a newcomer where the key is found, in a masked field', async () => {
    const root = await options();
    expect(one(root, 'ol a').getAttribute('href')).toBe('https://www.virustotal.com/gui/my-apikey');
    expect(one(root, 'label.key').textContent).toBe('API key');
    expect(field(root).type).toBe('password');
    await click(button(root, 'Show'));
    expect(field(root).type).toBe('text');
  });

  it.each([
    ['', 'Paste the API key first.'],
    ['abc', 'this has 3 characters'],
    ['-'.repeat(64), 'only letters and digits'],
  ])('refuses %j before anything is sent', async (wrong, words) => {
    const root = await options();
    await addKey(root, wrong);
    expect(one(root, '[role=alert]').textContent).toContain(words);
    expect(sent).toEqual([]);
  });

  it('sends the key once, trimmed, and empties the field', async () => {
    const root = await options();
    await addKey(root, ` ${key}\n`);
    expect(sent).toEqual([{ command: 'addAccount', input: { key } }]);
    expect(field(root).value).toBe('');
    expect(root.textContent).toContain('spellman was added.');
  });

  it('keeps the key in the field after a failure', async () => {
    sent = standInBackground({ ok: false, error: { kind: 'bad-key' } });
    const root = await options();
    await addKey(root, key);
    expect(one(root, '[role=alert]').textContent).toContain('VirusTotal does not know this key.');
    expect(field(root).value).toBe(key);
  });

  it('says that an account was here already', async () => {
    const root = await options('spellman');
    await addKey(root, key);
    expect(root.textContent).toContain('spellman was here already.');
  });
});

describe('the accounts', () => {
  it('are listed with what tells their keys apart', async () => {
    const root = await options('spellman', 'other');
    const items = [...root.querySelectorAll('.account')].map((item) => item.textContent);
    expect(items[0]).toContain('spellmanin usekey ends in …333a · added Nov 1, 2026');
    expect(items).toHaveLength(2);
  });

  it('that wait for their key say so', async () => {
    await store({ ...account('salem'), keyEnd: '' });
    const root = await render(<Options mirror={createMirror()} />);
    await settle();
    expect(one(root, '.account .hint').textContent).toBe('key missing: add it again · added Nov 1, 2026');
  });

  it('can be chosen', async () => {
    await click(button(await options('spellman', 'other'), 'Use other'));
    expect(sent).toEqual([{ command: 'selectAccount', input: { id: 'other' } }]);
  });

  it('are removed only after a second word', async () => {
    const root = await options('spellman');
    await click(button(root, 'Remove'));
    expect(one(root, '[role=group]').textContent).toContain('with its key and all figures');
    await click(button(root, 'Keep'));
    expect(root.querySelector('[role=group]')).toBeNull();
    expect(sent).toEqual([]);
    await click(button(root, 'Remove'));
    await click(button(root, 'Yes, remove'));
    expect(sent).toEqual([{ command: 'removeAccount', input: { id: 'spellman' } }]);
    await act(() => store());
    await settle();
    expect(one(root, '[role=status]').textContent).toBe('spellman was removed.');
  });

  it('can be removed though what is stored of them is damaged', async () => {
    const root = await options('spellman');
    await act(() =>
      fakeBrowser.storage.local.set({ 'account:spellman': { ...account('spellman'), addedAt: 'then' } }),
    );
    await settle();
    await click(button(root, 'Remove'));
    expect(sent).toEqual([{ command: 'removeAccount', input: { id: 'spellman' } }]);
  });
});

it('saves how often the quotas are read', async () => {
  const select = one(await options(), 'select') as HTMLSelectElement;
  expect(select.value).toBe('15');
  select.value = '60';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  expect(sent).toEqual([{ command: 'saveSettings', input: { refreshMinutes: 60 } }]);
});
