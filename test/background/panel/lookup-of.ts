// Returns the content of a lookup; undefined if nothing was requested.
import { createError } from '../../../core/errors.ts';
import type { LookupResult } from '../../../core/domain/lookup.ts';

/** @throws the failure */
export function lookupOf<T>(result: LookupResult<T>): T | undefined {
  if (result.is === 'failed') throw createError(result.kind);
  return result.is === 'found' ? result.lookup : undefined;
}
