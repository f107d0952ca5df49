// Brings what version 1 stored to version 2. It runs before anything else reads or writes storage, and whatever it was doing
// when the worker died the next worker finishes.
import { browser } from 'wxt/browser';
import {
  findLeftovers,
  isSettled,
  type Migration,
  migrateStore,
  withoutCachedUsers,
} from '../../../core/storage/migrate.ts';

const { local } = browser.storage;

let migrated: Promise<void> | undefined;

/** Waits for the migration, which is done once. One that failed is tried again for whoever comes next. */
export function whenMigrated(): Promise<void> {
  migrated ??= migrate().catch((error: unknown) => {
    migrated = undefined;
    throw error;
  });
  return migrated;
}

export async function migrate(): Promise<void> {
  const { index } = await local.get('index');
  // Every later start ends here: the index alone is small.
  if (isSettled(index)) return;
  const stored = await local.get(null);
  const migration = migrateStore(stored);
  const written = migration && (await write(migration));
  const leftovers = findLeftovers({ ...stored, ...written });
  if (!leftovers) return;
  await local.remove(leftovers.remove);
  await local.set(leftovers.set);
}

/** Writes everything at once: what is stored is of one version or of the other. Answers what was written. */
async function write({ set }: Migration): Promise<Migration['set']> {
  try {
    await local.set(set);
    return set;
  } catch (error) {
    if (!/quota/iu.test(String(error))) throw error;
    // For a moment cached users lie there twice. Where there is no room for that they are given up: they can be read again.
    const rest = withoutCachedUsers(set);
    await local.set(rest);
    return rest;
  }
}
