// Adds and removes accounts.
import type { Input, KeyStorageChoice } from '../../../core/messages.ts';
import { createClient } from '../../../core/virustotal/client.ts';
import { ExtensionError } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { hasHostPermission } from '../api/host-permission.ts';
import { reconcileKeys } from './key-locking.ts';
import { forgetExpiredPeople } from './other-people.ts';
import { refreshWithNewKey } from './refresh.ts';
import { dropListsOf } from '../lists/list-store.ts';
import { deleteAccount, saveAccount, requireSupportedVersion } from '../storage/account-store.ts';
import { dropCachedUsers } from '../storage/cached-users.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { createMutex } from '../storage/mutex.ts';
import { deleteKey, storeKey } from '../keys/key-store.ts';
import { abortableFetch } from '../api/abortable-fetch.ts';
import { looksLikeKey } from '../../../core/common/ids.ts';
import { countRequest } from '../../../core/domain/request-count.ts';

const defaultChoice: KeyStorageChoice = { keyStorage: 'device' };

/** Account and key are stored and removed together, so no other change of the same id may run in between. */
const withLock = createMutex();

/**
 * Requests the owner of the key, stores key and account, and refreshes the account. The response contains everything the owner
 * may see, so the user object needs no second request. An existing account gets the new key and keeps its data.
 * @throws ExpectedError; then nothing is stored. `no-key` when the browser cannot store the key, `newer` before anything is
 * sent
 */
export async function addAccount({
  key,
  choice = defaultChoice,
}: Input<'addAccount'>): Promise<{ id: string }> {
  if (!looksLikeKey(key)) throw new VirusTotalError('bad-key');
  await requireSupportedVersion();
  if (!(await hasHostPermission())) throw new ExtensionError('no-access');
  const user = await createClient({ fetch: abortableFetch, key }).owner();
  try {
    await withLock(() => storeAccountAndKey(user, key, choice));
  } catch (error) {
    await logError('addAccount', error);
    await reconcileKeys();
    throw new ExtensionError('no-key');
  }
  await logRejection('addAccount', forgetExpiredPeople());
  // The account is added even if its quotas cannot be loaded now; the failure is stored with it.
  await logRejection('refresh', refreshWithNewKey(user.id));
  return { id: user.id };
}

/** @throws where not everything could be stored; then a new account is removed again, and an existing one keeps its data */
async function storeAccountAndKey(user: User, key: string, choice: KeyStorageChoice): Promise<void> {
  const now = Date.now();
  const wasStored = await saveAccount(user.id, (existing) => ({
    ...existing,
    id: user.id,
    kind: user.kind,
    keyStorage: choice.keyStorage,
    keyLast4: key.slice(-4),
    addedAt: existing?.addedAt ?? now,
    user: { at: now, value: user },
    failures: {},
    requests: countRequest(existing?.requests, false, now),
  }));
  try {
    // The key comes last: if the worker dies before that, the user sees an account without a key and can repair it. Nobody would
    // see a key without an account.
    await storeKey(user.id, key, choice);
  } catch (error) {
    if (!wasStored) await deleteAccount(user.id);
    throw error;
  }
}

/**
 * Removes the key first, so that no refresh can use it, and the account last, so that removal can be repeated.
 * @throws ExtensionError `newer`; then nothing was changed
 */
export function removeAccount({ id }: { id: string }): Promise<null> {
  return withLock(async () => {
    await requireSupportedVersion();
    await deleteKey(id);
    await dropListsOf(id);
    await dropCachedUsers((viewer) => viewer === id);
    await deleteAccount(id);
    // A lookup may have ended in between.
    await dropCachedUsers((viewer) => viewer === id);
    return null;
  });
}
