// Adds and removes accounts.
import type { Input, KeyStorageChoice, Output } from '../../../core/messages.ts';
import { createClient } from '../../../core/virustotal/client.ts';
import { ExtensionError } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { hasHostPermission } from '../api/host-permission.ts';
import { noteActivity, reconcileKeys } from './key-locking.ts';
import { forgetExpiredPeople } from './other-people.ts';
import { refreshWithNewKey, withoutMark } from './refresh.ts';
import { dropListsOf } from '../lists/list-store.ts';
import {
  currentState,
  deleteAccount,
  findAccount,
  saveAccount,
  requireSupportedVersion,
  updateSettings,
} from '../storage/account-store.ts';
import { dropCachedUsers } from '../storage/cached-users.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { createMutex } from '../storage/mutex.ts';
import { deleteKey, findKey, storeKey } from '../keys/key-store.ts';
import { countRequestsFor } from '../api/account-client.ts';
import { abortableFetch } from '../api/abortable-fetch.ts';
import { isSameId, looksLikeKey } from '../../../core/common/ids.ts';
import type { Account, KeyStorage } from '../../../core/domain/account.ts';
import { isWeaker } from '../../../core/domain/key-storage.ts';
import { countRequest } from '../../../core/domain/request-count.ts';

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
  userId,
  choice,
  allowWeaker = false,
  keepUnfinished = false,
}: Input<'addAccount'>): Promise<Output<'addAccount'>> {
  if (!looksLikeKey(key)) throw new VirusTotalError('bad-key');
  await requireSupportedVersion();
  if (!(await hasHostPermission())) throw new ExtensionError('no-access');
  const found = await findOwner(key, userId).catch((error: unknown) =>
    ownerOrQuotas(error, key, userId, keepUnfinished),
  );
  if ('refused' in found) return found;
  // An account may be stored under another spelling of the id, as its owner entered it.
  const id = (await accountWithId(found.user.id))?.id ?? found.user.id;
  const owner = { ...found, user: { ...found.user, id } };
  try {
    const keeps = await withLock(() => storeUnlessWeaker(owner, key, choice, allowWeaker));
    if (keeps) return { id, keeps };
  } catch (error) {
    await logError('addAccount', error);
    await reconcileKeys();
    throw new ExtensionError('no-key');
  }
  await logRejection('addAccount', forgetExpiredPeople());
  // The account is added even if its quotas cannot be loaded now; the failure is stored with it.
  await logRejection('refresh', refreshWithNewKey(id));
  return owner.isUnfinished ? { id, isUnfinished: true } : { id };
}

/** `countedFor`: the account whose requests include this one already. `isUnfinished`: VirusTotal has not confirmed the owner. */
type Owner = { user: User; countedFor?: string; isUnfinished?: true };

/**
 * What becomes of a key whose owner VirusTotal does not name because quotas are used up. A stored account keeps its key.
 * @throws the failure itself, where it is another one or nothing can be said about the quotas
 */
async function ownerOrQuotas(
  failure: unknown,
  key: string,
  userId: string | undefined,
  keepUnfinished: boolean,
): Promise<Owner | Extract<Output<'addAccount'>, { refused: unknown }>> {
  if (!(failure instanceof VirusTotalError) || !waitKinds.has(failure.kind)) throw failure;
  const { accounts } = await currentState();
  const existing = userId === undefined ? undefined : await accountWithId(userId);
  if (keepUnfinished && userId !== undefined && (!existing || existing.unfinished))
    return { user: { id: userId, kind: 'user', invalidFields: [] }, isUnfinished: true };
  // The account that had this key, so that the key need not be in the URL.
  const id = userId ?? accounts.find(({ keyLast4 }) => keyLast4 === key.slice(-4))?.id;
  const client = createClient({ fetch: abortableFetch, key, ...(id !== undefined && countRequestsFor(id)) });
  const request = id === undefined ? client.ownerQuotas() : client.overallQuotas(id);
  const quotas = await request.catch(() => undefined).finally(() => performance.clearResourceTimings());
  if (!quotas) throw failure;
  return { refused: failure.kind, quotas };
}

async function accountWithId(wanted: string): Promise<Account | undefined> {
  return (await currentState()).accounts.find(({ id }) => isSameId(id, wanted));
}

const waitKinds: ReadonlySet<string> = new Set(['quota-exceeded', 'rate-limited']);

/**
 * Requests the owner of the key: the user with the given id, or else the accounts that had this key. Only where neither is known
 * the key is in the URL, which the worker's list of requests does not keep.
 */
async function findOwner(key: string, userId: string | undefined): Promise<Owner> {
  if (userId !== undefined) return requestOwner(key, userId);
  const { accounts } = await currentState();
  for (const { id } of accounts.filter(({ keyLast4 }) => keyLast4 === key.slice(-4))) {
    const owner = await requestOwner(key, id).catch(ignoreOtherOwner);
    if (owner) return owner;
  }
  const client = createClient({ fetch: abortableFetch, key });
  return { user: await client.owner().finally(() => performance.clearResourceTimings()) };
}

async function requestOwner(key: string, id: string): Promise<Owner> {
  const client = createClient({ fetch: abortableFetch, key, ...countRequestsFor(id) });
  return { user: await client.ownerWithId(id), countedFor: id };
}

/** @throws every failure except those of an id that is not the owner's */
function ignoreOtherOwner(error: unknown): undefined {
  const isOther = error instanceof VirusTotalError && ['forbidden', 'not-found'].includes(error.kind);
  if (!isOther) throw error;
}

/** Stores account and key. Returns the account's key storage where the chosen one is weaker and that is not allowed. */
async function storeUnlessWeaker(
  owner: Owner,
  key: string,
  choice: KeyStorageChoice | undefined,
  allowWeaker: boolean,
): Promise<KeyStorage | undefined> {
  // The record of a damaged or lost key says nothing; the account says how it was stored.
  const { id } = owner.user;
  const current = (await findKey(id)).keyStorage ?? (await findAccount(id))?.keyStorage;
  const wanted: KeyStorageChoice = choice ?? { keyStorage: current === 'session' ? current : 'device' };
  if (isWeaker(wanted.keyStorage, current) && !allowWeaker) return current;
  if (wanted.keyStorage === 'passphrase') await noteActivity();
  await storeAccountAndKey(owner, key, wanted);
  await logRejection('addAccount', updateSettings({ keyStorage: wanted.keyStorage }));
  return undefined;
}

/** @throws where not everything could be stored; then a new account is removed again, and an existing one keeps its data */
async function storeAccountAndKey(
  { user, countedFor, isUnfinished }: Owner,
  key: string,
  choice: KeyStorageChoice,
): Promise<void> {
  const now = Date.now();
  const wasStored = await saveAccount(user.id, (existing) => ({
    ...withoutMark(existing),
    id: user.id,
    kind: user.kind,
    keyStorage: choice.keyStorage,
    keyLast4: key.slice(-4),
    addedAt: existing?.addedAt ?? now,
    ...(isUnfinished ? { unfinished: true } : { user: { at: now, value: user } }),
    failures: {},
    requests:
      existing && countedFor === user.id ? existing.requests : countRequest(existing?.requests, false, now),
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
