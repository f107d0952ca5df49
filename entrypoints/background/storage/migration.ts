// Migrates the storage of an older version to version 3. It runs before anything else reads or writes storage, and the next worker
// finishes a migration that was interrupted.
import { browser } from 'wxt/browser';
import {
  dropCachedUsers,
  findLeftovers,
  isSettled,
  type Migration,
  migrateStore,
} from '../../../core/storage/migrate.ts';

const { local } = browser.storage;

let migrated: Promise<void> | undefined;

/** Waits for the migration, which runs once. The next caller retries a failed migration. */
export function whenMigrated(): Promise<void> {
  migrated ??= migrate().catch((error: unknown) => {
    migrated = undefined;
    throw error;
  });
  return migrated;
}

export async function migrate(): Promise<void> {
  const { index } = await local.get('index');
  // Every later start returns here; reading the index alone is fast.
  if (isSettled(index)) return;
  const stored = await local.get(null);
  const migration = migrateStore(stored);
  const written = migration && (await write(migration));
  const leftovers = findLeftovers({ ...stored, ...written });
  if (!leftovers) return;
  await local.remove(leftovers.remove);
  await local.set(leftovers.set);
}

/** Writes everything in one operation, so that storage has one version or the other. Returns what was written. */
async function write({ set }: Migration): Promise<Migration['set']> {
  try {
    await local.set(set);
    return set;
  } catch (error) {
    if (!/quota/iu.test(String(error))) throw error;
    // Cached users of version 1 are stored twice for a moment, and those of version 2 grow. Where there is no room for that they
    // are dropped, because they can be loaded again.
    const rest = dropCachedUsers(set);
    await local.set(rest);
    return rest;
  }
}
