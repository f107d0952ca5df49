// The form that changes the key storage of an account.
import { i18n } from '#i18n';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../../components/Notice.tsx';
import { send, type KeyStorageChoice } from '../../core/messages.ts';
import { type Account, isLocked } from '../../core/domain/account.ts';
import { failureText } from '../../core/presentation/failure-text.ts';
import { chosenKeyStorage, KeyStorageFields } from './KeyStorageFields.tsx';

export type ChangeKeyStorageProps = { account: Account; onDone: () => void };

export function ChangeKeyStorage({ account, onDone }: ChangeKeyStorageProps) {
  const { id, keyStorage = 'device' } = account;
  const container = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => container.current?.focus(), []);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    if (busy) return;
    setFailed(undefined);
    setBusy(true);
    const mistake = await change(id, await chosenKeyStorage(new FormData(form), [id]));
    setBusy(false);
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
        {problem ? <p>{problem}</p> : <KeyStorageFields initial={keyStorage} />}
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
async function change(id: string, choice: KeyStorageChoice | string): Promise<string | undefined> {
  if (typeof choice === 'string') return choice;
  const answer = await send('setKeyStorage', { id, choice });
  return answer.ok ? undefined : failureText(answer.error.kind, 'add_failure');
}

/** Why the storage cannot be changed now: that requires the key. */
function keyProblem(account: Account): string | undefined {
  if (isLocked(account)) return i18n.t('key_storage.locked');
  return account.failures.quotas?.kind === 'no-key' ? failureText('no-key') : undefined;
}
