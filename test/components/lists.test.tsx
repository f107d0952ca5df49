// @vitest-environment happy-dom
// Lists and chips: their names, their words, and foreign text that stays text.
import { describe, expect, it } from 'vitest';
import { UpdatedAgo } from '../../components/UpdatedAgo.tsx';
import { TwoFactorChip } from '../../components/Chip.tsx';
import { ItemList } from '../../components/ItemList.tsx';
import { PrivilegeList } from '../../components/PrivilegeList.tsx';
import { QuotaGroups } from '../../components/QuotaGroups.tsx';
import type { Privilege } from '../../core/virustotal/resources/privileges.ts';
import { privilegeStatuses } from '../../core/domain/privilege.ts';
import { quotaStatus } from '../../core/domain/quota.ts';
import { groupsView } from '../../core/presentation/group-view.ts';
import { quotasView } from '../../core/presentation/quota-view.ts';
import { message, messagePattern } from '../message.ts';
import { render, within } from '../testing-library.ts';

const now = Date.UTC(2026, 10, 21, 12);
const noonOf = (...date: [number, number, number]) => Date.UTC(...date, 12);

const hostile = '<img src=x onerror="alert(1)">';

const privileges = (...list: Partial<Privilege>[]) =>
  render(
    <PrivilegeList
      privileges={privilegeStatuses(
        list.map(({ name = 'big-files', granted = true, ...rest }) => Object.assign(rest, { name, granted })),
        now,
      )}
    />,
  );

const quotas = (...names: string[]) =>
  names.map((name) =>
    quotaStatus(
      { name, user: { allowed: 100, used: 1 }, group: { allowed: 900, used: 2, from: 'acme' } },
      now,
      now,
    ),
  );

describe('the 2FA chip', () => {
  it.each([
    ['on', '2FA on'],
    ['off', '2FA off'],
    ['unknown', '2FA not visible'],
  ] as const)('the 2FA chip has only its verdict as text: %s', (is, text) => {
    expect(render(<TwoFactorChip isReplaced={false} is={is} />).container.textContent).toBe(text);
  });
});

describe('the privilege list', () => {
  it.each([
    [{ from: 'blablabla_group', via: 'api_quota_group' }, message('origin.api_group', 'blablabla_group')],
    [{ from: 'acme', via: 'intelligence_quota_group' }, message('origin.intelligence_group', 'acme')],
    [{ from: 'intelligence', via: 'privilege' }, message('origin.privilege', 'intelligence')],
    [
      { from: 'acme', via: 'monitor_quota_group' },
      message('origin.from', 'acme') + message('origin.other', 'monitor_quota_group'),
    ],
    [{ from: 'acme' }, message('origin.from', 'acme')],
    [{ via: 'monitor_quota_group' }, 'monitor_quota_group'],
  ])('the privilege list shows the origin of %o', (origin, words) => {
    expect(privileges(origin).getByRole('listitem').textContent).toBe(
      `big-files${message('term.none')}${words}`,
    );
  });

  it('the privilege list shows which privileges have expired, which expire soon and which do not', () => {
    const { getAllByRole } = privileges(
      { name: 'old', expires: noonOf(2020, 9, 1) },
      { name: 'soon', expires: noonOf(2026, 10, 30) },
      { name: 'later', expires: noonOf(2029, 0, 15) },
    );
    expect(getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      `soon${message('term.expiring', 'Nov 30, 2026')}`,
      `later${message('term.granted', 'Jan 15, 2029')}`,
      `old${message('term.expired', 'Oct 1, 2020')}`,
    ]);
  });

  it('the privilege list has a name and collapses privileges that are not granted', () => {
    const { getByRole } = privileges(
      {},
      { name: 'admin', granted: false },
      { name: 'staff', granted: false },
    );
    const list = getByRole('list', { name: 'Privileges' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    expect(getByRole('group').textContent).toBe(`${message('privileges.not_granted', 2)}admin · staff`);
  });

  it('the privilege list renders hostile names as text', () => {
    const { container, getAllByText } = privileges({ name: hostile, from: hostile, via: 'api_quota_group' });
    expect(container.querySelector('img')).toBeNull();
    expect(container.textContent).toContain(message('origin.api_group', hostile));
    expect(getAllByText(hostile).map(({ localName }) => localName)).toEqual(['bdi', 'bdi']);
  });
});

describe('the group list', () => {
  it("the group list links to the group's page and shows organization, country and role", () => {
    const { getByRole } = render(
      <ItemList
        view={groupsView(
          [{ id: 'a/b', role: 'admin', organization: 'Acme', country: 'Spain', invalidFields: [] }],
          2,
        )}
      />,
    );
    const list = within(getByRole('list', { name: 'Groups' }));
    expect(list.getByRole('link').getAttribute('href')).toBe(
      'https://www.virustotal.com/gui/group/a%2Fb/users',
    );
    expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'a/badminAcme · Spain',
      message('groups.more', 2),
    ]);
  });
});

describe('the quota list', () => {
  it('the quota list groups quotas by family and window, and names the quota group', () => {
    const { getAllByRole, getByRole } = render(
      <QuotaGroups
        view={quotasView(quotas('sandbox_runs_monthly', 'api_requests_monthly', 'api_requests_hourly'), now)}
        heading="h2"
      />,
    );
    expect(getAllByRole('meter').map((meter) => meter.getAttribute('aria-label'))).toEqual([
      'API requests this hour',
      'API requests this month',
      'Sandbox runs this month',
    ]);
    expect(getByRole('region', { name: message('family.api') }).textContent).toContain(
      message('quotas.pool', 'acme'),
    );
  });

  it('the quota list adapts its heading level to the section', () => {
    const { getAllByRole } = render(
      <QuotaGroups view={quotasView(quotas('api_requests_hourly'), now)} heading="h3" />,
    );
    expect(getAllByRole('heading').map(({ tagName }) => tagName)).toEqual(['H3']);
  });

  it('the quota list collapses features without an allowance', () => {
    const none = { user: { allowed: 0, used: 0 } };
    const statuses = ['private_scans_monthly', 'monitor_storage_files'].map((name) =>
      quotaStatus({ name, ...none }, now, now),
    );
    const { queryByRole, getByText } = render(<QuotaGroups view={quotasView(statuses, now)} heading="h2" />);
    expect(queryByRole('meter')).toBeNull();
    expect(getByText(message('quotas.without', 2)).localName).toBe('summary');
  });
});

const age = (at: number) => render(<UpdatedAgo at={at} />).container.textContent;

describe('the age of figures', () => {
  it('the age of figures is a relative time', () => {
    expect(age(Date.now() - 301_000)).toBe(message('age.updated', '5 min. ago'));
  });

  it('the age of figures below one minute is "just now"', () => {
    expect(age(Date.now())).toBe(message('age.fresh'));
  });

  it('the age of figures is omitted if the clock was set back', () => {
    const whole = new RegExp(`^${messagePattern('age.ahead', /\w+ \d.+/u).source}$`, 'u');
    expect(age(Date.now() + 86_400_000)).toMatch(whole);
  });
});
