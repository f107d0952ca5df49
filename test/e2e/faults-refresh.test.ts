// Each of the fake VirusTotal's switches while an account is added, read for the first time, and read later.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../browser/extension-page.ts';
import { all, mend, named, type Row, sentenceOf, signOf, strike } from './faults-table.ts';
import { accountOf, countFromHere, expectFailure, passWait, tell } from './faults-fixture.ts';
import { raise } from './mounting-fixture.ts';
import { accountListed, byRole, enterKey, keyTaken, until, untilBadge, untilText } from './fixture.ts';

const quotas = '/users/{id}/overall_quotas';
const quotasPath = '/users/spellman/overall_quotas';
const stored = 'account:spellman';

let stage: Awaited<ReturnType<typeof raise>>;
let popup: Page;
beforeAll(async () => {
  stage = await raise('chromium');
  popup = await stage.session.open('popup.html');
  await untilBadge(stage.session, '987');
});
afterAll(() => stage.fall());

/** What a test that failed has left. */
beforeEach(async () => {
  stage.virusTotal.clearFaults();
  const { [stored]: account } = (await stage.session.storage()).local;
  const whole = { [stored]: { ...(account as object), failures: {} } };
  if (account) await ask(stage.asking, (api, items) => api.storage.local.set(items), whole);
});

const isTold = ({ fault }: Row): boolean => fault !== 'offline';

/** What is read all the same when the quotas alone may be refused. */
const goesOn = ({ kind }: Row): boolean => ['forbidden', 'not-found', 'unexpected'].includes(kind);

const readNow = () => tell(stage.asking, 'refresh', { id: 'spellman' });

async function healed(row: Row): Promise<void> {
  const { virusTotal, session, asking } = stage;
  await mend(virusTotal, row);
  await passWait(asking, stored);
  await readNow();
  await untilBadge(session, '987');
  expect((await accountOf(session, 'spellman'))?.failures).toEqual({});
}

describe('[F-later-refresh] on a later reading', () => {
  beforeAll(async () => {
    await tell(stage.asking, 'addAccount', { key: stage.virusTotal.keys.spellman });
    await untilBadge(stage.session, '987');
    await popup.goto(stage.session.extensionUrl('popup.html'));
  });

  test.each(all)('%s: the last figures stay, and the next try is when it should be', async (_, row) => {
    const { virusTotal, session } = stage;
    const before = await accountOf(session, 'spellman');
    const counted = countFromHere(virusTotal, row);
    await strike(virusTotal, row, quotas);
    await readNow();
    const title = await untilBadge(session, signOf(row));
    expect(title).toContain(sentenceOf(row));
    expect(title).toContain('987 of 1,000 left');
    expect(await untilText(popup, sentenceOf(row))).toContain('987 of 1,000 left');
    const after = await accountOf(session, 'spellman');
    expect({ ...after, failures: {}, requests: {} }).toEqual({ ...before, requests: {} });
    expectFailure(after?.failures.quotas, row);
    await healed(row);
    expect(counted()).toEqual({ [quotasPath]: isTold(row) ? 2 : 1 });
  });

  test.each(named('wrong-key', 'rate-limit-10-minutes'))(
    '%s: neither alarms nor a new worker ask before its time, and the alarm asks then',
    async (_, row) => {
      const { virusTotal, session, asking } = stage;
      const counted = countFromHere(virusTotal, row);
      await strike(virusTotal, row, quotas);
      await session.fireAlarm('refresh');
      await untilBadge(session, signOf(row));
      await session.killWorker();
      await session.fireAlarm('refresh');
      await tell(asking, 'panelState', {});
      expect(counted()).toEqual({ [quotasPath]: 1 });
      await mend(virusTotal, row);
      await passWait(asking, stored);
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
      const { virusTotal, session, asking } = stage;
      await popup.goto('about:blank');
      await tell(asking, 'removeAccount', { id: 'spellman' });
      const counted = countFromHere(virusTotal, row);
      await strike(virusTotal, row, quotas);
      await tell(asking, 'addAccount', { key: virusTotal.keys.spellman });
      expect(await untilBadge(session, signOf(row))).toContain(sentenceOf(row));
      await popup.goto(session.extensionUrl('popup.html'));
      expect(await untilText(popup, sentenceOf(row))).toContain('Not read yet');
      const account = await accountOf(session, 'spellman');
      expect(account).toMatchObject({ user: { value: { id: 'spellman' } } });
      expect(account).not.toHaveProperty('quotas');
      expect(account?.groups === undefined).toBe(!goesOn(row));
      expectFailure(account?.failures.quotas, row);
      await healed(row);
      await untilText(popup, '987 of 1,000 left');
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
    const { virusTotal, session, asking } = stage;
    await tell(asking, 'removeAccount', { id: 'spellman' });
    await untilBadge(session, '+');
    options = await session.open('options.html');
    virusTotal.throw({ kind: 'error', code: 'WrongCredentialsError' }, { route: '/users/{id}' });
    await enterKey(options, virusTotal.keys.spellman);
    await untilText(options, 'VirusTotal does not know this key.');
    virusTotal.clearFaults();
  });

  test.each(all)('%s: it is said, and nothing is stored', async (_, row) => {
    const { virusTotal, session } = stage;
    const counted = countFromHere(virusTotal, row);
    await strike(virusTotal, row, '/users/{id}');
    const last = await byRole(options, 'alert');
    // The key is still in the field.
    await (await byRole(options, 'button', 'Add account')).click();
    await until('another alert', () => last.evaluate((alert) => !alert.isConnected));
    await untilText(options, sentenceOf(row, 'add_failure'));
    await mend(virusTotal, row);
    expect(await session.badge()).toMatchObject({ text: '+' });
    const { local } = await session.storage();
    expect(Object.keys(local).filter((key) => key !== 'index')).toEqual([]);
    expect(await session.indexedDb()).toMatchObject({ vault: { keys: [] } });
    expect(counted()).toEqual(isTold(row) ? { [`/users/${virusTotal.keys.spellman}`]: 1 } : {});
  });
});

describe('a slow answer', () => {
  test('on adding an account: it is waited for, once, whoever presses again', async () => {
    const { virusTotal, session } = stage;
    await tell(stage.asking, 'removeAccount', { id: 'spellman' });
    const options = await session.open('options.html');
    const counted = countFromHere(virusTotal);
    virusTotal.throw({ kind: 'slow' }, { route: '/users/{id}' });
    const field = await byRole(options, 'textbox', 'API key');
    await field.type(virusTotal.keys.spellman);
    const button = await byRole(options, 'button', 'Add account');
    await button.click();
    await until('a request is held', async () => virusTotal.held > 0);
    await untilText(options, 'Testing the key');
    await button.click();
    virusTotal.clearFaults();
    await keyTaken(options);
    await accountListed(options, 'spellman');
    await untilBadge(session, '987');
    expect(counted()).toMatchObject({ [`/users/${virusTotal.keys.spellman}`]: 1 });
  });

  test('on a later reading: the figures stay meanwhile, whoever asks again', async () => {
    const { virusTotal, session, asking } = stage;
    await tell(asking, 'addAccount', { key: virusTotal.keys.spellman });
    await untilBadge(session, '987');
    await popup.goto(session.extensionUrl('popup.html'));
    const counted = countFromHere(virusTotal);
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
