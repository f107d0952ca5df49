// Clients for stored accounts. Each call is counted for its account before it is made, so that a worker that dies in the
// middle has not forgotten it.
import { type Client, createClient } from '../../../core/virustotal/client.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { Account, Requests } from '../../../core/domain/account.ts';
import { hasHostPermission } from './host-permission.ts';
import { updateAccount } from '../storage/account-store.ts';
import { keyOf } from '../keys/key-store.ts';
import { abortableFetch } from './abortable-fetch.ts';

/**
 * A client that speaks for the account. `alsoTold`: of every call, after it was counted.
 * @throws VirusTotalError `no-key`, `locked`, `no-vault` or `no-access`
 */
export async function createAccountClient(
  id: string,
  alsoTold?: (call: { free: boolean }) => void,
): Promise<Client> {
  const key = await keyOf(id);
  if (!(await hasHostPermission())) throw new VirusTotalError('no-access');
  return createClient({
    fetch: abortableFetch,
    key,
    onCall: async (call) => {
      await updateAccount(id, (account) => withCountedRequest(account, call.free, Date.now()));
      alsoTold?.(call);
    },
  });
}

function withCountedRequest(account: Account, free: boolean, now: number): Account {
  return { ...account, requests: countRequest(account.requests, free, now) };
}

/** Adds a request to the day's count; the count starts anew with each day in UTC. */
export function countRequest(requests: Requests, free: boolean, now: number): Requests {
  const today = noRequests(now);
  const { day, costing, free: unpaid } = requests.day === today.day ? requests : today;
  return { day, costing: costing + (free ? 0 : 1), free: unpaid + (free ? 1 : 0) };
}

/** How many requests of today may have cost. */
export const billableToday = ({ requests }: Account, now: number): number =>
  requests.day === noRequests(now).day ? requests.costing : 0;

export const noRequests = (now: number): Requests => ({
  day: new Date(now).toISOString().slice(0, 10),
  costing: 0,
  free: 0,
});
