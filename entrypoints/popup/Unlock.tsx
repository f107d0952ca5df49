// Unlocks the keys in the popup.
import { Notice } from '../../components/Notice.tsx';
import { UnlockForm } from '../../components/UnlockForm.tsx';
import { unlockAccount } from '../../core/store/unlock-account.ts';

export function Unlock({ id, message }: { id: string; message: string }) {
  return (
    <Notice>
      <p>{message}</p>
      <UnlockForm focused onUnlock={(passphrase) => unlockAccount(id, passphrase)} />
    </Notice>
  );
}
