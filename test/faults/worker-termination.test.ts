// The worker is killed at every operation that it awaits. (Dying before the next one is the same as not hearing of the last.)
// A new worker on what is left finds no account lost, no key or figure stranded, and no fewer requests counted than sent.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { key } from '../fake-network.ts';
import { allIsWell, day, look, minute, noon, paths, timesAsked, withAccount } from './healthy-account.ts';
import * as worker from './worker.ts';

const { account, alarmNames, ask, badge, countFromHere, dieAt, isDead, keyOwners, layTheStage } = worker;
const { network, passTime, ring, startWorker, stored, strikeTheStage } = worker;

vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  layTheStage(noon);
  return strikeTheStage;
});

/** Requests of today that the account has been told of. */
async function counted(): Promise<number> {
  const { day: last, costing = 0, free = 0 } = (await account())?.requests ?? {};
  return last === new Date().toISOString().slice(0, 10) ? costing + free : 0;
}

/** What was sent in the name of the account; whose key it is, nobody knows before the answer. */
const sent = (): number => network.requests.length - timesAsked(paths.owner);

type Scene = {
  /** Until the deed. */
  before: () => Promise<void>;
  deed: () => Promise<unknown>;
  /** With the new worker, after its alarms have rung. */
  after: () => Promise<void>;
};

async function expectAllWell(): Promise<void> {
  expect(await account()).toMatchObject({
    quotas: { value: [{ group: { used: 13 } }] },
    user: { value: { id: 'spellman' } },
    groups: { value: { count: 1 } },
    failures: {},
  });
  expect(badge()).toBe('987');
  expect(alarmNames()).toEqual(['next', 'refresh']);
}

const scenes: Record<string, Scene> = {
  'a refresh of everything': {
    before: async () => {
      await withAccount();
      vi.setSystemTime(noon + day);
      await startWorker();
    },
    deed: () => ask('refresh', { id: 'spellman' }),
    after: async () => {
      await expectAllWell();
      expect((await account())?.quotas?.at).toBeGreaterThanOrEqual(noon + day);
      expect((await account())?.user?.at).toBeGreaterThanOrEqual(noon + day);
      expect((await account())?.groups?.at).toBeGreaterThanOrEqual(noon + day);
    },
  },
  'an alarm': {
    before: withAccount,
    deed: () => ring('refresh'),
    after: expectAllWell,
  },
  'a failing refresh': {
    before: async () => {
      await withAccount();
      network.replies[paths.quotas] = () => new Response('', { status: 503 });
    },
    deed: async () => {
      await ask('refresh', { id: 'spellman' });
      allIsWell();
    },
    after: expectAllWell,
  },
  'adding an account': {
    before: async () => {
      allIsWell();
      await startWorker();
    },
    deed: () => ask('addAccount', { key }),
    after: async () => {
      const isThere = (await account()) !== undefined;
      // A key is never there without its account.
      if (!isThere) expect(await keyOwners()).toEqual([]);
      await ask('addAccount', { key });
      await ring('refresh');
      await expectAllWell();
      expect(await keyOwners()).toEqual(['spellman']);
    },
  },
  'adding it again': {
    before: withAccount,
    deed: () => ask('addAccount', { key }),
    after: async () => {
      await expectAllWell();
      expect((await account())?.addedAt).toBe(noon);
      expect(await keyOwners()).toEqual(['spellman']);
    },
  },
  'removing an account': {
    before: async () => {
      await withAccount();
      await look('due');
      await ask('loadList', { account: 'spellman', list: 'comments/spellman', upTo: 40, fresh: false });
      network.requests.length = 0;
    },
    deed: () => ask('removeAccount', { id: 'spellman' }),
    after: async () => {
      // Either it is there still and can be removed again, or all of it is gone, or only its name is left.
      if (await account()) await ask('removeAccount', { id: 'spellman' });
      const { index, ...rest } = await stored();
      expect(rest).toEqual({});
      expect(index).toMatchObject({ version: 1 });
      expect(await keyOwners()).toEqual([]);
      expect(badge()).toBe('+');
      await ask('addAccount', { key });
      await expectAllWell();
      expect((await stored())['index']).toEqual({ version: 1, ids: ['spellman'], current: 'spellman' });
    },
  },
  'a look at another': {
    before: withAccount,
    deed: () => look('due'),
    after: async () => {
      await expectAllWell();
      expect(await look('due')).toMatchObject({ ok: true, value: { sheet: { id: 'salem' } } });
      // Once before the death and once after it, at most.
      expect(timesAsked(paths.other)).toBeLessThanOrEqual(2);
    },
  },
};

/** How many operations the deed awaits when nobody is killed. */
async function lengthOf({ before, deed }: Scene): Promise<number> {
  layTheStage(noon);
  await before();
  const count = countFromHere();
  await deed();
  const length = count();
  strikeTheStage();
  return length;
}

/** Answers whether it came to that: the last operations are not always as many. */
async function killAt({ before, deed, after }: Scene, at: number): Promise<boolean> {
  const { fakeBrowser } = await import('wxt/testing/fake-browser');
  fakeBrowser.storage.local.resetState();
  await worker.forgetKeys();
  layTheStage(noon);
  await before();
  const uncounted = (await counted()) - sent();
  dieAt(at);
  await deed();
  const hasDied = isDead();
  await startWorker();
  expect((await counted()) - sent()).toBeGreaterThanOrEqual((await account()) ? uncounted : 0);
  await ring('refresh');
  await passTime(Date.now() + 16 * minute);
  await after();
  strikeTheStage();
  return hasDied;
}

describe.each(Object.entries(scenes))('a worker that dies during %s', (_, scene) => {
  it('[F-worker-terminated S-disk-orphaned-key S-disk-removed-account] anywhere is mended by the next one', async () => {
    const length = await lengthOf(scene);
    expect(length).toBeGreaterThan(8);
    let deaths = 0;
    for (let at = 1; at <= length; at++) {
      const hasDied = await killAt(scene, at).catch((error: unknown) => {
        throw new Error(`killed at ${at} of ${length}`, { cause: error });
      });
      deaths += Number(hasDied);
    }
    expect(deaths).toBeGreaterThan(length * 0.9);
  });
});
