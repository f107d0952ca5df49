// The choice of key storage, with what each option protects against, and the fields for the passphrase.
import { i18n } from '#i18n';
import { useId, useState } from 'preact/hooks';
import type { KeyStorageChoice } from '../../core/messages.ts';
import type { KeyStorage } from '../../core/domain/account.ts';
import { keyStorageChoices } from '../../core/storage/schema.ts';
import { minimumLength, passphraseProblem } from '../../core/domain/passphrase-policy.ts';

export function KeyStorageFields({ initial }: { initial: KeyStorage }) {
  const [selected, setSelected] = useState(initial);
  const base = useId();
  return (
    <fieldset class="option-list">
      <legend>{i18n.t('key_storage.title')}</legend>
      {keyStorageChoices.map((option) => (
        <label key={option} class="option">
          <input
            type="radio"
            name="keyStorage"
            value={option}
            checked={option === selected}
            aria-labelledby={`${base}-${option}`}
            aria-describedby={`${base}-${option}-hint`}
            onChange={() => setSelected(option)}
          />
          <span id={`${base}-${option}`}>{i18n.t(`key_storage.${option}`)}</span>
          <small id={`${base}-${option}-hint`}>{i18n.t(`key_storage.${option}_hint`)}</small>
        </label>
      ))}
      {selected === 'passphrase' && (
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

/** The text of a field; empty where there is no such field. */
export function textIn(formData: FormData, name: string): string {
  const value = formData.get(name);
  return typeof value === 'string' ? value : '';
}

/**
 * The choice in a form, or a sentence that says why it is invalid.
 * @param personal what others know of the owner, which a passphrase must not rest on
 */
export async function chosenKeyStorage(
  formData: FormData,
  personal: readonly string[],
): Promise<KeyStorageChoice | string> {
  const keyStorage =
    keyStorageChoices.find((option) => option === textIn(formData, 'keyStorage')) ?? 'device';
  if (keyStorage !== 'passphrase') return { keyStorage };
  const passphrase = textIn(formData, 'passphrase');
  const problem = passphraseProblem(passphrase);
  if (problem) return i18n.t(`key_storage.problem_${problem}`, [String(minimumLength)]);
  if (passphrase !== textIn(formData, 'repeated')) return i18n.t('key_storage.differ');
  const { isGuessable } = await import('./passphrase-strength.ts');
  return isGuessable(passphrase, personal) ? i18n.t('key_storage.problem_weak') : { keyStorage, passphrase };
}
