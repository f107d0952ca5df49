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
import { message } from '../../message.ts';

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
    const lookup: GroupLookup = { ...lookupMeta, group, quotas, quotasAt: now - 60_000, consumers: [] };
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
    // Without privileges there is room for the profile, so the e-mail address is visible immediately.
    expect(
      columnOf(panel, message('panel.profile'))?.blocks.map(({ personal, title }) => personal ?? title),
    ).toEqual([message('panel.email', 'mia@acme.example'), 'Privileges']);
  });

  it('the panel distinguishes a member from a service account, whose quota use stays when its groups are known', () => {
    const groups = { at: now, value: { groups: [{ ...acme, role: 'user' }], count: 1 } };
    const service = { id: 'acme_soar', kind: 'service_account' } as const;
    const panel = userPanel(
      createLookup(service, { membership: { group: 'acme', share: 0.1 }, groups, quotas }),
      now,
    );
    expect(entriesOf(panel)?.[0]?.detail?.at(-1)).toBe(message('panel.pool_share', '10%'));
    const meter = columnOf(panel, message('panel.quotas'))?.blocks[0]?.quotas?.families[0]?.meters[0];
    expect(meter?.notes).toContain(message('meter.share_other', '1%'));
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
  groupPanel({ ...lookupMeta, group: { at: now, value: acme }, quotas: [], consumers: [], ...more }, now);

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
