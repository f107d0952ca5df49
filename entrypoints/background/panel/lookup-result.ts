// Results of lookups for the panel, and when lookups may make requests.
import type { Freshness } from '../../../core/messages.ts';
import type { State } from '../../../core/storage/schema.ts';
import { type ExpectedError, ExtensionError, isExpectedError } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { mayContainKey } from '../../../core/common/ids.ts';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import { currentState } from '../storage/account-store.ts';

export type LookupRequest = { id: string; freshness: Freshness };

/**
 * Nothing is cached, and no request was made: the user has chosen to load on click, the viewer's requests run low, or pages have
 * used up the viewer's budget.
 */
export type NotLoaded = { is: 'not-loaded'; reason: 'on-click' | 'low' | 'budget'; viewer: string };

/** `failed`: nothing is known; the error says why. */
export type LookupResult<T> = { is: 'found'; lookup: T } | NotLoaded | { is: 'failed'; error: ExpectedError };

/** The account for a lookup; `anotherMaySeeMore`: another account, which has not looked yet, might see more. */
export type Viewer = { viewer: Account | undefined; anotherMaySeeMore: boolean };

/** Turns an expected failure into a result, and rethrows other errors. */
export async function withFailureAsResult<T>(
  lookUp: () => Promise<LookupResult<T>>,
): Promise<LookupResult<T>> {
  try {
    return await lookUp();
  } catch (error) {
    if (isExpectedError(error)) return { is: 'failed', error };
    throw error;
  }
}

/**
 * The state for a lookup.
 * @throws ExtensionError `newer`; VirusTotalError `not-found` for an id that could be somebody's API key, which is never sent
 */
export async function stateForLookup(id: string): Promise<State> {
  const state = await currentState();
  if (state.isFromNewerVersion) throw new ExtensionError('newer');
  if (mayContainKey(id)) throw new VirusTotalError('not-found');
  return state;
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
  const isLow = isAutomatic && runsLow(viewer);
  return {
    allowed: freshness === 'auto' && (!isAutomatic || isLow) ? 'cached' : freshness,
    notLoaded: { is: 'not-loaded', reason: isLow ? 'low' : 'on-click', viewer: viewer.id },
  };
}

/** Whether a limit of the account's own requests warns. Unknown figures do not warn. */
function runsLow(account: Account): boolean {
  return quotaStatusesOf(account, Date.now()).some(
    ({ name, severity, windowEnded }) =>
      name.startsWith('api_requests_') && severity !== 'ok' && !windowEnded,
  );
}
