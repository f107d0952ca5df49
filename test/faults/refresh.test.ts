// The fault matrix: each fault at each moment. What the badge says, what stays stored, when it is tried again, and how
// often at most in the hour after it.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failureText } from '../../core/presentation/failure-text.ts';
import { key, quotasAnswer, userAnswer } from '../fake-network.ts';
import { message } from '../message.ts';
import { type Fault, faults, maximumRequests } from './faults.ts';
import {
  serveHealthyAccount,
  day,
  hour,
  minute,
  noon,
  paths,
  second,
  countRequests,
  withAccount,
  look as lookAt,
} from './healthy-account.ts';
import * as worker from './worker.ts';

const { account, alarmNames, ask, badge, forgetAlarms, grantHostAccess, keyOwners, setUpFixture, network } =
  worker;
const { nextAlarm, passTime, fireAlarm, settle, startWorker, store, stored, tearDownFixture, title } = worker;

const refresh = () => ask('refresh', { id: 'spellman' });
const look = () => lookAt('auto');

/** As often as for faults that pass by themselves; see `faults.ts`. */
const patient = 6;
/** Failures of one path that may be of that path alone: the rest is read all the same. */
const goesOn = ({ kind }: Fault) => ['forbidden', 'not-found', 'unexpected'].includes(kind);

/** How long an answer is good; so is a refusal. */
const goodFor = { user: 6 * hour, groups: day };

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

describe.each(Object.entries(faults))('%s', (_name, fault) => {
  const { reply, kind, sign, wait } = fault;

  it('[F-adding-account] on adding an account: nothing is stored, nothing tried again', async () => {
    serveHealthyAccount();
    network.replies[paths.owner] = reply;
    await startWorker();
    expect(await ask('addAccount', { key })).toEqual({ ok: false, error: { kind } });
    expect(badge()).toBe('+');
    expect(await stored()).toEqual({});
    expect(await keyOwners()).toEqual([]);
    await passTime(noon + hour);
    expect(network.requests).toEqual([paths.owner]);
    expect(alarmNames()).toEqual([]);
  });

  it('[F-first-refresh] on the first reading: the account is there, and its figures come with the next try', async () => {
    serveHealthyAccount();
    network.replies[paths.quotas] = reply;
    await startWorker();
    expect(await ask('addAccount', { key })).toEqual({ ok: true, value: { id: 'spellman' } });
    expect(badge()).toBe(sign);
    expect(await account()).toMatchObject({
      user: { at: noon },
      failures: { quotas: { kind, at: noon, tries: 1, retryAt: noon + wait } },
    });
    expect(await account()).not.toHaveProperty('quotas');
    expect(countRequests(paths.groups)).toBe(goesOn(fault) ? 1 : 0);
    network.replies[paths.quotas] = () => quotasAnswer();
    await passTime(noon + wait + minute);
    expect(badge()).toBe('987');
    expect(await account()).toMatchObject({ groups: { value: { count: 1 } }, failures: {} });
  });

  it('[F-later-refresh] on a later reading: the last figures stay, and the next try is when it should be', async () => {
    await withAccount();
    const now = noon + hour;
    vi.setSystemTime(now);
    network.replies[paths.quotas] = reply;
    const before = await account();
    expect(await refresh()).toEqual({ ok: false, error: { kind, retryAt: now + wait } });
    expect(badge()).toBe(sign);
    expect(title()).toContain(message('tightest.count', '987', '1,000', 'API requests today'));
    const { requests: _, ...after } = (await account()) ?? {};
    const { requests: _before, ...expected } = before ?? {};
    expect(after).toEqual({
      ...expected,
      failures: { quotas: { kind, at: now, tries: 1, retryAt: now + wait } },
    });
    // The reset of the badge's limit may come before it.
    expect(nextAlarm()).toBe(Math.min(now + wait, Date.UTC(2026, 10, 22)) + 30 * second);
    network.requests.length = 0;
    network.replies[paths.quotas] = () => quotasAnswer();
    await passTime(now + wait - 1);
    expect(countRequests(paths.quotas)).toBe(0);
    await passTime(now + wait + 15 * minute);
    expect(countRequests(paths.quotas)).toBeGreaterThan(0);
    expect(badge()).toBe('987');
    expect((await account())?.failures).toEqual({});
  });

  it('[F-hour-after S-server-load] in the hour after it, with workers that die between the alarms: no storm', async () => {
    await withAccount();
    // Everything is due, and everything fails.
    vi.setSystemTime(noon + day);
    for (const path of [paths.quotas, paths.user, paths.groups]) network.replies[path] = reply;
    await refresh();
    await passTime(noon + day + hour - 1, true);
    expect(countRequests(paths.quotas)).toBeLessThanOrEqual(maximumRequests(fault));
    // The user is asked for with and, where that is refused, without relationships.
    expect(countRequests(paths.user)).toBeLessThanOrEqual(kind === 'forbidden' ? 2 : maximumRequests(fault));
    expect(countRequests(paths.groups)).toBeLessThanOrEqual(maximumRequests(fault));
    const { billable = 0, free = 0 } = (await account())?.requests ?? {};
    expect(free).toBe(countRequests(paths.quotas));
    expect(billable).toBe(countRequests(paths.user) + countRequests(paths.groups));
  });

  it.each(['user', 'groups'] as const)(
    '[F-part-alone] of the %s alone: the quotas go on, the rest stays',
    async (part) => {
      await withAccount();
      const now = noon + day;
      vi.setSystemTime(now);
      network.replies[paths[part]] = reply;
      expect(await refresh()).toEqual({ ok: true, value: null });
      expect(badge()).toBe('987');
      expect(await account()).toMatchObject({
        quotas: { at: now },
        [part]: { at: noon },
        failures: {
          [part]: { kind, at: now, tries: 1, retryAt: now + (kind === 'forbidden' ? goodFor[part] : wait) },
        },
      });
      await passTime(now + hour - 1);
      const calls = part === 'user' && kind === 'forbidden' ? 2 : 1;
      expect(countRequests(paths[part])).toBeLessThanOrEqual(calls * maximumRequests(fault));
      expect(countRequests(paths.quotas)).toBeLessThanOrEqual(5);
      serveHealthyAccount();
      vi.setSystemTime(now + 25 * hour);
      await fireAlarm('refresh');
      expect((await account())?.failures).toEqual({});
      expect((await account())?.[part]?.at).toBeGreaterThan(now);
    },
  );

  it('[F-panel-first-visit] on the panel of another: said at once, remembered, and not asked again before its time', async () => {
    await withAccount();
    network.replies[paths.other] = reply;
    expect(await look()).toMatchObject({ ok: true, value: { problem: { kind } } });
    expect(await look()).toMatchObject({ ok: true, value: { problem: { kind } } });
    vi.setSystemTime(noon + wait - 1);
    await look();
    expect(countRequests(paths.other)).toBe(1);
    expect(badge()).not.toBe(sign);
    serveHealthyAccount();
    vi.setSystemTime(noon + wait);
    expect(await look()).toMatchObject({
      ok: true,
      value: { content: { viewer: [message('panel.seen_by', ''), { name: 'spellman' }] } },
    });
  });

  it('[F-panel-later-visit] on the panel of another who was seen before: the last answer stays', async () => {
    await withAccount();
    await look();
    network.requests.length = 0;
    network.replies[paths.other] = reply;
    vi.setSystemTime(noon + day);
    const answer = await look();
    const stands = {
      copy: { plain: expect.stringContaining('salem (Salem)') },
      failure: expect.stringContaining(failureText(kind)),
      footer: expect.arrayContaining([
        { text: message('panel.read', '1 day ago'), title: expect.any(String) },
      ]),
    };
    expect(answer).toMatchObject({
      ok: true,
      value: kind === 'not-found' ? { problem: { kind } } : { content: stands },
    });
    await look();
    await look();
    expect(countRequests(paths.other)).toBe(1);
  });
});

describe('faults that take turns', () => {
  it('are no storm either', async () => {
    await withAccount();
    const names = ['transient', 'no-network', 'rate-limit-zero', 'half-json'] as const;
    const replies = names.map((name) => faults[name].reply);
    let turn = 0;
    network.replies[paths.quotas] = () => {
      const reply = replies[turn++ % replies.length];
      return reply ? reply() : new Response();
    };
    await refresh();
    await passTime(noon + hour - 1, true);
    expect(countRequests(paths.quotas)).toBeLessThanOrEqual(patient);
  });

  it('[F-short-retry-after] are no storm where VirusTotal asks for a second each time', async () => {
    await withAccount();
    network.replies[paths.quotas] = () =>
      new Response('', { status: 429, headers: { 'content-type': 'text/html', 'retry-after': '1' } });
    await refresh();
    await passTime(noon + hour - 1, true);
    // The first wait is a second instead of a minute: one more than usual.
    expect(countRequests(paths.quotas)).toBeLessThanOrEqual(patient + 1);
  });
});

describe('a key that is gone', () => {
  it('is said, nothing is sent, and adding it again mends it', async () => {
    await withAccount();
    const { 'account:spellman': kept } = await stored();
    await ask('removeAccount', { id: 'spellman' });
    await store({ index: { version: 2, ids: ['spellman'] }, 'account:spellman': kept });
    await startWorker();
    network.requests.length = 0;
    expect(await refresh()).toEqual({ ok: false, error: { kind: 'no-key' } });
    expect(badge()).toBe('key');
    expect(await look()).toMatchObject({ ok: true, value: { problem: { kind: 'no-key' } } });
    await passTime(noon + day);
    expect(network.requests).toEqual([]);
    expect(await account()).toMatchObject({ quotas: { at: noon }, failures: { quotas: { kind: 'no-key' } } });
    await ask('addAccount', { key });
    expect(badge()).toBe('987');
  });
});

describe('without access to VirusTotal', () => {
  it('no account is added', async () => {
    serveHealthyAccount();
    await startWorker();
    grantHostAccess(false);
    expect(await ask('addAccount', { key })).toEqual({ ok: false, error: { kind: 'no-access' } });
    expect(await stored()).toEqual({});
    expect(network.requests).toEqual([]);
  });

  it('[F-no-host-access] nothing is sent, and all goes on as soon as it is granted', async () => {
    await withAccount();
    grantHostAccess(false);
    expect(await refresh()).toEqual({ ok: false, error: { kind: 'no-access' } });
    expect(badge()).toBe('ask');
    expect(await look()).toMatchObject({ ok: true, value: { problem: { kind: 'no-access' } } });
    await passTime(noon + day);
    expect(network.requests).toEqual([]);
    grantHostAccess(true);
    await settle();
    expect(badge()).toBe('987');
    expect(await look()).toMatchObject({ ok: true, value: { content: { id: 'salem' } } });
  });
});

describe('alarms that are gone', () => {
  it('[F-alarms-missing] are there again with the next worker', async () => {
    await withAccount();
    expect(alarmNames()).toEqual(['next', 'refresh']);
    forgetAlarms();
    await startWorker();
    expect(alarmNames()).toEqual(['next', 'refresh']);
    await passTime(noon + hour);
    expect(countRequests(paths.quotas)).toBeGreaterThanOrEqual(3);
  });

  it('are made by no account', async () => {
    await withAccount();
    await ask('removeAccount', { id: 'spellman' });
    expect(alarmNames()).toEqual([]);
    await startWorker();
    expect(alarmNames()).toEqual([]);
  });

  it('that ring twice, and late, ask once each', async () => {
    await withAccount();
    await Promise.all([fireAlarm('next'), fireAlarm('refresh'), fireAlarm('next')]);
    expect(countRequests(paths.quotas)).toBe(1);
  });

  it('of another name ask nothing', async () => {
    await withAccount();
    await fireAlarm('__proto__');
    expect(network.requests).toEqual([]);
  });
});

describe('two refreshes at once', () => {
  it('are one', async () => {
    await withAccount();
    await Promise.all([
      refresh(),
      refresh(),
      fireAlarm('refresh'),
      ask('getPanelContent', { of: 'user', id: 'SPELLMAN', freshness: 'reload' }),
    ]);
    expect(network.requests).toEqual([paths.quotas]);
  });

  it('of two accounts do not lose each other', async () => {
    await withAccount();
    const otherKey = 'm'.repeat(64);
    network.replies[`/users/${otherKey}`] = () => userAnswer('hilda');
    network.replies['/users/hilda/overall_quotas'] = () => quotasAnswer(500);
    await ask('addAccount', { key: otherKey });
    network.requests.length = 0;
    await fireAlarm('refresh');
    expect(network.requests.toSorted()).toEqual(['/users/hilda/overall_quotas', paths.quotas]);
    expect((await account())?.requests.free).toBe(2);
    expect((await account('hilda'))?.requests.free).toBe(2);
    await ask('removeAccount', { id: 'hilda' });
    expect(badge()).toBe('987');
    expect(await keyOwners()).toEqual(['spellman']);
  });
});
