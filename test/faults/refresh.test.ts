// The fault matrix: each fault in each situation. Checks the badge, the stored data, the time of the retry, and how
// many requests the following hour takes at most.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../core/messages.ts';
import { failureText } from '../../core/presentation/failure-text.ts';
import { nextView } from '../../entrypoints/panel/panel-view.ts';
import { key, quotasResponse, userResponse } from '../fake-network.ts';
import { message } from '../message.ts';
import { isConnectionFailure, remedies } from '../../core/domain/badge-labels.ts';
import { earliestRetry, type Fault, faults, maximumRequests } from './faults.ts';
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
  lookUpSalem as lookAt,
} from './healthy-account.ts';
import * as worker from './worker.ts';

const {
  account,
  alarmNames,
  sendCommand,
  badge,
  clearAlarms,
  grantHostAccess,
  readKeyStoreIds,
  setUpFixture,
  network,
} = worker;
const {
  nextAlarm,
  passTime,
  fireAlarm,
  settle,
  startWorker,
  writeStorage,
  readStorage,
  tearDownFixture,
  title,
} = worker;

const refresh = () => sendCommand('refresh', { id: 'spellman' });
const lookUpSalem = () => lookAt('auto');

/** The same number of retries as for temporary faults; see `faults.ts`. */
const maximumRetries = 6;
/** Failures that may concern one path only, so the rest is still loaded. */
const othersAreLoaded = ({ kind }: Fault) =>
  ['forbidden', 'not-found', 'refused', 'unexpected'].includes(kind);

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

describe.each(Object.entries(faults))('a refresh with the fault %s', (_name, fault) => {
  const { reply, kind, badgeLabel, wait } = fault;

  it('[F-adding-account] adding an account stores nothing and schedules no retry', async () => {
    serveHealthyAccount();
    network.replies[paths.owner] = reply;
    await startWorker();
    expect(await sendCommand('addAccount', { key })).toEqual({ ok: false, error: { kind } });
    expect(badge()).toBe('+');
    expect(await readStorage()).toEqual({});
    expect(await readKeyStoreIds()).toEqual([]);
    await passTime(noon + hour);
    const isRefusal = kind === 'rate-limited' || kind === 'quota-exceeded';
    expect(network.requests).toEqual([paths.owner, ...(isRefusal ? [`${paths.owner}/overall_quotas`] : [])]);
    expect(alarmNames()).toEqual([]);
  });

  it('[F-first-refresh] a fault in the first refresh keeps the account, and the retry loads its figures', async () => {
    serveHealthyAccount();
    network.replies[paths.quotas] = reply;
    await startWorker();
    expect(await sendCommand('addAccount', { key })).toEqual({ ok: true, value: { id: 'spellman' } });
    // Where the quotas are refused, those of the user object count, in which nothing limits the requests.
    expect(badge()).toBe(kind === 'forbidden' ? '∞' : badgeLabel);
    expect(await account()).toMatchObject({
      user: { at: noon },
      failures: { quotas: { kind, at: noon, tries: 1, retryAt: noon + wait } },
    });
    expect(await account()).not.toHaveProperty('quotas');
    expect(countRequests(paths.groups)).toBe(othersAreLoaded(fault) ? 1 : 0);
    network.replies[paths.quotas] = () => quotasResponse();
    await passTime(noon + wait + minute);
    expect(badge()).toBe('987');
    expect(await account()).toMatchObject({ groups: { value: { count: 1 } }, failures: {} });
  });

  it('[F-later-refresh] a fault in a later refresh keeps the last figures and schedules the retry', async () => {
    await withAccount();
    const now = noon + 20 * minute;
    vi.setSystemTime(now);
    network.replies[paths.quotas] = reply;
    const before = await account();
    expect(await refresh()).toEqual({ ok: false, error: { kind, retryAt: now + wait } });
    const isPassing = ['retry', 'connect'].includes(remedies[kind]);
    expect(badge()).toBe(isPassing ? '987' : badgeLabel);
    expect(title()).toContain(message('tightest.count', '987', '1,000', 'API requests today'));
    const { requests: _, ...after } = (await account()) ?? {};
    const { requests: _before, ...expected } = before ?? {};
    expect(after).toEqual({
      ...expected,
      failures: { quotas: { kind, at: now, tries: 1, retryAt: now + wait } },
    });
    // The reset of the badge's limit may come first.
    expect(nextAlarm()).toBe(Math.min(now + wait, Date.UTC(2026, 10, 22)) + 30 * second);
    network.requests.length = 0;
    network.replies[paths.quotas] = () => quotasResponse();
    await passTime(now + wait - 1);
    expect(countRequests(paths.quotas)).toBe(0);
    await passTime(now + wait + 15 * minute);
    expect(countRequests(paths.quotas)).toBeGreaterThan(0);
    expect(badge()).toBe('987');
    expect((await account())?.failures).toEqual({});
  });

  it('[F-hour-after S-server-load] a faulty refresh stays within the request limit of an hour, also if the worker is terminated between alarms', async () => {
    await withAccount();
    // Everything is due, and everything fails.
    vi.setSystemTime(noon + day);
    for (const path of [paths.quotas, paths.user, paths.groups]) network.replies[path] = reply;
    await refresh();
    await passTime(noon + day + hour - 1, true);
    expect(countRequests(paths.quotas)).toBeLessThanOrEqual(maximumRequests(fault));
    // The user is requested with relationships and, if those are refused, without them.
    expect(countRequests(paths.user)).toBeLessThanOrEqual(kind === 'forbidden' ? 2 : maximumRequests(fault));
    expect(countRequests(paths.groups)).toBeLessThanOrEqual(maximumRequests(fault));
    const { billable = 0, free = 0 } = (await account())?.requests ?? {};
    const isCounted = !isConnectionFailure(fault);
    expect(free).toBe(isCounted ? countRequests(paths.quotas) : 0);
    // For an unknown user, VirusTotal is asked once for the new name.
    expect(billable).toBe(isCounted ? network.requests.length - free : 0);
  });

  it.each(['user', 'groups'] as const)(
    '[F-part-alone] a fault in %s alone keeps that part and still refreshes the quotas',
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
          [part]: { kind, at: now, tries: 1, retryAt: now + (kind === 'forbidden' ? day : wait) },
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

  it('[F-panel-first-visit] the panel of another user shows the fault, caches it, and does not retry early', async () => {
    await withAccount();
    network.replies[paths.other] = reply;
    expect(await lookUpSalem()).toMatchObject({ ok: true, value: { is: 'failed', kind } });
    expect(await lookUpSalem()).toMatchObject({ ok: true, value: { is: 'failed', kind } });
    vi.setSystemTime(noon + earliestRetry(fault) - 1);
    await lookUpSalem();
    expect(countRequests(paths.other)).toBe(1);
    expect(badge()).not.toBe(badgeLabel);
    serveHealthyAccount();
    vi.setSystemTime(noon + earliestRetry(fault));
    expect(panelFor(await lookUpSalem())).toMatchObject({
      content: { viewer: [message('panel.seen_by', ''), { name: 'spellman' }] },
    });
  });

  it('[F-panel-later-visit] the panel of a cached user keeps the last response', async () => {
    await withAccount();
    await lookUpSalem();
    network.requests.length = 0;
    network.replies[paths.other] = reply;
    vi.setSystemTime(noon + day);
    const answer = await lookUpSalem();
    const lastContent = {
      copy: { plain: expect.stringContaining('salem (Salem)') },
      failure: expect.stringContaining(failureText(kind)),
      footer: expect.arrayContaining([
        { text: message('panel.read', '1 day ago'), title: expect.any(String) },
      ]),
    };
    expect(panelFor(answer)).toMatchObject(
      kind === 'not-found' ? { problem: { kind } } : { content: lastContent },
    );
    await lookUpSalem();
    await lookUpSalem();
    expect(countRequests(paths.other)).toBe(1);
  });
});

/** What a panel shows that has just opened. */
const panelFor = (answer: Result<'lookUp'> | undefined) =>
  nextView({}, answer ?? { ok: false, error: { kind: 'unexpected' } }, 'user', Date.now());

describe('alternating faults', () => {
  it('alternating faults stay within the request limit of an hour', async () => {
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
    // One of four does not reach VirusTotal.
    const sent = countRequests(paths.quotas);
    expect(sent - Math.floor((sent + 2) / 4)).toBeLessThanOrEqual(maximumRetries);
  });

  it('[F-short-retry-after] faults with a Retry-After of one second stay within the request limit of an hour', async () => {
    await withAccount();
    network.replies[paths.quotas] = () =>
      new Response('', { status: 429, headers: { 'content-type': 'text/html', 'retry-after': '1' } });
    await refresh();
    await passTime(noon + hour - 1, true);
    // The first wait is a second instead of a minute, which allows one more retry than usual.
    expect(countRequests(paths.quotas)).toBeLessThanOrEqual(maximumRetries + 1);
  });
});

describe('a missing key', () => {
  it('a missing key is reported and sends nothing, and adding it again recovers', async () => {
    await withAccount();
    const { 'account:spellman': kept } = await readStorage();
    await sendCommand('removeAccount', { id: 'spellman' });
    await writeStorage({ index: { version: 3, ids: ['spellman'] }, 'account:spellman': kept });
    await startWorker();
    network.requests.length = 0;
    expect(await refresh()).toEqual({ ok: false, error: { kind: 'no-key' } });
    expect(badge()).toBe('key');
    expect(await lookUpSalem()).toMatchObject({ ok: true, value: { is: 'failed', kind: 'no-key' } });
    await passTime(noon + day);
    expect(network.requests).toEqual([]);
    expect(await account()).toMatchObject({ quotas: { at: noon }, failures: { quotas: { kind: 'no-key' } } });
    await sendCommand('addAccount', { key });
    expect(badge()).toBe('987');
  });
});

describe('missing host access', () => {
  it('without host access no account is added', async () => {
    serveHealthyAccount();
    await startWorker();
    grantHostAccess(false);
    expect(await sendCommand('addAccount', { key })).toEqual({ ok: false, error: { kind: 'no-access' } });
    expect(await readStorage()).toEqual({});
    expect(network.requests).toEqual([]);
  });

  it('[F-no-host-access] without host access nothing is sent, and a grant resumes everything immediately', async () => {
    await withAccount();
    grantHostAccess(false);
    expect(await refresh()).toEqual({ ok: false, error: { kind: 'no-access' } });
    expect(badge()).toBe('ask');
    expect(await lookUpSalem()).toMatchObject({ ok: true, value: { is: 'failed', kind: 'no-access' } });
    await passTime(noon + day);
    expect(network.requests).toEqual([]);
    grantHostAccess(true);
    await settle();
    expect(badge()).toBe('987');
    expect(await lookUpSalem()).toMatchObject({
      ok: true,
      value: { lookup: { user: { value: { id: 'salem' } } } },
    });
  });
});

describe('missing or repeated alarms', () => {
  it('[F-alarms-missing] the next worker sets missing alarms again', async () => {
    await withAccount();
    expect(alarmNames()).toEqual(['next', 'refresh']);
    clearAlarms();
    await startWorker();
    expect(alarmNames()).toEqual(['next', 'refresh']);
    await passTime(noon + hour);
    expect(countRequests(paths.quotas)).toBeGreaterThanOrEqual(3);
  });

  it('alarms are not set without an account', async () => {
    await withAccount();
    await sendCommand('removeAccount', { id: 'spellman' });
    expect(alarmNames()).toEqual([]);
    await startWorker();
    expect(alarmNames()).toEqual([]);
  });

  it('alarms that fire late and twice cause one refresh', async () => {
    await withAccount();
    await Promise.all([fireAlarm('next'), fireAlarm('refresh'), fireAlarm('next')]);
    expect(countRequests(paths.quotas)).toBe(1);
  });

  it('an alarm with an unknown name does nothing', async () => {
    await withAccount();
    await fireAlarm('__proto__');
    expect(network.requests).toEqual([]);
  });
});

describe('simultaneous refreshes', () => {
  it('simultaneous refreshes of one account are merged', async () => {
    await withAccount();
    await Promise.all([
      refresh(),
      refresh(),
      fireAlarm('refresh'),
      sendCommand('lookUp', { of: 'user', id: 'SPELLMAN', freshness: 'reload' }),
    ]);
    // The request of the panel's button renews the rest as well.
    expect(network.requests.map((path) => path.split('?')[0])).toEqual([
      paths.quotas,
      paths.user,
      paths.groups,
    ]);
  });

  it('simultaneous refreshes of two accounts do not overwrite each other', async () => {
    await withAccount();
    const otherKey = 'm'.repeat(64);
    network.replies[`/users/${otherKey}`] = () => userResponse('hilda');
    network.replies['/users/hilda/overall_quotas'] = () => quotasResponse(500);
    await sendCommand('addAccount', { key: otherKey });
    network.requests.length = 0;
    await fireAlarm('refresh');
    expect(network.requests.toSorted()).toEqual(['/users/hilda/overall_quotas', paths.quotas]);
    expect((await account())?.requests.free).toBe(2);
    expect((await account('hilda'))?.requests.free).toBe(2);
    await sendCommand('removeAccount', { id: 'hilda' });
    expect(badge()).toBe('987');
    expect(await readKeyStoreIds()).toEqual(['spellman']);
  });
});
