// The way out of a lock: the passphrase, right here.
import { Notice } from '../../components/Notice.tsx';
import { type Unlocked, UnlockForm } from '../../components/UnlockForm.tsx';
import { send } from '../../core/messages.ts';

export function Unlock({ id, words }: { id: string; words: string }) {
  return (
    <Notice>
      <p>{words}</p>
      <UnlockForm focused onUnlock={(passphrase) => unlock(id, passphrase)} />
    </Notice>
  );
}

async function unlock(id: string, passphrase: string): Promise<Unlocked> {
  const answer = await send('unlock', { passphrase });
  if (!answer.ok) return 'failed';
  return answer.value.opened.includes(id) ? 'opened' : 'wrong';
}
