// The field for the passphrase and the button that unlocks the keys.
import { i18n } from '#i18n';
import { useEffect, useRef, useState } from 'preact/hooks';

/** `failed`: the passphrase could not be tried. */
export type UnlockOutcome = 'unlocked' | 'wrong' | 'failed';
export type UnlockFormProps = { focused?: boolean; onUnlock: (passphrase: string) => Promise<UnlockOutcome> };

export function UnlockForm({ focused, onUnlock }: UnlockFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<UnlockOutcome>();
  useEffect(() => {
    if (focused) field.current?.focus();
  }, []);
  const failed = outcome !== undefined && outcome !== 'unlocked';
  const submit = async (): Promise<void> => {
    const input = field.current;
    if (busy || !input?.value) return;
    setOutcome(undefined);
    setBusy(true);
    const result = await onUnlock(input.value);
    setBusy(false);
    setOutcome(result);
    if (result === 'unlocked') input.value = '';
    else input.select();
  };
  return (
    <form
      class="unlock"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label>
        {i18n.t('unlock.passphrase')}
        <input ref={field} class="field" type="password" autoComplete="off" aria-invalid={failed} />
      </label>
      <button class="button" data-main type="submit" aria-busy={busy} aria-disabled={busy}>
        {i18n.t('unlock.button')}
      </button>
      {failed && <p role="alert">{i18n.t(`unlock.${outcome}`)}</p>}
    </form>
  );
}
