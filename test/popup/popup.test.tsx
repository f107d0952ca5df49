// @vitest-environment happy-dom
// The popup's faces, drawn from what lies in storage.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createStateStore } from '../../core/store/state-store.ts';
import type { Account, Failure } from '../../core/domain/account.ts';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { standInBackground, store, type Stored } from '../components/background.ts';
import { message, messagePattern } from '../message.ts';
import { grantAccess } from '../set-up.ts';
import { act, fireEvent, render, settle, type View, waitFor, within } from '../testing-library.ts';

const minute = 60_000;
const at = Date.now() - minute;

const spellman: Account = {
  id: 'spellman',
  kind: 'user',
  keyLast4: '333a',
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
      invalidFields: [],
    },
  },
  groups: {
    at,
    value: {
      groups: [
        { id: 'a', role: 'admin', organization: 'Acme', invalidFields: [] },
        { id: 'b', invalidFields: [] },
      ],
    },
  },
  failures: {},
  requests: { day: new Date().toISOString().slice(0, 10), billable: 3, free: 9 },
};

const failing = (kind: Failure['kind'], retryAt?: number): Account => ({
  ...spellman,
  failures: { quotas: { kind, at, tries: 1, ...(retryAt !== undefined && { retryAt }) } },
});

const user = (has2fa?: boolean) => ({
  at,
  value: { id: 'spellman', kind: 'user', invalidFields: [], ...(has2fa !== undefined && { has2fa }) },
});

const groupsWith = (singleSignOn: boolean) => ({
  at,
  value: { groups: [{ id: 'acme', singleSignOn, invalidFields: [] }] },
});

let sent: unknown[];

/** Renders the popup and waits until it shows the stored data. */
async function popup(...accounts: Stored[]): Promise<View> {
  await store(...accounts);
  const view = render(<Popup store={createStateStore()} />);
  await view.findByRole('heading', { level: 1 });
  await settle();
  return view;
}

const footer = ({ getByRole }: View) => getByRole('contentinfo').textContent;
const refreshButton = ({ getByRole }: View) => getByRole('button', { name: 'Refresh' });
const passphraseField = ({ getByLabelText }: View) =>
  getByLabelText<HTMLInputElement>(message('unlock.passphrase'));

function unlockWith(view: View, passphrase: string): void {
  fireEvent.input(passphraseField(view), { target: { value: passphrase } });
  fireEvent.click(view.getByRole('button', { name: message('unlock.button') }));
}

beforeEach(() => {
  sent = standInBackground();
});

describe('the popup', () => {
  it('the popup shows the account, 2FA, figures, their age and cost', async () => {
    const view = await popup(spellman);
    expect(view.getByRole('heading', { level: 1 }).textContent).toBe('Sabrina Spellman');
    expect(view.getByText(`spellman · Acme · ${message('popup.admin_of', 1)}`)).toBeDefined();
    expect(view.getByText('2FA on')).toBeDefined();
    expect(
      view.getByText(message('tightest.count', '15,400', '15,500', 'API requests this month')),
    ).toBeDefined();
    expect(footer(view)).toContain('Updated 1 min. ago');
    expect(footer(view)).toContain(message('popup.requests', '3'));
    expect(sent).toEqual([]);
  });

  it('the popup links a new user to the options', async () => {
    const open = vi.spyOn(fakeBrowser.runtime, 'openOptionsPage').mockResolvedValue();
    vi.spyOn(window, 'close').mockReturnValue();
    fireEvent.click((await popup()).getByRole('button', { name: message('popup.add') }));
    expect(open).toHaveBeenCalledOnce();
  });

  it('the popup asks for an update after a downgrade, and does not ask to add an account', async () => {
    const { findByText, getByRole, getAllByRole } = await popup(spellman);
    await act(() => fakeBrowser.storage.local.set({ index: { version: 99, ids: ['spellman'] } }));
    await findByText(message('failure.newer'));
    expect(getByRole('status').textContent).toContain(message('failure.newer'));
    expect(getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      message('popup.open_options'),
    ]);
  });

  it('the popup refreshes stale figures when it opens', async () => {
    await popup({ ...spellman, quotas: { ...spellman.quotas, at: at - 2 * minute } });
    expect(sent).toEqual([{ command: 'refresh', input: { id: 'spellman' } }]);
  });

  it.each([
    ['offline', 2 * minute, true],
    ['unreachable', 2 * minute, true],
    ['waking', 9000, false],
    ['unavailable', 2 * minute, false],
  ] as const)(
    '[F-connect] the popup, opened with the failure %s that is %d ms old, refreshes: %s',
    async (kind, age, isRefreshed) => {
      const failedAt = Date.now() - age;
      const failure = { kind, at: failedAt, tries: 1, retryAt: failedAt + 10 * minute };
      await popup({ ...spellman, failures: { quotas: failure } });
      const refreshes = isRefreshed ? [{ command: 'refresh', input: { id: 'spellman' } }] : [];
      expect(sent).toEqual(refreshes);
    },
  );

  it('[F-connect] an open popup refreshes when the browser is online again', async () => {
    await popup(failing('offline', Date.now() + 10 * minute));
    sent.length = 0;
    window.dispatchEvent(new Event('online'));
    expect(sent).toEqual([{ command: 'refresh', input: { id: 'spellman' } }]);
  });

  it('the popup shows the figures of the user object where VirusTotal refuses the quotas', async () => {
    const quotas = [{ name: 'api_requests_daily', used: 100, allowed: 500 }];
    const { quotas: _, groups: __, ...rest } = failing('forbidden', Date.now() + 60 * minute);
    const value = { ...user(true).value, quotas, groupIds: [] };
    const view = await popup({ ...rest, user: { at, value } });
    expect(view.getByText(message('tightest.count', '400', '500', 'API requests today'))).toBeDefined();
    expect(footer(view)).toContain('Updated 1 min. ago');
    expect(view.getByText(message('popup.substituted'), { exact: false }).textContent).toContain(
      message('popup.data_age', '1 min. ago'),
    );
    expect(view.queryByText(message('failure.forbidden'), { exact: false })).toBeNull();
  });

  it('the age of the details counts from the figures of the user object where they stand in', async () => {
    const quotas = [{ name: 'api_requests_daily', used: 100, allowed: 500 }];
    const stale = failing('forbidden', Date.now() + 60 * minute);
    const old = { ...stale.quotas, at: at - 300 * minute, value: stale.quotas?.value ?? [] };
    const groups = { at: at - 60 * minute, value: spellman.groups?.value ?? { groups: [] } };
    const view = await popup({
      ...stale,
      quotas: old,
      groups,
      user: { at, value: { ...user(true).value, quotas } },
    });
    expect(footer(view)).toContain('Updated 1 min. ago');
    expect(view.getByText(`${message('popup.groups', 2)} · 1 hr. ago`)).toBeDefined();
  });

  it.each([
    [undefined, message('popup.unfinished')],
    ['quota-exceeded', message('popup.unfinished')],
    ['forbidden', message('options.user_id_wrong', 'spellman')],
  ] as const)('the popup says what an unfinished account lacks (%s)', async (kind, words) => {
    const { user: _, groups: __, ...rest } = spellman;
    const failures = kind ? { user: { kind, at, tries: 1 } } : {};
    const view = await popup({ ...rest, unfinished: true, failures });
    expect(view.getByText(words)).toBeDefined();
    expect(view.getAllByRole('meter')).toHaveLength(1);
  });

  it('the popup refreshes on request and shows that it is busy', async () => {
    const view = await popup(spellman);
    const answer = Promise.withResolvers();
    sent = standInBackground(answer.promise);
    expect(refreshButton(view).title).toBe(message('popup.refresh_cost', 2));
    fireEvent.click(refreshButton(view));
    expect(refreshButton(view).getAttribute('aria-busy')).toBe('true');
    expect(sent).toEqual([{ command: 'refresh', input: { id: 'spellman', all: true } }]);
    answer.resolve({ ok: true, value: null });
    await waitFor(() => expect(refreshButton(view).getAttribute('aria-busy')).toBe('false'));
  });

  it('the popup says that a refresh costs nothing where no request is left to cost', async () => {
    const spent = { name: 'api_requests_daily', user: { allowed: 500, used: 500 } };
    const view = await popup({ ...spellman, quotas: { at, value: [spent] } });
    expect(refreshButton(view).title).toBe(message('popup.refresh_cost', 0));
  });

  it('the popup sends no command while VirusTotal asks to wait, and says so', async () => {
    const view = await popup(failing('rate-limited', Date.now() + 10 * minute));
    fireEvent.click(refreshButton(view));
    expect(refreshButton(view).getAttribute('aria-disabled')).toBe('true');
    expect(footer(view)).toMatch(messagePattern('retry_at', /\S.*/u));
    await settle();
    expect(sent).toEqual([]);
  });

  it('the popup keeps the last figures with their age next to a failure', async () => {
    const { getByRole, getAllByRole } = await popup(failing('bad-key'));
    expect(getByRole('alert').textContent).toContain(message('failure.bad_key'));
    expect(getByRole('alert').textContent).toContain(message('popup.data_age', '1 min. ago'));
    expect(getAllByRole('meter')).toHaveLength(1);
    expect(sent).toEqual([]);
  });

  it('the popup accepts the passphrase of a locked key, next to the last figures', async () => {
    const staleAccount = { ...failing('locked'), quotas: { ...spellman.quotas, at: at - 5 * minute } };
    sent = standInBackground({ ok: true, value: { unlocked: [] } });
    const view = await popup(staleAccount);
    expect(sent).toEqual([]);
    const notice = `${message('failure.locked')} ${message('popup.data_age', '6 min. ago')}`;
    expect(view.getByText(notice)).toBeDefined();
    expect(view.getAllByRole('meter')).toHaveLength(1);
    const field = passphraseField(view);
    expect(field.type).toBe('password');
    expect(document.activeElement).toBe(field);
    unlockWith(view, 'not the right one');
    expect((await view.findByRole('alert')).textContent).toContain(message('unlock.wrong'));
    expect(sent).toEqual([{ command: 'unlock', input: { passphrase: 'not the right one' } }]);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    sent = standInBackground({ ok: true, value: { unlocked: ['spellman'] } });
    unlockWith(view, 'the right one');
    await waitFor(() => expect(field.value).toBe(''));
    expect(view.queryByRole('alert')).toBeNull();
  });

  it('the popup can lock unlocked keys, and offers no lock for other keys', async () => {
    const { getByRole } = await popup({ ...spellman, keyStorage: 'passphrase' });
    fireEvent.click(getByRole('button', { name: message('locking.now') }));
    expect(sent).toEqual([{ command: 'lock', input: {} }]);
    for (const other of [spellman, { ...failing('locked'), keyStorage: 'passphrase' as const }])
      expect((await popup(other)).queryByRole('button', { name: message('locking.now') })).toBeNull();
  });

  it('the popup says that a passphrase unlocked only other accounts', async () => {
    standInBackground({ ok: true, value: { unlocked: ['other'] } });
    const view = await popup(failing('locked'));
    unlockWith(view, 'of the other one');
    expect((await view.findByRole('alert')).textContent).toContain(message('unlock.wrong'));
  });

  it('the popup requests host access within the click', async () => {
    grantAccess(false);
    const request = vi.spyOn(fakeBrowser.permissions, 'request').mockResolvedValue(true as never);
    const { getByRole } = await popup(spellman);
    getByRole('button', { name: message('common.grant') }).click();
    expect(request).toHaveBeenCalledWith({ origins: ['https://www.virustotal.com/*'] });
    expect(sent).toEqual([]);
  });

  it('the popup links to the 2FA settings, and does not treat "not visible" as off', async () => {
    const hint = { name: message('popup.switch_on_2fa') };
    const off = await popup({ ...spellman, user: user(false) });
    expect(off.getByRole('link', hint).getAttribute('href')).toBe(
      'https://www.virustotal.com/gui/user/spellman',
    );
    const unknown = await popup({ ...spellman, user: user() });
    expect(unknown.getByText('2FA not visible')).toBeDefined();
    expect(unknown.queryByRole('link', hint)).toBeNull();
  });

  it.each([
    ['a group enforces it', { ...spellman, groups: groupsWith(true) }, false],
    [
      'VirusTotal says so of the user',
      { ...spellman, user: { at, value: { ...user(false).value, singleSignOn: true } } },
      false,
    ],
    ['a group only offers it', { ...spellman, groups: groupsWith(false) }, true],
  ])(
    'the popup asks for 2FA with single sign-on only where passwords are in use: %s',
    async (_, shown, asks) => {
      const view = await popup({ ...shown, user: shown.user === spellman.user ? user(false) : shown.user });
      const chip = view.getByText('2FA off').closest('[data-tone]');
      expect(chip?.getAttribute('data-tone')).toBe(asks ? 'warning' : 'plain');
      expect(view.queryByText(message('panel.sso')) === null).toBe(asks);
      expect(view.queryByText(message('two_factor.replaced')) === null).toBe(asks);
      expect(view.queryByRole('link', { name: message('popup.switch_on_2fa') }) !== null).toBe(asks);
    },
  );

  it('the popup tells the age of what is older than the quotas', async () => {
    const older = (minutes: number) => ({ ...spellman.user, at: at - minutes * minute });
    const view = await popup({
      ...spellman,
      user: older(59),
      groups: { ...spellman.groups, at: at - 299 * minute },
    });
    expect(view.getByText(message('panel.read', '1 hr. ago'))).toBeDefined();
    expect(view.getByText(`${message('popup.groups', 2)} · 5 hr. ago`)).toBeDefined();
    expect((await popup(spellman)).queryByText(messagePattern('panel.read', /.+/u))).toBeNull();
  });

  const refused: Failure = { kind: 'forbidden', at, tries: 1, retryAt: at + 1000 * minute };
  const robot = { id: 'acme_robot', invalidFields: [], apiQuotaGroup: 'acme' };
  it.each<[string, Partial<Account>]>([
    ['by its type', { kind: 'service_account', user: { at, value: { ...robot, kind: 'service_account' } } }],
    ['by its id, where VirusTotal calls it a user', { user: { at, value: { ...robot, kind: 'user' } } }],
    [
      'by its pool, where its groups cannot be read',
      {
        user: { at, value: { id: robot.id, kind: 'user', invalidFields: [] } },
        quotas: { at, value: [{ name: 'x_daily', group: { allowed: 9, used: 1, from: 'acme' } }] },
        failures: { groups: { ...refused, kind: 'not-found' } },
      },
    ],
  ])('the popup shows a service account, known %s, without 2FA and without a failure', async (_, parts) => {
    const { groups: _groups, ...hidden } = { ...spellman, failures: { groups: refused } };
    const view = await popup({ ...hidden, ...parts, id: robot.id });
    expect(view.queryByText(/2FA/u)).toBeNull();
    expect(view.queryByText(messagePattern('popup.part_failure', /.+/u))).toBeNull();
    expect(view.getByText(new RegExp(message('popup.service_account'), 'u'))).toBeDefined();
  });

  it('the popup names the failure of a user’s groups, unless VirusTotal does not show them', async () => {
    const line = messagePattern('popup.part_failure', /.+/u);
    for (const kind of ['unavailable', 'forbidden'] as const) {
      const view = await popup({ ...spellman, failures: { groups: { ...refused, kind } } });
      expect(view.queryByText(line) !== null).toBe(kind === 'unavailable');
    }
  });

  it('the popup switches between accounts', async () => {
    const { getByRole } = await popup(spellman, { ...spellman, id: 'other' });
    fireEvent.change(getByRole('combobox', { name: message('popup.switch') }), {
      target: { value: 'other' },
    });
    expect(sent).toEqual([{ command: 'selectAccount', input: { id: 'other' } }]);
  });

  it('[F-storage-damaged] the popup survives damaged data', async () => {
    await store({ ...spellman, quotas: { at, value: [{}] } });
    const { findByRole, getByRole, queryByRole } = render(<Popup store={createStateStore()} />);
    const alert = await findByRole('alert');
    expect(alert.textContent).toContain(message('common.corrupted'));
    fireEvent.click(within(alert).getByRole('button', { name: message('common.refresh') }));
    expect(sent).toEqual([{ command: 'refresh', input: { id: 'spellman' } }]);
    // The open popup continues after the data are repaired.
    await act(() => store(spellman));
    await findByRole('heading', { level: 1 });
    expect(queryByRole('alert')).toBeNull();
    expect(getByRole('heading', { level: 1 }).textContent).toBe('Sabrina Spellman');
  });
});
