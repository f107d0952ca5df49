// @vitest-environment happy-dom
// The options page: adding, choosing and removing accounts.
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground, store, type Stored } from '../components/background.ts';
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

async function options(...ids: (string | Stored)[]): Promise<HTMLElement> {
  await store(...ids.map((given) => (typeof given === 'string' ? account(given) : given)));
  const root = await render(<Options mirror={createStateStore()} />);
  await settle();
  return root;
}

const field = (root: HTMLElement) => one(root, 'input') as HTMLInputElement;

async function addKey(root: HTMLElement, key: string): Promise<void> {
  field(root).value = key;
  await act(() => void one(root, 'form').dispatchEvent(new Event('submit', { cancelable: true })));
  await settle();
}

const submit = async (form: HTMLElement): Promise<void> => {
  await act(() => void form.dispatchEvent(new Event('submit', { cancelable: true })));
  await settle();
};

/** Chooses a way to keep the key, and fills in the passphrase twice where one is given. */
async function choose(root: HTMLElement, keeping: string, ...passphrases: string[]): Promise<void> {
  await click(one(root, `input[value=${keeping}]`));
  for (const [at, name] of ['passphrase', 'repeated'].entries()) {
    const input = root.querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (input) input.value = passphrases[at] ?? '';
  }
}

const sealed = (id: string, isLocked: boolean): Stored => ({
  ...account(id),
  keeping: 'passphrase',
  failures: isLocked ? { quotas: { kind: 'locked', at: 1, tries: 1 } } : {},
});

const passphrase = 'correct horse battery';

const key = `${'0'.repeat(63)}a`;

beforeEach(() => {
  sent = standInBackground({ ok: true, value: { id: 'spellman' } });
});

describe('adding an account', () => {
  it('[S-screen-key] tells a newcomer where the key is found, in a masked field', async () => {
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
    expect(sent).toEqual([{ command: 'addAccount', input: { key, way: { keeping: 'device' } } }]);
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
    expect(items[0]).toContain('spellmanin usekey ends in …333a · kept on this device · added Nov 1, 2026');
    expect(items).toHaveLength(2);
  });

  it('that wait for their key say so', async () => {
    await store({ ...account('salem'), keyEnd: '' });
    const root = await render(<Options mirror={createStateStore()} />);
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
      fakeBrowser.storage.local.set({ 'account:spellman': { ...account('spellman'), addedAt: 1e300 } }),
    );
    await settle();
    await click(button(root, 'Read anew'));
    await click(button(root, 'Remove'));
    expect(sent).toEqual([
      { command: 'refresh', input: { id: 'spellman' } },
      { command: 'removeAccount', input: { id: 'spellman' } },
    ]);
  });
});

describe('how a key is kept', () => {
  it('is chosen when it is added, with what each way protects against', async () => {
    const root = await options();
    const words = [...root.querySelectorAll('.way')].map(({ textContent }) => textContent);
    expect(words).toEqual([
      expect.stringMatching(/^On this device.+whoever can read this browser's files can/u),
      expect.stringMatching(/^Until the browser closes.+never written to disk/u),
      expect.stringMatching(/^Locked by a passphrase.+only encrypted/u),
    ]);
    expect((one(root, 'input[value=device]') as HTMLInputElement).checked).toBe(true);
    await choose(root, 'session');
    await addKey(root, key);
    expect(sent).toEqual([{ command: 'addAccount', input: { key, way: { keeping: 'session' } } }]);
  });

  it('takes a passphrase twice, and leaves it in no field', async () => {
    const root = await options();
    await choose(root, 'passphrase', passphrase, passphrase);
    expect(one(root, 'input[name=passphrase]').getAttribute('autocomplete')).toBe('new-password');
    await addKey(root, key);
    const way = { keeping: 'passphrase', passphrase };
    expect(sent).toEqual([{ command: 'addAccount', input: { key, way } }]);
    expect(root.querySelector('input[name=passphrase]')).toBeNull();
  });

  it.each([
    ['short', 'short', 'It needs at least 12 characters.'],
    ['aaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaa', 'too few different characters'],
    ['abcdef'.repeat(100), 'abcdef'.repeat(100), 'too long'],
    [passphrase, `${passphrase}!`, 'The two passphrases differ.'],
  ])(
    '[S-passphrase-rule] refuses the passphrase %j before anything is sent, and keeps all fields',
    async (first, second, words) => {
      const root = await options();
      await choose(root, 'passphrase', first, second);
      await addKey(root, key);
      expect(one(root, '[role=alert]').textContent).toContain(words);
      expect(sent).toEqual([]);
      expect(field(root).value).toBe(key);
      expect((one(root, 'input[name=repeated]') as HTMLInputElement).value).toBe(second);
    },
  );

  it('is shown and can be changed', async () => {
    const root = await options('spellman');
    expect(one(root, '.account').textContent).toContain('kept on this device');
    await click(button(root, 'Change how the key of spellman is kept'));
    const group = one(root, '[role=group]');
    expect(document.activeElement).toBe(group);
    await choose(group, 'passphrase', passphrase, passphrase);
    await submit(one(group, 'form'));
    const way = { keeping: 'passphrase', passphrase };
    expect(sent).toEqual([{ command: 'keepKey', input: { id: 'spellman', way } }]);
    expect(root.querySelector('[role=group]')).toBeNull();
    expect(document.activeElement).toBe(button(root, 'Change how the key of spellman is kept'));
  });

  it('stays as it is when that cannot be done, and says why', async () => {
    sent = standInBackground({ ok: false, error: { kind: 'no-vault' } });
    const root = await options('spellman');
    await click(button(root, 'Change how the key of spellman is kept'));
    const group = one(root, '[role=group]');
    await choose(group, 'session');
    await submit(one(group, 'form'));
    expect(one(group, '[role=alert]').textContent).toContain('does not open its store of keys');
    await click(button(root, 'Leave as it is'));
    expect(root.querySelector('[role=group]')).toBeNull();
  });

  it('cannot be changed while the key is locked', async () => {
    const root = await options(sealed('spellman', true));
    expect(one(root, '.account').textContent).toContain('locked by a passphrase');
    await click(button(root, 'Change how the key of spellman is kept'));
    expect(one(root, '[role=group]').textContent).toContain('Unlock it to change');
    expect(one(root, '[role=group]').querySelector('input')).toBeNull();
  });
});

it('tells who went back to an older version to update, and welcomes nobody', async () => {
  const root = await options('spellman');
  await act(() => fakeBrowser.storage.local.set({ index: { version: 99, ids: ['spellman'] } }));
  await settle();
  expect(one(root, '[role=alert]').textContent).toContain('Update the extension to go on.');
  expect(root.textContent).not.toContain('Welcome');
});

describe('locks', () => {
  it('are nobody’s business without a passphrase', async () => {
    expect((await options('spellman')).textContent).not.toContain('Lock when nobody');
  });

  it('are closed by hand, and by themselves after a chosen time', async () => {
    const root = await options(sealed('spellman', false));
    await click(button(root, 'Lock now'));
    const select = one(root, 'select[aria-describedby=lock-hint]') as HTMLSelectElement;
    expect([select.value, [...select.options].map(({ text }) => text)]).toEqual([
      '15',
      ['5 minutes', '15 minutes', '60 minutes', 'only when the browser closes'],
    ]);
    select.value = '0';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(sent).toEqual([
      { command: 'lock', input: {} },
      { command: 'saveSettings', input: { lockMinutes: 0 } },
    ]);
  });

  it('are opened by a passphrase', async () => {
    sent = standInBackground({ ok: true, value: { opened: ['spellman'] } });
    const root = await options(sealed('spellman', true), sealed('salem', true));
    expect(root.textContent).toContain('2 keys are locked.');
    expect([...root.querySelectorAll('button')].map((each) => each.textContent)).not.toContain('Lock now');
    (one(root, '.unlock input') as HTMLInputElement).value = passphrase;
    await submit(one(root, '.unlock'));
    expect(sent).toEqual([{ command: 'unlock', input: { passphrase } }]);
    expect(document.activeElement?.className).toBe('locking');
  });
});

it('saves how often the quotas are read', async () => {
  const select = one(await options(), 'select') as HTMLSelectElement;
  expect(select.value).toBe('15');
  select.value = '60';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  expect(sent).toEqual([{ command: 'saveSettings', input: { refreshMinutes: 60 } }]);
});

describe('what a newer version of Vitals has stored', () => {
  it('is told in one sentence, with nothing to fill in and the ways that are left', async () => {
    const root = await options('spellman');
    await act(() => fakeBrowser.storage.local.set({ index: { version: 99, ids: ['spellman'] } }));
    await settle();
    const said = [...root.querySelectorAll('.notice')].map(({ textContent }) => textContent);
    expect(said).toEqual([expect.stringContaining('Update the extension to go on.')]);
    expect(root.querySelectorAll('input, select, form')).toHaveLength(0);
    const buttons = [...root.querySelectorAll('button')].map(({ textContent }) => textContent);
    expect(buttons).toEqual(['Delete everything', 'Cancel', 'Delete everything now']);
    expect(one(root, 'a').getAttribute('href')).toBe('/diagnostics.html');
  });
});
