// How lookups for the panel end, and when they may make requests.
import type { Freshness } from '../../../core/messages.ts';
import type { State } from '../../../core/storage/schema.ts';
import { ExtensionError, isExpectedError } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { mayContainKey } from '../../../core/common/ids.ts';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import { requestsRunLow } from '../../../core/domain/low-requests.ts';
import { isKeyLocked } from '../accounts/key-locking.ts';
import { currentState } from '../storage/account-store.ts';
import type { LookupResult, NotLoaded } from '../../../core/domain/lookup.ts';

export type LookupRequest = { id: string; freshness: Freshness };

/** The account for a lookup; `anotherMaySeeMore`: another account, which has not looked yet, might see more. */
export type Viewer = { viewer: Account | undefined; anotherMaySeeMore: boolean };

/** Turns an expected failure into a result, and rethrows other errors. */
export async function withFailureAsResult<T>(
  lookUp: () => Promise<LookupResult<T>>,
): Promise<LookupResult<T>> {
  try {
    return await lookUp();
  } catch (error) {
    if (!isExpectedError(error)) throw error;
    const { kind, retryAfter } = error;
    return retryAfter === undefined
      ? { is: 'failed', kind }
      : { is: 'failed', kind, retryAt: Date.now() + retryAfter };
  }
}

/**
 * The state for a lookup, without the accounts whose keys are locked: nothing that they have seen is shown in a page.
 * @throws ExtensionError `newer`, `locked` where all accounts are, `no-key-store`; VirusTotalError `not-found` for an id that could
 * be somebody's API key, which is never sent
 */
export async function stateForLookup(id: string): Promise<State> {
  const state = await currentState();
  if (state.isFromNewerVersion) throw new ExtensionError('newer');
  if (mayContainKey(id)) throw new VirusTotalError('not-found');
  const locked = await Promise.all(state.accounts.map(isKeyLocked));
  const accounts = state.accounts.filter((_, index) => !locked[index]);
  if (accounts.length === 0 && state.accounts.length > 0) throw new ExtensionError('locked');
  return { ...state, accounts };
}

/**
 * Limits the freshness. A page may not cause billable requests automatically where the user has chosen to load on click, or
 * where the viewer's requests run low.
 * @returns also the result for the case that nothing is cached
 */
export function limitToCache(
  freshness: Freshness,
  { settings }: State,
  viewer: Account,
): { allowed: Freshness; notLoaded: NotLoaded } {
  const isAutomatic = settings.panelMode === 'always';
  const isLow = isAutomatic && requestsRunLow(quotaStatusesOf(viewer, Date.now()));
  return {
    allowed: freshness === 'auto' && (!isAutomatic || isLow) ? 'cached' : freshness,
    notLoaded: { is: 'not-loaded', reason: isLow ? 'low' : 'on-click', viewer: viewer.id },
  };
}
