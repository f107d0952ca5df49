// Everything the background does runs as a task, so that "Delete everything" can end it first. A running task would write back
// what it had read before.
import type { ErrorContext } from '../../core/storage/error-log.ts';
import { abortFetches, allowFetches } from './api/abortable-fetch.ts';
import { logError } from './storage/error-log.ts';
import { whenMigrated } from './storage/migration.ts';

const running = new Set<Promise<unknown>>();
let exclusive: Promise<unknown> | undefined;

/** Runs a task after the migration of storage, and rejects if that fails. During an exclusive task it waits for its end. */
export function runTask<T>(context: ErrorContext, task: () => Promise<T>): Promise<T> {
  if (exclusive) return exclusive.then(() => runTask(context, task));
  const result = whenMigrated().then(() => withLoggedErrors(context, task));
  const settled: Promise<unknown> = result.catch(() => undefined).finally(() => running.delete(settled));
  running.add(settled);
  return result;
}

async function withLoggedErrors<T>(context: ErrorContext, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    await logError(context, error);
    throw error;
  }
}

/** Aborts all tasks, waits for their end, and runs this one alone. */
export async function runExclusive(task: () => Promise<void>): Promise<void> {
  if (exclusive) return exclusive.then(() => runExclusive(task));
  const result = abortRunning().then(task);
  exclusive = result.catch(() => undefined);
  try {
    await result;
  } finally {
    exclusive = undefined;
    allowFetches();
  }
}

async function abortRunning(): Promise<void> {
  abortFetches();
  // A running migration would write back what is about to be deleted. A failed one must not prevent deletion.
  await whenMigrated().catch(() => undefined);
  while (running.size > 0) await Promise.all(running);
}
