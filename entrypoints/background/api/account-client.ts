// Clients for stored accounts. Each request is counted before it is sent, so that a terminated worker cannot miss one.
import { type Call, type Client, type ClientOptions, createClient } from '../../../core/virustotal/client.ts';
import { ExtensionError } from '../../../core/errors.ts';
import { hasHostPermission } from './host-permission.ts';
import { updateAccount } from '../storage/account-store.ts';
import { keyOf } from '../keys/key-store.ts';
import { abortableFetch } from './abortable-fetch.ts';
import { isConnectionFailure } from '../../../core/domain/badge-labels.ts';
import { countRequest } from '../../../core/domain/request-count.ts';

/**
 * `onCount` is called whenever the count of requests changes: by 1 before each request, by -1 if it has not reached VirusTotal.
 * `onBody` is called for every response, before it is parsed.
 */
export type ClientEvents = {
  onCount?: (call: Call, change: 1 | -1) => void;
  onBody?: () => Promise<void>;
};

/**
 * A client that uses the account's key.
 * @throws ExtensionError `no-key`, `locked`, `no-key-store` or `no-access`
 */
export async function createAccountClient(
  id: string,
  { onCount, onBody }: ClientEvents = {},
): Promise<Client> {
  const key = await keyOf(id);
  if (!(await hasHostPermission())) throw new ExtensionError('no-access');
  return createClient({
    fetch: abortableFetch,
    key,
    ...(onBody && { onBody }),
    ...countRequestsFor(id, onCount),
  });
}

/** Counts the requests of a client for an account. */
export function countRequestsFor(
  id: string,
  onCount?: ClientEvents['onCount'],
): Pick<ClientOptions, 'onCall' | 'onFailure'> {
  const count = async (call: Call, change: 1 | -1): Promise<void> => {
    await countRequestOf(id, call.free, change);
    onCount?.(call, change);
  };
  return {
    onCall: (call) => count(call, 1),
    onFailure: async (call, kind) => {
      if (isConnectionFailure({ kind })) await count(call, -1);
    },
  };
}

/** Counts a request of an account; none where there is no such account. */
const countRequestOf = (id: string, isFree: boolean, change: 1 | -1): Promise<void> =>
  updateAccount(id, (account) => ({
    ...account,
    requests: countRequest(account.requests, isFree, Date.now(), change),
  }));
