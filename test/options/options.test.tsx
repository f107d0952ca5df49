// @vitest-environment happy-dom
// The options page: adding, choosing and removing accounts.
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { KeyStorage } from '../../core/domain/account.ts';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground, store, type Stored } from '../components/background.ts';
import { message } from '../message.ts';
import {
  act,
  fireEvent,
  render,
  settle,
  type Queries,
  type View,
  waitFor,
  within,
} from '../testing-library.ts';

const account = (id: string) => ({
  id,
  kind: 'user',
  keyLast4: '333a',
  addedAt: Date.UTC(2026, 10, 1, 12),
  failures: {},
  requests: { day: '2026-11-01', billable: 0, free: 0 },
});

let sent: unknown[];

/** The options page when it has drawn what is stored. */
async function options(...ids: (string | Stored)[]): Promise<View> {
  await store(...ids.map((given) => (typeof given === 'string' ? account(given) : given)));
  const view = render(<Options store={createStateStore()} />);
  await view.findByRole('heading', { level: 1 });
  await settle();
  return view;
}

const keyField = ({ getByLabelText }: Queries) => getByLabelText<HTMLInputElement>('API key');
const newPassphrase = message('key_storage.new_passphrase');
const repeatPassphrase = message('key_storage.repeat');
const changeOf = { name: message('key_storage.change_of', 'spellman') };
const changeButton = ({ getByRole }: Queries) => getByRole('button', changeOf);
const changeGroup = ({ queryByRole }: Queries) => queryByRole('group', changeOf);

const fill = (field: HTMLElement, value: string): boolean => fireEvent.input(field, { target: { value } });

const click = ({ getByRole }: Queries, name: string): boolean =>
  fireEvent.click(getByRole('button', { name }));

function addKey(view: View, key: string): void {
  fill(keyField(view), key);
  click(view, 'Add account');
}

/** What is told when it is done, after what is told meanwhile. */
const findStatus = ({ getByRole }: Queries, words: string): Promise<void> =>
  waitFor(() => expect(getByRole('status').textContent).toBe(words));

/** Chooses a way to keep the key, and fills in the passphrase twice where one is given. */
function choose(view: Queries, keyStorage: KeyStorage, ...passphrases: string[]): void {
  fireEvent.click(view.getByRole('radio', { name: message(`key_storage.${keyStorage}`) }));
  for (const [place, label] of [newPassphrase, repeatPassphrase].entries()) {
    const field = view.queryByLabelText(label);
    if (field) fill(field, passphrases[place] ?? '');
  }
}

const sealed = (id: string, isLocked: boolean): Stored => ({
  ...account(id),
  keyStorage: 'passphrase',
  failures: isLocked ? { quotas: { kind: 'locked', at: 1, tries: 1 } } : {},
});

const passphrase = 'correct horse battery';

const key = `${'0'.repeat(63)}a`;

beforeEach(() => {
  sent = standInBackground({ ok: true, value: { id: 'spellman' } });
});

describe('adding an account', () => {
  it('[S-screen-key] tells a newcomer where the key is found, in a masked field', async () => {
    const view = await options();
    const link = view.getByRole('link', { name: message('options.where_link') });
    expect(link.getAttribute('href')).toBe('https://www.virustotal.com/gui/my-apikey');
    expect(keyField(view).type).toBe('password');
    click(view, message('options.show'));
    expect(keyField(view).type).toBe('text');
  });

  it.each([
    ['', message('options.key_empty')],
    ['abc', message('options.key_length', '3')],
    ['-'.repeat(64), message('options.key_characters')],
  ])('refuses %j before anything is sent', async (wrong, words) => {
    const view = await options();
    addKey(view, wrong);
    expect((await view.findByRole('alert')).textContent).toBe(words);
    await settle();
    expect(sent).toEqual([]);
  });

  it('sends the key once, trimmed, and empties the field', async () => {
    const view = await options();
    addKey(view, ` ${key}\n`);
    await findStatus(view, message('options.added_now', 'spellman'));
    expect(sent).toEqual([{ command: 'addAccount', input: { key, choice: { keyStorage: 'device' } } }]);
    expect(keyField(view).value).toBe('');
  });

  it('keeps the key in the field after a failure', async () => {
    sent = standInBackground({ ok: false, error: { kind: 'bad-key' } });
    const view = await options();
    addKey(view, key);
    expect((await view.findByRole('alert')).textContent).toBe(message('add_failure.bad_key'));
    expect(keyField(view).value).toBe(key);
  });

  it('says that an account was here already', async () => {
    const view = await options('spellman');
    addKey(view, key);
    const said = message('options.added_again', 'spellman');
    await waitFor(() => expect(view.getByRole('status').textContent).toBe(said));
  });
});

const accountItems = ({ getByRole }: Queries) =>
  within(getByRole('region', { name: 'Accounts' })).getAllByRole('listitem');

describe('the accounts', () => {
  const added = message('options.added', 'Nov 1, 2026');

  it('are listed with what tells their keys apart', async () => {
    const items = accountItems(await options('spellman', 'other')).map((item) => item.textContent);
    const facts = [message('options.key_last4', '333a'), message('key_storage.is_device'), added].join(' · ');
    expect(items[0]).toContain(`spellman${message('options.current')}${facts}`);
    expect(items).toHaveLength(2);
  });

  it('that wait for their key say so', async () => {
    const { getByText } = await options({ ...account('salem'), keyLast4: '' });
    expect(getByText(`${message('options.key_missing')} · ${added}`)).toBeDefined();
  });

  it('can be chosen', async () => {
    click(await options('spellman', 'other'), `${message('options.use')} other`);
    expect(sent).toEqual([{ command: 'selectAccount', input: { id: 'other' } }]);
  });

  it('are removed only after a second word', async () => {
    const view = await options('spellman');
    const question = { name: message('options.remove_confirm', 'spellman') };
    const remove = view.getByRole('button', { name: message('options.remove') });
    fireEvent.click(remove);
    const asked = view.getByRole('group', question);
    expect(asked.textContent).toContain(message('options.remove_confirm', 'spellman'));
    click(within(asked), message('options.remove_no'));
    expect(view.queryByRole('group', question)).toBeNull();
    expect(sent).toEqual([]);
    fireEvent.click(remove);
    click(within(view.getByRole('group', question)), message('options.remove_yes'));
    expect(sent).toEqual([{ command: 'removeAccount', input: { id: 'spellman' } }]);
    await act(() => store());
    await findStatus(view, message('options.removed', 'spellman'));
  });

  it('can be removed though what is stored of them is damaged', async () => {
    const view = await options('spellman');
    await act(() =>
      fakeBrowser.storage.local.set({ 'account:spellman': { ...account('spellman'), addedAt: 1e300 } }),
    );
    expect(await view.findByText(message('common.corrupted'))).toBeDefined();
    click(view, message('common.refresh'));
    click(view, message('options.remove'));
    expect(sent).toEqual([
      { command: 'refresh', input: { id: 'spellman' } },
      { command: 'removeAccount', input: { id: 'spellman' } },
    ]);
  });
});

describe('how a key is kept', () => {
  it('is chosen when it is added, with what each way protects against', async () => {
    const view = await options();
    const ways = view.getAllByRole<HTMLInputElement>('radio');
    expect(ways.map((way) => way.closest('label')?.textContent)).toEqual([
      message('key_storage.device') + message('key_storage.device_hint'),
      message('key_storage.session') + message('key_storage.session_hint'),
      message('key_storage.passphrase') + message('key_storage.passphrase_hint'),
    ]);
    expect(ways.map(({ checked }) => checked)).toEqual([true, false, false]);
    choose(view, 'session');
    addKey(view, key);
    await findStatus(view, message('options.added_now', 'spellman'));
    expect(sent).toEqual([{ command: 'addAccount', input: { key, choice: { keyStorage: 'session' } } }]);
  });

  it('takes a passphrase twice, and leaves it in no field', async () => {
    const view = await options();
    choose(view, 'passphrase', passphrase, passphrase);
    expect(view.getByLabelText(newPassphrase).getAttribute('autocomplete')).toBe('new-password');
    addKey(view, key);
    await waitFor(() => expect(view.queryByLabelText(newPassphrase)).toBeNull());
    const choice = { keyStorage: 'passphrase', passphrase };
    expect(sent).toEqual([{ command: 'addAccount', input: { key, choice } }]);
  });

  it.each([
    ['short', 'short', message('key_storage.problem_short', '12')],
    ['aaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaa', message('key_storage.problem_plain')],
    ['abcdef'.repeat(100), 'abcdef'.repeat(100), message('key_storage.problem_long')],
    [passphrase, `${passphrase}!`, message('key_storage.differ')],
  ])(
    '[S-passphrase-rule] refuses the passphrase %j before anything is sent, and keeps all fields',
    async (first, second, words) => {
      const view = await options();
      choose(view, 'passphrase', first, second);
      addKey(view, key);
      expect((await view.findByRole('alert')).textContent).toBe(words);
      await settle();
      expect(sent).toEqual([]);
      expect(keyField(view).value).toBe(key);
      expect(view.getByLabelText<HTMLInputElement>(repeatPassphrase).value).toBe(second);
    },
  );

  it('is shown and can be changed', async () => {
    const view = await options('spellman');
    expect(accountItems(view)[0]?.textContent).toContain(message('key_storage.is_device'));
    fireEvent.click(changeButton(view));
    const group = view.getByRole('group', changeOf);
    expect(document.activeElement).toBe(group);
    choose(within(group), 'passphrase', passphrase, passphrase);
    click(within(group), message('key_storage.change_yes'));
    await waitFor(() => expect(changeGroup(view)).toBeNull());
    const choice = { keyStorage: 'passphrase', passphrase };
    expect(sent).toEqual([{ command: 'setKeyStorage', input: { id: 'spellman', choice } }]);
    expect(document.activeElement).toBe(changeButton(view));
  });

  it('stays as it is when that cannot be done, and says why', async () => {
    sent = standInBackground({ ok: false, error: { kind: 'no-key-store' } });
    const view = await options('spellman');
    fireEvent.click(changeButton(view));
    const group = within(view.getByRole('group', changeOf));
    choose(group, 'session');
    click(group, message('key_storage.change_yes'));
    expect((await group.findByRole('alert')).textContent).toBe(message('add_failure.no_key_store'));
    click(group, message('key_storage.change_no'));
    expect(changeGroup(view)).toBeNull();
  });

  it('cannot be changed while the key is locked', async () => {
    const view = await options(sealed('spellman', true));
    expect(accountItems(view)[0]?.textContent).toContain(message('key_storage.is_passphrase'));
    fireEvent.click(changeButton(view));
    const group = view.getByRole('group', changeOf);
    expect(group.textContent).toContain(message('key_storage.locked'));
    expect(within(group).queryByRole('radio')).toBeNull();
    expect(group.querySelector('input')).toBeNull();
  });
});

it('tells who went back to an older version to update, and welcomes nobody', async () => {
  const view = await options('spellman');
  await act(() => fakeBrowser.storage.local.set({ index: { version: 99, ids: ['spellman'] } }));
  expect((await view.findByRole('alert')).textContent).toBe(message('failure.newer'));
  expect(view.queryByRole('region', { name: message('options.welcome') })).toBeNull();
});

describe('locks', () => {
  const lockNow = message('locking.now');
  const lockAfter = message('locking.after');

  it('are nobody’s business without a passphrase', async () => {
    expect((await options('spellman')).queryByLabelText(lockAfter)).toBeNull();
  });

  it('are closed by hand, and by themselves after a chosen time', async () => {
    const view = await options(sealed('spellman', false));
    click(view, lockNow);
    const select = view.getByLabelText<HTMLSelectElement>(lockAfter);
    expect([select.value, [...select.options].map(({ text }) => text)]).toEqual([
      '15',
      [5, 15, 60].map((minutes) => message('options.minutes', minutes)).concat(message('locking.never')),
    ]);
    fireEvent.change(select, { target: { value: '0' } });
    expect(sent).toEqual([
      { command: 'lock', input: {} },
      { command: 'saveSettings', input: { autoLockMinutes: 0 } },
    ]);
  });

  it('are opened by a passphrase', async () => {
    sent = standInBackground({ ok: true, value: { unlocked: ['spellman'] } });
    const view = await options(sealed('spellman', true), sealed('salem', true));
    const lead = view.getByText(message('locking.locked', 2));
    expect(view.queryByRole('button', { name: lockNow })).toBeNull();
    fill(view.getByLabelText(message('unlock.passphrase'), { selector: 'input' }), passphrase);
    click(view, message('unlock.button'));
    await waitFor(() => expect(document.activeElement).toBe(lead.parentElement));
    expect(sent).toEqual([{ command: 'unlock', input: { passphrase } }]);
  });
});

it('saves how often the quotas are read', async () => {
  const select = (await options()).getByLabelText<HTMLSelectElement>(message('options.refresh_every'));
  expect(select.value).toBe('15');
  fireEvent.change(select, { target: { value: '60' } });
  expect(sent).toEqual([{ command: 'saveSettings', input: { refreshMinutes: 60 } }]);
});

describe('what a newer version of Vitals has stored', () => {
  it('is told in one sentence, with nothing to fill in and the ways that are left', async () => {
    const view = await options('spellman');
    await act(() => fakeBrowser.storage.local.set({ index: { version: 99, ids: ['spellman'] } }));
    const alert = await view.findByRole('alert');
    expect(alert.textContent).toBe(message('failure.newer'));
    expect(view.queryByRole('status')).toBeNull();
    expect(view.container.querySelectorAll('input, select, form')).toHaveLength(0);
    const buttons = [...view.container.querySelectorAll('button')].map(({ textContent }) => textContent);
    expect(buttons).toEqual(['Delete everything', message('data.no'), message('data.delete_yes')]);
    expect(view.getByRole('link').getAttribute('href')).toBe('/diagnostics.html');
  });
});
