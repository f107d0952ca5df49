// The form that changes the key storage of an account.
import { i18n } from '#i18n';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../../components/Notice.tsx';
import { send, type KeyStorageChoice } from '../../core/messages.ts';
import { type Account, isLocked } from '../../core/domain/account.ts';
import { failureText } from '../../core/presentation/failure-text.ts';
import { chosenKeyStorage, KeyStorageFields, type PassphraseFault } from './KeyStorageFields.tsx';

export type ChangeKeyStorageProps = { account: Account; onDone: () => void };

export function ChangeKeyStorage({ account, onDone }: ChangeKeyStorageProps) {
  const { id, keyStorage = 'device' } = account;
  const container = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState<string>();
  const [fault, setFault] = useState<PassphraseFault>();
  const [busy, setBusy] = useState(false);
  useEffect(() => container.current?.focus(), []);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    if (busy) return;
    setFailed(undefined);
    setFault(undefined);
    setBusy(true);
    const choice = await chosenKeyStorage(new FormData(form), [id]);
    const isFault = 'field' in choice;
    const mistake = isFault ? undefined : await change(id, choice);
    setBusy(false);
    if (isFault) return setFault(choice);
    setFailed(mistake);
    if (mistake === undefined) onDone();
  };
  const problem = keyProblem(account);
  return (
    <div
      class="account-change"
      role="group"
      aria-label={i18n.t('key_storage.change_of', [id])}
      tabIndex={-1}
      ref={container}
      onKeyDown={({ key }) => key === 'Escape' && onDone()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        {problem ? <p>{problem}</p> : <KeyStorageFields initial={keyStorage} fault={fault} />}
        {!problem && <p class="hint">{i18n.t('data.remains')}</p>}
        {!problem && (
          <button class="button" data-main type="submit" aria-busy={busy} aria-disabled={busy}>
            {i18n.t('key_storage.change_yes')}
          </button>
        )}
        <button class="button" type="button" onClick={onDone}>
          {i18n.t('key_storage.change_no')}
        </button>
      </form>
      {failed && <Notice tone="critical">{failed}</Notice>}
    </div>
  );
}

/** Returns why the change failed; undefined on success. */
async function change(id: string, choice: KeyStorageChoice): Promise<string | undefined> {
  const answer = await send('setKeyStorage', { id, choice });
  return answer.ok ? undefined : failureText(answer.error.kind, 'add_failure');
}

/** Why the storage cannot be changed now: that requires the key. */
function keyProblem(account: Account): string | undefined {
  if (isLocked(account)) return i18n.t('key_storage.locked');
  return account.failures.quotas?.kind === 'no-key' ? failureText('no-key') : undefined;
}
