// Requests of other users, and how they are cached.
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { Client } from '../../../core/virustotal/client.ts';
import type { QuotaFigures } from '../../../core/virustotal/resources/quotas.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import type { Timestamped, Failure } from '../../../core/domain/account.ts';
import { jsonSize } from '../../../core/common/json-size.ts';
import { createAccountClient } from '../api/account-client.ts';
import { withPendingMark } from '../api/pending-response.ts';
import { toFailure } from '../api/retry-policy.ts';
import { maximumUserBytes } from '../storage/cached-users.ts';
import { logError } from '../storage/error-log.ts';

/** Another user as the account saw them last. A failure without `user`: VirusTotal has never returned this user. */
export type CachedUser = {
  at: number;
  user?: Timestamped<User>;
  quotas?: Timestamped<QuotaFigures[]>;
  failure?: Failure;
};
/**
 * Requests a user with the key of account `viewer`. A failure is returned with what was cached.
 * @param key the storage key of the user
 */
export async function requestUser(
  key: string,
  viewer: string,
  id: string,
  cached: CachedUser | undefined,
): Promise<CachedUser> {
  try {
    return await withPendingMark(key, async (onBody) =>
      requestWithQuotas(await createAccountClient(viewer, { onBody }), id),
    );
  } catch (error) {
    await logError('lookUp', error);
    const { failure: _, ...last } = cached ?? {};
    const now = Date.now();
    return { ...last, at: now, failure: toFailure(error, cached?.failure, now) };
  }
}

/**
 * A user, with the shared pools where quotas are visible. An account that sees a user's quotas administers one of the user's
 * groups, and may also load the pool, which is free.
 * @throws VirusTotalError `unexpected` also for a user that is too large to be stored
 */
async function requestWithQuotas(client: Client, id: string): Promise<CachedUser> {
  const user = await client.userWithoutRelationships(id);
  const quotas =
    user.quotas &&
    (await client
      .overallQuotas(user.id)
      .catch((error: unknown) => logError('lookUp', error).then(() => undefined)));
  const at = Date.now();
  const read = { at, user: { at, value: user }, ...(quotas && { quotas: { at, value: quotas } }) };
  if (jsonSize(read) > maximumUserBytes) throw new VirusTotalError('unexpected');
  return read;
}

/** Damaged data counts as absent. */
export function parseCachedUser(stored: unknown): CachedUser | undefined {
  if (typeof stored !== 'object' || stored === null || !('at' in stored) || typeof stored.at !== 'number')
    return undefined;
  const { user, quotas } = stored as Partial<CachedUser>;
  const isValid =
    (user === undefined || typeof user?.value?.id === 'string') &&
    (quotas === undefined || Array.isArray(quotas?.value));
  return isValid ? (stored as CachedUser) : undefined;
}
