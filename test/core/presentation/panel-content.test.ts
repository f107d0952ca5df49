// What the sheets of users and groups say beside the figures: whose they are, how old, and why something is not shown.
import { describe, expect, it } from 'vitest';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { quotaStatusesOf } from '../../../core/domain/account.ts';
import type { GroupLookup, MemberList, UserLookup } from '../../../core/domain/lookup.ts';
import { groupPanel } from '../../../core/presentation/group-panel.ts';
import type { PanelContent } from '../../../core/views/panel-content.ts';
import { userPanel } from '../../../core/presentation/user-panel.ts';

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;
const look = { viewer: 'admin', accountCount: 1, cost: 0, loadCost: 0 };
const pool = { allowed: 9000, used: 900, from: 'acme' };
const figures = [{ name: 'api_requests_monthly', user: { allowed: 1_000_000_000, used: 90 }, group: pool }];
const quotas = quotaStatusesOf({ quotas: { at: now, value: figures } }, now);
const about: Group = { id: 'acme', role: 'admin', organization: 'Acme', country: 'Ireland', wrong: [] };

const sightOf = (user: Partial<User>, more: Partial<UserLookup> = {}): UserLookup => ({
  ...look,
  own: false,
  user: { at: now - 5 * hour, value: { id: 'mia', kind: 'user', wrong: [], ...user } },
  quotas: [],
  ...more,
});

const columnOf = ({ columns }: PanelContent, title: string) =>
  columns.find((column) => column.title === title);
const entriesOf = (sheet: PanelContent) => columnOf(sheet, 'Groups')?.blocks[0]?.entries?.entries;
const hiddenIn = (sheet: PanelContent, title: string) =>
  columnOf(sheet, title)?.blocks.flatMap(({ hidden }) => hidden ?? []);

describe('the ages on a sheet', () => {
  it('are those of each part: groups, quotas, and all the rest', () => {
    const sheet = userPanel(
      sightOf(
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
    expect(columnOf(sheet, 'Groups')?.meta).toBe('1 · read 20 hr. ago');
    expect(columnOf(sheet, 'Quotas')?.meta).toBe('read 3 min. ago');
    expect(sheet.footer.map(({ text }) => text)).toContain('read 5 hr. ago');
    expect(sheet.footer.map(({ text }) => text)).toContain('cost none of your requests since');
  });

  it('tell of a group when its pools were read', () => {
    const group = { at: now - 20 * hour, value: about };
    const sight: GroupLookup = { ...look, group, quotas, quotasAt: now - 60_000, consumers: [] };
    expect(columnOf(groupPanel(sight, now), 'Quotas')?.meta).toBe('read 1 min. ago');
  });
});

const footOf = (more: Partial<UserLookup>) => userPanel(sightOf({}, more), now).footer.at(-1)?.text;

describe('of several accounts', () => {
  it('the one that looks is said to see most only where that is known', () => {
    expect(footOf({ accountCount: 2 })).toBe('of your 2 accounts the one that sees most');
    expect(footOf({ accountCount: 3, anotherMaySeeMore: true })).toBe(
      'one of your 3 accounts; another may see more',
    );
    expect(footOf({ accountCount: 2, own: true })).toBe('cost none of your requests since');
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
    const sheet = userPanel(sightOf({ email: 'mia@acme.example' }, { membership, quotas }), now);
    expect(entriesOf(sheet)).toEqual([
      {
        title: 'acme',
        href: 'https://www.virustotal.com/gui/group/acme/users',
        fact: { text: 'member', tone: 'plain' },
        detail: [
          { name: 'Acme · Ireland' },
          ' · ',
          "draws on this group's pool; 10% of its API requests this month",
        ],
      },
    ]);
    expect(hiddenIn(sheet, 'Groups')).toContain('VirusTotal shows further groups only to the user.');
    // Where the privileges would stand there is room for the profile, so that the e-mail address is seen at once.
    expect(columnOf(sheet, 'Profile')?.blocks.map(({ personal, title }) => personal ?? title)).toEqual([
      'E-mail mia@acme.example',
      'Privileges',
    ]);
  });

  it('is told apart from a service account, which keeps its share when its groups are known', () => {
    const groups = { at: now, value: { groups: [{ ...about, role: 'user' }], count: 1 } };
    const service = { id: 'acme_soar', kind: 'service_account' } as const;
    const sheet = userPanel(
      sightOf(service, { membership: { group: 'acme', share: 0.1 }, groups, quotas }),
      now,
    );
    expect(entriesOf(sheet)?.[0]?.detail?.at(-1)).toContain('10% of its API requests this month');
    const meter = columnOf(sheet, 'Quotas')?.blocks[0]?.quotas?.families[0]?.meters[0];
    expect(meter?.notes).toContain('1% own');
  });
});

describe('what is not shown', () => {
  it('to a stranger is told with who may see it', () => {
    const sheet = userPanel(sightOf({ firstName: 'Mia' }), now);
    expect(hiddenIn(sheet, 'Groups, privileges and quotas')).toEqual([
      "VirusTotal shows a user's groups and privileges only to the user, and e-mail, last login, 2FA and quotas also to administrators of the user's group.",
    ]);
  });

  it('to a service account of its own groups is told, beside those whose pools it draws on', () => {
    const service = { id: 'acme_soar', kind: 'service_account' } as const;
    const sheet = userPanel(sightOf(service, { own: true, quotas }), now);
    expect(entriesOf(sheet)?.map(({ title }) => title)).toEqual(['acme']);
    expect(hiddenIn(sheet, 'Groups')).toContain(
      'VirusTotal shows this part of a service account only to administrators of its group.',
    );
  });

  it('is told apart from what there is none of', () => {
    const seen = sightOf({}, { own: true, privileges: [] });
    expect(hiddenIn(userPanel(seen, now), 'Privileges')).toEqual(['No privileges.']);
  });
});

const member = (id: string, consumed: number): Member => ({ id, kind: 'user', consumed, wrong: [] });
const people = (at: number, members: Member[], isComplete = true): MemberList => ({
  at,
  members,
  isComplete,
});
const sheetOf = (more: Partial<GroupLookup>): PanelContent =>
  groupPanel({ ...look, group: { at: now, value: about }, quotas: [], consumers: [], ...more }, now);

describe('the people of a group', () => {
  it('who used most of a window that is over are said to be of that one', () => {
    const used = [member('mia', 900)];
    const consumers = [
      { quota: 'api_requests_daily', people: people(now - 13 * hour, used) },
      { quota: 'api_requests_monthly', people: people(now - 13 * hour, used) },
    ];
    const blocks = columnOf(sheetOf({ consumers }), 'People')?.blocks;
    expect(blocks?.map(({ meta }) => meta)).toEqual(['13 hr. ago · reset since; not read yet', '13 hr. ago']);
  });

  it('are not said to have 2FA all of them by a list that goes on', () => {
    const sheet = sheetOf({ without2fa: people(now, [], false) });
    expect(JSON.stringify(sheet)).not.toContain('no member without 2FA');
    expect(JSON.stringify(sheetOf({ without2fa: people(now, []) }))).toContain('no member without 2FA');
  });
});
