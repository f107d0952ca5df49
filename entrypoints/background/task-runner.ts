// What the background is at. Everything it does for somebody goes through here, so that "Delete everything" can end it first:
// what is under way would write back what it had read before.
import type { ErrorContext } from '../../core/storage/error-log.ts';
import { logError } from './storage/error-log.ts';

const running = new Set<Promise<unknown>>();
let alone: Promise<unknown> | undefined;
let end = new AbortController();

/** Does a piece of work; one that comes while somebody is `byItself` is done after that. */
export function runTask<T>(place: ErrorContext, work: () => Promise<T>): Promise<T> {
  if (alone) return alone.then(() => runTask(place, work));
  const done = noted(place, work);
  const over: Promise<unknown> = done.catch(() => undefined).finally(() => running.delete(over));
  running.add(over);
  return done;
}

async function noted<T>(place: ErrorContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await logError(place, error);
    throw error;
  }
}

/** Breaks off what is under way, waits until it has ended, and does the deed while nothing else is done. */
export async function runExclusive(deed: () => Promise<void>): Promise<void> {
  if (alone) return alone.then(() => runExclusive(deed));
  const done = ended().then(deed);
  alone = done.catch(() => undefined);
  try {
    await done;
  } finally {
    alone = undefined;
    end = new AbortController();
  }
}

async function ended(): Promise<void> {
  end.abort();
  while (running.size > 0) await Promise.all(running);
}

/** `fetch`, which fails as without a network when its work is broken off. */
export const abortableFetch: typeof fetch = (address, { signal, ...request } = {}) =>
  fetch(address, { ...request, signal: AbortSignal.any([end.signal, ...(signal ? [signal] : [])]) });
