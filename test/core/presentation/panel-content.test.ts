// What the panel says about its figures: whose they are, how old they are, and why something is not shown.
import { describe, expect, it } from 'vitest';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { quotaStatusesOf } from '../../../core/domain/account.ts';
import type { GroupLookup, MemberList, UserLookup } from '../../../core/domain/lookup.ts';
import { groupPanel } from '../../../core/presentation/group-panel.ts';
import type { PanelContent } from '../../../core/views/panel-content.ts';
import { userPanel } from '../../../core/presentation/user-panel.ts';
import { message, messagePattern } from '../../message.ts';

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;
const lookupMeta = { viewer: 'admin', accountCount: 1, cost: 0, loadCost: 0 };
const pool = { allowed: 9000, used: 900, from: 'acme' };
const figures = [{ name: 'api_requests_monthly', user: { allowed: 1_000_000_000, used: 90 }, group: pool }];
const quotas = quotaStatusesOf({ quotas: { at: now, value: figures } }, now);
const acme: Group = {
  id: 'acme',
  role: 'admin',
  organization: 'Acme',
  country: 'Ireland',
  invalidFields: [],
};

const createLookup = (user: Partial<User>, more: Partial<UserLookup> = {}): UserLookup => ({
  ...lookupMeta,
  own: false,
  user: { at: now - 5 * hour, value: { id: 'mia', kind: 'user', invalidFields: [], ...user } },
  quotas: [],
  ...more,
});

const columnOf = ({ columns }: PanelContent, title: string) =>
  columns.find((column) => column.title === title);
/** The first column of a member or service account. */
const memberColumn = ({ columns }: PanelContent) => columns[0];
const read = (age: string) => message('panel.read', age);
const entriesOf = (panel: PanelContent) => columnOf(panel, 'Groups')?.blocks[0]?.entries?.entries;
const hiddenIn = (panel: PanelContent, title: string) =>
  columnOf(panel, title)?.blocks.flatMap(({ hidden }) => hidden ?? []);

describe('the ages in the panel', () => {
  it('the panel shows an age for each part: groups, quotas, and the rest', () => {
    const panel = userPanel(
      createLookup(
        {},
        {
          own: true,
          groups: { at: now - 20 * hour, value: { groups: [acme], count: 1 } },
          quotas,
          quotasAt: now - 3 * 60_000,
        },
      ),
      now,
    );
    expect(columnOf(panel, 'Groups')?.meta).toBe(`1 · ${read('20 hr. ago')}`);
    expect(columnOf(panel, message('panel.quotas'))?.meta).toBe(read('3 min. ago'));
    expect(panel.footer.map(({ text }) => text)).toContain(read('5 hr. ago'));
    expect(panel.footer.map(({ text }) => text)).toContain(message('panel.cost', 0));
  });

  it('the group panel shows when its quotas were loaded', () => {
    const group = { at: now - 20 * hour, value: acme };
    const lookup: GroupLookup = {
      ...lookupMeta,
      group,
      quotas,
      quotasAt: now - 60_000,
      peopleAccess: 'load',
      consumers: [],
    };
    expect(columnOf(groupPanel(lookup, now), message('panel.quotas'))?.meta).toBe(read('1 min. ago'));
  });
});

const footerOf = (more: Partial<UserLookup>) => userPanel(createLookup({}, more), now).footer.at(-1)?.text;

describe('the panel with several accounts', () => {
  it('the panel says that the viewer sees most only if that is known', () => {
    expect(footerOf({ accountCount: 2 })).toBe(message('panel.widest_view_of', 2));
    expect(footerOf({ accountCount: 3, anotherMaySeeMore: true })).toBe(message('panel.one_of', 3));
    expect(footerOf({ accountCount: 2, own: true })).toBe(message('panel.cost', 0));
  });
});

describe("an administrator's panel of a member", () => {
  const membership = {
    group: 'acme',
    groupDetails: acme,
    share: 0.1,
    isAdministrator: { at: now, value: false },
  };

  it('the panel of a member links the group and shows the member’s role, organization and quota use', () => {
    const panel = userPanel(createLookup({ email: 'mia@acme.example' }, { membership, quotas }), now);
    expect(entriesOf(panel)).toEqual([
      {
        title: 'acme',
        href: 'https://www.virustotal.com/gui/group/acme/users',
        meta: { text: message('groups.member'), tone: 'plain' },
        detail: [{ name: 'Acme · Ireland' }, ' · ', message('panel.pool_share', '10%')],
      },
    ]);
    expect(hiddenIn(panel, 'Groups')).toContain(message('panel.groups_others'));
    expect(hiddenIn(panel, 'Groups')).toContain(message('panel.privileges_hidden'));
    expect(memberColumn(panel)?.blocks.at(-1)?.personal).toBe(message('panel.email', 'mia@acme.example'));
  });

  it('the panel of a member begins with use as numbers, caps, role and 2FA, as far as they are known', () => {
    const day = { name: 'api_requests_daily', user: { allowed: 1000, used: 59 }, group: pool };
    const loaded = quotaStatusesOf({ quotas: { at: now, value: [day, ...figures] } }, now);
    const without2fa = { at: now, value: true };
    const factsOf = (more: Partial<UserLookup>) =>
      memberColumn(
        userPanel(createLookup({}, { quotas: loaded, ...more }), now),
      )?.blocks[0]?.entries?.entries.map(({ title, meta }) => `${title}: ${meta?.text}`);
    const use = [
      'API requests today: 59',
      `API requests this month: 90 · ${message('panel.of_group', '10%')}`,
      `${message('panel.daily_cap')}: 1,000`,
      `${message('panel.monthly_cap')}: ${message('dashboard.none')}`,
    ];
    expect(factsOf({ membership: { ...membership, without2fa } })).toEqual([
      ...use,
      `${message('dashboard.column.role')}: ${message('groups.member')}`,
      `${message('dashboard.field.two_factor')}: 2FA off`,
    ]);
    expect(factsOf({ membership: { group: 'acme', share: 0.1 } })).toEqual(use);
  });

  it('the panel of a member shows no use of a window that is over', () => {
    const old = quotaStatusesOf(
      { quotas: { at: now - 13 * hour, value: [{ ...figures[0], name: 'api_requests_daily' }] } },
      now,
    );
    const panel = userPanel(createLookup({}, { quotas: old, membership }), now);
    expect(memberColumn(panel)?.blocks[0]?.entries?.entries[0]?.meta?.text).toBe(
      message('meter.window_ended'),
    );
  });

  it('"2FA off" of a member is no warning where the group enforces single sign-on', () => {
    const groupDetails = { ...acme, singleSignOn: true };
    const without2fa = { at: now, value: true };
    const chips = [acme, groupDetails].map(
      (details) =>
        userPanel(createLookup({}, { membership: { ...membership, groupDetails: details, without2fa } }), now)
          .chips[0],
    );
    expect(chips).toEqual([{ text: '2FA off', tone: 'warning', icon: 'warning' }, { text: '2FA off' }]);
  });

  it('the panel distinguishes a member from a service account, whose quota use stays when its groups are known', () => {
    const groups = { at: now, value: { groups: [{ ...acme, role: 'user' }], count: 1 } };
    const service = { id: 'acme_soar', kind: 'service_account' } as const;
    const panel = userPanel(
      createLookup(service, {
        membership: { group: 'acme', share: 0.1 },
        groups,
        quotas,
        privileges: [],
      }),
      now,
    );
    const listed = memberColumn(panel)?.blocks.find(({ title }) => title === 'Groups')?.entries?.entries;
    expect(listed?.[0]?.detail?.at(-1)).toBe(message('panel.pool_share', '10%'));
    const meter = columnOf(panel, message('panel.quotas'))?.blocks[0]?.quotas?.families[0]?.meters[0];
    expect(meter?.notes).toMatch(messagePattern('meter.you_other', /\d/u));
  });
});

const ownPanel = (more: Partial<UserLookup>): PanelContent =>
  userPanel(createLookup({}, { own: true, ...more }), now);

describe('the panel of the own account', () => {
  it('the own panel begins with what can be run now, then quotas, privileges and groups', () => {
    const panel = ownPanel({ quotas });
    expect(panel.columns.map(({ title }) => title)).toEqual([
      message('panel.quotas'),
      'Privileges',
      'Groups',
    ]);
    expect(panel.columns[0]?.blocks[0]?.headline).toMatchObject({
      text: `8,100 ${message('run_now.requests')}`,
      tone: 'plain',
    });
    expect(panel.columns[0]?.blocks[1]?.quotas?.families).toHaveLength(1);
  });

  it('the own panel does not call groups not loaded above the groups that it lists', () => {
    expect(hiddenIn(ownPanel({ quotas }), 'Groups')).toEqual([message('panel.groups_partial')]);
    expect(hiddenIn(ownPanel({}), 'Groups')).toEqual([message('panel.groups_unread')]);
  });

  it('the panel repeats nothing that VirusTotal prints on the same page', () => {
    const user = {
      firstName: 'Mia',
      profilePhrase: 'Hello',
      reputation: 118,
      userSince: now - 400 * 24 * hour,
    };
    const { copy: _, ...shown } = userPanel(createLookup(user, { own: true }), now);
    expect(JSON.stringify(shown)).not.toMatch(/Mia\b|Hello|118|2025/u);
  });
});

describe('what VirusTotal does not show in the panel', () => {
  it('the panel tells a stranger who may see what VirusTotal does not show', () => {
    const panel = userPanel(createLookup({ firstName: 'Mia' }), now);
    expect(hiddenIn(panel, message('panel.user_hidden_title'))).toEqual([message('panel.user_hidden')]);
  });

  it('the panel tells a service account that its groups are hidden, and shows the groups whose quotas it uses', () => {
    const service = { id: 'acme_soar', kind: 'service_account' } as const;
    const panel = userPanel(createLookup(service, { own: true, quotas }), now);
    expect(entriesOf(panel)?.map(({ title }) => title)).toEqual(['acme']);
    expect(hiddenIn(panel, 'Groups')).toContain(message('panel.service_hidden'));
  });

  it('the panel distinguishes what VirusTotal does not show from what does not exist', () => {
    const lookup = createLookup({}, { own: true, privileges: [] });
    expect(hiddenIn(userPanel(lookup, now), 'Privileges')).toEqual([message('dashboard.privileges_none')]);
  });
});

const member = (id: string, consumed: number): Member => ({ id, kind: 'user', consumed, invalidFields: [] });
const people = (at: number, members: Member[], isComplete = true): MemberList => ({
  at,
  members,
  isComplete,
});
const panelOf = (more: Partial<GroupLookup>): PanelContent =>
  groupPanel(
    {
      ...lookupMeta,
      group: { at: now, value: acme },
      quotas: [],
      peopleAccess: 'load',
      consumers: [],
      ...more,
    },
    now,
  );

describe('the people in the group panel', () => {
  it('the group panel names the largest users of the quota window in which they were counted', () => {
    const used = [member('mia', 900)];
    const consumers = [
      { quota: 'api_requests_daily', people: people(now - 13 * hour, used) },
      { quota: 'api_requests_monthly', people: people(now - 13 * hour, used) },
    ];
    const blocks = columnOf(panelOf({ consumers }), message('panel.people'))?.blocks;
    expect(blocks?.map(({ meta }) => meta)).toEqual([
      `13 hr. ago · ${message('meter.window_ended')}`,
      '13 hr. ago',
    ]);
  });

  it('the group panel does not derive that all members have 2FA from an incomplete list', () => {
    const panel = panelOf({ without2fa: people(now, [], false) });
    expect(JSON.stringify(panel)).not.toContain(message('panel.all_2fa'));
    expect(JSON.stringify(panelOf({ without2fa: people(now, []) }))).toContain(message('panel.all_2fa'));
  });
});

const offerIn = (panel: PanelContent): string | undefined =>
  panel.columns.flatMap(({ blocks }) => blocks.flatMap(({ offer }) => offer?.text ?? []))[0];

const notLoaded = (...parts: ('without_2fa' | 'administrators' | 'largest' | 'role' | 'two_factor')[]) =>
  message('panel.not_loaded', parts.map((part) => message(`panel.part.${part}`)).join(', '));

const largestOf = (name: string) => message('panel.not_loaded', message('panel.part.largest_of', name));

describe('what the panel calls not loaded', () => {
  const counted = quotaStatusesOf(
    {
      quotas: {
        at: now,
        value: ['api_requests_daily', 'api_requests_monthly'].map((name) => ({
          name,
          user: { allowed: 9, used: 1 },
        })),
      },
    },
    now,
  );
  const group = { loadCost: 2, quotas: counted, viewerRole: 'administrator' } as const;
  const some = people(now, [member('mia', 9)]);
  const day = { quota: 'api_requests_daily', people: some };
  const month = { quota: 'api_requests_monthly', people: some };
  it.each<[string, Partial<GroupLookup>, string]>([
    ['everything', {}, notLoaded('without_2fa', 'administrators', 'largest')],
    ['what is beside members without 2FA', { without2fa: some }, notLoaded('administrators', 'largest')],
    ['what is beside administrators', { administrators: some }, notLoaded('without_2fa', 'largest')],
    [
      'what is beside the largest users of a day',
      { without2fa: some, administrators: some, consumers: [day] },
      largestOf('API requests this month'),
    ],
    [
      'nothing, but that it is old,',
      { without2fa: some, administrators: some, consumers: [day, month] },
      message('panel.outdated'),
    ],
  ])('the group panel names %s', (_, loaded, text) => {
    expect(offerIn(panelOf({ ...group, ...loaded }))).toBe(text);
  });

  it('the group panel says who may see its people while the role is not known', () => {
    const { viewerRole: _, ...unknown } = group;
    expect(offerIn(panelOf(unknown))).toContain(message('panel.administrators_only'));
  });

  it('the group panel offers no people before the role was checked', () => {
    const { viewerRole: _, ...unknown } = group;
    const role = message('panel.not_loaded', message('panel.part.own_role'));
    expect(offerIn(panelOf({ ...unknown, peopleAccess: 'check-role' }))).toBe(
      `${role} ${message('panel.role_first')}`,
    );
    const closed = panelOf({ ...group, viewerRole: 'member', peopleAccess: 'closed' });
    expect(offerIn(closed)).toBeUndefined();
    expect(hiddenIn(closed, message('panel.people'))).toEqual([message('panel.people_hidden')]);
  });

  it('the group panel names what is not loaded below what is', () => {
    const blocks = columnOf(panelOf({ ...group, consumers: [day] }), message('panel.people'))?.blocks;
    expect(blocks?.map(({ offer }) => offer !== undefined)).toEqual([false, true]);
  });

  const of = (user: Partial<User>, more: Partial<UserLookup>) =>
    offerIn(userPanel(createLookup(user, { loadCost: 1, ...more }), now));
  const groupsOf = (...roles: (string | undefined)[]) => ({
    at: now,
    value: {
      groups: roles.map((role, index): Group =>
        role === undefined
          ? { id: `g${index}`, invalidFields: [] }
          : { id: `g${index}`, role, invalidFields: [] },
      ),
    },
  });

  const own = (...roles: (string | undefined)[]) => of({}, { own: true, groups: groupsOf(...roles) });

  it('the panel of a member names role and 2FA only while they are not shown', () => {
    const isAdministrator = { at: now, value: true };
    const without2fa = { at: now, value: false };
    expect(of({}, { membership: { group: 'acme' } })).toBe(notLoaded('role', 'two_factor'));
    expect(of({}, { membership: { group: 'acme', without2fa } })).toBe(notLoaded('role'));
    expect(of({}, { membership: { group: 'acme', isAdministrator } })).toBe(notLoaded('two_factor'));
    expect(of({ has2fa: true }, { membership: { group: 'acme', isAdministrator } })).toBe(
      message('panel.outdated'),
    );
  });

  it('the panel of a service account names its groups only while they are not shown', () => {
    const service = { kind: 'service_account' } as const;
    const membership = { group: 'acme' };
    expect(of(service, { membership })).toBe(
      message('panel.not_loaded', message('panel.part.service_groups')),
    );
    expect(of(service, { membership, groups: groupsOf('user') })).toBe(message('panel.outdated'));
  });

  it('the own panel distinguishes roles that are not known from those that are', () => {
    expect(own(undefined, undefined)).toBe(message('panel.not_loaded', message('panel.part.own_roles')));
    expect(own('admin', undefined)).toBe(message('panel.not_loaded', message('panel.part.some_own_roles')));
  });
});

describe('single sign-on on the own page', () => {
  it.each([
    ['a group enforces it', {}, [{ ...acme, singleSignOn: true }], message('panel.sso_note', 'acme')],
    ['VirusTotal says so of the user', { singleSignOn: true }, [acme], message('two_factor.replaced')],
    ['a group only offers it', {}, [{ ...acme, singleSignOn: false }], undefined],
  ])('"2FA off" is a warning unless it is enforced: %s', (_, more, groups, note) => {
    const lookup = createLookup(
      { has2fa: false, ...more },
      { own: true, groups: { at: now, value: { groups } } },
    );
    const panel = userPanel(lookup, now);
    expect(panel.chips[0]).toMatchObject({ text: '2FA off', ...(!note && { tone: 'warning' }) });
    expect(panel.chips[0]?.tone === undefined).toBe(note !== undefined);
    expect(hiddenIn(panel, 'Groups')).toEqual(note === undefined ? [] : [note]);
  });
});

describe('the cost of "Refresh" in the panel', () => {
  it('"Refresh" says what it costs before it is pressed', () => {
    const spent = quotaStatusesOf(
      { quotas: { at: now, value: [{ name: 'api_requests_daily', user: { allowed: 9, used: 9 } }] } },
      now,
    );
    const cost = (more: Partial<UserLookup>) => userPanel(createLookup({}, more), now).refreshCost;
    expect(cost({ own: true })).toBe(message('panel.refresh_cost', 2));
    expect(cost({ own: true, quotas: spent })).toBe(message('panel.refresh_cost', 0));
    expect(cost({})).toBe(message('panel.refresh_cost', 1));
    expect(panelOf({}).refreshCost).toBe(message('panel.refresh_cost', 1));
  });
});
