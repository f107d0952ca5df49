// Unlocks keys with a passphrase, and says whether it fits the key of one account.
import { send } from '../messages.ts';

/** `failed`: the passphrase could not be tried. */
export async function unlockAccount(
  id: string,
  passphrase: string,
): Promise<'unlocked' | 'wrong' | 'failed'> {
  const answer = await send('unlock', { passphrase });
  if (!answer.ok) return 'failed';
  return answer.value.unlocked.includes(id) ? 'unlocked' : 'wrong';
}
