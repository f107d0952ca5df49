// @vitest-environment happy-dom
// The options page: adding, choosing and removing accounts.
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { KeyStorage } from '../../core/domain/account.ts';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground, store, type Stored } from '../components/background.ts';
import { message, messagePattern } from '../message.ts';
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

/** Renders the options page and waits until it shows the stored data. */
async function options(...ids: (string | Stored)[]): Promise<View> {
  await store(...ids.map((given) => (typeof given === 'string' ? account(given) : given)));
  const view = render(<Options store={createStateStore()} />);
  await view.findByRole('region', { name: message('data.title') });
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

/** Returns the final status, after the status shown meanwhile. */
const findStatus = ({ getByRole }: Queries, words: string): Promise<void> =>
  waitFor(() => expect(getByRole('status').textContent).toBe(words));

/** Chooses a key storage, and enters the passphrase twice if one is given. */
function choose(view: Queries, keyStorage: KeyStorage, ...passphrases: string[]): void {
  fireEvent.click(view.getByRole('radio', { name: message(`key_storage.${keyStorage}`) }));
  for (const [index, label] of [newPassphrase, repeatPassphrase].entries()) {
    const field = view.queryByLabelText(label);
    if (field) fill(field, passphrases[index] ?? '');
  }
}

const sealed = (id: string, isLocked: boolean): Stored => ({
  ...account(id),
  keyStorage: 'passphrase',
  failures: isLocked ? { quotas: { kind: 'locked', at: 1, tries: 1 } } : {},
});

const usedUp = (allowed: number, used: number) => ({
  refused: 'quota-exceeded',
  quotas: [{ name: 'api_requests_daily', user: { allowed, used } }],
});

const passphrase = 'correct horse battery';

const key = `${'0'.repeat(63)}a`;

beforeEach(() => {
  localStorage.clear();
  sent = standInBackground({ ok: true, value: { id: 'spellman' } });
});

describe('adding an account in the options', () => {
  it('[S-screen-key] the options page tells a new user where to find the key, and masks its field', async () => {
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
    ['vtai_0123456789abcdef', message('options.key_is_ai_token')],
    [`Bearer VTAI_${'a'.repeat(40)}`, message('options.key_is_ai_token')],
    [`vtai_${'0'.repeat(59)}`, message('options.key_is_ai_token')],
  ])('the options page rejects the key %j before anything is sent', async (wrong, words) => {
    const view = await options();
    addKey(view, wrong);
    expect((await view.findByRole('alert')).textContent).toBe(words);
    await settle();
    expect(sent).toEqual([]);
  });

  const keepButton = { name: message('options.keep') };

  it('the options page says which limit is used up, and keeps the account only under a user id', async () => {
    sent = standInBackground({ ok: true, value: usedUp(500, 500) });
    const view = await options();
    addKey(view, key);
    const limit = message('tightest.count', '0', '500', 'API requests today');
    expect((await view.findByRole('alert')).textContent).toMatch(
      messagePattern('options.used_up', limit, /\S.*/u),
    );
    sent = standInBackground({ ok: true, value: { id: 'spellman', isUnfinished: true } });
    fireEvent.click(view.getByRole('button', keepButton));
    expect(await view.findByText(message('options.keep_needs_id'))).toBeDefined();
    expect(sent).toEqual([]);
    expect(document.activeElement).toBe(view.getByLabelText('User id'));
    fill(view.getByLabelText('User id'), 'spellman');
    fireEvent.click(view.getByRole('button', keepButton));
    await findStatus(view, message('options.kept_now', 'spellman'));
    const input = { key, userId: 'spellman', choice: { keyStorage: 'device' }, keepUnfinished: true };
    expect(sent).toEqual([{ command: 'addAccount', input }]);
    expect(keyField(view).value).toBe('');
  });

  it.each([
    ['no limit is used up', { ok: true, value: usedUp(500, 3) }, 'quota_exceeded', false],
    [
      'nothing is known of the quotas',
      { ok: false, error: { kind: 'quota-exceeded' } },
      'quota_exceeded',
      true,
    ],
    ['the rate is limited', { ok: false, error: { kind: 'rate-limited' } }, 'rate_limited', false],
  ] as const)('the options page offers to keep the account if %s', async (_, answer, kind, isOffered) => {
    standInBackground(answer);
    const view = await options();
    addKey(view, key);
    expect((await view.findByRole('alert')).textContent).toBe(message(`add_failure.${kind}`));
    expect(view.queryByRole('button', keepButton) !== null).toBe(isOffered);
  });

  it('the options page marks an account that is not finished', async () => {
    const view = await options({ ...account('spellman'), unfinished: true });
    expect(view.getByText(message('options.unfinished_chip'))).toBeDefined();
  });

  it('the options page sends the key once, trimmed, and clears the field', async () => {
    const view = await options();
    addKey(view, ` ${key}\n`);
    await findStatus(view, message('options.added_now', 'spellman'));
    expect(sent).toEqual([{ command: 'addAccount', input: { key, choice: { keyStorage: 'device' } } }]);
    expect(keyField(view).value).toBe('');
  });

  it('the options page sends the user id, trimmed, and clears its field', async () => {
    const view = await options();
    const field = view.getByRole<HTMLInputElement>('textbox', { name: 'User id' });
    fill(field, ' spellman ');
    addKey(view, key);
    await findStatus(view, message('options.added_now', 'spellman'));
    const input = { key, userId: 'spellman', choice: { keyStorage: 'device' } };
    expect(sent).toEqual([{ command: 'addAccount', input }]);
    expect(field.value).toBe('');
  });

  it('the options page rejects a token of VirusTotal AI in the field for the user id', async () => {
    const view = await options();
    fill(view.getByLabelText('User id'), `vtai_${'a'.repeat(40)}`);
    addKey(view, key);
    expect((await view.findByRole('alert')).textContent).toBe(message('options.key_is_ai_token'));
    await settle();
    expect(sent).toEqual([]);
  });

  it('the options page rejects a key in the field for the user id before anything is sent', async () => {
    const view = await options();
    fill(view.getByLabelText('User id'), key);
    addKey(view, key);
    expect((await view.findByRole('alert')).textContent).toBe(message('options.user_id_is_key'));
    await settle();
    expect(sent).toEqual([]);
  });

  it.each(['forbidden', 'not-found'])(
    'the options page says that the user id is wrong (%s)',
    async (kind) => {
      sent = standInBackground({ ok: false, error: { kind } });
      const view = await options();
      fill(view.getByLabelText('User id'), 'salem');
      addKey(view, key);
      const words = message('options.user_id_wrong', 'salem');
      expect((await view.findByRole('alert')).textContent).toBe(words);
    },
  );

  it('the options page keeps the key in the field after a failure', async () => {
    sent = standInBackground({ ok: false, error: { kind: 'bad-key' } });
    const view = await options();
    addKey(view, key);
    expect((await view.findByRole('alert')).textContent).toBe(message('add_failure.bad_key'));
    expect(keyField(view).value).toBe(key);
  });

  it('the options page says that an account had been added before', async () => {
    const view = await options('spellman');
    addKey(view, key);
    const addedAgain = message('options.added_again', 'spellman');
    await waitFor(() => expect(view.getByRole('status').textContent).toBe(addedAgain));
  });
});

const accountItems = ({ getByRole }: Queries) =>
  within(getByRole('region', { name: 'Accounts' })).getAllByRole('listitem');

describe('the accounts in the options', () => {
  const added = message('options.added', 'Nov 1, 2026');

  it('the options page lists accounts with what distinguishes their keys', async () => {
    const items = accountItems(await options('spellman', 'other')).map((item) => item.textContent);
    const accountText = [message('options.key_last4', '333a'), message('key_storage.is_device'), added].join(
      ' · ',
    );
    expect(items[0]).toContain(`spellman${message('options.current')}${accountText}`);
    expect(items).toHaveLength(2);
  });

  it('the options page shows accounts that wait for their key', async () => {
    const { getByText } = await options({ ...account('salem'), keyLast4: '' });
    expect(getByText(`${message('options.key_missing')} · ${added}`)).toBeDefined();
  });

  it('an account can be chosen in the options', async () => {
    click(await options('spellman', 'other'), `${message('options.use')} other`);
    expect(sent).toEqual([{ command: 'selectAccount', input: { id: 'other' } }]);
  });

  it('[S-disk-removed-account] an account is removed in the options only after a confirmation', async () => {
    const view = await options('spellman');
    const question = { name: message('options.remove_confirm', 'spellman') };
    const remove = view.getByRole('button', { name: message('options.remove') });
    fireEvent.click(remove);
    const confirmation = view.getByRole('group', question);
    expect(confirmation.textContent).toContain(message('options.remove_confirm', 'spellman'));
    expect(confirmation.textContent).toContain(message('data.remains'));
    click(within(confirmation), message('options.remove_no'));
    expect(view.queryByRole('group', question)).toBeNull();
    expect(sent).toEqual([]);
    localStorage.setItem('popup', 'what the popup showed last');
    fireEvent.click(remove);
    click(within(view.getByRole('group', question)), message('options.remove_yes'));
    expect(localStorage).toHaveLength(0);
    expect(sent).toEqual([{ command: 'removeAccount', input: { id: 'spellman' } }]);
    await act(() => store());
    await findStatus(view, message('options.removed', 'spellman'));
  });

  it('an account can be removed in the options even if its stored data are damaged', async () => {
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

describe('key storage in the options', () => {
  it('key storage can be chosen when adding an account, with what each one protects against', async () => {
    const view = await options();
    const radios = view.getAllByRole<HTMLInputElement>('radio');
    expect(radios.map((way) => way.closest('label')?.textContent)).toEqual([
      message('key_storage.device') + message('key_storage.device_hint'),
      message('key_storage.session') + message('key_storage.session_hint'),
      message('key_storage.passphrase') + message('key_storage.passphrase_hint'),
    ]);
    expect(radios.map(({ checked }) => checked)).toEqual([true, false, false]);
    choose(view, 'session');
    addKey(view, key);
    await findStatus(view, message('options.added_now', 'spellman'));
    expect(sent).toEqual([{ command: 'addAccount', input: { key, choice: { keyStorage: 'session' } } }]);
  });

  it('the form for new keys starts with the key storage that was chosen last', async () => {
    await fakeBrowser.storage.local.set({ settings: { keyStorage: 'session' } });
    const view = await options();
    expect(view.getAllByRole<HTMLInputElement>('radio').map(({ checked }) => checked)).toEqual([
      false,
      true,
      false,
    ]);
    choose(view, 'passphrase', passphrase, passphrase);
    addKey(view, key);
    await findStatus(view, message('options.added_now', 'spellman'));
    expect(view.getByRole<HTMLInputElement>('radio', { checked: true }).value).toBe('passphrase');
  });

  it.each(['passphrase', 'session'] as const)(
    'a weaker storage than "%s" has to be allowed explicitly',
    async (keeps) => {
      sent = standInBackground({ ok: true, value: { id: 'spellman', keeps } });
      const view = await options('spellman');
      const allow = { name: message('key_storage.allow_weaker') };
      expect(view.queryByRole('checkbox', allow)).toBeNull();
      addKey(view, key);
      const words = message(`key_storage.keeps_${keeps}`, 'spellman');
      expect((await view.findByRole('alert')).textContent).toBe(words);
      expect(keyField(view).value).toBe(key);
      fireEvent.click(view.getByRole('checkbox', allow));
      click(view, 'Add account');
      await settle();
      const input = { key, choice: { keyStorage: 'device' } };
      expect(sent).toEqual([
        { command: 'addAccount', input },
        { command: 'addAccount', input: { ...input, userId: 'spellman', allowWeaker: true } },
      ]);
    },
  );

  it('key storage with a passphrase requires it twice and clears both fields', async () => {
    const view = await options();
    choose(view, 'passphrase', passphrase, passphrase);
    expect(view.getByLabelText(newPassphrase).getAttribute('autocomplete')).toBe('new-password');
    addKey(view, key);
    await findStatus(view, message('options.added_now', 'spellman'));
    const fields = [newPassphrase, repeatPassphrase].map((label) =>
      view.getByLabelText<HTMLInputElement>(label),
    );
    expect(fields.map(({ value }) => value)).toEqual(['', '']);
    const choice = { keyStorage: 'passphrase', passphrase };
    expect(sent).toEqual([{ command: 'addAccount', input: { key, choice } }]);
  });

  it.each([
    ['short', 'short', message('key_storage.problem_short', '12')],
    ['aaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaa', message('key_storage.problem_plain')],
    ['abcdef'.repeat(100), 'abcdef'.repeat(100), message('key_storage.problem_long')],
    [passphrase, `${passphrase}!`, message('key_storage.differ')],
    ['password1234!', 'password1234!', message('key_storage.problem_weak')],
    ['VirusTotal2026!', 'VirusTotal2026!', message('key_storage.problem_weak')],
    ['trustno1trustno1', 'trustno1trustno1', message('key_storage.problem_weak')],
  ])(
    '[S-passphrase-rule] the options page rejects the passphrase %j before anything is sent, and keeps all fields',
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

  it('[S-passphrase-rule] a passphrase that rests on the user id is rejected', async () => {
    const id = 'xq-rivendell-kp7';
    const view = await options(id);
    fireEvent.click(view.getByRole('button', { name: message('key_storage.change_of', id) }));
    const group = within(view.getByRole('group', { name: message('key_storage.change_of', id) }));
    choose(group, 'passphrase', `${id}1`, `${id}1`);
    click(group, message('key_storage.change_yes'));
    expect((await group.findByRole('alert')).textContent).toBe(message('key_storage.problem_weak'));
    expect(sent).toEqual([]);
  });

  it('key storage is shown in the options and can be changed', async () => {
    const view = await options('spellman');
    expect(accountItems(view)[0]?.textContent).toContain(message('key_storage.is_device'));
    fireEvent.click(changeButton(view));
    const group = view.getByRole('group', changeOf);
    expect(document.activeElement).toBe(group);
    expect(group.textContent).toContain(message('data.remains'));
    choose(within(group), 'passphrase', passphrase, passphrase);
    click(within(group), message('key_storage.change_yes'));
    await waitFor(() => expect(changeGroup(view)).toBeNull());
    const choice = { keyStorage: 'passphrase', passphrase };
    expect(sent).toEqual([{ command: 'setKeyStorage', input: { id: 'spellman', choice } }]);
    expect(document.activeElement).toBe(changeButton(view));
  });

  it('key storage is unchanged after a failure, and the options page says why', async () => {
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

  it('key storage cannot be changed while the key is locked', async () => {
    const view = await options(sealed('spellman', true));
    expect(accountItems(view)[0]?.textContent).toContain(message('key_storage.is_passphrase'));
    fireEvent.click(changeButton(view));
    const group = view.getByRole('group', changeOf);
    expect(group.textContent).toContain(message('key_storage.locked'));
    expect(within(group).queryByRole('radio')).toBeNull();
    expect(group.querySelector('input')).toBeNull();
  });
});

it('the options page asks for an update after a downgrade, and shows no welcome', async () => {
  const view = await options('spellman');
  await act(() => fakeBrowser.storage.local.set({ index: { version: 99, ids: ['spellman'] } }));
  expect((await view.findByRole('alert')).textContent).toBe(message('failure.newer'));
  expect(view.queryByRole('region', { name: message('options.welcome') })).toBeNull();
});

describe('locking in the options', () => {
  const lockNow = message('locking.now');
  const lockAfter = message('locking.after');

  it('locking is not offered without a passphrase', async () => {
    expect((await options('spellman')).queryByLabelText(lockAfter)).toBeNull();
  });

  it('keys can be locked manually, and automatically after a chosen time', async () => {
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

  it('keys can be unlocked by a passphrase in the options', async () => {
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

it('the options page saves the refresh interval', async () => {
  const select = (await options()).getByLabelText<HTMLSelectElement>(message('options.refresh_every'));
  expect(select.value).toBe('15');
  fireEvent.change(select, { target: { value: '60' } });
  expect(sent).toEqual([{ command: 'saveSettings', input: { refreshMinutes: 60 } }]);
});

describe('data of a newer version in the options', () => {
  it('data of a newer version are reported in one sentence, without forms, with the remaining actions', async () => {
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
