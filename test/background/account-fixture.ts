// A network with one account of the background on it.
import { addAccount } from '../../entrypoints/background/accounts/accounts.ts';
import { type FakeNetwork, json, key, quotasAnswer, stubNetwork, userAnswer } from '../fake-network.ts';

/** The account is already added; `requests` starts empty. */
export async function withAccount(): Promise<FakeNetwork> {
  const network = stubNetwork({
    [`/users/${key}`]: () => userAnswer('spellman'),
    '/users/spellman': () => userAnswer('spellman'),
    '/users/spellman/overall_quotas': () => quotasAnswer(),
    '/users/spellman/groups': () => json({ data: [], meta: { count: 0 } }),
  });
  await addAccount({ key });
  network.requests.length = 0;
  return network;
}
