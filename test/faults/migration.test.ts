// The worker is terminated at every operation of the migration, and the next one on what is left may be terminated again. What is
// stored is always of one version as a whole, and in the end it is of version 2 with nothing of version 1 beside it.
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
  store,
  stored,
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

/** A worker migrates, and is terminated at an operation unless there are fewer. */
async function run(termination?: number): Promise<void> {
  resumeOperations(termination);
  void migrate();
  await settle();
}

async function storeVersion1(): Promise<void> {
  local.resetState();
  await store(version1);
}

/** What is stored is version 1 or version 2 as a whole; old keys may still lie beside version 2. */
async function expectOneVersion(): Promise<void> {
  const all = await stored();
  const isOld = JSON.stringify(all['index']) === JSON.stringify(version1['index']);
  const { index: head, ...others } = isOld ? version1 : version2;
  expect(all).toEqual(expect.objectContaining(others));
  expect(all['index']).toMatchObject(head as object);
  const known = Object.keys(isOld ? version1 : { ...version1, ...version2 });
  expect(known).toEqual(expect.arrayContaining(Object.keys(all)));
}

describe('a worker that is terminated while it migrates', () => {
  it('anywhere, and another one after it, is followed by one that finishes', async () => {
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
        expect(await stored()).toEqual(version2);
      }
    // Five operations, and as many again where the first termination left everything to be done.
    expect(terminations).toBeGreaterThan(36);
  });
});

describe('a start after the migration', () => {
  it('reads the index alone and writes nothing', async () => {
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
  ])('leaves storage %s as it is', async (__, items) => {
    await store(items);
    await run();
    expect(await stored()).toEqual(items);
  });
});

/** Storage refuses some of what is written. */
function refuse(message: string, isRefused: (items: Record<string, unknown>) => boolean): void {
  const write = vi.spyOn(local, 'set');
  const take = write.getMockImplementation() as typeof local.set;
  write.mockImplementation(async (items) => {
    if (isRefused(items)) throw new Error(message);
    await take(items);
  });
}

describe('storage that does not take the migration', () => {
  it('for want of room gives up the cached users, and nothing else', async () => {
    await storeVersion1();
    refuse('Resource::kQuotaBytes quota exceeded', (items) => 'user-cache:admin:alice' in items);
    await run();
    const rest = Object.entries(version2).filter(([key]) => !key.startsWith('user-cache:'));
    expect(rest.length).toBeLessThan(Object.keys(version2).length);
    expect(await stored()).toEqual(Object.fromEntries(rest));
  });

  it('for another reason stays as it was, and is migrated by the next worker', async () => {
    await storeVersion1();
    let isBroken = true;
    refuse('IO error: .../000003.log: Unable to write', () => isBroken);
    resumeOperations();
    await expect(migrate()).rejects.toThrow('IO error');
    expect(await stored()).toEqual(version1);
    isBroken = false;
    await run();
    expect(await stored()).toEqual(version2);
    expect(remove.length).toBeGreaterThan(0);
  });
});
