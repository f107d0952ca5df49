// What a lookup for the panel answers, and when it may make requests.
import type { Freshness } from '../../../core/messages.ts';
import type { State } from '../../../core/storage/schema.ts';
import { type ExpectedError, ExtensionError, isExpectedError } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { looksLikeKey } from '../../../core/common/ids.ts';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import { currentState } from '../storage/account-store.ts';

export type LookupRequest = { id: string; freshness: Freshness };

/**
 * Nothing is cached, and no request was made: the user wants to be asked first, the viewer's requests run low, or pages have used
 * up the viewer's budget.
 */
export type NotLoaded = { is: 'not-loaded'; reason: 'on-click' | 'low' | 'budget'; viewer: string };

/** `failed`: nothing is known, and the error says why. */
export type LookupResult<T> = { is: 'found'; lookup: T } | NotLoaded | { is: 'failed'; error: ExpectedError };

/** The account to look with; `anotherMaySeeMore`: another account, which has not looked yet, might see more. */
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
 * The state to look something up with.
 * @throws ExtensionError `newer`; VirusTotalError `not-found` for an id that could be somebody's API key, which is never sent
 */
export async function stateForLookup(id: string): Promise<State> {
  const state = await currentState();
  if (state.isFromNewerVersion) throw new ExtensionError('newer');
  if (looksLikeKey(id)) throw new VirusTotalError('not-found');
  return state;
}

/**
 * The freshness that may be asked for. A page may not make billable requests by itself where the user wants to be asked first, or
 * where the viewer's requests run low.
 * @returns what to answer where nothing is cached, too
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

/** Whether a limit of the account's own requests warns; unknown figures warn of nothing. */
function runsLow(account: Account): boolean {
  return quotaStatusesOf(account, Date.now()).some(
    ({ name, severity, windowEnded }) =>
      name.startsWith('api_requests_') && severity !== 'ok' && !windowEnded,
  );
}
