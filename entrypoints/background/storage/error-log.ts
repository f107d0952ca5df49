// Remembers errors that nobody expected, for the diagnostics: when, of which kind and at what, never their messages.
import { browser } from 'wxt/browser';
import { indexKey, isNewer } from '../../../core/storage/schema.ts';
import { kindOfError, type ErrorContext, troublesKey, appendError } from '../../../core/storage/error-log.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { withLock } from './account-store.ts';

/** On their way up errors pass several who would remember them. */
const noted = new WeakSet<object>();

/** Remembers an error, unless it is one of VirusTotal's, which are remembered where they belong. Never fails. */
export async function logError(place: ErrorContext, error: unknown): Promise<void> {
  if (error instanceof VirusTotalError) return;
  if (typeof error === 'object' && error !== null) {
    if (noted.has(error)) return;
    noted.add(error);
  }
  const trouble = { at: Date.now(), kind: kindOfError(error), place };
  await withLock(() => put(trouble)).catch(() => undefined);
}

async function put(trouble: Parameters<typeof appendError>[1]): Promise<void> {
  const { local } = browser.storage;
  const { [troublesKey]: stored, [indexKey]: index } = await local.get([troublesKey, indexKey]);
  if (!isNewer(index)) await local.set({ [troublesKey]: appendError(stored, trouble) });
}

/** Waits for work whose failure stops nobody. */
export const logRejection = (place: ErrorContext, work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    (error: unknown) => logError(place, error),
  );
