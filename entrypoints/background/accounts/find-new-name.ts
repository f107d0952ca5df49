// Finds the new name of an account that VirusTotal no longer knows under its id.
import { isSameId, mayContainKey } from '../../../core/common/ids.ts';
import type { Account } from '../../../core/domain/account.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { Client } from '../../../core/virustotal/client.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { createAccountClient } from '../api/account-client.ts';

/**
 * Asks whose key the account's key is: the user with the account's e-mail address, so that the key is in no URL. Only where that
 * finds nobody, and the key has been in a URL before, the key itself is asked for.
 * @returns the owner under another id; undefined where the account was not renamed
 * @throws ExpectedError failures that tell nothing about the name
 */
export async function findRenamedOwner({ id, user, keyWasInUrl }: Account): Promise<User | undefined> {
  const client = await createAccountClient(id);
  const { email } = user?.value ?? {};
  const owner =
    (email && !mayContainKey(email) && (await client.ownerWithId(email).catch(ignoreOtherOwner))) ||
    (keyWasInUrl && (await ownerByKey(client).catch(ignoreOtherOwner)));
  return owner && !isSameId(owner.id, id) ? owner : undefined;
}

/** Asks for the owner with the key in the URL, which the worker's list of requests does not keep. */
export const ownerByKey = (client: Client): Promise<User> =>
  client.owner().finally(() => performance.clearResourceTimings());

/** @throws every failure except those of an id that is not the owner's */
export function ignoreOtherOwner(error: unknown): undefined {
  const isOther = error instanceof VirusTotalError && ['forbidden', 'not-found'].includes(error.kind);
  if (!isOther) throw error;
}
