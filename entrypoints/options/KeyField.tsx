// The masked field for the key, with a button that shows it.
import { i18n } from '#i18n';
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';

export type KeyFieldProps = { field: RefObject<HTMLInputElement | null>; invalid: boolean };

export function KeyField({ field, invalid }: KeyFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <label class="key">
        <span>{i18n.t('options.key')}</span>
        <input
          ref={field}
          class="field"
          {...(shown ? ({ type: 'text' } as const) : ({ type: 'password' } as const))}
          autoComplete="off"
          spellcheck={false}
          aria-describedby="key-hint"
          aria-invalid={invalid}
        />
      </label>
      <button class="button" type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {i18n.t(shown ? 'options.hide' : 'options.show')}
      </button>
    </>
  );
}
