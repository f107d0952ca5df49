// Terminates the worker at every operation that it awaits. (Termination before the next operation has the same effect
// as missing the last result.) A new worker finds no account lost, no key or figure orphaned, and no fewer requests
// counted than sent.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { errorResponse, key, quotasResponse, userResponse } from '../fake-network.ts';
import {
  serveHealthyAccount,
  day,
  lookUpSalem,
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
  sendCommand,
  badge,
  countOperations,
  terminateAt,
  isTerminated,
  readKeyStoreIds,
  setUpFixture,
} = worker;
const { network, passTime, fireAlarm, startWorker, readStorage, tearDownFixture } = worker;

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

/** The account, also under the name that it gets in one scenario. */
const storedAccount = async () => (await account()) ?? (await account('sabrina'));

/** Today's requests as counted in the account. */
async function countedToday(): Promise<number> {
  const { day: last, billable = 0, free = 0 } = (await storedAccount())?.requests ?? {};
  return last === new Date().toISOString().slice(0, 10) ? billable + free : 0;
}

/**
 * Requests sent for the account. The request that identifies the key's owner is not counted, because the account is
 * unknown until the response.
 */
const countSent = (): number => network.requests.length - countRequests(paths.owner);

type Scenario = {
  /** Runs before the action. */
  before: () => Promise<void>;
  action: () => Promise<unknown>;
  /** Runs with the new worker, after its alarms have fired. */
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

/** From now on VirusTotal knows the account as sabrina, and its owner by the key alone. */
function renameToSabrina(): void {
  for (const path of [paths.user, paths.quotas, paths.groups])
    network.replies[path] = () => errorResponse('NotFoundError', 404);
  network.replies[paths.owner] = () => userResponse('sabrina');
  network.replies['/users/sabrina'] = () => userResponse('sabrina');
  network.replies['/users/sabrina/overall_quotas'] = () => quotasResponse(40);
}

/** The account, a user that it looked up, and one of its lists. */
async function withUserAndList(): Promise<void> {
  await withAccount();
  await lookUpSalem('auto');
  await sendCommand('loadList', {
    account: 'spellman',
    list: 'comments/spellman',
    targetCount: 40,
    fresh: false,
  });
}

const scenarios: Record<string, Scenario> = {
  'a refresh of everything': {
    before: async () => {
      await withAccount();
      vi.setSystemTime(noon + day);
      await startWorker();
    },
    action: () => sendCommand('refresh', { id: 'spellman' }),
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
      await sendCommand('refresh', { id: 'spellman' });
      serveHealthyAccount();
    },
    after: expectHealthyAccount,
  },
  'adding an account': {
    before: async () => {
      serveHealthyAccount();
      await startWorker();
    },
    action: () => sendCommand('addAccount', { key }),
    after: async () => {
      const accountExists = (await account()) !== undefined;
      // A key never exists without its account.
      if (!accountExists) expect(await readKeyStoreIds()).toEqual([]);
      await sendCommand('addAccount', { key });
      await fireAlarm('refresh');
      await expectHealthyAccount();
      expect(await readKeyStoreIds()).toEqual(['spellman']);
    },
  },
  'adding it again': {
    before: withAccount,
    action: () => sendCommand('addAccount', { key }),
    after: async () => {
      await expectHealthyAccount();
      expect((await account())?.addedAt).toBe(noon);
      expect(await readKeyStoreIds()).toEqual(['spellman']);
    },
  },
  'removing an account': {
    before: async () => {
      await withUserAndList();
      network.requests.length = 0;
    },
    action: () => sendCommand('removeAccount', { id: 'spellman' }),
    after: async () => {
      // The account still exists and can be removed again, or it is gone with at most its id left.
      if (await account()) await sendCommand('removeAccount', { id: 'spellman' });
      const { index, ...rest } = await readStorage();
      expect(rest).toEqual({});
      expect(index).toMatchObject({ version: 3 });
      expect(await readKeyStoreIds()).toEqual([]);
      expect(badge()).toBe('+');
      await sendCommand('addAccount', { key });
      await expectHealthyAccount();
      expect((await readStorage())['index']).toEqual({ version: 3, ids: ['spellman'], current: 'spellman' });
    },
  },
  'a rename': {
    before: async () => {
      await withUserAndList();
      renameToSabrina();
      network.requests.length = 0;
    },
    action: () => fireAlarm('refresh'),
    after: async () => {
      const stored = await readStorage();
      expect(stored['index']).toEqual({ version: 3, ids: ['sabrina'], current: 'sabrina' });
      expect(Object.keys(stored).filter((name) => name.includes('spellman'))).toEqual([]);
      expect(stored).not.toHaveProperty('rename');
      expect(Object.keys(stored)).toEqual(
        expect.arrayContaining(['user-cache:sabrina:salem', 'list:sabrina:comments/sabrina']),
      );
      expect(await readKeyStoreIds()).toEqual(['sabrina']);
      expect(await account('sabrina')).toMatchObject({
        addedAt: noon,
        quotas: { value: [{ group: { used: 40 } }] },
        failures: {},
      });
      expect(badge()).toBe('960');
    },
  },
  'a look at another': {
    before: withAccount,
    action: () => lookUpSalem('auto'),
    after: async () => {
      await expectHealthyAccount();
      await lookUpSalem('auto');
      // A worker that was terminated with a response in its hands lets a minute pass before the next request.
      vi.setSystemTime(Date.now() + minute);
      expect(await lookUpSalem('auto')).toMatchObject({
        ok: true,
        value: { lookup: { user: { value: { id: 'salem' } } } },
      });
      // At most once before the termination and once after it.
      expect(countRequests(paths.other)).toBeLessThanOrEqual(2);
    },
  },
};

/** Counts the operations that the action awaits without a termination. */
async function countScenario({ before, action }: Scenario): Promise<number> {
  setUpFixture(noon);
  await before();
  const count = countOperations();
  await action();
  const length = count();
  tearDownFixture();
  return length;
}

/** Returns whether the worker was terminated: the number of operations varies slightly. */
async function terminateDuring({ before, action, after }: Scenario, at: number): Promise<boolean> {
  const { fakeBrowser } = await import('wxt/testing/fake-browser');
  fakeBrowser.storage.local.resetState();
  await worker.clearKeyStore();
  setUpFixture(noon);
  await before();
  const surplus = (await countedToday()) - countSent();
  terminateAt(at);
  await action();
  const wasTerminated = isTerminated();
  await startWorker();
  expect((await countedToday()) - countSent()).toBeGreaterThanOrEqual((await storedAccount()) ? surplus : 0);
  await fireAlarm('refresh');
  await passTime(Date.now() + 16 * minute);
  await after();
  tearDownFixture();
  return wasTerminated;
}

describe.each(Object.entries(scenarios))('a worker that is terminated during %s', (_, scenario) => {
  it('[F-worker-terminated S-disk-orphaned-key S-disk-removed-account] the next worker recovers from a termination at any operation', async () => {
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
