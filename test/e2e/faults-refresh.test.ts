// Each fault of the fake VirusTotal while an account is added, on its first refresh, and on a later one.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isConnectionFailure } from '../../core/domain/badge-labels.ts';
import { runWithApi } from '../browser/extension-page.ts';
import { withoutEmptyRecords } from '../stored-entries.ts';
import { message, messagePattern } from '../message.ts';
import {
  all,
  removeFault,
  named,
  type FaultRow,
  failureText,
  badgeOf,
  injectFault,
  laterBadgeOf,
} from './faults-table.ts';
import { readAccount, countRequests, expectFailure, endWait, sendCommand } from './faults-fixture.ts';
import { startFixture } from './mounting-fixture.ts';
import {
  untilAccountListed,
  byRole,
  enterKey,
  untilKeyAccepted,
  until,
  untilBadge,
  untilText,
  tightestLimit,
} from './fixture.ts';

const quotas = '/users/{id}/overall_quotas';
const quotasPath = '/users/spellman/overall_quotas';
const ownerByEmail = `/users/${encodeURIComponent('spellman@example.com')}`;
const stored = 'account:spellman';

let fixture: Awaited<ReturnType<typeof startFixture>>;
let popup: Page;
beforeAll(async () => {
  fixture = await startFixture('chromium');
  popup = await fixture.session.open('popup.html');
  await untilBadge(fixture.session, '987');
});
afterAll(() => fixture.stop());

const refreshNow = () => sendCommand(fixture.extensionPage, 'refresh', { id: 'spellman' });

/**
 * Ends what the test before has left behind. A refresh that an alarm began goes on after its quotas are on the badge: the refresh of
 * the next test would join it, and request no quotas.
 */
beforeEach(async () => {
  fixture.virusTotal.clearFaults();
  await refreshNow();
  const { [stored]: account } = (await fixture.session.storage()).local;
  const repaired = { [stored]: { ...(account as object), failures: {} } };
  if (account)
    await runWithApi(fixture.extensionPage, (api, items) => api.storage.local.set(items), repaired);
});

const reachesServer = ({ fault }: FaultRow): boolean => fault !== 'offline';

/** Whether the rest is still loaded because only the quotas may be refused. */
const othersAreLoaded = ({ kind }: FaultRow): boolean =>
  ['forbidden', 'not-found', 'refused', 'unexpected'].includes(kind);

async function expectRecovery(row: FaultRow): Promise<void> {
  const { virusTotal, session, extensionPage } = fixture;
  await removeFault(virusTotal, row);
  await endWait(extensionPage, stored);
  await refreshNow();
  await untilBadge(session, '987');
  expect((await readAccount(session, 'spellman'))?.failures).toEqual({});
}

describe('[F-later-refresh] a later refresh', () => {
  beforeAll(async () => {
    await sendCommand(fixture.extensionPage, 'addAccount', { key: fixture.virusTotal.keys.spellman });
    await untilBadge(fixture.session, '987');
    await popup.goto(fixture.session.extensionUrl('popup.html'));
  });

  test.each(all)('a later refresh with %s keeps the last figures and schedules the retry', async (_, row) => {
    const { virusTotal, session } = fixture;
    const before = await readAccount(session, 'spellman');
    const requestCounts = countRequests(virusTotal, row);
    await injectFault(virusTotal, row, quotas);
    await refreshNow();
    await expect.poll(async () => (await session.badge()).title).toContain(failureText(row));
    const { text, title } = await session.badge();
    expect(text).toBe(laterBadgeOf(row, '987'));
    expect(title).toContain(tightestLimit('987'));
    expect(await untilText(popup, failureText(row))).toContain(tightestLimit('987'));
    const after = await readAccount(session, 'spellman');
    expect({ ...after, failures: {}, requests: {} }).toEqual({ ...before, requests: {} });
    expectFailure(after?.failures.quotas, row);
    await expectRecovery(row);
    expect(requestCounts()).toEqual({
      [quotasPath]: reachesServer(row) ? 2 : 1,
      // The account may have been renamed.
      ...(row.kind === 'not-found' && { [ownerByEmail]: 1 }),
    });
  });

  test.each(named('wrong-key', 'rate-limit-10-minutes'))(
    'after %s, neither alarms nor a new worker retry early, and the alarm retries on time',
    async (_, row) => {
      const { virusTotal, session, extensionPage } = fixture;
      const requestCounts = countRequests(virusTotal, row);
      await injectFault(virusTotal, row, quotas);
      await session.fireAlarm('refresh');
      await untilBadge(session, badgeOf(row));
      await session.killWorker();
      await session.fireAlarm('refresh');
      await sendCommand(extensionPage, 'getPanelSettings', {});
      expect(requestCounts()).toEqual({ [quotasPath]: 1 });
      await removeFault(virusTotal, row);
      await endWait(extensionPage, stored);
      await session.fireAlarm('refresh');
      await untilBadge(session, '987');
      expect(requestCounts()).toEqual({ [quotasPath]: 2 });
    },
  );
});

describe('a response on the wire', () => {
  beforeAll(async () => {
    await sendCommand(fixture.extensionPage, 'addAccount', { key: fixture.virusTotal.keys.spellman });
    await untilBadge(fixture.session, '987');
  });

  test.each(['gzip', 'br', 'cut', 'chunk'] as const)(
    'a 429 whose body is broken (%s) keeps its status and its wait in the popup',
    async (as) => {
      const { virusTotal, session } = fixture;
      const retryAfter = { seconds: 600 };
      virusTotal.throw({ kind: 'undecodable', as, status: 429, retryAfter }, { route: quotas });
      await refreshNow();
      expect(await untilBadge(session, '429')).toContain(message('failure.rate_limited'));
      await popup.goto(session.extensionUrl('popup.html'));
      expect(await untilText(popup, message('failure.rate_limited'))).toMatch(
        messagePattern('retry_at', /\S.*/u),
      );
    },
  );

  test.each([
    ['a page of VirusTotal', () => fixture.session.visit('https://www.virustotal.com/gui/user/alice')],
    ['the popup', () => fixture.session.open('popup.html')],
    ['the dashboard', () => fixture.session.open('dashboard.html')],
  ] as const)('[F-connect] after a spell without a connection %s renews the figures', async (_, open) => {
    const { virusTotal, session, extensionPage } = fixture;
    await virusTotal.goOffline();
    await refreshNow();
    const failure = async () => (await readAccount(session, 'spellman'))?.failures.quotas;
    await until('the failure is stored', failure);
    await virusTotal.goOnline();
    await endWait(extensionPage, stored);
    const page = await open();
    await until('the figures are renewed', async () => (await failure()) === undefined);
    expect(await untilBadge(session, '987')).toContain(tightestLimit('987'));
    await page.close();
  });

  test('the badge counts from the user object where VirusTotal refuses the quotas', async () => {
    const { virusTotal, session, extensionPage } = fixture;
    virusTotal.world.variants.overallQuotas = 'forbidden';
    await sendCommand(extensionPage, 'addAccount', { key: virusTotal.keys.outsider });
    await sendCommand(extensionPage, 'selectAccount', { id: 'outsider' });
    await popup.goto(session.extensionUrl('popup.html'));
    const text = await untilText(popup, message('popup.substituted'));
    expect(text).not.toContain(message('popup.not_read'));
    expect(text).not.toContain(message('failure.forbidden'));
    expect((await session.badge()).text).toMatch(/^\d/u);
    virusTotal.world.variants.overallQuotas = 'complete';
    await sendCommand(extensionPage, 'removeAccount', { id: 'outsider' });
  });

  test('an account whose quota is used up is kept, and finished after the reset', async () => {
    const { virusTotal, session, extensionPage } = fixture;
    const options = await session.open('options.html');
    virusTotal.throw({ kind: 'rate-limit', code: 'QuotaExceededError' }, { route: '/users/{id}' });
    await enterKey(options, virusTotal.keys.overlimit);
    await untilText(options, messagePattern('options.used_up', /\S.*/u, /\S.*/u));
    await (await byRole(options, 'textbox', 'User id')).type('overlimit');
    await (await byRole(options, 'button', message('options.keep'))).click();
    await untilAccountListed(options, 'overlimit');
    await sendCommand(extensionPage, 'selectAccount', { id: 'overlimit' });
    await popup.goto(session.extensionUrl('popup.html'));
    await untilText(popup, message('popup.unfinished'));
    virusTotal.clearFaults();
    const { attributes } = virusTotal.world.account('overlimit');
    for (const quota of Object.values(attributes.quotas ?? {})) quota.used = 0;
    for (const quota of Object.values(virusTotal.world.group('narrow').attributes.quotas)) quota.used = 0;
    await sendCommand(extensionPage, 'refresh', { id: 'overlimit' });
    await untilText(popup, '2FA on');
    expect(await readAccount(session, 'overlimit')).not.toHaveProperty('unfinished');
    await sendCommand(extensionPage, 'removeAccount', { id: 'overlimit' });
    await options.close();
  });
});

describe('[F-first-refresh] the first refresh', () => {
  // Where the quotas are refused, those of the user object count; see above.
  test.each(all.filter(([name, row]) => reachesServer(row) && name !== 'forbidden'))(
    'a first refresh with %s keeps the account, and the retry loads its figures',
    async (_, row) => {
      const { virusTotal, session, extensionPage } = fixture;
      await popup.goto('about:blank');
      await sendCommand(extensionPage, 'removeAccount', { id: 'spellman' });
      const requestCounts = countRequests(virusTotal, row);
      await injectFault(virusTotal, row, quotas);
      await sendCommand(extensionPage, 'addAccount', { key: virusTotal.keys.spellman });
      expect(await untilBadge(session, badgeOf(row))).toContain(failureText(row));
      await popup.goto(session.extensionUrl('popup.html'));
      expect(await untilText(popup, failureText(row))).not.toContain(message('popup.not_read'));
      const account = await readAccount(session, 'spellman');
      expect(account).toMatchObject({ user: { value: { id: 'spellman' } } });
      expect(account).not.toHaveProperty('quotas');
      expect(account?.groups === undefined).toBe(!othersAreLoaded(row));
      expectFailure(account?.failures.quotas, row);
      await expectRecovery(row);
      await untilText(popup, tightestLimit('987'));
      // The popup repeats what has not reached VirusTotal for ten seconds.
      if (isConnectionFailure(row)) return;
      expect(requestCounts()).toEqual({
        [`/users/${virusTotal.keys.spellman}`]: 1,
        [quotasPath]: 2,
        '/users/spellman/groups': 1,
        // Roles are learned where the groups were loaded when the account was added.
        ...(othersAreLoaded(row) && { '/users/spellman/groups_managed': 1 }),
      });
    },
  );
});

describe('[F-adding-account] adding an account', () => {
  let options: Page;
  beforeAll(async () => {
    const { virusTotal, session, extensionPage } = fixture;
    await sendCommand(extensionPage, 'removeAccount', { id: 'spellman' });
    await untilBadge(session, '+');
    options = await session.open('options.html');
    virusTotal.throw({ kind: 'error', code: 'WrongCredentialsError' }, { route: '/users/{id}' });
    await enterKey(options, virusTotal.keys.spellman);
    await untilText(options, message('add_failure.bad_key'));
    virusTotal.clearFaults();
  });

  test.each(all)('adding an account with %s shows the failure and stores nothing', async (_, row) => {
    const { virusTotal, session } = fixture;
    const requestCounts = countRequests(virusTotal, row);
    await injectFault(virusTotal, row, '/users/{id}');
    const last = await byRole(options, 'alert');
    await (await byRole(options, 'button', 'Add account')).click();
    await until('the alert is replaced', () => last.evaluate((alert) => !alert.isConnected));
    await untilText(options, failureText(row, 'add_failure'));
    await removeFault(virusTotal, row);
    expect(await session.badge()).toMatchObject({ text: '+' });
    const { local } = await session.storage();
    expect(Object.keys(withoutEmptyRecords(local)).filter((key) => key !== 'index')).toEqual([]);
    expect(await session.indexedDb()).toMatchObject({ vault: { keys: [] } });
    const owner = `/users/${virusTotal.keys.spellman}`;
    const isRefusal = row.kind === 'rate-limited' || row.kind === 'quota-exceeded';
    expect(requestCounts()).toEqual(
      reachesServer(row) ? { [owner]: 1, ...(isRefusal && { [`${owner}/overall_quotas`]: 1 }) } : {},
    );
  });
});

describe('a slow response', () => {
  test('a slow response to adding an account is awaited, and clicking again sends no second request', async () => {
    const { virusTotal, session } = fixture;
    await sendCommand(fixture.extensionPage, 'removeAccount', { id: 'spellman' });
    const options = await session.open('options.html');
    const requestCounts = countRequests(virusTotal);
    virusTotal.throw({ kind: 'slow' }, { route: '/users/{id}' });
    const field = await byRole(options, 'textbox', 'API key');
    await field.type(virusTotal.keys.spellman);
    const button = await byRole(options, 'button', 'Add account');
    await button.click();
    await until('a request is held', async () => virusTotal.held > 0);
    await untilText(options, message('options.adding'));
    await button.click();
    virusTotal.clearFaults();
    await untilKeyAccepted(options);
    await untilAccountListed(options, 'spellman');
    await untilBadge(session, '987');
    expect(requestCounts()).toMatchObject({ [`/users/${virusTotal.keys.spellman}`]: 1 });
  });

  test('a slow response to a refresh keeps the figures, and refreshing again sends no second request', async () => {
    const { virusTotal, session, extensionPage } = fixture;
    await sendCommand(extensionPage, 'addAccount', { key: virusTotal.keys.spellman });
    await untilBadge(session, '987');
    await popup.goto(session.extensionUrl('popup.html'));
    const requestCounts = countRequests(virusTotal);
    virusTotal.throw({ kind: 'slow' }, { route: quotas });
    const refresh = await byRole(popup, 'button', 'Refresh');
    await refresh.click();
    await until('a request is held', async () => virusTotal.held > 0);
    await session.fireAlarm('refresh');
    expect(await session.badge()).toMatchObject({ text: '987' });
    expect(await refresh.evaluate((button) => button.ariaBusy)).toBe('true');
    virusTotal.clearFaults();
    await until('the response', () => refresh.evaluate((button) => button.ariaBusy === 'false'));
    expect(requestCounts()).toEqual({
      [quotasPath]: 1,
      '/users/spellman': 1,
      '/users/spellman/groups': 1,
    });
  });
});
