// The choice of how a key is kept, with what each way protects against, and the passphrase where one is wanted.
import { i18n } from '#i18n';
import { useId, useState } from 'preact/hooks';
import type { KeyStorageChoice } from '../../core/messages.ts';
import type { KeyStorage } from '../../core/domain/account.ts';
import { minimumLength, passphraseProblem } from '../../core/domain/passphrase-policy.ts';

const keyStorageOptions = ['device', 'session', 'passphrase'] as const satisfies KeyStorage[];

export function KeyStorageFields({ first }: { first: KeyStorage }) {
  const [chosen, setChosen] = useState(first);
  const base = useId();
  return (
    <fieldset class="option-list">
      <legend>{i18n.t('key_storage.title')}</legend>
      {keyStorageOptions.map((way) => (
        <label key={way} class="option">
          <input
            type="radio"
            name="keyStorage"
            value={way}
            checked={way === chosen}
            aria-labelledby={`${base}-${way}`}
            aria-describedby={`${base}-${way}-hint`}
            onChange={() => setChosen(way)}
          />
          <span id={`${base}-${way}`}>{i18n.t(`key_storage.${way}`)}</span>
          <small id={`${base}-${way}-hint`}>{i18n.t(`key_storage.${way}_hint`)}</small>
        </label>
      ))}
      {chosen === 'passphrase' && (
        <div class="passphrases">
          <Passphrase name="passphrase" label={i18n.t('key_storage.new_passphrase')} hint={`${base}-rule`} />
          <Passphrase name="repeated" label={i18n.t('key_storage.repeat')} hint={`${base}-rule`} />
          <p class="hint" id={`${base}-rule`}>
            {i18n.t('key_storage.passphrase_rule', [String(minimumLength)])}
          </p>
        </div>
      )}
    </fieldset>
  );
}

function Passphrase({ name, label, hint }: { name: string; label: string; hint: string }) {
  return (
    <label class="key">
      <span>{label}</span>
      <input class="field" type="password" name={name} autoComplete="new-password" aria-describedby={hint} />
    </label>
  );
}

/** What was chosen in a form, or a sentence that says why it will not do. */
export function chosenKeyStorage(form: HTMLFormElement): KeyStorageChoice | string {
  const given = new FormData(form);
  const text = (name: string): string => {
    const value = given.get(name);
    return typeof value === 'string' ? value : '';
  };
  const keyStorage = keyStorageOptions.find((way) => way === text('keyStorage')) ?? 'device';
  if (keyStorage !== 'passphrase') return { keyStorage };
  const passphrase = text('passphrase');
  const flaw = passphraseProblem(passphrase);
  if (flaw) return i18n.t(`key_storage.flaw_${flaw}`, [String(minimumLength)]);
  return passphrase === text('repeated') ? { keyStorage, passphrase } : i18n.t('key_storage.differ');
}
