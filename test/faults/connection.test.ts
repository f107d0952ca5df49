// Requests that do not reach VirusTotal: what retries them, how often, and what is shown after the computer slept.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { errorResponse, html, quotasResponse } from '../fake-network.ts';
import { message } from '../message.ts';
import { faults } from './faults.ts';
import {
  countRequests,
  hour,
  lookUpSalem,
  minute,
  noon,
  paths,
  second,
  withAccount,
} from './healthy-account.ts';
import * as worker from './worker.ts';

const { account, badge, fireAlarm, goOnline, network, sendCommand, setUpFixture, startWorker } = worker;
const { passTime, settle, tearDownFixture, title } = worker;

const refresh = () => sendCommand('refresh', { id: 'spellman' });
const healthyQuotas = () => quotasResponse();
const disconnected = faults['no-network'].reply;
const lookUpOwn = () => sendCommand('lookUp', { of: 'user', id: 'spellman', freshness: 'auto' });

/** The account, whose last refresh has just failed. */
async function withFailure(reply = disconnected): Promise<void> {
  await withAccount();
  network.replies[paths.quotas] = reply;
  await refresh();
  network.requests.length = 0;
}

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

const occasions: [string, () => Promise<unknown>][] = [
  ['the periodic alarm', () => fireAlarm('refresh')],
  ['the alarm of the next try', () => fireAlarm('next')],
  ['a page of VirusTotal', () => sendCommand('getPanelSettings', {}).then(settle)],
  ['the event that the browser is online', goOnline],
  ['the page of the own account', lookUpOwn],
];

describe('[F-connect] an account that cannot be reached', () => {
  it.each(occasions)('is retried by %s, and not more often than every ten seconds', async (_, occur) => {
    await withFailure();
    vi.setSystemTime(noon + 10 * second - 1);
    await occur();
    expect(countRequests(paths.quotas)).toBe(0);
    vi.setSystemTime(noon + 10 * second);
    await Promise.all([occur(), occur(), occur()]);
    await occur();
    expect(countRequests(paths.quotas)).toBe(1);
    network.replies[paths.quotas] = healthyQuotas;
    vi.setSystemTime(noon + 20 * second);
    await occur();
    expect(badge()).toBe('987');
    expect((await account())?.failures).toEqual({});
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['VirusTotal refuses', () => errorResponse('TransientError', 503)],
    ['VirusTotal limits the rate', () => errorResponse('TooManyRequestsError', 429)],
    ['a gateway answers', () => html(502)],
    ['a web page comes', () => html(200)],
    ['the response breaks off', faults['cut-off'].reply],
  ])('nothing is retried early if %s', async (_, reply) => {
    await withFailure(reply);
    vi.setSystemTime(noon + 30 * second);
    for (const [, occur] of occasions) await occur();
    expect(countRequests(paths.quotas)).toBe(0);
  });

  it('is retried after a night without a network within two minutes, also by a new worker', async () => {
    await withFailure(faults.offline.reply);
    await passTime(noon + 8 * hour);
    expect(badge()).toBe('off');
    expect(title()).toContain(message('failure.offline'));
    network.replies[paths.quotas] = healthyQuotas;
    await passTime(noon + 8 * hour + 2 * minute, true);
    expect(badge()).toBe('987');
  });

  it('has no request counted', async () => {
    await withAccount();
    const before = (await account())?.requests;
    for (const path of [paths.quotas, paths.user, paths.groups, paths.other])
      network.replies[path] = disconnected;
    await refresh();
    await lookUpSalem('reload');
    expect(network.requests).not.toEqual([]);
    expect((await account())?.requests).toEqual(before);
  });

  it('uses the lookups that pages may cause once for each user', async () => {
    await withAccount();
    network.replies[paths.other] = disconnected;
    for (let visit = 0; visit < 30; visit++) {
      vi.setSystemTime(noon + visit * 10 * second);
      await lookUpSalem('auto');
    }
    expect(countRequests(paths.other)).toBe(30);
    network.replies[paths.other] = faults.transient.reply;
    vi.setSystemTime(noon + hour);
    expect(await lookUpSalem('auto')).toMatchObject({ value: { is: 'failed', kind: 'unavailable' } });
  });

  it('a part of the account alone is retried by a page of VirusTotal as well', async () => {
    await withAccount();
    vi.setSystemTime(noon + 24 * hour);
    network.replies[paths.groups] = disconnected;
    await refresh();
    expect((await account())?.failures).toMatchObject({ groups: { kind: 'unreachable' } });
    await startWorker();
    vi.setSystemTime(noon + 24 * hour + 10 * second);
    network.requests.length = 0;
    await sendCommand('getPanelSettings', {});
    await settle();
    expect(countRequests(paths.groups)).toBe(1);
  });
});

describe('[F-wake] a computer that has just woken up', () => {
  it.each([
    ['no-network', 'waking'],
    ['offline', 'waking'],
    ['bad-gateway', 'gateway'],
    ['timeout', 'unavailable'],
  ] as const)('with %s it shows %s, and says so until the next try', async (name, kind) => {
    await withAccount();
    network.replies[paths.quotas] = faults[name].reply;
    vi.setSystemTime(noon + 3 * hour);
    await fireAlarm('refresh');
    expect((await account())?.failures.quotas).toMatchObject({ kind, retryAt: noon + 3 * hour + minute });
    expect(title()).toContain(message(`failure.${kind}`));
    await passTime(noon + 3 * hour + 2 * minute);
    expect((await account())?.failures.quotas?.kind).toBe(faults[name].kind);
  });

  it.each([15, 30])('a gap of %d minutes is no sleep', async (minutes) => {
    await withAccount();
    network.replies[paths.quotas] = disconnected;
    vi.setSystemTime(noon + minutes * minute);
    await fireAlarm('refresh');
    expect((await account())?.failures.quotas?.kind).toBe('unreachable');
  });
});
