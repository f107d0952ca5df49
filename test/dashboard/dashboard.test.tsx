// @vitest-environment happy-dom
// The dashboard drawn from what lies in storage, also where that is damaged, foreign or missing.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { itemKey, listItems } from '../../core/storage/list-items.ts';
import { type ListKey, listStateKey } from '../../core/storage/list-schema.ts';
import { createStateStore } from '../../core/store/state-store.ts';
import type { ListState } from '../../core/domain/list-state.ts';
import { Dashboard } from '../../entrypoints/dashboard/Dashboard.tsx';
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

const now = Date.now();
const spellman = {
  id: 'spellman',
  kind: 'user',
  keyLast4: '333a',
  addedAt: now,
  quotas: { at: now, value: [{ name: 'api_requests_daily', user: { allowed: 500, used: 9 } }] },
  user: {
    at: now,
    value: { id: 'spellman', kind: 'user', firstName: '<b>Eve</b>', invalidFields: ['quotas'] },
  },
  groups: { at: now, value: { groups: [{ id: '<i>g</i>', role: 'user', invalidFields: [] }], count: 1 } },
  failures: {},
  requests: { day: new Date().toISOString().slice(0, 10), billable: 1203, free: 2 },
};

let sent: unknown[];

/** Renders the dashboard and waits until it shows the stored data; lists may still be loading. */
async function dashboard(hash: string, ...accounts: Stored[]): Promise<View> {
  location.hash = hash;
  await store(...accounts);
  const view = render(<Dashboard store={createStateStore()} />);
  await view.findByRole('heading', { level: 1 });
  await settle();
  return view;
}

const storeMembers = (state: Partial<ListState>, ids: string[] = []) => storeList('members/g', state, ids);

/** Stores a list. */
async function storeList(list: ListKey, state: Partial<ListState>, ids: string[] = []): Promise<void> {
  const key = listStateKey('spellman', list);
  const listState = {
    status: 'partial',
    targetCount: 40,
    unreadable: 0,
    lastUsedAt: now,
    generation: 1,
    cost: 1,
    at: now,
  };
  await listItems('readwrite', (items) => {
    for (const [place, id] of ids.entries())
      items.put({ id, kind: 'user', invalidFields: [] }, itemKey(key, 1, place));
  });
  await fakeBrowser.storage.local.set({ [key]: { ...listState, loaded: ids.length, ...state } });
}

type Part = Queries & { section: HTMLElement };

/** Finds a section of the page by its heading. */
function part({ getByRole }: Queries, title: string): Part {
  const section = getByRole('region', { name: title });
  return { ...within(section), section };
}

const members = message('dashboard.members.title');
const without2fa = message('dashboard.without_2fa.title');
const consumers = message('dashboard.consumers.title');
const notShown = message('dashboard.not_shown');
const costs = (requests: number) => message('dashboard.list.costs', requests);
const buttonOf = (word: 'load' | 'stop' | 'refresh', title: string) =>
  message('dashboard.list.of', message(`dashboard.list.${word}`), title);

/** Finds the members list of the group page, once storage has been read. */
async function membersOf(view: View): Promise<Part> {
  const found = part(view, members);
  await waitFor(() => {
    if (
      !found.section.querySelector(
        '.first-load, .notice, .in-progress, [role=rowheader], .section-part > p + p',
      )
    )
      throw new Error('The list of members has not been read yet.');
  });
  return found;
}

beforeEach(() => {
  sent = standInBackground();
  // happy-dom computes no layout; without a height no row would be visible.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  window.scrollTo = () => undefined;
});

const step = (words: string, requests: number) => `${words} ${message('dashboard.list.requests', requests)}`;

describe('the account page of the dashboard', () => {
  it('the account page renders names as text, and names hidden and invalid fields', async () => {
    const view = await dashboard('', spellman);
    const fact = (name: string) => view.getByRole('definition', { name });
    expect(view.container.querySelector('dd b')).toBeNull();
    expect(fact(message('dashboard.field.first_name')).textContent).toBe('<b>Eve</b>');
    expect(fact(message('dashboard.field.status')).textContent).toBe(notShown);
    expect(fact(message('dashboard.field.email')).textContent).toBe(
      notShown + message('dashboard.owner_and_admins'),
    );
    expect(fact(message('dashboard.field.two_factor')).textContent).toContain('2FA not visible');
    expect(view.getByText(message('dashboard.invalid_fields', 'quotas'))).toBeDefined();
    expect(view.getByText(message('dashboard.used_today', '1,203'))).toBeDefined();
  });

  it('the account page names the fields of quotas that could not be read', async () => {
    const value = [
      { name: 'api_requests_daily', user: { allowed: 500, used: 9 }, invalidFields: ['user.used'], at: now },
      { name: 'gti_reports_monthly', invalidFields: ['entry'] },
    ];
    const view = await dashboard('', { ...spellman, quotas: { at: now, value } });
    const names = 'api_requests_daily.user.used, gti_reports_monthly';
    expect(view.getByText(message('dashboard.invalid_fields', names))).toBeDefined();
  });

  it('the account page shows the age of each section, and what loading it costs', async () => {
    const view = await dashboard('', { ...spellman, quotas: undefined });
    const asides = [...view.container.querySelectorAll('.section-part-meta')].map(
      ({ textContent }) => textContent,
    );
    const age = message('age.fresh');
    const withAccount = age + message('dashboard.loaded_with_account');
    expect(asides.filter(Boolean)).toEqual([
      withAccount,
      message('dashboard.free'),
      withAccount,
      withAccount,
      withAccount,
      age + message('dashboard.refreshed_automatically'),
    ]);
    const quotas = part(await dashboard('', spellman), message('dashboard.quotas'));
    expect(quotas.section.querySelector('.section-part-meta')?.textContent).toBe(
      age + message('dashboard.free'),
    );
  });

  it('the account page shows the origin of each privilege, or that VirusTotal does not tell it', async () => {
    const privileges = [
      { name: 'inherited', granted: true, from: 'acme', via: 'api_quota_group' },
      { name: 'own', granted: true },
      { name: 'not-granted', granted: false },
    ];
    const user = { ...spellman.user, value: { ...spellman.user.value, privileges } };
    const table = part(await dashboard('', { ...spellman, user }), 'Privileges');
    const column = message('dashboard.column.origin');
    const origins = table.getAllByRole('cell').filter(({ dataset }) => dataset['label'] === column);
    expect(origins.map(({ textContent }) => textContent)).toEqual([
      message('origin.api_group', 'acme'),
      notShown,
      '',
    ]);
  });

  it('the account page loads only the usage, which is free', async () => {
    await dashboard('', spellman);
    const usage = { account: 'spellman', list: 'usage/spellman', targetCount: 60, fresh: false };
    await waitFor(() => expect(sent).toEqual([{ command: 'loadList', input: usage }]));
    await settle();
    expect(sent).toHaveLength(1);
  });

  it('[S-extension-addresses] the page of a group that nothing stored names requests nothing without a click', async () => {
    const view = await dashboard('#/groups/made-up', spellman);
    const usage = part(view, message('dashboard.usage'));
    const load = await usage.findByRole('button', {
      name: message('dashboard.list.of', message('dashboard.list.load'), message('dashboard.usage')),
    });
    await settle();
    expect(sent).toEqual([]);
    fireEvent.click(load);
    const input = { account: 'spellman', list: 'groupUsage/made-up', targetCount: 60, fresh: false };
    expect(sent).toEqual([{ command: 'loadList', input }]);
  });

  it('the account page survives damaged data', async () => {
    await store({ ...spellman, quotas: { at: now, value: [{}] } });
    location.hash = '';
    const { findByRole } = render(<Dashboard store={createStateStore()} />);
    const alert = await findByRole('alert');
    expect(alert.textContent).toContain(message('common.corrupted'));
    expect(within(alert).getByRole('button', { name: message('common.refresh') })).toBeDefined();
  });

  it('the dashboard survives having no account, and storage of a newer version', async () => {
    const view = await dashboard('');
    const main = within(view.getByRole('main'));
    expect(main.getByRole('button').textContent).toBe(message('popup.add'));
    await act(() => fakeBrowser.storage.local.set({ index: { version: 99 } }));
    expect(await main.findByText(message('failure.newer'))).toBeDefined();
  });

  it('the account page links to the options if only the user can fix a failure', async () => {
    const failures = { quotas: { kind: 'bad-key', at: now, tries: 1 } };
    const alert = (await dashboard('', { ...spellman, failures })).getByRole('alert');
    expect(alert.textContent).toContain(message('failure.bad_key'));
    expect(within(alert).getByRole('button', { name: message('popup.open_options') })).toBeDefined();
  });

  it('the account page of a service account shows no problem for what only administrators see', async () => {
    const failures = { groups: { kind: 'forbidden', at: now, tries: 1 } };
    const service = { ...spellman, kind: 'service_account', groups: undefined, failures };
    expect((await dashboard('', service)).queryByRole('alert')).toBeNull();
    await storeList('groups/spellman', {
      status: 'failed',
      failure: { kind: 'forbidden', at: now, tries: 1 },
    });
    const groups = part(await dashboard('#/groups', service), 'Groups');
    expect(await groups.findByText(message('dashboard.group_list.access_service'))).toBeDefined();
    const failing = { ...service, failures: { user: { kind: 'offline', at: now, tries: 1 } } };
    const notice = message('popup.part_failure', message('failure.offline'));
    expect((await dashboard('', failing)).getByText(notice, { exact: false })).toBeDefined();
  });
});

const failing = (kind: string, age: number) => ({
  ...spellman,
  failures: { quotas: { kind, at: Date.now() - age, tries: 1, retryAt: Date.now() + 60_000 } },
});

describe('[F-connect] the dashboard of an account that cannot be reached', () => {
  const refresh = { command: 'refresh', input: { id: 'spellman' } };
  const refreshes = () => sent.filter((each) => (each as typeof refresh).command === 'refresh');

  it('refreshes it when it opens, and when the browser is online again', async () => {
    await dashboard('', failing('unreachable', 20_000));
    await waitFor(() => expect(refreshes()).toEqual([refresh]));
    window.dispatchEvent(new Event('online'));
    expect(refreshes()).toEqual([refresh, refresh]);
  });

  it.each([
    ['unreachable', 5000],
    ['unavailable', 20_000],
    ['rate-limited', 20_000],
  ])('does not refresh it after the failure %s %d ms ago', async (kind, age) => {
    await dashboard('', failing(kind, age));
    await settle();
    expect(refreshes()).toEqual([]);
  });
});

describe('a dashboard list', () => {
  it('the list shows its cost before it is loaded', async () => {
    const { section, getByRole, getByText } = await membersOf(await dashboard('#/groups/g', spellman));
    expect(getByText(message('dashboard.list.price', '40'))).toBeDefined();
    const load = getByRole('button', { name: buttonOf('load', members) });
    load.focus();
    fireEvent.click(load);
    // The button will be removed.
    expect(document.activeElement).toBe(section);
    expect(sent.at(-1)).toEqual({
      command: 'loadList',
      input: { account: 'spellman', list: 'members/g', targetCount: 40, fresh: false },
    });
  });

  it('the list shows its rows, their number, and what more rows cost', async () => {
    await storeMembers({ total: 1312, cursor: 'next' }, ['a', '<b>b</b>']);
    const found = await membersOf(await dashboard('#/groups/g', spellman));
    expect(found.getByText(message('dashboard.list.some', '2', '1,312'))).toBeDefined();
    expect(found.getAllByRole('rowheader')).toHaveLength(2);
    expect(found.section.querySelector('b')).toBeNull();
    expect(found.getByRole('table').getAttribute('aria-rowcount')).toBe('1313');
    const more = found.getByRole('group', { name: buttonOf('load', members) });
    expect(
      within(more)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([
      step(message('dashboard.list.more', '40'), 1),
      step(message('dashboard.list.more', '400'), 10),
      step(message('dashboard.list.rest', '1,312'), 33),
    ]);
  });

  it('the list says which fields VirusTotal hides from the viewer, and who may see them', async () => {
    await storeMembers({ status: 'complete' }, ['a']);
    const found = await membersOf(await dashboard('#/groups/g', spellman));
    expect(found.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(
      Array.from({ length: 6 }, () => '–'),
    );
    expect(found.getAllByTitle(notShown)).toHaveLength(6);
    expect(found.getByText(message('dashboard.members.hint'))).toBeDefined();
  });

  it.each([
    [{ status: 'stopped', loaded: 80, targetCount: 10_000, total: 10_000 }, 'dashboard.list.resume', 248],
    [
      { status: 'failed', loaded: 0, failure: { kind: 'offline', at: now, tries: 1 } },
      'dashboard.list.retry',
      1,
    ],
    [{ status: 'stopped', loaded: 80, targetCount: 120, restartPending: true }, 'dashboard.list.resume', 3],
  ] as [Partial<ListState>, 'dashboard.list.resume' | 'dashboard.list.retry', number][])(
    'the list shows what more rows cost: %j',
    async (state, word, requests) => {
      await storeMembers(state);
      const { section } = await membersOf(await dashboard('#/groups/g', spellman));
      expect(section.textContent).toContain(message(word) + costs(requests));
    },
  );

  it('the list of groups with all groups known shows what a reload costs', async () => {
    const view = await dashboard('#/groups', spellman);
    const groups = part(view, 'Groups');
    await groups.findByRole('rowheader');
    expect(groups.section.querySelector('.section-part-actions')?.textContent).toBe(
      `CSVJSON${message('dashboard.list.refresh')}${costs(1)}`,
    );
    fireEvent.click(groups.getByRole('button', { name: buttonOf('refresh', 'Groups') }));
    expect(sent.at(-1)).toEqual({
      command: 'loadList',
      input: { account: 'spellman', list: 'groups/spellman', targetCount: 1, fresh: false },
    });
  });

  it.each([
    [{ id: 'g', invalidFields: [] }, undefined, 'dashboard.roles.unknown'],
    [{ id: 'g', invalidFields: [] }, { at: now, ids: [], isComplete: true }, 'dashboard.service_list.none'],
    [{ id: 'g', role: 'user', invalidFields: [] }, undefined, 'dashboard.service_list.none'],
  ] as const)(
    'the page of service accounts says whose are missing: %j %j',
    async (group, administered, words) => {
      const groups = { at: now, value: { groups: [group], count: 1 } };
      const view = await dashboard('#/service-accounts', { ...spellman, groups, administered });
      expect(await view.findByText(message(words))).toBeDefined();
    },
  );

  it('the page of service accounts offers those of each group whose role is not known', async () => {
    const groups = { at: now, value: { groups: [{ id: 'g', invalidFields: [] }], count: 1 } };
    const view = await dashboard('#/service-accounts', { ...spellman, groups });
    const title = message('dashboard.service_list.of', 'g');
    expect(await view.findByRole('button', { name: buttonOf('load', title) })).toBeDefined();
  });

  it.each([
    ['the complete list of groups it manages', 'groupsManaged/spellman', { status: 'complete', loaded: 0 }],
    [
      'a refusal of one of them',
      'membersWithout2fa/g',
      { status: 'failed', loaded: 0, failure: { kind: 'forbidden', at: now, tries: 1 } },
    ],
  ] as [string, ListKey, Partial<ListState>][])(
    'the list for administrators is not offered to an account known to be none, by %s',
    async (_, list, state) => {
      const lists = [without2fa, consumers];
      const offered = async (): Promise<string[]> => {
        const view = await dashboard('#/groups/g', spellman);
        await membersOf(view);
        return lists.filter((title) => view.queryByRole('button', { name: buttonOf('load', title) }));
      };
      expect(await offered()).toEqual(lists);
      await storeList(list, state);
      expect(await offered()).toEqual([]);
      const most = part(await dashboard('#/groups/g', spellman), consumers);
      expect(await most.findByText(message('dashboard.group.admins_only'))).toBeDefined();
    },
  );

  it('the list of managed groups shows the role that VirusTotal leaves out', async () => {
    await storeList('groupsManaged/spellman', { status: 'complete' }, ['mine']);
    const managed = part(await dashboard('#/groups', spellman), message('dashboard.managed.title'));
    const row = (await managed.findByRole('rowheader')).parentElement;
    expect(row?.textContent).toContain('mineadmin–');
  });

  it.each([
    [{ status: 'complete' }, 'dashboard.members.empty'],
    [{ status: 'stopped' }, 'dashboard.list.stopped'],
    [{ status: 'failed', failure: { kind: 'offline', at: now, tries: 1 } }, 'failure.offline'],
    [{ status: 'failed', failure: { kind: 'forbidden', at: now, tries: 1 } }, 'dashboard.members.access'],
    [{ status: 'failed', failure: { kind: 'not-found', at: now, tries: 1 } }, 'dashboard.list.not_found'],
    [{ status: 'complete', unreadable: 3 }, 'dashboard.list.unread'],
    [{ status: 'loading', restarted: true }, 'dashboard.list.reloaded'],
  ] as const)('the list that is %j says so', async (state, words) => {
    await storeMembers(state);
    const view = await dashboard('#/groups/g', spellman);
    const sentence = words === 'dashboard.list.unread' ? message(words, 3) : message(words);
    expect(await part(view, members).findByText(sentence)).toBeDefined();
  });

  it('the list known to be empty says so before it is loaded', async () => {
    const groups = { at: now, value: { groups: [], count: 0 } };
    const view = await dashboard('#/groups', { ...spellman, groups });
    expect(await part(view, 'Groups').findByText(message('dashboard.group_list.empty'))).toBeDefined();
  });

  it('the list can be stopped', async () => {
    await storeMembers({ status: 'loading', cursor: 'next' }, ['a']);
    const { findByRole } = part(await dashboard('#/groups/g', spellman), members);
    fireEvent.click(await findByRole('button', { name: buttonOf('stop', members) }));
    expect(sent.at(-1)).toEqual({ command: 'stopList', input: { account: 'spellman', list: 'members/g' } });
  });

  it('the list is requested again after its worker was terminated', async () => {
    sent = standInBackground({ ok: false, error: { kind: 'unexpected' } });
    const { findByRole } = part(await dashboard('#/groups/g', spellman), members);
    fireEvent.click(await findByRole('button', { name: buttonOf('load', members) }));
    const tries = () => sent.filter((each) => JSON.stringify(each).includes('members/g'));
    await waitFor(() => expect(tries()).toHaveLength(3));
    await settle();
    expect(tries()).toHaveLength(3);
  });
});

describe('dashboard navigation', () => {
  it('dashboard navigation focuses the heading and names the page', async () => {
    const view = await dashboard('#/groups', spellman);
    expect(document.title).toBe(message('dashboard.title', 'Groups'));
    await act(() => {
      location.hash = '#/hunting';
      window.dispatchEvent(new Event('hashchange'));
    });
    const heading = await view.findByRole('heading', { level: 1, name: 'Hunting' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(view.getByRole('link', { current: 'page' }).textContent).toBe('Hunting');
  });

  it('dashboard navigation to an unknown URL says so', async () => {
    const view = await dashboard('#/what', spellman);
    expect(view.getByRole('heading', { level: 1 }).textContent).toBe(message('dashboard.not_found'));
  });

  it('the group page tells a member who sees what administrators see', async () => {
    const view = await dashboard('#/groups/%3Ci%3Eg%3C%2Fi%3E', spellman);
    expect(view.getByRole('heading', { level: 1 }).textContent).toBe(
      `${message('dashboard.group.lead')} <i>g</i>`,
    );
    expect(await part(view, without2fa).findByText(message('dashboard.group.admins_only'))).toBeDefined();
    expect(view.container.querySelector('i')).toBeNull();
  });
});
