// @vitest-environment happy-dom
// The dashboard drawn from what lies in storage, also where that is damaged, foreign or missing.
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { itemKey, listItems } from '../../core/storage/list-items.ts';
import { type ListKey, listStateKey } from '../../core/storage/list-schema.ts';
import { createStateStore } from '../../core/store/state-store.ts';
import type { ListState } from '../../core/domain/list-state.ts';
import { Dashboard } from '../../entrypoints/dashboard/Dashboard.tsx';
import { standInBackground, store, type Stored } from '../components/background.ts';
import { button, click, one, render, settle } from '../components/render.ts';

const now = Date.now();
const spellman = {
  id: 'spellman',
  kind: 'user',
  keyEnd: '333a',
  addedAt: now,
  quotas: { at: now, value: [{ name: 'api_requests_daily', user: { allowed: 500, used: 9 } }] },
  user: { at: now, value: { id: 'spellman', kind: 'user', firstName: '<b>Eve</b>', wrong: ['quotas'] } },
  groups: { at: now, value: { groups: [{ id: '<i>g</i>', role: 'user', wrong: [] }], count: 1 } },
  failures: {},
  requests: { day: new Date().toISOString().slice(0, 10), costing: 1203, free: 2 },
};

let sent: unknown[];

async function dashboard(hash: string, ...accounts: Stored[]): Promise<HTMLElement> {
  location.hash = hash;
  await store(...accounts);
  const root = await render(<Dashboard mirror={createStateStore()} />);
  await settle();
  return root;
}

const storeMembers = (state: Partial<ListState>, ids: string[] = []) => storeList('members/g', state, ids);

/** Lays a list into storage. */
async function storeList(list: ListKey, state: Partial<ListState>, ids: string[] = []): Promise<void> {
  const key = listStateKey('spellman', list);
  const whole = { status: 'partial', upTo: 40, unreadable: 0, touchedAt: now, edition: 1, cost: 1, at: now };
  await listItems('readwrite', (items) => {
    for (const [place, id] of ids.entries())
      items.put({ id, kind: 'user', wrong: [] }, itemKey(key, 1, place));
  });
  await fakeBrowser.storage.local.set({ [key]: { ...whole, loaded: ids.length, ...state } });
}

/** A part of the page by its heading, when storage was read for it. */
async function part(root: HTMLElement, title: string, wanted = 'section'): Promise<HTMLElement> {
  for (let tries = 100; tries > 0; tries -= 1) {
    const headings = [...root.querySelectorAll('h2')];
    const section = headings.find(({ textContent }) => textContent === title)?.closest('section');
    if (section && (wanted === 'section' || section.querySelector(wanted))) return section;
    await settle();
  }
  throw new Error(`no ${wanted} of "${title}" in: ${root.textContent}`);
}

beforeEach(() => {
  sent = standInBackground();
  // happy-dom lays nothing out; without a height nothing would be in view.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  window.scrollTo = () => undefined;
});

describe('the account page', () => {
  it('takes names for text, says what is not shown and what was not understood', async () => {
    const root = await dashboard('', spellman);
    expect(root.querySelector('.fact b')).toBeNull();
    const facts = [...root.querySelectorAll('.fact')].map(({ textContent }) => textContent);
    expect(facts).toContain('First name<b>Eve</b>');
    expect(facts).toContain('Statusnot shown by VirusTotal');
    expect(facts).toContain(
      "E-mailnot shown by VirusTotalVirusTotal tells the account's owner and administrators of its group.",
    );
    expect(facts.find((fact) => fact.startsWith('Two-factor'))).toContain('2FA not visible');
    expect(root.textContent).toContain('Not understood in what VirusTotal sent: quotas.');
    expect(root.textContent).toContain('Vitals used 1,203 of your requests today');
  });

  it('says of each part how old it is, and what reading it costs', async () => {
    const root = await dashboard('', { ...spellman, quotas: undefined });
    const asides = [...root.querySelectorAll('.part-aside')].map(({ textContent }) => textContent);
    const age = 'Updated a moment ago';
    expect(asides).toEqual([
      `${age}read by itself every few hours, for 1 request`,
      `${age}read together with the first part`,
      `${age}read together with the first part`,
      `${age}read together with the first part`,
      `${age}read together with the first part`,
      'costs none of your requests',
    ]);
    const free = await dashboard('', spellman);
    expect((await part(free, 'Quotas')).querySelector('.part-aside')?.textContent).toBe(
      `${age}costs none of your requests`,
    );
  });

  it('says of each privilege where it is from, or that VirusTotal does not tell', async () => {
    const privileges = [
      { name: 'inherited', granted: true, from: 'acme', via: 'api_quota_group' },
      { name: 'own', granted: true },
      { name: 'withheld', granted: false },
    ];
    const user = { ...spellman.user, value: { ...spellman.user.value, privileges } };
    const table = await part(await dashboard('', { ...spellman, user }), 'Privileges', '[role=rowheader]');
    const origins = [...table.querySelectorAll('[role=cell][data-label=From]')];
    expect(origins.map(({ textContent }) => textContent)).toEqual([
      'from acme, which pays for API quota',
      'not shown by VirusTotal',
      '',
    ]);
  });

  it('asks for nothing but the usage, which is free', async () => {
    await dashboard('', spellman);
    expect(sent).toEqual([
      {
        command: 'loadList',
        input: { account: 'spellman', list: 'usage/spellman', upTo: 60, fresh: false },
      },
    ]);
  });

  it('survives damaged data and no account', async () => {
    const damaged = await dashboard('', { ...spellman, quotas: { at: now, value: [{}] } });
    expect(one(damaged, '[role=alert]').textContent).toContain('is damaged');
    button(damaged, 'Read anew');
    const empty = await dashboard('');
    expect(one(empty, 'main button').textContent).toBe('Add an account');
    await act(() => fakeBrowser.storage.local.set({ index: { version: 99 } }));
    await settle();
    expect(one(empty, 'main').textContent).toContain('Update the extension to go on.');
  });

  it('leads to the options where only the user can help', async () => {
    const failures = { quotas: { kind: 'bad-key', at: now, tries: 1 } };
    const root = await dashboard('', { ...spellman, failures });
    expect(one(root, '[role=alert]').textContent).toContain('does not accept this API key any more');
    button(root, 'Open options');
  });

  it('of a service account is in no trouble for what only its administrators are shown', async () => {
    const failures = { groups: { kind: 'forbidden', at: now, tries: 1 } };
    const service = { ...spellman, kind: 'service_account', groups: undefined, failures };
    expect((await dashboard('', service)).querySelector('.notice[data-tone=critical]')).toBeNull();
    await storeList('groups/spellman', {
      status: 'failed',
      failure: { kind: 'forbidden', at: now, tries: 1 },
    });
    const groups = await part(await dashboard('#/groups', service), 'Groups', '.notice');
    expect(groups.textContent).toContain("VirusTotal shows a service account's groups to administrators");
    const failing = { ...service, failures: { user: { kind: 'offline', at: now, tries: 1 } } };
    expect(one(await dashboard('', failing), '.notice').textContent).toContain('Account and groups: Virus');
  });
});

describe('a list', () => {
  it('states its price before it is loaded', async () => {
    const root = await dashboard('#/groups/g', spellman);
    const members = await part(root, 'Members', 'button');
    expect(members.textContent).toContain('costs 1 request for each 40');
    const load = button(members, 'Load Members');
    load.focus();
    await click(load);
    // The button is going to be gone.
    expect(document.activeElement).toBe(members);
    expect(sent.at(-1)).toEqual({
      command: 'loadList',
      input: { account: 'spellman', list: 'members/g', upTo: 40, fresh: false },
    });
  });

  it('shows its rows, how many there are, and what more costs', async () => {
    await storeMembers({ total: 1312, cursor: 'next' }, ['a', '<b>b</b>']);
    const members = await part(await dashboard('#/groups/g', spellman), 'Members', '[role=rowheader]');
    expect(members.textContent).toContain('2 of 1,312');
    expect(members.querySelectorAll('[role=rowheader]')).toHaveLength(2);
    expect(members.querySelector('b')).toBeNull();
    expect(one(members, '[role=table]').getAttribute('aria-rowcount')).toBe('1313');
    expect(one(members, '.more').textContent).toBe(
      'Load 40 more 1 requestLoad 400 more 10 requestsLoad all 1,312 33 requests',
    );
  });

  it('says what VirusTotal does not tell of each row, and who is told it', async () => {
    await storeMembers({ status: 'complete' }, ['a']);
    const members = await part(await dashboard('#/groups/g', spellman), 'Members', '[role=rowheader]');
    const cells = [...members.querySelectorAll('[role=rowgroup]:last-child [role=cell]')];
    expect(cells.map(({ textContent }) => textContent)).toEqual(['–', '–', '–', '–', '–', '–']);
    expect(one(members, '.unknown').title).toBe('not shown by VirusTotal');
    expect(members.textContent).toContain('are shown to administrators of the group only');
  });

  it.each([
    [{ status: 'stopped', loaded: 80, upTo: 10_000, total: 10_000 }, 'Resumecosts 248 requests'],
    [
      { status: 'failed', loaded: 0, failure: { kind: 'offline', at: now, tries: 1 } },
      'Try againcosts 1 request',
    ],
    [{ status: 'stopped', loaded: 80, upTo: 120, anew: true }, 'Resumecosts 3 requests'],
  ] as [Partial<ListState>, string][])('that goes on says what that costs: %j', async (state, words) => {
    await storeMembers(state);
    const members = await part(await dashboard('#/groups/g', spellman), 'Members', '.notice');
    expect(members.textContent).toContain(words);
  });

  it('of groups that are all known is read again for what that costs', async () => {
    const groups = await part(await dashboard('#/groups', spellman), 'Groups', '[role=rowheader]');
    expect(one(groups, '.part-actions').textContent).toBe('CSVJSONRefreshcosts 1 request');
    await click(button(groups, 'Refresh Groups'));
    expect(sent.at(-1)).toEqual({
      command: 'loadList',
      input: { account: 'spellman', list: 'groups/spellman', upTo: 1, fresh: false },
    });
  });

  it.each([
    [undefined, 'Which groups those are is not known yet.'],
    [{ status: 'complete', loaded: 0 } as const, 'This account administers no group.'],
  ])('of service accounts says whose are missing: %j', async (state, words) => {
    if (state) await storeList('groupsManaged/spellman', state);
    const root = await dashboard('#/service-accounts', spellman);
    await part(root, 'Groups managed', state ? '.part > .quiet' : '.first-load');
    expect(one(root, 'main > .quiet').textContent).toContain(words);
  });

  it.each([
    ['the whole list of groups it manages', 'groupsManaged/spellman', { status: 'complete', loaded: 0 }],
    [
      'a refusal of one of them',
      'membersWithout2fa/g',
      { status: 'failed', loaded: 0, failure: { kind: 'forbidden', at: now, tries: 1 } },
    ],
  ] as [string, ListKey, Partial<ListState>][])(
    'for administrators is not offered to who is known to be none, by %s',
    async (_, list, state) => {
      const lists = ['Members without 2FA', 'Largest users of a quota'];
      const offered = async (): Promise<string[]> => {
        const root = await dashboard('#/groups/g', spellman);
        await part(root, 'Members', 'button');
        return lists.filter((title) => root.querySelector(`[aria-label="Load ${title}"]`));
      };
      expect(await offered()).toEqual(lists);
      await storeList(list, state);
      expect(await offered()).toEqual([]);
      const most = await part(await dashboard('#/groups/g', spellman), 'Largest users of a quota', '.quiet');
      expect(most.textContent).toContain('Only administrators of this group may read this.');
    },
  );

  it('of the groups somebody manages names the role that VirusTotal leaves out', async () => {
    await storeList('groupsManaged/spellman', { status: 'complete' }, ['mine']);
    const managed = await part(
      await dashboard('#/groups', spellman),
      'Groups managed',
      '.table-body [role=row]',
    );
    expect(managed.textContent).toContain('mineadmin–');
  });

  it.each([
    [{ status: 'complete' }, 'No members.'],
    [{ status: 'stopped' }, 'Stopped. What was loaded is kept.'],
    [{ status: 'failed', failure: { kind: 'offline', at: now, tries: 1 } }, 'VirusTotal cannot be reached.'],
    [{ status: 'failed', failure: { kind: 'forbidden', at: now, tries: 1 } }, 'Members of this group may'],
    [
      { status: 'failed', failure: { kind: 'not-found', at: now, tries: 1 } },
      'VirusTotal does not know this',
    ],
    [{ status: 'complete', unreadable: 3 }, '3 entries could not be read.'],
    [{ status: 'loading', renewed: true }, 'had lost the place'],
  ] as [Partial<ListState>, string][])('that is %j says so', async (state, words) => {
    await storeMembers(state);
    const members = await part(await dashboard('#/groups/g', spellman), 'Members', '.part > p, .notice');
    expect(members.textContent).toContain(words);
  });

  it('that is known to be empty says so before it is loaded', async () => {
    const groups = { at: now, value: { groups: [], count: 0 } };
    const root = await dashboard('#/groups', { ...spellman, groups });
    expect((await part(root, 'Groups', '.quiet')).textContent).toContain('In no group.');
  });

  it('can be stopped', async () => {
    await storeMembers({ status: 'loading', cursor: 'next' }, ['a']);
    const root = await dashboard('#/groups/g', spellman);
    await click(button(await part(root, 'Members', '.under-way'), 'Stop Members'));
    expect(sent.at(-1)).toEqual({ command: 'stopList', input: { account: 'spellman', list: 'members/g' } });
  });

  it('is asked for again when the worker died over it', async () => {
    sent = standInBackground({ ok: false, error: { kind: 'unexpected' } });
    const root = await dashboard('#/groups/g', spellman);
    await click(button(await part(root, 'Members', 'button'), 'Load Members'));
    await settle();
    expect(sent.filter((message) => JSON.stringify(message).includes('members/g'))).toHaveLength(3);
  });
});

describe('moving about', () => {
  it('focuses the heading and names the page', async () => {
    const root = await dashboard('#/groups', spellman);
    expect(document.title).toBe('Groups · Vitals for VirusTotal');
    await act(() => {
      location.hash = '#/hunting';
      window.dispatchEvent(new Event('hashchange'));
    });
    await settle();
    expect(document.activeElement).toBe(one(root, 'h1'));
    expect(one(root, '[aria-current=page]').textContent).toBe('Hunting');
  });

  it('says that an address leads nowhere', async () => {
    expect(one(await dashboard('#/what', spellman), 'h1').textContent).toBe('There is no such page');
  });

  it('a member is told who sees what administrators see', async () => {
    const root = await dashboard('#/groups/%3Ci%3Eg%3C%2Fi%3E', spellman);
    expect(one(root, 'h1').textContent).toBe('Group <i>g</i>');
    const without = await part(root, 'Members without 2FA', '.quiet');
    expect(without.textContent).toContain('Only administrators of this group');
    expect(root.querySelector('i')).toBeNull();
  });
});
