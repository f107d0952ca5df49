// A network with one account stored in the background.
import { addAccount } from '../../entrypoints/background/accounts/accounts.ts';
import { type FakeNetwork, json, key, quotasResponse, stubNetwork, userResponse } from '../fake-network.ts';

/** The account is already added; `requests` starts empty. */
export async function withAccount(): Promise<FakeNetwork> {
  const network = stubNetwork({
    [`/users/${key}`]: () => userResponse('spellman'),
    '/users/spellman': () => userResponse('spellman'),
    '/users/spellman/overall_quotas': () => quotasResponse(),
    '/users/spellman/groups': () => json({ data: [], meta: { count: 0 } }),
  });
  await addAccount({ key });
  network.requests.length = 0;
  return network;
}
