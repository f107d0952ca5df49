// Changing how the key of a stored account is kept.
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
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => place.current?.focus(), []);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    if (busy) return;
    setFailed(undefined);
    setBusy(true);
    const mistake = await change(id, chosenKeyStorage(form));
    setBusy(false);
    setFailed(mistake);
    if (mistake === undefined) onDone();
  };
  const lack = keyProblem(account);
  return (
    <div
      class="account-change"
      role="group"
      aria-label={i18n.t('key_storage.change_of', [id])}
      tabIndex={-1}
      ref={place}
      onKeyDown={({ key }) => key === 'Escape' && onDone()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        {lack ? <p>{lack}</p> : <KeyStorageFields first={keyStorage} />}
        {!lack && (
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

/** Answers why it was not changed. */
async function change(id: string, way: KeyStorageChoice | string): Promise<string | undefined> {
  if (typeof way === 'string') return way;
  const answer = await send('setKeyStorage', { id, way });
  return answer.ok ? undefined : failureText(answer.error.kind, 'add_failure');
}

/** Why the way cannot be changed now: that needs the key itself. */
function keyProblem(account: Account): string | undefined {
  if (isLocked(account)) return i18n.t('key_storage.locked');
  return account.failures.quotas?.kind === 'no-key' ? failureText('no-key') : undefined;
}
