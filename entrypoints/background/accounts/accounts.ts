// Adding, choosing and removing accounts.
import type { Input, KeyStorageChoice } from '../../../core/messages.ts';
import { createClient } from '../../../core/virustotal/client.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { hasHostPermission } from '../api/host-permission.ts';
import { reconcileKeys } from './key-locking.ts';
import { refreshWithNewKey } from './refresh.ts';
import { dropListsOf } from '../lists/list-store.ts';
import { deleteAccount, saveAccount, requireSupportedVersion } from '../storage/account-store.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { createMutex } from '../storage/mutex.ts';
import { deleteKey, storeKey } from '../keys/key-store.ts';
import { abortableFetch } from '../api/abortable-fetch.ts';
import { looksLikeKey } from '../../../core/common/ids.ts';
import { countRequest, noRequests } from '../../../core/domain/request-count.ts';

const onThisDevice: KeyStorageChoice = { keeping: 'device' };

/** Account and key come together and go together: one of the same id that came between would part them. */
const withLock = createMutex();

/**
 * Asks VirusTotal whose key it is, stores key and account, and reads the account. The answer holds all that the owner may
 * see, so the user object needs no second request. A known account gets the new key, kept as is said now, and keeps its
 * figures.
 * @throws VirusTotalError; then nothing is stored. `no-key` when the browser would not store it, `newer` before anything is sent
 */
export async function addAccount({ key, way = onThisDevice }: Input<'addAccount'>): Promise<{ id: string }> {
  if (!looksLikeKey(key)) throw new VirusTotalError('bad-key');
  await requireSupportedVersion();
  if (!(await hasHostPermission())) throw new VirusTotalError('no-access');
  const user = await createClient({ fetch: abortableFetch, key }).owner();
  try {
    await withLock(() => storeAccountAndKey(user, key, way));
  } catch (error) {
    await logError('addAccount', error);
    await reconcileKeys();
    throw new VirusTotalError('no-key');
  }
  // The account is added even if its quotas cannot be read now: the failure is stored and shown with it.
  await logRejection('refresh', refreshWithNewKey(user.id));
  return { id: user.id };
}

/** @throws where not all could be stored; then a new account is not there, and a known one is as it was but for its notes */
async function storeAccountAndKey(user: User, key: string, way: KeyStorageChoice): Promise<void> {
  const now = Date.now();
  const isKnown = await saveAccount(user.id, (known) => ({
    ...known,
    id: user.id,
    kind: user.kind,
    keeping: way.keeping,
    keyEnd: key.slice(-4),
    addedAt: known?.addedAt ?? now,
    user: { at: now, value: user },
    failures: {},
    requests: countRequest(known?.requests ?? noRequests(now), false, now),
  }));
  try {
    // The key comes last: if the worker dies before, an account without a key is seen and mended, a key without an account
    // would lie there unseen.
    await storeKey(user.id, key, way);
  } catch (error) {
    if (!isKnown) await deleteAccount(user.id);
    throw error;
  }
}

/**
 * Forgets the account: key first, so that no refresh can still use it; its name last, so that it can be removed again.
 * @throws VirusTotalError where storage is of a newer version; then nothing was touched
 */
export function removeAccount({ id }: { id: string }): Promise<null> {
  return withLock(async () => {
    await requireSupportedVersion();
    await deleteKey(id);
    await dropListsOf(id);
    await deleteAccount(id);
    return null;
  });
}
