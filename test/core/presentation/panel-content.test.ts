// What the panel of users and groups says beside the figures: whose they are, how old, and why something is not shown.
import { describe, expect, it } from 'vitest';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { quotaStatusesOf } from '../../../core/domain/account.ts';
import type { GroupLookup, MemberList, UserLookup } from '../../../core/domain/lookup.ts';
import { groupPanel } from '../../../core/presentation/group-panel.ts';
import type { PanelContent } from '../../../core/views/panel-content.ts';
import { userPanel } from '../../../core/presentation/user-panel.ts';
import { message } from '../../message.ts';

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;
const look = { viewer: 'admin', accountCount: 1, cost: 0, loadCost: 0 };
const pool = { allowed: 9000, used: 900, from: 'acme' };
const figures = [{ name: 'api_requests_monthly', user: { allowed: 1_000_000_000, used: 90 }, group: pool }];
const quotas = quotaStatusesOf({ quotas: { at: now, value: figures } }, now);
const about: Group = {
  id: 'acme',
  role: 'admin',
  organization: 'Acme',
  country: 'Ireland',
  invalidFields: [],
};

const lookUp = (user: Partial<User>, more: Partial<UserLookup> = {}): UserLookup => ({
  ...look,
  own: false,
  user: { at: now - 5 * hour, value: { id: 'mia', kind: 'user', invalidFields: [], ...user } },
  quotas: [],
  ...more,
});

const columnOf = ({ columns }: PanelContent, title: string) =>
  columns.find((column) => column.title === title);
const read = (age: string) => message('panel.read', age);
const entriesOf = (panel: PanelContent) => columnOf(panel, 'Groups')?.blocks[0]?.entries?.entries;
const hiddenIn = (panel: PanelContent, title: string) =>
  columnOf(panel, title)?.blocks.flatMap(({ hidden }) => hidden ?? []);

describe('the ages in the panel', () => {
  it('are those of each part: groups, quotas, and all the rest', () => {
    const panel = userPanel(
      lookUp(
        {},
        {
          own: true,
          groups: { at: now - 20 * hour, value: { groups: [about], count: 1 } },
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

  it('tell of a group when its pools were read', () => {
    const group = { at: now - 20 * hour, value: about };
    const lookup: GroupLookup = { ...look, group, quotas, quotasAt: now - 60_000, consumers: [] };
    expect(columnOf(groupPanel(lookup, now), message('panel.quotas'))?.meta).toBe(read('1 min. ago'));
  });
});

const footOf = (more: Partial<UserLookup>) => userPanel(lookUp({}, more), now).footer.at(-1)?.text;

describe('of several accounts', () => {
  it('the one that looks is said to see most only where that is known', () => {
    expect(footOf({ accountCount: 2 })).toBe(message('panel.widest_view_of', 2));
    expect(footOf({ accountCount: 3, anotherMaySeeMore: true })).toBe(message('panel.one_of', 3));
    expect(footOf({ accountCount: 2, own: true })).toBe(message('panel.cost', 0));
  });
});

describe('a member, to an administrator', () => {
  const membership = {
    group: 'acme',
    groupDetails: about,
    share: 0.1,
    isAdministrator: { at: now, value: false },
  };

  it('has the group with its page, the member’s role, organisation and share of the pool', () => {
    const panel = userPanel(lookUp({ email: 'mia@acme.example' }, { membership, quotas }), now);
    expect(entriesOf(panel)).toEqual([
      {
        title: 'acme',
        href: 'https://www.virustotal.com/gui/group/acme/users',
        meta: { text: message('groups.member'), tone: 'plain' },
        detail: [{ name: 'Acme · Ireland' }, ' · ', message('panel.pool_share', '10%')],
      },
    ]);
    expect(hiddenIn(panel, 'Groups')).toContain(message('panel.groups_others'));
    // Where the privileges would stand there is room for the profile, so that the e-mail address is seen at once.
    expect(
      columnOf(panel, message('panel.profile'))?.blocks.map(({ personal, title }) => personal ?? title),
    ).toEqual([message('panel.email', 'mia@acme.example'), 'Privileges']);
  });

  it('is told apart from a service account, which keeps its share when its groups are known', () => {
    const groups = { at: now, value: { groups: [{ ...about, role: 'user' }], count: 1 } };
    const service = { id: 'acme_soar', kind: 'service_account' } as const;
    const panel = userPanel(
      lookUp(service, { membership: { group: 'acme', share: 0.1 }, groups, quotas }),
      now,
    );
    expect(entriesOf(panel)?.[0]?.detail?.at(-1)).toBe(message('panel.pool_share', '10%'));
    const meter = columnOf(panel, message('panel.quotas'))?.blocks[0]?.quotas?.families[0]?.meters[0];
    expect(meter?.notes).toContain(message('meter.share_other', '1%'));
  });
});

describe('what VirusTotal does not show', () => {
  it('to a stranger is told with who may see it', () => {
    const panel = userPanel(lookUp({ firstName: 'Mia' }), now);
    expect(hiddenIn(panel, message('panel.user_hidden_title'))).toEqual([message('panel.user_hidden')]);
  });

  it('to a service account of its own groups is told, beside those whose pools it draws on', () => {
    const service = { id: 'acme_soar', kind: 'service_account' } as const;
    const panel = userPanel(lookUp(service, { own: true, quotas }), now);
    expect(entriesOf(panel)?.map(({ title }) => title)).toEqual(['acme']);
    expect(hiddenIn(panel, 'Groups')).toContain(message('panel.service_hidden'));
  });

  it('is told apart from what there is none of', () => {
    const seen = lookUp({}, { own: true, privileges: [] });
    expect(hiddenIn(userPanel(seen, now), 'Privileges')).toEqual([message('dashboard.privileges_none')]);
  });
});

const member = (id: string, consumed: number): Member => ({ id, kind: 'user', consumed, invalidFields: [] });
const people = (at: number, members: Member[], isComplete = true): MemberList => ({
  at,
  members,
  isComplete,
});
const panelOf = (more: Partial<GroupLookup>): PanelContent =>
  groupPanel({ ...look, group: { at: now, value: about }, quotas: [], consumers: [], ...more }, now);

describe('the people of a group', () => {
  it('who used most of a window that is over are said to be of that one', () => {
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

  it('are not said to have 2FA all of them by a list that goes on', () => {
    const panel = panelOf({ without2fa: people(now, [], false) });
    expect(JSON.stringify(panel)).not.toContain(message('panel.all_2fa'));
    expect(JSON.stringify(panelOf({ without2fa: people(now, []) }))).toContain(message('panel.all_2fa'));
  });
});
