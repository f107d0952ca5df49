// The worker is terminated at every operation that it awaits. (Termination before the next one is the same as not hearing of the last.)
// A new worker on what is left finds no account lost, no key or figure stranded, and no fewer requests counted than sent.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { key } from '../fake-network.ts';
import {
  serveHealthyAccount,
  day,
  look,
  minute,
  noon,
  paths,
  countRequests,
  withAccount,
} from './healthy-account.ts';
import * as worker from './worker.ts';

const {
  account,
  alarmNames,
  ask,
  badge,
  countOperations,
  terminateAt,
  isTerminated,
  keyOwners,
  setUpFixture,
} = worker;
const { network, passTime, fireAlarm, startWorker, stored, tearDownFixture } = worker;

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

/** Requests of today that the account has been told of. */
async function counted(): Promise<number> {
  const { day: last, billable = 0, free = 0 } = (await account())?.requests ?? {};
  return last === new Date().toISOString().slice(0, 10) ? billable + free : 0;
}

/** What was sent in the name of the account; whose key it is, nobody knows before the answer. */
const sent = (): number => network.requests.length - countRequests(paths.owner);

type Scenario = {
  /** Until the action. */
  before: () => Promise<void>;
  action: () => Promise<unknown>;
  /** With the new worker, after its alarms have fired. */
  after: () => Promise<void>;
};

async function expectHealthyAccount(): Promise<void> {
  expect(await account()).toMatchObject({
    quotas: { value: [{ group: { used: 13 } }] },
    user: { value: { id: 'spellman' } },
    groups: { value: { count: 1 } },
    failures: {},
  });
  expect(badge()).toBe('987');
  expect(alarmNames()).toEqual(['next', 'refresh']);
}

const scenarios: Record<string, Scenario> = {
  'a refresh of everything': {
    before: async () => {
      await withAccount();
      vi.setSystemTime(noon + day);
      await startWorker();
    },
    action: () => ask('refresh', { id: 'spellman' }),
    after: async () => {
      await expectHealthyAccount();
      expect((await account())?.quotas?.at).toBeGreaterThanOrEqual(noon + day);
      expect((await account())?.user?.at).toBeGreaterThanOrEqual(noon + day);
      expect((await account())?.groups?.at).toBeGreaterThanOrEqual(noon + day);
    },
  },
  'an alarm': {
    before: withAccount,
    action: () => fireAlarm('refresh'),
    after: expectHealthyAccount,
  },
  'a failing refresh': {
    before: async () => {
      await withAccount();
      network.replies[paths.quotas] = () => new Response('', { status: 503 });
    },
    action: async () => {
      await ask('refresh', { id: 'spellman' });
      serveHealthyAccount();
    },
    after: expectHealthyAccount,
  },
  'adding an account': {
    before: async () => {
      serveHealthyAccount();
      await startWorker();
    },
    action: () => ask('addAccount', { key }),
    after: async () => {
      const isThere = (await account()) !== undefined;
      // A key is never there without its account.
      if (!isThere) expect(await keyOwners()).toEqual([]);
      await ask('addAccount', { key });
      await fireAlarm('refresh');
      await expectHealthyAccount();
      expect(await keyOwners()).toEqual(['spellman']);
    },
  },
  'adding it again': {
    before: withAccount,
    action: () => ask('addAccount', { key }),
    after: async () => {
      await expectHealthyAccount();
      expect((await account())?.addedAt).toBe(noon);
      expect(await keyOwners()).toEqual(['spellman']);
    },
  },
  'removing an account': {
    before: async () => {
      await withAccount();
      await look('auto');
      await ask('loadList', {
        account: 'spellman',
        list: 'comments/spellman',
        targetCount: 40,
        fresh: false,
      });
      network.requests.length = 0;
    },
    action: () => ask('removeAccount', { id: 'spellman' }),
    after: async () => {
      // Either it is there still and can be removed again, or all of it is gone, or only its name is left.
      if (await account()) await ask('removeAccount', { id: 'spellman' });
      const { index, ...rest } = await stored();
      expect(rest).toEqual({});
      expect(index).toMatchObject({ version: 2 });
      expect(await keyOwners()).toEqual([]);
      expect(badge()).toBe('+');
      await ask('addAccount', { key });
      await expectHealthyAccount();
      expect((await stored())['index']).toEqual({ version: 2, ids: ['spellman'], current: 'spellman' });
    },
  },
  'a look at another': {
    before: withAccount,
    action: () => look('auto'),
    after: async () => {
      await expectHealthyAccount();
      expect(await look('auto')).toMatchObject({ ok: true, value: { content: { id: 'salem' } } });
      // Once before the termination and once after it, at most.
      expect(countRequests(paths.other)).toBeLessThanOrEqual(2);
    },
  },
};

/** How many operations the action awaits when the worker lives on. */
async function countScenario({ before, action }: Scenario): Promise<number> {
  setUpFixture(noon);
  await before();
  const count = countOperations();
  await action();
  const length = count();
  tearDownFixture();
  return length;
}

/** Answers whether it came to that: the last operations are not always as many. */
async function terminateDuring({ before, action, after }: Scenario, at: number): Promise<boolean> {
  const { fakeBrowser } = await import('wxt/testing/fake-browser');
  fakeBrowser.storage.local.resetState();
  await worker.forgetKeys();
  setUpFixture(noon);
  await before();
  const uncounted = (await counted()) - sent();
  terminateAt(at);
  await action();
  const wasTerminated = isTerminated();
  await startWorker();
  expect((await counted()) - sent()).toBeGreaterThanOrEqual((await account()) ? uncounted : 0);
  await fireAlarm('refresh');
  await passTime(Date.now() + 16 * minute);
  await after();
  tearDownFixture();
  return wasTerminated;
}

describe.each(Object.entries(scenarios))('a worker that dies during %s', (_, scenario) => {
  it('[F-worker-terminated S-disk-orphaned-key S-disk-removed-account] anywhere is mended by the next one', async () => {
    const length = await countScenario(scenario);
    expect(length).toBeGreaterThan(8);
    let terminations = 0;
    for (let at = 1; at <= length; at++) {
      const wasTerminated = await terminateDuring(scenario, at).catch((error: unknown) => {
        throw new Error(`terminated at ${at} of ${length}`, { cause: error });
      });
      terminations += Number(wasTerminated);
    }
    expect(terminations).toBeGreaterThan(length * 0.9);
  });
});
