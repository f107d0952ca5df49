// Encrypted keys: unlock, lock, and auto-lock. Shown only where there are any.
import { i18n } from '#i18n';
import { useRef } from 'preact/hooks';
import { type UnlockOutcome, UnlockForm } from '../../components/UnlockForm.tsx';
import { send } from '../../core/messages.ts';
import { lockChoices, type State } from '../../core/storage/schema.ts';
import { isLocked } from '../../core/domain/account.ts';
import { Card } from './Card.tsx';

export function AutoLock({ state: { accounts, settings } }: { state: State }) {
  const container = useRef<HTMLDivElement>(null);
  const encrypted = accounts.filter(({ keyStorage }) => keyStorage === 'passphrase');
  const locked = encrypted.filter(isLocked);
  if (encrypted.length === 0) return null;
  // The focused control is about to disappear: keep the focus in the section.
  const lock = (): void => {
    container.current?.focus();
    void send('lock', {});
  };
  const submit = async (passphrase: string): Promise<UnlockOutcome> => {
    const outcome = await unlock(passphrase);
    if (outcome === 'unlocked') container.current?.focus();
    return outcome;
  };
  return (
    <Card title={i18n.t('locking.title')}>
      <div class="locking" ref={container} tabIndex={-1}>
        {locked.length > 0 && <p>{i18n.t('locking.locked', locked.length)}</p>}
        {locked.length > 0 && <UnlockForm onUnlock={submit} />}
        {locked.length < encrypted.length && (
          <button class="button" type="button" onClick={lock}>
            {i18n.t('locking.now')}
          </button>
        )}
      </div>
      <label>
        {i18n.t('locking.after')}{' '}
        <select
          class="field"
          value={String(settings.autoLockMinutes)}
          aria-describedby="lock-hint"
          onChange={({ currentTarget }) =>
            void send('saveSettings', { autoLockMinutes: Number(currentTarget.value) })
          }
        >
          {lockChoices.map((choice) => (
            <option key={choice} value={String(choice)}>
              {choice === 0 ? i18n.t('locking.never') : i18n.t('options.minutes', choice)}
            </option>
          ))}
        </select>
      </label>
      <p class="hint" id="lock-hint">
        {i18n.t('locking.hint')}
      </p>
    </Card>
  );
}

async function unlock(passphrase: string): Promise<UnlockOutcome> {
  const answer = await send('unlock', { passphrase });
  if (!answer.ok) return 'failed';
  return answer.value.unlocked.length > 0 ? 'unlocked' : 'wrong';
}
