// Terminates the worker at every operation of the migration, and the next worker again. Stored data always belong
// entirely to one version, and at the end to version 2 with nothing of version 1 left.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { migrateStore } from '../../core/storage/migrate.ts';
import { migrate } from '../../entrypoints/background/storage/migration.ts';
import { storeOfVersion1 } from '../fixtures/version-1.ts';
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
const { local: version1 } = storeOfVersion1();
const { set = {}, remove = [] } = migrateStore(version1) ?? {};
const { index: flagged, ...records } = set;
const { leftovers: _, ...index } = flagged as Record<string, unknown>;
const version2 = { index, ...records };

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

async function storeVersion1(): Promise<void> {
  local.resetState();
  await writeStorage(version1);
}

/**
 * Checks that stored data belong entirely to version 1 or version 2. Keys of version 1 may still exist next to version
 * 2.
 */
async function expectOneVersion(): Promise<void> {
  const all = await readStorage();
  const isOld = JSON.stringify(all['index']) === JSON.stringify(version1['index']);
  const { index: head, ...others } = isOld ? version1 : version2;
  expect(all).toEqual(expect.objectContaining(others));
  expect(all['index']).toMatchObject(head as object);
  const known = Object.keys(isOld ? version1 : { ...version1, ...version2 });
  expect(known).toEqual(expect.arrayContaining(Object.keys(all)));
}

describe('a worker that is terminated during the migration', () => {
  it('the migration completes after terminations of two workers at any operations', async () => {
    let terminations = 0;
    for (let first = 1; first <= 6; first++)
      for (let second = 1; second <= 6; second++) {
        await storeVersion1();
        for (const termination of [first, second]) {
          await run(termination);
          terminations += Number(isTerminated());
          await expectOneVersion();
        }
        await run();
        expect(isTerminated()).toBe(false);
        expect(await readStorage()).toEqual(version2);
      }
    // Five operations, and as many again if the first termination left everything to do.
    expect(terminations).toBeGreaterThan(36);
  });
});

describe('a start after the migration', () => {
  it('a start after the migration reads only the index and writes nothing', async () => {
    await storeVersion1();
    await run();
    const get = vi.spyOn(local, 'get').mockClear();
    const write = vi.spyOn(local, 'set').mockClear();
    await migrate();
    expect(get.mock.calls).toEqual([['index']]);
    expect(write).not.toHaveBeenCalled();
  });

  it.each([
    ['of a newer version', { index: { version: 3, ids: ['a'], leftovers: true }, notices: { a: 1 } }],
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
  it('the migration discards cached users, and nothing else, if storage is full', async () => {
    await storeVersion1();
    rejectWrites('Resource::kQuotaBytes quota exceeded', (items) => 'user-cache:admin:alice' in items);
    await run();
    const rest = Object.entries(version2).filter(([key]) => !key.startsWith('user-cache:'));
    expect(rest.length).toBeLessThan(Object.keys(version2).length);
    expect(await readStorage()).toEqual(Object.fromEntries(rest));
  });

  it('the migration changes nothing if storage fails, and the next worker migrates', async () => {
    await storeVersion1();
    let isBroken = true;
    rejectWrites('IO error: .../000003.log: Unable to write', () => isBroken);
    resumeOperations();
    await expect(migrate()).rejects.toThrow('IO error');
    expect(await readStorage()).toEqual(version1);
    isBroken = false;
    await run();
    expect(await readStorage()).toEqual(version2);
    expect(remove.length).toBeGreaterThan(0);
  });
});
