// Each fault of the fake VirusTotal while an account is added, read for the first time, and read later.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { message } from '../message.ts';
import { all, removeFault, named, type FaultRow, failureText, badgeOf, injectFault } from './faults-table.ts';
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
const stored = 'account:spellman';

let fixture: Awaited<ReturnType<typeof startFixture>>;
let popup: Page;
beforeAll(async () => {
  fixture = await startFixture('chromium');
  popup = await fixture.session.open('popup.html');
  await untilBadge(fixture.session, '987');
});
afterAll(() => fixture.stop());

/** What a test that failed has left. */
beforeEach(async () => {
  fixture.virusTotal.clearFaults();
  const { [stored]: account } = (await fixture.session.storage()).local;
  const whole = { [stored]: { ...(account as object), failures: {} } };
  if (account) await runWithApi(fixture.extensionPage, (api, items) => api.storage.local.set(items), whole);
});

const isTold = ({ fault }: FaultRow): boolean => fault !== 'offline';

/** What is read all the same when the quotas alone may be refused. */
const goesOn = ({ kind }: FaultRow): boolean => ['forbidden', 'not-found', 'unexpected'].includes(kind);

const readNow = () => sendCommand(fixture.extensionPage, 'refresh', { id: 'spellman' });

async function healed(row: FaultRow): Promise<void> {
  const { virusTotal, session, extensionPage } = fixture;
  await removeFault(virusTotal, row);
  await endWait(extensionPage, stored);
  await readNow();
  await untilBadge(session, '987');
  expect((await readAccount(session, 'spellman'))?.failures).toEqual({});
}

describe('[F-later-refresh] on a later reading', () => {
  beforeAll(async () => {
    await sendCommand(fixture.extensionPage, 'addAccount', { key: fixture.virusTotal.keys.spellman });
    await untilBadge(fixture.session, '987');
    await popup.goto(fixture.session.extensionUrl('popup.html'));
  });

  test.each(all)('%s: the last figures stay, and the next try is when it should be', async (_, row) => {
    const { virusTotal, session } = fixture;
    const before = await readAccount(session, 'spellman');
    const counted = countRequests(virusTotal, row);
    await injectFault(virusTotal, row, quotas);
    await readNow();
    const title = await untilBadge(session, badgeOf(row));
    expect(title).toContain(failureText(row));
    expect(title).toContain(tightestLimit('987'));
    expect(await untilText(popup, failureText(row))).toContain(tightestLimit('987'));
    const after = await readAccount(session, 'spellman');
    expect({ ...after, failures: {}, requests: {} }).toEqual({ ...before, requests: {} });
    expectFailure(after?.failures.quotas, row);
    await healed(row);
    expect(counted()).toEqual({ [quotasPath]: isTold(row) ? 2 : 1 });
  });

  test.each(named('wrong-key', 'rate-limit-10-minutes'))(
    '%s: neither alarms nor a new worker ask before its time, and the alarm asks then',
    async (_, row) => {
      const { virusTotal, session, extensionPage } = fixture;
      const counted = countRequests(virusTotal, row);
      await injectFault(virusTotal, row, quotas);
      await session.fireAlarm('refresh');
      await untilBadge(session, badgeOf(row));
      await session.killWorker();
      await session.fireAlarm('refresh');
      await sendCommand(extensionPage, 'getPanelSettings', {});
      expect(counted()).toEqual({ [quotasPath]: 1 });
      await removeFault(virusTotal, row);
      await endWait(extensionPage, stored);
      await session.fireAlarm('refresh');
      await untilBadge(session, '987');
      expect(counted()).toEqual({ [quotasPath]: 2 });
    },
  );
});

describe('[F-first-refresh] on the first reading', () => {
  test.each(all.filter(([, row]) => isTold(row)))(
    '%s: the account is there, and its figures come with the next try',
    async (_, row) => {
      const { virusTotal, session, extensionPage } = fixture;
      await popup.goto('about:blank');
      await sendCommand(extensionPage, 'removeAccount', { id: 'spellman' });
      const counted = countRequests(virusTotal, row);
      await injectFault(virusTotal, row, quotas);
      await sendCommand(extensionPage, 'addAccount', { key: virusTotal.keys.spellman });
      expect(await untilBadge(session, badgeOf(row))).toContain(failureText(row));
      await popup.goto(session.extensionUrl('popup.html'));
      expect(await untilText(popup, failureText(row))).toContain(message('popup.not_read'));
      const account = await readAccount(session, 'spellman');
      expect(account).toMatchObject({ user: { value: { id: 'spellman' } } });
      expect(account).not.toHaveProperty('quotas');
      expect(account?.groups === undefined).toBe(!goesOn(row));
      expectFailure(account?.failures.quotas, row);
      await healed(row);
      await untilText(popup, tightestLimit('987'));
      expect(counted()).toEqual({
        [`/users/${virusTotal.keys.spellman}`]: 1,
        [quotasPath]: 2,
        '/users/spellman/groups': 1,
      });
    },
  );
});

describe('[F-adding-account] on adding an account', () => {
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

  test.each(all)('%s: it is said, and nothing is stored', async (_, row) => {
    const { virusTotal, session } = fixture;
    const counted = countRequests(virusTotal, row);
    await injectFault(virusTotal, row, '/users/{id}');
    const last = await byRole(options, 'alert');
    // The key is still in the field.
    await (await byRole(options, 'button', 'Add account')).click();
    await until('another alert', () => last.evaluate((alert) => !alert.isConnected));
    await untilText(options, failureText(row, 'add_failure'));
    await removeFault(virusTotal, row);
    expect(await session.badge()).toMatchObject({ text: '+' });
    const { local } = await session.storage();
    expect(Object.keys(local).filter((key) => key !== 'index')).toEqual([]);
    expect(await session.indexedDb()).toMatchObject({ vault: { keys: [] } });
    expect(counted()).toEqual(isTold(row) ? { [`/users/${virusTotal.keys.spellman}`]: 1 } : {});
  });
});

describe('a slow answer', () => {
  test('a slow answer on adding an account is waited for, and pressing again sends no second request', async () => {
    const { virusTotal, session } = fixture;
    await sendCommand(fixture.extensionPage, 'removeAccount', { id: 'spellman' });
    const options = await session.open('options.html');
    const counted = countRequests(virusTotal);
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
    expect(counted()).toMatchObject({ [`/users/${virusTotal.keys.spellman}`]: 1 });
  });

  test('a slow answer on a refresh keeps the figures, and refreshing again sends no second request', async () => {
    const { virusTotal, session, extensionPage } = fixture;
    await sendCommand(extensionPage, 'addAccount', { key: virusTotal.keys.spellman });
    await untilBadge(session, '987');
    await popup.goto(session.extensionUrl('popup.html'));
    const counted = countRequests(virusTotal);
    virusTotal.throw({ kind: 'slow' }, { route: quotas });
    const refresh = await byRole(popup, 'button', 'Refresh');
    await refresh.click();
    await until('a request is held', async () => virusTotal.held > 0);
    await session.fireAlarm('refresh');
    expect(await session.badge()).toMatchObject({ text: '987' });
    expect(await refresh.evaluate((button) => button.ariaBusy)).toBe('true');
    virusTotal.clearFaults();
    await until('the answer', () => refresh.evaluate((button) => button.ariaBusy === 'false'));
    expect(counted()).toEqual({ [quotasPath]: 1 });
  });
});
