// What the background is at. Everything it does for somebody goes through here, so that "Delete everything" can end it first:
// what is under way would write back what it had read before.
import type { ErrorContext } from '../../core/storage/error-log.ts';
import { logError } from './storage/error-log.ts';
import { whenMigrated } from './storage/migration.ts';

const running = new Set<Promise<unknown>>();
let exclusive: Promise<unknown> | undefined;
let end = new AbortController();

/**
 * Does a piece of work on storage of this version; where that could not be made, nothing is touched and the work fails. One that comes while somebody is `byItself` is done after that.
 */
export function runTask<T>(place: ErrorContext, work: () => Promise<T>): Promise<T> {
  if (exclusive) return exclusive.then(() => runTask(place, work));
  const done = whenMigrated().then(() => withLoggedErrors(place, work));
  const over: Promise<unknown> = done.catch(() => undefined).finally(() => running.delete(over));
  running.add(over);
  return done;
}

async function withLoggedErrors<T>(place: ErrorContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await logError(place, error);
    throw error;
  }
}

/** Breaks off what is under way, waits until it has ended, and does the deed while nothing else is done. */
export async function runExclusive(deed: () => Promise<void>): Promise<void> {
  if (exclusive) return exclusive.then(() => runExclusive(deed));
  const done = abortRunning().then(deed);
  exclusive = done.catch(() => undefined);
  try {
    await done;
  } finally {
    exclusive = undefined;
    end = new AbortController();
  }
}

async function abortRunning(): Promise<void> {
  end.abort();
  // A migration would write back what is about to be deleted. One that fails keeps nobody from deleting.
  await whenMigrated().catch(() => undefined);
  while (running.size > 0) await Promise.all(running);
}

/** `fetch`, which fails as without a network when its work is broken off. */
export const abortableFetch: typeof fetch = (address, { signal, ...request } = {}) =>
  fetch(address, { ...request, signal: AbortSignal.any([end.signal, ...(signal ? [signal] : [])]) });
