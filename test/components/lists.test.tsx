// @vitest-environment happy-dom
// Lists and chips: their names, their words, and foreign text that stays text.
import { describe, expect, it } from 'vitest';
import { UpdatedAgo } from '../../components/UpdatedAgo.tsx';
import { GroupList } from '../../components/GroupList.tsx';
import { PrivilegeList } from '../../components/PrivilegeList.tsx';
import { QuotaList } from '../../components/QuotaList.tsx';
import { TwoFactorChip } from '../../components/TwoFactorChip.tsx';
import type { Privilege } from '../../core/virustotal/resources/privileges.ts';
import { privilegeStatuses } from '../../core/domain/privilege.ts';
import { quotaStatus } from '../../core/domain/quota.ts';
import { one, render } from './render.ts';

const now = Date.UTC(2026, 10, 21, 12);
const seconds = (...date: [number, number, number]) => Date.UTC(...date) / 1000;

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
const names = (root: ParentNode) =>
  [...root.querySelectorAll('[role=meter]')].map((meter) => meter.getAttribute('aria-label'));

describe('the 2FA chip', () => {
  it.each([
    ['on', '2FA on'],
    ['off', '2FA off'],
    ['unknown', '2FA not visible'],
  ] as const)('has no text but the verdict: %s', async (is, text) => {
    expect((await render(<TwoFactorChip is={is} />)).textContent).toBe(text);
  });
});

describe('the privilege list', () => {
  it.each([
    [{ from: 'blablabla_group', via: 'api_quota_group' }, 'from blablabla_group, which pays for API quota'],
    [{ from: 'acme', via: 'intelligence_quota_group' }, 'from acme, which pays for Intelligence quota'],
    [{ from: 'intelligence', via: 'privilege' }, 'through the privilege intelligence'],
    [{ from: 'acme', via: 'monitor_quota_group' }, 'from acme, through monitor_quota_group'],
    [{ from: 'acme' }, 'from acme'],
    [{ via: 'monitor_quota_group' }, 'monitor_quota_group'],
  ])('tells the origin of %o', async (origin, words) => {
    expect((await privileges(origin)).textContent).toBe(`big-filesno expiry${words}`);
  });

  it('tells what has expired, what lapses and what stays', async () => {
    const root = await privileges(
      { name: 'old', expires: seconds(2020, 9, 1) + 43_200 },
      { name: 'soon', expires: seconds(2026, 10, 30) + 43_200 },
      { name: 'later', expires: seconds(2029, 0, 15) + 43_200 },
    );
    expect([...root.querySelectorAll('li')].map((item) => item.textContent)).toEqual([
      'soonlapses Nov 30, 2026',
      'lateruntil Jan 15, 2029',
      'oldexpired Oct 1, 2020',
    ]);
  });

  it('is a named list and folds what is not granted', async () => {
    const root = await privileges({}, { name: 'admin', granted: false }, { name: 'staff', granted: false });
    expect(one(root, 'ul').getAttribute('aria-label')).toBe('Privileges');
    expect(root.querySelectorAll('li')).toHaveLength(1);
    expect(one(root, 'details').textContent).toBe('2 not grantedadmin · staff');
  });

  it('renders hostile names as text', async () => {
    const root = await privileges({ name: hostile, from: hostile, via: 'api_quota_group' });
    expect(root.querySelector('img')).toBeNull();
    expect(root.textContent).toContain(`from ${hostile}, which`);
    expect(one(root, 'small bdi').textContent).toBe(hostile);
  });
});

describe('the group list', () => {
  it("leads to the group's page and tells organisation, country and role", async () => {
    const root = await render(
      <GroupList
        groups={[{ id: 'a/b', role: 'admin', organization: 'Acme', country: 'Spain', wrong: [] }]}
        more={2}
      />,
    );
    expect(one(root, 'ul').getAttribute('aria-label')).toBe('Groups');
    expect(one(root, 'a').getAttribute('href')).toBe('https://www.virustotal.com/gui/group/a%2Fb/users');
    expect(one(root, 'li').textContent).toBe('a/badminAcme · Spain');
    expect(root.textContent).toContain('and 2 more');
  });
});

describe('the quota list', () => {
  it('orders by family and window and names the pool', async () => {
    const root = await render(
      <QuotaList
        vitals={quotas('sandbox_runs_monthly', 'api_requests_monthly', 'api_requests_hourly')}
        now={now}
      />,
    );
    expect(names(root)).toEqual([
      'API requests this hour',
      'API requests this month',
      'Sandbox runs this month',
    ]);
    expect(one(root, 'section').textContent).toContain('acme pool');
  });

  it('has the headings of a part where it stands in one', async () => {
    const root = await render(<QuotaList vitals={quotas('api_requests_hourly')} now={now} heading="h3" />);
    expect([...root.querySelectorAll('h2, h3')].map(({ tagName }) => tagName)).toEqual(['H3']);
  });

  it('folds features without an allowance', async () => {
    const none = { user: { allowed: 0, used: 0 } };
    const vitals = ['private_scans_monthly', 'monitor_storage_files'].map((name) =>
      quotaStatus({ name, ...none }, now, now),
    );
    const root = await render(<QuotaList vitals={vitals} now={now} />);
    expect(names(root)).toEqual([]);
    expect(one(root, 'summary').textContent).toBe('2 features without an allowance');
  });
});

describe('the age', () => {
  it('is told in words', async () => {
    expect((await render(<UpdatedAgo at={Date.now() - 301_000} />)).textContent).toBe('Updated 5 min. ago');
    expect((await render(<UpdatedAgo at={Date.now()} />)).textContent).toBe('Updated a moment ago');
  });

  it('is not told where the clock was set back since', async () => {
    const { textContent } = await render(<UpdatedAgo at={Date.now() + 86_400_000} />);
    expect(textContent).toMatch(/^Updated \w+ \d.+; the clock was set back since$/u);
  });
});
