// Loads each part of an account from VirusTotal.
import type { Client } from '../../../core/virustotal/client.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { type Account, type AccountPart, withLastGood } from '../../../core/domain/account.ts';
import { isOtherUser, OtherUserError } from './follow-rename.ts';

/** What is stored of a response. */
export type Read = Pick<Account, 'quotas' | 'user' | 'groups' | 'relationshipsRefused'> &
  Partial<Pick<Account, 'kind'>>;

/** @throws VirusTotalError; `unexpected` also where the response is not this account's */
export const partReaders: Record<AccountPart, (client: Client, account: Account) => Promise<Read>> = {
  quotas: async (client, { id, quotas: last }) => {
    const newest = await client.overallQuotas(id);
    // An account does not lose all quotas at once.
    if (newest.length === 0 && last?.value.length) throw new VirusTotalError('unexpected');
    return { quotas: { at: Date.now(), value: withLastGood(newest, last) } };
  },
  user: async (client, account) => {
    const { value, ...rest } = await requestUser(client, account);
    // Another user's data must never be stored under this account.
    if (isOtherUser(value, account)) throw new OtherUserError();
    return { kind: value.kind, user: { at: Date.now(), value }, ...rest };
  },
  groups: async (client, { id, kind }) => {
    const value = await client.groups(id, kind);
    return { groups: { at: Date.now(), value } };
  },
};

/** An account that is unfinished becomes the user's whose key it is, and nobody else's. */
async function requestUser(
  client: Client,
  { id, unfinished, relationshipsRefused }: Account,
): Promise<{ value: User; relationshipsRefused?: true }> {
  if (unfinished) return { value: await client.ownerWithId(id) };
  const full = relationshipsRefused ? undefined : await client.user(id).catch(ignoreRefusal);
  return full
    ? { value: full }
    : { value: await client.userWithoutRelationships(id), relationshipsRefused: true };
}

/** It is not documented whether a forbidden relationship is left out or fails the whole request. */
function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof VirusTotalError && error.kind === 'forbidden')) throw error;
}
