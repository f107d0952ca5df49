// Adds and removes accounts.
import type { Input, KeyStorageChoice, Output } from '../../../core/messages.ts';
import { ExtensionError } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { hasHostPermission } from '../api/host-permission.ts';
import { noteActivity, reconcileKeys } from './key-locking.ts';
import { forgetExpiredPeople } from './other-people.ts';
import { findOwner, findStored, type Owner, ownerOrQuotas } from './find-owner.ts';
import { learnRoles } from './learn-roles.ts';
import { refreshWithNewKey } from './refresh.ts';
import { renameAccount, withAccountLock } from './rename-account.ts';
import { dropListsOf } from '../lists/list-store.ts';
import {
  deleteAccount,
  findAccount,
  saveAccount,
  requireSupportedVersion,
  updateSettings,
} from '../storage/account-store.ts';
import { dropCachedUsers } from '../storage/cached-users.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { deleteKey, findKey, storeKey } from '../keys/key-store.ts';
import { looksLikeKey } from '../../../core/common/ids.ts';
import type { Account, KeyStorage } from '../../../core/domain/account.ts';
import { isWeaker } from '../../../core/domain/key-storage.ts';
import { countRequest } from '../../../core/domain/request-count.ts';

/**
 * Requests the owner of the key, stores key and account, and refreshes the account. The response contains everything the owner
 * may see, so the user object needs no second request. An existing account gets the new key and keeps its data.
 * @throws ExpectedError; then nothing is stored. `no-key` when the browser cannot store the key, `newer` before anything is
 * sent
 */
export async function addAccount({
  key,
  userId,
  choice,
  allowWeaker = false,
  keepUnfinished = false,
}: Input<'addAccount'>): Promise<Output<'addAccount'>> {
  if (!looksLikeKey(key)) throw new VirusTotalError('bad-key');
  await requireSupportedVersion();
  if (!(await hasHostPermission())) throw new ExtensionError('no-access');
  const owner = await findOwner(key, userId).catch((error: unknown) =>
    ownerOrQuotas(error, key, userId, keepUnfinished),
  );
  if ('refused' in owner) return owner;
  const stored = await findStored(owner, key);
  const id = stored.id ?? owner.user.id;
  try {
    const keeps = await withAccountLock(() =>
      storeUnlessWeaker({ ...owner, id, formerId: stored.formerId }, key, choice, allowWeaker),
    );
    if (keeps) return { id, keeps };
  } catch (error) {
    await logError('addAccount', error);
    await reconcileKeys();
    throw new ExtensionError('no-key');
  }
  await logRejection('addAccount', forgetExpiredPeople());
  // The account is added even if its quotas cannot be loaded now; the failure is stored with it.
  await logRejection('refresh', refreshWithNewKey(id, 'add'));
  await logRejection('loadList', learnRoles(id));
  return owner.isUnfinished ? { id, isUnfinished: true } : { id };
}

/** `id`: of the account; `formerId`: the account has to be renamed. */
type AddedAccount = Owner & { id: string; formerId: string | undefined };

/** Stores account and key. Returns the account's key storage where the chosen one is weaker and that is not allowed. */
async function storeUnlessWeaker(
  added: AddedAccount,
  key: string,
  choice: KeyStorageChoice | undefined,
  allowWeaker: boolean,
): Promise<KeyStorage | undefined> {
  // The record of a damaged or lost key says nothing; the account says how it was stored.
  const { id, formerId } = added;
  const storedId = formerId ?? id;
  const current = (await findKey(storedId)).keyStorage ?? (await findAccount(storedId))?.keyStorage;
  const wanted: KeyStorageChoice = choice ?? { keyStorage: current === 'session' ? current : 'device' };
  if (isWeaker(wanted.keyStorage, current) && !allowWeaker) return current;
  if (wanted.keyStorage === 'passphrase') await noteActivity();
  if (formerId !== undefined) await renameAccount(formerId, id);
  await storeAccountAndKey(added, key, wanted);
  await logRejection('addAccount', updateSettings({ keyStorage: wanted.keyStorage }));
  return undefined;
}

/** What stays when an account gets another key, which may be shown more. */
const withoutMarks = ({
  relationshipsRefused: _refused,
  unfinished: _unfinished,
  ...rest
}: Partial<Account> = {}): Partial<Account> => rest;

/** @throws where not everything could be stored; then a new account is removed again, and an existing one keeps its data */
async function storeAccountAndKey(
  { id, formerId, user, countedFor, isUnfinished }: AddedAccount,
  key: string,
  choice: KeyStorageChoice,
): Promise<void> {
  const now = Date.now();
  const wasStored = await saveAccount(id, (existing) => ({
    ...withoutMarks(existing),
    id,
    ...(countedFor === undefined && { keyWasInUrl: true }),
    kind: user.kind,
    keyStorage: choice.keyStorage,
    keyLast4: key.slice(-4),
    addedAt: existing?.addedAt ?? now,
    ...(isUnfinished ? { unfinished: true } : { user: { at: now, value: user } }),
    failures: {},
    requests:
      existing && countedFor === id && formerId === undefined
        ? existing.requests
        : countRequest(existing?.requests, false, now),
  }));
  try {
    // The key comes last: if the worker dies before that, the user sees an account without a key and can repair it. Nobody would
    // see a key without an account.
    await storeKey(id, key, choice);
  } catch (error) {
    if (!wasStored) await deleteAccount(id);
    throw error;
  }
}

/**
 * Removes the key first, so that no refresh can use it, and the account last, so that removal can be repeated.
 * @throws ExtensionError `newer`; then nothing was changed
 */
export function removeAccount({ id }: { id: string }): Promise<null> {
  return withAccountLock(async () => {
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
