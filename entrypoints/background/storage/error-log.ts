// Logs unexpected errors for the diagnostics: time, kind and context, never a message.
import { browser } from 'wxt/browser';
import { indexKey, isNewerIndex } from '../../../core/storage/schema.ts';
import {
  errorKindOf,
  type ErrorContext,
  errorLogKey,
  type LoggedError,
  appendError,
} from '../../../core/storage/error-log.ts';
import { isExpectedError } from '../../../core/errors.ts';
import { withLock } from './mutex.ts';

/** An error may pass several callers that would log it. */
const loggedErrors = new WeakSet<object>();

/** Logs an error, unless it is an expected failure, which is stored with its account or list. Never fails. */
export async function logError(context: ErrorContext, error: unknown): Promise<void> {
  if (isExpectedError(error)) return;
  if (typeof error === 'object' && error !== null) {
    if (loggedErrors.has(error)) return;
    loggedErrors.add(error);
  }
  const entry: LoggedError = { at: Date.now(), kind: errorKindOf(error), context };
  await withLock(() => append(entry)).catch(() => undefined);
}

async function append(entry: LoggedError): Promise<void> {
  const { local } = browser.storage;
  const { [errorLogKey]: stored, [indexKey]: index } = await local.get([errorLogKey, indexKey]);
  if (!isNewerIndex(index)) await local.set({ [errorLogKey]: appendError(stored, entry) });
}

/** Waits for work whose failure is logged and not rethrown. */
export const logRejection = (context: ErrorContext, work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    (error: unknown) => logError(context, error),
  );
