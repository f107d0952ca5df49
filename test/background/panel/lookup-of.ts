// Returns the content of a lookup; undefined if nothing was requested.
import type { LookupResult } from '../../../entrypoints/background/panel/lookup-result.ts';

/** @throws the failure */
export function lookupOf<T>(result: LookupResult<T>): T | undefined {
  if (result.is === 'failed') throw result.error;
  return result.is === 'found' ? result.lookup : undefined;
}
