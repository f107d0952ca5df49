// Long lists in the dashboard: the first rows soon, only what is in view drawn, and nothing lost when loading breaks off.
import { describe, expect, test } from 'vitest';
import type { VirusTotal } from '../fake-virustotal/server.ts';
import { message, messagePattern, textPattern } from '../message.ts';
import { type Dashboard, loadMoreName, withDashboard } from './dashboard-page.ts';
import { byRole, textOf, until, untilText } from './fixture.ts';

const members = { route: /\/groups\/crowd\/users\?/u };
const asked = ({ requests }: VirusTotal): number =>
  requests.filter(({ path }) => members.route.test(path)).length;
const crowd = (scenario: (dashboard: Dashboard) => Promise<void>): Promise<void> =>
  withDashboard('crowd-admin', '#/groups/crowd', scenario);

describe('a list of 10,000 members', () => {
  test('a list of 10,000 members shows its first rows after one answer and draws only those in view', () =>
    crowd(async ({ page, load, virusTotal, expectRequestCount }) => {
      expect(await load('Members')).toContain(message('dashboard.list.some', '40', '10,000'));
      expect(asked(virusTotal)).toBe(1);
      const table = await byRole(page, 'table', 'Members');
      expect(await table.evaluate((element) => element.getAttribute('aria-rowcount'))).toBe('10001');
      await byRole(table, 'rowheader', 'crowd-admin');
      const rows = await table.$$('[role="row"]');
      expect(rows.length).toBeLessThan(40);
      await expectRequestCount();
    }));

  test('a list of 10,000 members loads on by scrolling and by button, and can be stopped', () =>
    crowd(async ({ page, load, untilSection, press, virusTotal, expectRequestCount }) => {
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
      // The page that was under way is kept, and no other was asked for.
      await untilSection('Members', message('dashboard.list.some', '120', '10,000'));
      expect(asked(virusTotal)).toBe(3);
      await press(message('dashboard.list.of', message('dashboard.list.resume'), 'Members'));
      await untilSection('Members', message('dashboard.list.some', '480', '10,000'));
      await expectRequestCount();
    }));

  test('a list of 10,000 members is searched and sorted among its loaded rows', () =>
    crowd(async ({ page, load, untilSection }) => {
      await load('Members');
      await (await byRole(page, 'searchbox', message('dashboard.list.search', 'Members'))).type('Number17');
      expect(await untilSection('Members', message('dashboard.list.matches', '1'))).toContain(
        'Person17 Number17',
      );
      await page.keyboard.down('Control');
      await page.keyboard.press('a');
      await page.keyboard.up('Control');
      await page.keyboard.press('Backspace');
      const table = await byRole(page, 'table', 'Members');
      const name = await byRole(table, 'button', message('dashboard.column.name'));
      for (const order of ['ascending', 'descending']) {
        await name.evaluate((element) => (element as HTMLElement).click());
        const header = await page.waitForSelector(`[aria-sort="${order}"]`);
        expect(header && (await textOf(header))).toBe(message('dashboard.column.name'));
      }
      await untilText(table, textPattern`${message('dashboard.column.status')}\ncrowd-00039`);
    }));
});

describe('a list whose loading was interrupted', () => {
  test('a rate limit keeps the loaded rows, and loading goes on after the wait', () =>
    crowd(async ({ load, untilSection, press, session, virusTotal, expectRequestCount }) => {
      await load('Members');
      virusTotal.throw({ kind: 'rate-limit', retryAfter: { seconds: 3 } }, { ...members, times: 1 });
      await press(loadMoreName(40, 1));
      const words = await untilSection('Members', message('failure.rate_limited'));
      expect(words).toContain(message('dashboard.list.rows_kept'));
      expect(words).toContain(message('dashboard.list.some', '40', '10,000'));
      expect(words).toContain('crowd-00001');
      await until('the wait is over', async () => {
        const { local } = await session.storage();
        const [, list] = Object.entries(local).find(([key]) => key.endsWith(':members/crowd')) ?? [];
        const { retryAt } = (list as { failure?: { retryAt?: number } }).failure ?? {};
        return retryAt !== undefined && retryAt < Date.now();
      });
      await session.fireAlarm('next');
      await untilSection('Members', message('dashboard.list.some', '80', '10,000'));
      await expectRequestCount();
    }));

  test('a cut connection keeps the loaded rows, and loading can be resumed', () =>
    crowd(async ({ load, untilSection, press, virusTotal, expectRequestCount }) => {
      await load('Members');
      virusTotal.throw({ kind: 'cut-off' }, { ...members, times: 1 });
      await press(loadMoreName(40, 1));
      const words = await untilSection('Members', message('failure.offline'));
      expect(words).toContain(message('dashboard.list.some', '40', '10,000'));
      await press(message('dashboard.list.of', message('dashboard.list.resume'), 'Members'));
      await untilSection('Members', message('dashboard.list.some', '80', '10,000'));
      await expectRequestCount();
    }));

  test('a killed worker keeps the loaded rows, and loading goes on', () =>
    crowd(async ({ load, untilSection, press, session, virusTotal, expectRequestCount }) => {
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

  test('an expired cursor reloads the list from its start', () =>
    crowd(async ({ load, untilSection, press, virusTotal, expectRequestCount }) => {
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
    crowd(async ({ untilSection, press, virusTotal }) => {
      virusTotal.throw({ kind: 'error', code: 'ForbiddenError' }, members);
      await press('Load Members');
      expect(await untilSection('Members', message('dashboard.members.access'))).toContain(
        message('dashboard.list.retry'),
      );
    }));
});

test('a list is exported as it is loaded, as CSV and JSON', () =>
  crowd(async ({ load, press, keepFiles }) => {
    await load('Members');
    const files = await keepFiles();
    await press(message('dashboard.list.export_as', 'Members', 'CSV'));
    await press(message('dashboard.list.export_as', 'Members', 'JSON'));
    const [csv = '', json = ''] = await files(2);
    const lines = csv.trimEnd().split('\r\n');
    expect(lines[0]).toContain(
      (['id', 'name', 'email', 'roles', 'cap'] as const)
        .map((column) => message(`dashboard.column.${column}`))
        .join(),
    );
    expect(lines).toHaveLength(41);
    const ids = (JSON.parse(json) as { id: string }[]).map(({ id }) => id);
    expect(ids).toHaveLength(40);
    expect(ids).toContain('crowd-00001');
    expect(csv + json).not.toMatch(/token|signatory|apikey/iu);
  }));

test('a link to another host is not followed, and the list says that it ends there', () =>
  crowd(async ({ load, untilSection, press, session, virusTotal }) => {
    await load('Members');
    const links = { self: 'https://www.virustotal.com/', next: 'https://elsewhere.example/api/v3/next' };
    virusTotal.throw({ kind: 'patch', body: { links } }, { ...members, times: 1 });
    await press(loadMoreName(400, 10));
    const words = await untilSection('Members', message('list.invalid_next_link'));
    expect(words).toContain(message('dashboard.list.rows_kept'));
    expect(words).toContain(message('dashboard.list.some', '80', '10,000'));
    expect(asked(virusTotal)).toBe(2);
    expect(session.refusedHosts()).toEqual([]);
  }));
