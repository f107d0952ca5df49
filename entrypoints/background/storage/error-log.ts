// Remembers errors that nobody expected, for the diagnostics: when, of which kind and at what, never their messages.
import { browser } from 'wxt/browser';
import { indexKey, isNewerIndex } from '../../../core/storage/schema.ts';
import { errorKindOf, type ErrorContext, errorLogKey, appendError } from '../../../core/storage/error-log.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { withLock } from './mutex.ts';

/** On their way up errors pass several who would remember them. */
const loggedErrors = new WeakSet<object>();

/** Remembers an error, unless it is one of VirusTotal's, which are remembered where they belong. Never fails. */
export async function logError(place: ErrorContext, error: unknown): Promise<void> {
  if (error instanceof VirusTotalError) return;
  if (typeof error === 'object' && error !== null) {
    if (loggedErrors.has(error)) return;
    loggedErrors.add(error);
  }
  const trouble = { at: Date.now(), kind: errorKindOf(error), place };
  await withLock(() => put(trouble)).catch(() => undefined);
}

async function put(trouble: Parameters<typeof appendError>[1]): Promise<void> {
  const { local } = browser.storage;
  const { [errorLogKey]: stored, [indexKey]: index } = await local.get([errorLogKey, indexKey]);
  if (!isNewerIndex(index)) await local.set({ [errorLogKey]: appendError(stored, trouble) });
}

/** Waits for work whose failure stops nobody. */
export const logRejection = (place: ErrorContext, work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    (error: unknown) => logError(place, error),
  );
