// Each fault of the fake VirusTotal in the panel of a user page, and while a dashboard list is loading.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Failure } from '../../core/domain/account.ts';
import { isConnectionFailure, remedies } from '../../core/domain/badge-labels.ts';
import type { ListState } from '../../core/domain/list-state.ts';
import { message, messagePattern } from '../message.ts';
import { runWithApi } from '../browser/extension-page.ts';
import { loadMoreName } from './dashboard-page.ts';
import { all, removeFault, named, type FaultRow, failureText, injectFault } from './faults-table.ts';
import { countRequests, expectFailure, endWait, sendCommand } from './faults-fixture.ts';
import { startFixture } from './mounting-fixture.ts';
import { byRole, untilPanelText, until, untilBadge, untilText } from './fixture.ts';

let fixture: Awaited<ReturnType<typeof startFixture>>;
beforeAll(async () => {
  fixture = await startFixture('chromium');
});
afterAll(() => fixture.stop());

const readStored = async <T>(key: string): Promise<T> => (await fixture.session.storage()).local[key] as T;

/** A list failure that only the user can fix is not retried. */
const expectedListRetry = ({ kind, wait }: FaultRow) =>
  ['bad-key', 'inactive', 'forbidden', 'not-found'].includes(kind) ? undefined : wait * 1000;

function listFailureText(row: FaultRow): string {
  if (row.kind === 'forbidden') return message('dashboard.activity_access');
  return row.kind === 'not-found' ? message('dashboard.list.not_found') : failureText(row);
}

describe('[F-panel-first-visit] the panel on a first visit', () => {
  let page: Page;
  let visitors = 0;
  beforeAll(async () => {
    await sendCommand(fixture.extensionPage, 'addAccount', { key: fixture.virusTotal.keys.spellman });
    await untilBadge(fixture.session, '987');
    page = await fixture.session.visit('https://www.virustotal.com/gui/user/alice');
    // The rows come back to alice's page, some of them without a connection.
    await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
  });

  // The rows look up more users than pages may in ten minutes.
  beforeEach(() =>
    runWithApi(fixture.extensionPage, (api) => api.storage.local.remove('lookup-budget:spellman')),
  );

  const go = (path: string) => page.evaluate((next) => window.page?.navigate(next), path);

  test.each(all)(
    'the panel with %s shows the failure, stores it, and does not retry early',
    async (_, row) => {
      const { virusTotal, session, extensionPage } = fixture;
      const user = `crowd-${String(++visitors).padStart(5, '0')}`;
      const requestCounts = countRequests(virusTotal, row);
      await injectFault(virusTotal, row, `/api/v3/users/${user}`);
      await go(`/gui/user/${user}`);
      await untilPanelText(page, user, failureText(row));
      const key = `user-cache:spellman:${user}`;
      expectFailure((await readStored<{ failure?: Failure }>(key)).failure, row);
      await go('/gui/user/alice');
      await untilPanelText(page, 'alice', message('panel.seen_by', 'spellman'));
      await go(`/gui/user/${user}`);
      await untilPanelText(page, user, failureText(row));
      // What does not reach VirusTotal may be repeated after ten seconds.
      const count = requestCounts()[`/users/${user}`];
      expect(isConnectionFailure(row) || count === 1).toBe(true);
      expect(await session.badge()).toMatchObject({ text: '987' });
      await removeFault(virusTotal, row);
      await endWait(extensionPage, key);
      await go('/gui/user/alice');
      await go(`/gui/user/${user}`);
      await untilPanelText(page, user, message('panel.seen_by', 'spellman'));
    },
  );

  test.each(named('wrong-key', 'rate-limit-html', 'connection-reset', 'captcha'))(
    '[F-panel-later-visit] with %s on a later day the panel keeps the cached content and shows the failure',
    async (_, row) => {
      const { virusTotal } = fixture;
      const user = `crowd-${String(++visitors).padStart(5, '0')}`;
      await go(`/gui/user/${user}`);
      await untilPanelText(page, user, message('panel.seen_by', 'spellman'));
      await injectFault(virusTotal, row, `/api/v3/users/${user}`);
      const panel = await byRole(page, 'region', `Vitals for ${user}`);
      await (await byRole(panel, 'button', 'Refresh')).click();
      expect(await untilText(panel, failureText(row))).toContain(message('panel.seen_by', 'spellman'));
      await removeFault(virusTotal, row);
    },
  );

  test('the panel reports a response that takes longer than 20 seconds, and schedules the retry', async () => {
    const { virusTotal } = fixture;
    virusTotal.throw({ kind: 'slow' }, { route: '/api/v3/users/crowd-09999' });
    await go('/gui/user/crowd-09999');
    const row = { fault: { kind: 'slow' }, kind: 'unavailable', wait: 60 } as const;
    const panel = await byRole(page, 'region', 'Vitals for crowd-09999');
    expect(await untilText(panel, failureText(row), 30_000)).not.toMatch(
      messagePattern('panel.seen_by', /\w/u),
    );
    expectFailure((await readStored<{ failure?: Failure }>('user-cache:spellman:crowd-09999')).failure, row);
    virusTotal.clearFaults();
  });
});

describe('[F-list-later-page] a later page of a list', () => {
  const comments = message('dashboard.comments.title');
  const path = /\/users\/hunter\/comments/u;
  const key = 'list:hunter:comments/hunter';
  let page: Page;
  beforeAll(async () => {
    await sendCommand(fixture.extensionPage, 'addAccount', { key: fixture.virusTotal.keys.hunter });
    await sendCommand(fixture.extensionPage, 'selectAccount', { id: 'hunter' });
    page = await fixture.session.open('dashboard.html#/activity');
    await press(`Load ${comments}`);
    await untilText(await part(), message('dashboard.list.some', '40', '1,312'));
  });

  const part = () => byRole(page, 'region', comments);
  const state = () => readStored<ListState>(key);
  const press = async (name: string) => {
    const button = await byRole(page, 'button', name);
    // New rows move the content below them, so a click by coordinates would miss.
    await button.evaluate((element) => (element as HTMLElement).click());
  };
  // A cursor refused as a bad request counts as expired; test/e2e/dashboard-lists.test.ts covers it.
  test.each(all.filter(([name]) => name !== 'bad-request'))(
    'a list with %s keeps the loaded rows, and loading resumes',
    async (_, row) => {
      const { virusTotal, extensionPage } = fixture;
      const { failure: __, ...before } = await state();
      const requestCounts = countRequests(virusTotal, row);
      await injectFault(virusTotal, row, path);
      await press(loadMoreName(40, 1));
      await until('the failure is stored', async () => (await state()).status === 'failed');
      expect(await untilText(await part(), listFailureText(row))).toContain(
        message('dashboard.list.rows_kept'),
      );
      const { failure, ...after } = await state();
      expect(after).toMatchObject({
        loaded: before.loaded,
        generation: before.generation,
        cursor: before.cursor,
        cost: before.cost + (isConnectionFailure(row) ? 0 : 1),
      });
      expect(failure).toMatchObject({ kind: row.kind, tries: 1 });
      const { at = NaN, retryAt } = failure ?? {};
      expect(retryAt && retryAt - at).toBe(expectedListRetry(row));
      await removeFault(virusTotal, row);
      // While VirusTotal imposes a wait there is no button. A wait that ends sets an alarm, which must not go off in a later row.
      if (remedies[row.kind] === 'wait') await endWait(extensionPage, key);
      await press(message('dashboard.list.of', message('dashboard.list.resume'), comments));
      await until('40 more rows are loaded', async () => (await state()).loaded === before.loaded + 40);
      expect(await state()).not.toHaveProperty('failure');
      expect(requestCounts()).toEqual({ '/users/hunter/comments': row.fault === 'offline' ? 1 : 2 });
    },
  );

  test('[S-network-hosts] a next-page link to another host is not followed', async () => {
    const { virusTotal, session } = fixture;
    const { loaded } = await state();
    const links = { next: 'https://evil.example/api/v3/users/hunter/comments?cursor=abc' };
    virusTotal.throw({ kind: 'patch', body: { links, meta: { count: 1312 } } }, { route: path, times: 1 });
    await press(loadMoreName(40, 1));
    expect(await untilText(await part(), message('list.invalid_next_link'))).toContain(
      message('dashboard.list.some', loaded + 40, '1,312'),
    );
    expect(session.refusedHosts()).toEqual([]);
    await press(`Refresh ${comments}`);
    await until('all rows are loaded', async () => (await state()).status === 'partial');
    expect(await state()).toMatchObject({ loaded: loaded + 40 });
  });
});
