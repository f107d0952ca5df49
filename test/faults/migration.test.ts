// Terminates the worker at every operation of the migration, and the next worker again. Stored data always belong
// entirely to one version, and at the end to version 3 with nothing of an older version left.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findLeftovers, migrateStore } from '../../core/storage/migrate.ts';
import { migrate } from '../../entrypoints/background/storage/migration.ts';
import { storeOfVersion1 } from '../fixtures/version-1.ts';
import { storeOfVersion2 } from '../fixtures/version-2.ts';
import { noon } from './healthy-account.ts';
import {
  isTerminated,
  setUpFixture,
  resumeOperations,
  settle,
  writeStorage,
  readStorage,
  tearDownFixture,
} from './worker.ts';

const { local } = fakeBrowser.storage;

/** A store of an older version, and what it becomes. */
function createCase(before: Record<string, unknown>) {
  const { set = {} } = migrateStore(before) ?? {};
  const all = { ...before, ...set };
  const { set: end = {}, remove = [] } = findLeftovers(all) ?? {};
  const after = Object.entries({ ...all, ...end }).filter(([key]) => !remove.includes(key));
  return { before, after: Object.fromEntries(after) };
}

const version1 = createCase(storeOfVersion1().local);
const version2 = createCase(storeOfVersion2().local);
const versions = [
  ['version 1', version1],
  ['version 2', version2],
] as const;

beforeEach(() => {
  setUpFixture(noon);
  return tearDownFixture;
});

/** Runs the migration in a new worker, which is terminated at an operation if it gets that far. */
async function run(termination?: number): Promise<void> {
  resumeOperations(termination);
  void migrate();
  await settle();
}

async function store({ before }: typeof version1): Promise<void> {
  local.resetState();
  await writeStorage(before);
}

/** Checks that stored data belong entirely to the old or to the new version. Old keys may still exist next to the new version. */
async function expectOneVersion({ before, after }: typeof version1): Promise<void> {
  const all = await readStorage();
  const isOld = JSON.stringify(all['index']) === JSON.stringify(before['index']);
  const { index: head, ...others } = isOld ? before : after;
  expect(all).toEqual(expect.objectContaining(others));
  expect(all['index']).toMatchObject(head as object);
  const known = Object.keys(isOld ? before : { ...before, ...after });
  expect(known).toEqual(expect.arrayContaining(Object.keys(all)));
}

describe('a worker that is terminated during the migration', () => {
  it.each(versions)(
    'the migration of %s completes after terminations of two workers at any operations',
    async (_, version) => {
      let terminations = 0;
      for (let first = 1; first <= 6; first++)
        for (let second = 1; second <= 6; second++) {
          await store(version);
          for (const termination of [first, second]) {
            await run(termination);
            terminations += Number(isTerminated());
            await expectOneVersion(version);
          }
          await run();
          expect(isTerminated()).toBe(false);
          expect(await readStorage()).toEqual(version.after);
        }
      // Three operations and two more to remove old keys, and as many again if the first termination left everything to do.
      expect(terminations).toBeGreaterThan(version === version1 ? 36 : 18);
    },
  );
});

describe('a start after the migration', () => {
  it('a start after the migration reads only the index and writes nothing', async () => {
    await store(version1);
    await run();
    const get = vi.spyOn(local, 'get').mockClear();
    const write = vi.spyOn(local, 'set').mockClear();
    await migrate();
    expect(get.mock.calls).toEqual([['index']]);
    expect(write).not.toHaveBeenCalled();
  });

  it.each([
    ['of a newer version', { index: { version: 4, ids: ['a'], leftovers: true }, notices: { a: 1 } }],
    ['that is empty', {}],
  ])('the migration leaves storage %s unchanged', async (__, items) => {
    await writeStorage(items);
    await run();
    expect(await readStorage()).toEqual(items);
  });
});

/** Makes storage reject some writes. */
function rejectWrites(message: string, isRejected: (items: Record<string, unknown>) => boolean): void {
  const write = vi.spyOn(local, 'set');
  const original = write.getMockImplementation() as typeof local.set;
  write.mockImplementation(async (items) => {
    if (isRejected(items)) throw new Error(message);
    await original(items);
  });
}

describe('storage that rejects the migration', () => {
  it.each(versions)(
    'the migration of %s discards cached users, and nothing else, if storage is full, also when it is terminated',
    async (_, version) => {
      rejectWrites(
        'Resource::kQuotaBytes quota exceeded',
        (items) => (items['user-cache:admin:alice'] ?? null) !== null,
      );
      // Version 2 stores the others under the same keys without a time, so they need no room.
      const isDropped = ([key, value]: [string, unknown]): boolean =>
        key.startsWith('user-cache:') && (version === version1 || Object.hasOwn(value as object, 'user'));
      const rest = Object.entries(version.after).filter((entry) => !isDropped(entry));
      expect(rest.length).toBeLessThan(Object.keys(version.after).length - 2);
      for (let termination = 1; termination <= 7; termination++) {
        await store(version);
        await run(termination);
        await run();
        expect(await readStorage()).toEqual(Object.fromEntries(rest));
      }
    },
  );

  it('the migration changes nothing if storage fails, and the next worker migrates', async () => {
    await store(version1);
    let isBroken = true;
    rejectWrites('IO error: .../000003.log: Unable to write', () => isBroken);
    resumeOperations();
    await expect(migrate()).rejects.toThrow('IO error');
    expect(await readStorage()).toEqual(version1.before);
    isBroken = false;
    await run();
    expect(await readStorage()).toEqual(version1.after);
  });
});
