// Long lists in the dashboard: rows appear early, only visible rows are rendered, and an interruption loses nothing.
import { describe, expect, test } from 'vitest';
import type { VirusTotal } from '../fake-virustotal/server.ts';
import { message, messagePattern, textPattern } from '../message.ts';
import { readCsv } from '../spreadsheet.ts';
import { type Dashboard, loadMoreName, withDashboard } from './dashboard-page.ts';
import { byRole, textOf, until, untilText } from './fixture.ts';

// Not those without 2FA, which are loaded with them.
const members = { route: /\/groups\/crowd\/users\?(?!.*filter=)/u };
const countPages = ({ requests }: VirusTotal): number =>
  requests.filter(({ path }) => members.route.test(path)).length;
const withCrowdGroup = (scenario: (dashboard: Dashboard) => Promise<void>): Promise<void> =>
  withDashboard('crowd-admin', '#/groups/crowd', scenario);

describe('a list of 10,000 members', () => {
  test('a list of 10,000 members shows its first rows after one response and renders only visible rows', () =>
    withCrowdGroup(async ({ page, load, virusTotal, expectRequestCount }) => {
      expect(await load('Members')).toContain(message('dashboard.list.some', '40', '10,000'));
      expect(countPages(virusTotal)).toBe(1);
      const table = await byRole(page, 'table', 'Members');
      expect(await table.evaluate((element) => element.getAttribute('aria-rowcount'))).toBe('10001');
      await untilText(table, /^crowd-admin$/mu);
      const rows = await table.$$('[role="row"]');
      expect(rows.length).toBeLessThan(40);
      await expectRequestCount();
    }));

  test('a list of 10,000 members loads more by scrolling and by button, and can be stopped', () =>
    withCrowdGroup(async ({ page, load, untilSection, press, virusTotal, expectRequestCount }) => {
      await load('Members');
      const table = await byRole(page, 'table', 'Members');
      await table.evaluate((element) => element.parentElement?.scrollTo(0, 100_000));
      await untilSection('Members', message('dashboard.list.some', '80', '10,000'));
      expect(await untilSection('Members', message('dashboard.list.more', '400'))).toContain(
        message('dashboard.list.requests', 10),
      );
      virusTotal.throw({ kind: 'slow' }, members);
      await press(loadMoreName(400, 10));
      await until('a request is held', async () => virusTotal.held > 0);
      await press('Stop Members');
      await untilSection('Members', message('dashboard.list.stopped'));
      virusTotal.clearFaults();
      virusTotal.release();
      // The page in flight is kept, and no further page is requested.
      await untilSection('Members', message('dashboard.list.some', '120', '10,000'));
      expect(countPages(virusTotal)).toBe(3);
      await press(message('dashboard.list.of', message('dashboard.list.resume'), 'Members'));
      await untilSection('Members', message('dashboard.list.some', '480', '10,000'));
      await expectRequestCount();
    }));

  test('the loaded rows of a list of 10,000 members can be searched and sorted', () =>
    withCrowdGroup(async ({ page, load, untilSection }) => {
      await load('Members');
      await (
        await byRole(page, 'searchbox', message('dashboard.list.search', 'Members'))
      ).type('Person17 Number17');
      expect(await untilSection('Members', message('dashboard.list.matches', '1'))).toContain(
        'Person17 Number17',
      );
      await page.keyboard.down('Control');
      await page.keyboard.press('a');
      await page.keyboard.up('Control');
      await page.keyboard.press('Backspace');
      const table = await byRole(page, 'table', 'Members');
      const user = await byRole(table, 'button', message('dashboard.column.id'));
      for (const order of ['ascending', 'descending']) {
        await user.evaluate((element) => (element as HTMLElement).click());
        const header = await table.waitForSelector(`[aria-sort="${order}"]`);
        expect(header && (await textOf(header))).toBe(message('dashboard.column.id'));
      }
      await untilText(
        table,
        textPattern`${message('dashboard.column.last_login')}\ncrowd-admin\n${/[^]*/u}\ncrowd-00280\n`,
      );
    }));
});

describe('a list whose loading was interrupted', () => {
  test('a rate limit keeps the loaded rows, and loading resumes after the wait', () =>
    withCrowdGroup(async ({ load, untilSection, press, session, virusTotal, expectRequestCount }) => {
      await load('Members');
      virusTotal.throw({ kind: 'rate-limit', retryAfter: { seconds: 3 } }, { ...members, times: 1 });
      await press(loadMoreName(40, 1));
      const text = await untilSection('Members', message('failure.rate_limited'));
      expect(text).toContain(message('dashboard.list.rows_kept'));
      expect(text).toContain(message('dashboard.list.some', '40', '10,000'));
      expect(text).toContain('crowd-00001');
      await until('the wait has ended', async () => {
        const { local } = await session.storage();
        const [, list] = Object.entries(local).find(([key]) => key.endsWith(':members/crowd')) ?? [];
        const { retryAt } = (list as { failure?: { retryAt?: number } }).failure ?? {};
        return retryAt !== undefined && retryAt < Date.now();
      });
      await session.fireAlarm('next');
      await untilSection('Members', message('dashboard.list.some', '80', '10,000'));
      await expectRequestCount();
    }));

  test('a dropped connection keeps the loaded rows, and loading can be resumed', () =>
    withCrowdGroup(async ({ load, untilSection, press, virusTotal, expectRequestCount }) => {
      await load('Members');
      virusTotal.throw({ kind: 'cut-off' }, { ...members, times: 1 });
      await press(loadMoreName(40, 1));
      const text = await untilSection('Members', message('failure.interrupted'));
      expect(text).toContain(message('dashboard.list.some', '40', '10,000'));
      await press(message('dashboard.list.of', message('dashboard.list.resume'), 'Members'));
      await untilSection('Members', message('dashboard.list.some', '80', '10,000'));
      await expectRequestCount();
    }));

  test('terminating the worker keeps the loaded rows, and loading resumes', () =>
    withCrowdGroup(async ({ load, untilSection, press, session, virusTotal, expectRequestCount }) => {
      await load('Members');
      virusTotal.throw({ kind: 'slow' }, { ...members, times: 1 });
      await press(loadMoreName(400, 10));
      await until('a request is held', async () => virusTotal.held > 0);
      await session.killWorker();
      virusTotal.release();
      expect(await untilSection('Members', message('dashboard.list.some', '440', '10,000'))).toContain(
        'crowd-00001',
      );
      await expectRequestCount();
    }));

  test('an expired cursor reloads the list from the start', () =>
    withCrowdGroup(async ({ load, untilSection, press, virusTotal, expectRequestCount }) => {
      await load('Members');
      virusTotal.world.expireCursors();
      await press(loadMoreName(40, 1));
      expect(await untilSection('Members', message('dashboard.list.reloaded'))).toMatch(
        messagePattern('dashboard.list.some', /\d+/u, '10,000'),
      );
      await untilSection('Members', message('dashboard.list.some', '80', '10,000'));
      await expectRequestCount();
    }));

  test('a forbidden list says who may read it', () =>
    withCrowdGroup(async ({ untilSection, press, virusTotal }) => {
      virusTotal.throw({ kind: 'error', code: 'ForbiddenError' }, members);
      await press('Load Members');
      expect(await untilSection('Members', message('dashboard.members.access'))).toContain(
        message('dashboard.list.retry'),
      );
    }));
});

test('a list is exported as CSV and JSON', () =>
  withCrowdGroup(async ({ load, press, captureExports }) => {
    await load('Members');
    const files = await captureExports();
    await press(message('dashboard.list.export_as', 'Members', 'CSV'));
    await press(message('dashboard.list.export_as', 'Members', 'JSON'));
    const [csv = '', json = ''] = await files(2);
    const rows = readCsv(csv.replace('\ufeff', ''), ',');
    expect(rows[0]).toEqual(
      expect.arrayContaining(
        (['id', 'name', 'email', 'roles', 'cap'] as const).map((column) =>
          message(`dashboard.column.${column}`),
        ),
      ),
    );
    // 40 members, and the 35 of the first 40 without 2FA who are not among them.
    expect(rows).toHaveLength(76);
    const ids = (JSON.parse(json) as { id: string }[]).map(({ id }) => id);
    expect(ids).toHaveLength(75);
    expect(ids).toContain('crowd-00001');
    expect(csv + json).not.toMatch(/token|signatory|apikey/iu);
  }));

const linkToElsewhere = {
  self: 'https://www.virustotal.com/',
  next: 'https://elsewhere.example/api/v3/next',
};

test('a next-page link to another host is not followed, and the list says that it ends there', () =>
  withCrowdGroup(async ({ load, untilSection, press, session, virusTotal }) => {
    await load('Members');
    const body = { links: linkToElsewhere, meta: { count: 10_000 } };
    virusTotal.throw({ kind: 'patch', body }, { ...members, times: 1 });
    await press(loadMoreName(400, 10));
    const text = await untilSection('Members', message('list.invalid_next_link'));
    expect(text).toContain(message('dashboard.list.rows_kept'));
    expect(text).toContain(message('dashboard.list.some', '80', '10,000'));
    expect(countPages(virusTotal)).toBe(2);
    expect(session.refusedHosts()).toEqual([]);
  }));

test('a list with a next-page link to another host goes on by its cursor', () =>
  withCrowdGroup(async ({ load, untilSection, press, session, virusTotal }) => {
    await load('Members');
    virusTotal.throw({ kind: 'patch', body: { links: linkToElsewhere } }, { ...members, times: 1 });
    await press(loadMoreName(400, 10));
    await untilSection('Members', message('dashboard.list.some', '400', '10,000'));
    expect(session.refusedHosts()).toEqual([]);
  }));
