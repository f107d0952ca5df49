// Long lists in the dashboard: the first rows soon, only what is in view drawn, and nothing lost when loading breaks off.
import { describe, expect, test } from 'vitest';
import type { VirusTotal } from '../virustotal/server.ts';
import { type Dashboard, onDashboard } from './dashboard-page.ts';
import { byRole, textOf, until } from './stage.ts';

const members = { route: /\/groups\/crowd\/users\?/u };
const asked = ({ requests }: VirusTotal): number =>
  requests.filter(({ path }) => members.route.test(path)).length;
const crowd = (story: (dashboard: Dashboard) => Promise<void>): Promise<void> =>
  onDashboard('crowd-admin', '#/groups/crowd', story);

describe('ten thousand members', () => {
  test('show their first rows after one answer, and only those in view are drawn', () =>
    crowd(async ({ page, load, virusTotal, expectCost }) => {
      expect(await load('Members')).toContain('40 of 10,000');
      expect(asked(virusTotal)).toBe(1);
      const table = await byRole(page, 'table', 'Members');
      expect(await table.evaluate((element) => element.getAttribute('aria-rowcount'))).toBe('10001');
      await byRole(table, 'rowheader', 'crowd-admin');
      const rows = await table.$$('[role="row"]');
      expect(rows.length).toBeLessThan(40);
      await expectCost();
    }));

  test('are loaded further by scrolling, by a step, and stopped', () =>
    crowd(async ({ page, load, part, press, virusTotal, expectCost }) => {
      await load('Members');
      const table = await byRole(page, 'table', 'Members');
      await table.evaluate((element) => element.parentElement?.scrollTo(0, 100_000));
      await part('Members', '80 of 10,000');
      expect(await part('Members', 'Load 400 more')).toContain('10 requests');
      virusTotal.throw({ kind: 'slow', ms: 300 }, members);
      await press('Load 400 more 10 requests');
      await press('Stop Members');
      await part('Members', 'Stopped. What was loaded is kept.');
      const seen = asked(virusTotal);
      expect(seen).toBeLessThan(12);
      virusTotal.clearFaults();
      await press('Resume Members');
      await part('Members', '480 of 10,000');
      await expectCost();
    }));

  test('are searched and sorted among what is loaded', () =>
    crowd(async ({ page, load, part }) => {
      await load('Members');
      await (await byRole(page, 'searchbox', 'Search in Members')).type('Number17');
      expect(await part('Members', '1 found')).toContain('Person17 Number17');
      await page.keyboard.down('Control');
      await page.keyboard.press('a');
      await page.keyboard.up('Control');
      await page.keyboard.press('Backspace');
      const table = await byRole(page, 'table', 'Members');
      const name = await byRole(table, 'button', 'Name');
      await name.click();
      await name.click();
      await byRole(page, 'columnheader', 'Name');
      const header = await table.$('[aria-sort="descending"]');
      expect(header && (await textOf(header))).toBe('Name');
      expect(await textOf(table)).toMatch(/Status\ncrowd-00039/u);
    }));
});

describe('what was loaded is kept and goes on', () => {
  test('after VirusTotal asked to wait', () =>
    crowd(async ({ load, part, press, session, virusTotal, expectCost }) => {
      await load('Members');
      virusTotal.throw({ kind: 'rate-limit', retryAfter: { seconds: 3 } }, { ...members, times: 1 });
      await press('Load 40 more 1 request');
      const words = await part('Members', 'VirusTotal asked to wait.');
      expect(words).toContain('What was loaded is kept.');
      expect(words).toContain('40 of 10,000');
      expect(words).toContain('crowd-00001');
      await new Promise((done) => setTimeout(done, 3000));
      await session.fireAlarm('next');
      await part('Members', '80 of 10,000');
      await expectCost();
    }));

  test('after the connection was cut', () =>
    crowd(async ({ load, part, press, virusTotal, expectCost }) => {
      await load('Members');
      virusTotal.throw({ kind: 'cut-off' }, { ...members, times: 1 });
      await press('Load 40 more 1 request');
      const words = await part('Members', 'VirusTotal cannot be reached.');
      expect(words).toContain('40 of 10,000');
      await press('Resume Members');
      await part('Members', '80 of 10,000');
      await expectCost();
    }));

  test('after the worker was killed', () =>
    crowd(async ({ load, part, press, session, virusTotal, expectCost }) => {
      await load('Members');
      virusTotal.throw({ kind: 'slow' }, { ...members, times: 1 });
      await press('Load 400 more 10 requests');
      await until('a request is held', async () => virusTotal.held > 0);
      await session.killWorker();
      virusTotal.release();
      expect(await part('Members', '440 of 10,000')).toContain('crowd-00001');
      await expectCost();
    }));

  test('after VirusTotal lost the place in the list', () =>
    crowd(async ({ load, part, press, virusTotal, expectCost }) => {
      await load('Members');
      virusTotal.world.expireCursors();
      await press('Load 40 more 1 request');
      expect(await part('Members', 'VirusTotal had lost the place')).toContain('of 10,000');
      await part('Members', '80 of 10,000');
      await expectCost();
    }));

  test('and a refusal says who may', () =>
    crowd(async ({ part, press, virusTotal }) => {
      virusTotal.throw({ kind: 'error', code: 'ForbiddenError' }, members);
      await press('Load Members');
      expect(await part('Members', 'Members of this group may read this.')).toContain('Try again');
    }));
});

test('a list is saved as it is loaded', () =>
  crowd(async ({ page, load, press }) => {
    await load('Members');
    await page.evaluate(() => {
      const saved: string[] = [];
      Object.assign(window, { saved });
      URL.createObjectURL = (file) => {
        void (file as Blob).text().then((text) => saved.push(text));
        return '#/groups/crowd';
      };
    });
    await press('Members as CSV');
    const csv = await until('the file', () =>
      page.evaluate(() => (window as unknown as { saved: string[] }).saved[0]),
    );
    const lines = csv.trimEnd().split('\r\n');
    expect(lines[0]).toContain('User,Name,E-mail,Roles,Daily cap');
    expect(lines).toHaveLength(41);
  }));
