// The choice of key storage, with what each option protects against, and the fields for the passphrase.
import { i18n } from '#i18n';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Notice } from '../../components/Notice.tsx';
import type { KeyStorageChoice } from '../../core/messages.ts';
import type { KeyStorage } from '../../core/domain/account.ts';
import { keyStorageChoices } from '../../core/storage/schema.ts';
import { minimumLength, passphraseProblem } from '../../core/domain/passphrase-policy.ts';

/** Why a passphrase cannot be used, and the field that has to change. */
export type PassphraseFault = { field: 'passphrase' | 'repeated'; text: string };

export type KeyStorageFieldsProps = {
  initial: KeyStorage;
  /** Another object after each attempt, so that the focus moves to the field again. */
  fault?: PassphraseFault | undefined;
};

export function KeyStorageFields({ initial, fault }: KeyStorageFieldsProps) {
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
          {passphraseFields.map(({ name, label }) => (
            <Passphrase
              key={name}
              name={name}
              label={i18n.t(label)}
              rule={`${base}-rule`}
              problem={`${base}-problem`}
              fault={fault?.field === name ? fault : undefined}
            />
          ))}
          {fault && (
            <div id={`${base}-problem`}>
              <Notice tone="critical">{fault.text}</Notice>
            </div>
          )}
          <p class="hint" id={`${base}-rule`}>
            {i18n.t('key_storage.passphrase_rule', [String(minimumLength)])}
          </p>
        </div>
      )}
    </fieldset>
  );
}

const passphraseFields = [
  { name: 'passphrase', label: 'key_storage.new_passphrase' },
  { name: 'repeated', label: 'key_storage.repeat' },
] as const;

type PassphraseProps = {
  name: PassphraseFault['field'];
  label: string;
  /** The ids of the texts that describe the field. */
  rule: string;
  problem: string;
  fault: PassphraseFault | undefined;
};

function Passphrase({ name, label, rule, problem, fault }: PassphraseProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (fault) input.current?.focus();
  }, [fault]);
  return (
    <label class="key">
      <span>{label}</span>
      <input
        ref={input}
        class="field"
        type="password"
        name={name}
        autoComplete="new-password"
        aria-invalid={fault !== undefined}
        aria-describedby={fault ? `${problem} ${rule}` : rule}
      />
    </label>
  );
}

/** The text of a field; empty where there is no such field. */
export function textIn(formData: FormData, name: string): string {
  const value = formData.get(name);
  return typeof value === 'string' ? value : '';
}

/**
 * The choice in a form, or why its passphrase cannot be used.
 * @param personal what others know of the owner, which a passphrase must not rest on
 */
export async function chosenKeyStorage(
  formData: FormData,
  personal: readonly string[],
): Promise<KeyStorageChoice | PassphraseFault> {
  const keyStorage =
    keyStorageChoices.find((option) => option === textIn(formData, 'keyStorage')) ?? 'device';
  if (keyStorage !== 'passphrase') return { keyStorage };
  const passphrase = textIn(formData, 'passphrase');
  const problem = passphraseProblem(passphrase);
  if (problem)
    return faultIn('passphrase', i18n.t(`key_storage.problem_${problem}`, [String(minimumLength)]));
  if (passphrase !== textIn(formData, 'repeated')) return faultIn('repeated', i18n.t('key_storage.differ'));
  const { isGuessable } = await import('./passphrase-strength.ts');
  return isGuessable(passphrase, personal)
    ? faultIn('passphrase', i18n.t('key_storage.problem_weak'))
    : { keyStorage, passphrase };
}

const faultIn = (field: PassphraseFault['field'], text: string): PassphraseFault => ({ field, text });
