// Clients for stored accounts. Each request is counted before it is sent, so that a terminated worker cannot miss one.
import { type Client, createClient } from '../../../core/virustotal/client.ts';
import { ExtensionError } from '../../../core/errors.ts';
import { hasHostPermission } from './host-permission.ts';
import { updateAccount } from '../storage/account-store.ts';
import { keyOf } from '../keys/key-store.ts';
import { abortableFetch } from './abortable-fetch.ts';
import { countRequest } from '../../../core/domain/request-count.ts';

/** `onRequest` is called for every request, after it was counted; `onBody` for every response, before it is parsed. */
export type ClientEvents = { onRequest?: (call: { free: boolean }) => void; onBody?: () => Promise<void> };

/**
 * A client that uses the account's key.
 * @throws ExtensionError `no-key`, `locked`, `no-key-store` or `no-access`
 */
export async function createAccountClient(
  id: string,
  { onRequest, onBody }: ClientEvents = {},
): Promise<Client> {
  const key = await keyOf(id);
  if (!(await hasHostPermission())) throw new ExtensionError('no-access');
  return createClient({
    fetch: abortableFetch,
    key,
    ...(onBody && { onBody }),
    onCall: async (call) => {
      await countRequestOf(id, call.free);
      onRequest?.(call);
    },
  });
}

/** Counts a request of an account; none where there is no such account. */
export const countRequestOf = (id: string, isFree: boolean): Promise<void> =>
  updateAccount(id, (account) => ({
    ...account,
    requests: countRequest(account.requests, isFree, Date.now()),
  }));
