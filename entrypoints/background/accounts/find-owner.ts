// Finds whose key a key is that is being added: the user who owns it, and the account that is stored for that user.
import type { Output } from '../../../core/messages.ts';
import { createClient } from '../../../core/virustotal/client.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { isSameId } from '../../../core/common/ids.ts';
import type { Account } from '../../../core/domain/account.ts';
import { countRequestsFor } from '../api/account-client.ts';
import { abortableFetch } from '../api/abortable-fetch.ts';
import { findKey } from '../keys/key-store.ts';
import { currentState } from '../storage/account-store.ts';
import { ignoreOtherOwner, ownerByKey } from './find-new-name.ts';

/**
 * `countedFor`: the account whose requests include this one already; absent where the key was in the URL. `isUnfinished`:
 * VirusTotal has not confirmed the owner.
 */
export type Owner = { user: User; countedFor?: string; isUnfinished?: true };

/**
 * Requests the owner of the key: the user with the given id, or else the accounts that had this key. Only where neither is known
 * the key is in the URL, which the worker's list of requests does not keep.
 */
export async function findOwner(key: string, userId: string | undefined): Promise<Owner> {
  if (userId !== undefined) return requestOwner(key, userId);
  for (const { id } of await accountsWithEnd(key)) {
    const owner = await requestOwner(key, id).catch(ignoreOtherOwner);
    if (owner) return owner;
  }
  return { user: await ownerByKey(createClient({ fetch: abortableFetch, key })) };
}

async function requestOwner(key: string, id: string): Promise<Owner> {
  const client = createClient({ fetch: abortableFetch, key, ...countRequestsFor(id) });
  return { user: await client.ownerWithId(id), countedFor: id };
}

/** The accounts whose key may be this one, by its last characters. */
async function accountsWithEnd(key: string): Promise<Account[]> {
  const { accounts } = await currentState();
  return accounts.filter(({ keyLast4 }) => keyLast4 === key.slice(-4));
}

const waitKinds: ReadonlySet<string> = new Set(['quota-exceeded', 'rate-limited']);

/**
 * What becomes of a key whose owner VirusTotal does not name because quotas are used up. A stored account keeps its key.
 * @throws the failure itself, where it is another one or nothing can be said about the quotas
 */
export async function ownerOrQuotas(
  failure: unknown,
  key: string,
  userId: string | undefined,
  keepUnfinished: boolean,
): Promise<Owner | Extract<Output<'addAccount'>, { refused: unknown }>> {
  if (!(failure instanceof VirusTotalError) || !waitKinds.has(failure.kind)) throw failure;
  if (keepUnfinished && userId !== undefined && !(await isFinished(userId, key)))
    return {
      user: { id: userId, kind: 'user', invalidFields: [] },
      countedFor: userId,
      isUnfinished: true,
    };
  // The account that had this key, so that the key need not be in the URL.
  const id = userId ?? (await accountsWithEnd(key))[0]?.id;
  const client = createClient({ fetch: abortableFetch, key, ...(id !== undefined && countRequestsFor(id)) });
  const request = id === undefined ? client.ownerQuotas() : client.overallQuotas(id);
  const quotas = await request.catch(() => undefined).finally(() => performance.clearResourceTimings());
  if (!quotas) throw failure;
  return { refused: failure.kind, quotas };
}

/** Whether an account that VirusTotal has confirmed has the id, or has the key under another id. */
async function isFinished(userId: string, key: string): Promise<boolean> {
  const { accounts } = await currentState();
  for (const { id, unfinished } of accounts)
    if (!unfinished && (isSameId(id, userId) || (await findKey(id)).key === key)) return true;
  return false;
}

/**
 * The account that is stored for the owner of a key: `id`, in the stored spelling, or `formerId` where it was renamed since and has
 * the same key. A key that cannot be read now may be the same one if it has the same end; then VirusTotal must not know the old name.
 */
export async function findStored(
  { user, isUnfinished }: Owner,
  key: string,
): Promise<{ id?: string; formerId?: string }> {
  const { accounts } = await currentState();
  const known = accounts.find(({ id }) => isSameId(id, user.id));
  if (known) return { id: known.id };
  // Only an owner whom VirusTotal has confirmed is another account under a new name.
  if (isUnfinished) return {};
  for (const { id } of await accountsWithEnd(key)) {
    const storedKey = (await findKey(id)).key;
    const isSame = storedKey === undefined ? await isUnknown(key, id) : storedKey === key;
    if (isSame) return { formerId: id };
  }
  return {};
}

const isUnknown = (key: string, id: string): Promise<boolean> =>
  requestOwner(key, id).then(
    () => false,
    (error: unknown) => error instanceof VirusTotalError && error.kind === 'not-found',
  );
