// Unlocks the keys in the popup.
import { Notice } from '../../components/Notice.tsx';
import { type UnlockOutcome, UnlockForm } from '../../components/UnlockForm.tsx';
import { send } from '../../core/messages.ts';

export function Unlock({ id, message }: { id: string; message: string }) {
  return (
    <Notice>
      <p>{message}</p>
      <UnlockForm focused onUnlock={(passphrase) => unlock(id, passphrase)} />
    </Notice>
  );
}

async function unlock(id: string, passphrase: string): Promise<UnlockOutcome> {
  const answer = await send('unlock', { passphrase });
  if (!answer.ok) return 'failed';
  return answer.value.unlocked.includes(id) ? 'unlocked' : 'wrong';
}
