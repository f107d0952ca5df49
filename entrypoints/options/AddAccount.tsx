// The form that adds an account. The key is only in the field and is cleared once it is stored.
import { i18n } from '#i18n';
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ExternalLink } from '../../components/Item.tsx';
import { Icon } from '../../components/Icon.tsx';
import { IsolatedName } from '../../components/IsolatedName.tsx';
import { Notice } from '../../components/Notice.tsx';
import type { KeyStorage } from '../../core/domain/account.ts';
import type { Settings } from '../../core/storage/schema.ts';
import { Card } from './Card.tsx';
import { KeyField } from './KeyField.tsx';
import { add, type Outcome, readForm } from './add-account.ts';
import { KeyStorageFields } from './KeyStorageFields.tsx';
import { NextSteps } from './NextSteps.tsx';
import { keyPageUrl } from '../../core/common/page-urls.ts';

export type AddAccountProps = {
  existingIds: readonly string[];
  settings: Pick<Settings, 'keyStorage' | 'notificationsEnabled' | 'panelMode'>;
};

export function AddAccount({ existingIds, settings }: AddAccountProps) {
  const field = useRef<HTMLInputElement>(null);
  const userId = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const [storageForm, setStorageForm] = useState({ key: 0, initial: settings.keyStorage });
  // Only the first account's owner is new here.
  const [isFirst, setFirst] = useState(false);
  const submit = async (form: HTMLFormElement, keepUnfinished = false): Promise<void> => {
    if (busy || !field.current) return;
    setOutcome(undefined);
    setFirst(existingIds.length === 0);
    setBusy(true);
    const input = await readForm(new FormData(form), field.current.value.trim());
    const result = 'key' in input ? await add({ ...input, keepUnfinished }, existingIds) : input;
    setBusy(false);
    setOutcome(result);
    if (userId.current && 'kept' in result) userId.current.value = result.kept;
    if ('added' in result && 'key' in input) {
      for (const { current } of [field, userId]) if (current) current.value = '';
      setStorageForm({ key: storageForm.key + 1, initial: input.choice.keyStorage });
    }
    // A fault of the passphrase and the next steps take the focus themselves.
    const hasOwnFocus = 'field' in result || ('added' in result && existingIds.length === 0);
    if (!hasOwnFocus) (keepUnfinished && 'usedUp' in result ? userId : field).current?.focus();
  };
  const failed = outcome && 'failed' in outcome ? outcome.failed : undefined;
  const fault = outcome && 'field' in outcome ? outcome : undefined;
  return (
    <Card title={i18n.t('options.add')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <p class="trust">
          <Icon name="check" />
          {i18n.t('options.trust')}
        </p>
        <KeyField field={field} invalid={failed !== undefined} />
        <p class="hint" id="key-hint">
          <ExternalLink href={keyPageUrl}>{keyPageUrl.replace('https://', '')}</ExternalLink> ·{' '}
          {i18n.t('options.key_hint')}
        </p>
        <UserIdField field={userId} />
        {/* Recreated after each account, so that no passphrase stays in it. */}
        <KeyStorageFields key={storageForm.key} initial={storageForm.initial} fault={fault} />
        {outcome && 'kept' in outcome && <AllowWeaker />}
        <p class="hint" id="add-cost">
          {i18n.t('options.add_cost')}
        </p>
        <button
          class="button"
          data-main
          type="submit"
          aria-busy={busy}
          aria-disabled={busy}
          aria-describedby="add-cost"
        >
          {i18n.t('options.add_button')}
        </button>
        {outcome && 'usedUp' in outcome && (
          <button
            class="button"
            type="button"
            onClick={({ currentTarget: { form } }) => form && void submit(form, true)}
          >
            {i18n.t('options.keep')}
          </button>
        )}
      </form>
      {busy && <Notice>{i18n.t('options.adding')}</Notice>}
      {failed && <Notice tone="critical">{failed}</Notice>}
      {outcome && 'usedUp' in outcome && <Notice tone="critical">{outcome.usedUp}</Notice>}
      {outcome && 'added' in outcome && <Added {...outcome} />}
      {outcome && 'added' in outcome && isFirst && <NextSteps settings={settings} />}
      {outcome && 'kept' in outcome && <Kept {...outcome} />}
    </Card>
  );
}

function UserIdField({ field }: { field: RefObject<HTMLInputElement | null> }) {
  return (
    <>
      <label class="key">
        <span>{i18n.t('options.user_id')}</span>
        <input
          ref={field}
          class="field"
          type="text"
          name="userId"
          autoComplete="off"
          spellcheck={false}
          aria-describedby="user-id-hint"
        />
      </label>
      <p class="hint" id="user-id-hint">
        {i18n.t('options.user_id_hint')}
      </p>
    </>
  );
}

function AllowWeaker() {
  return (
    <label>
      <input type="checkbox" name="allowWeaker" /> {i18n.t('key_storage.allow_weaker')}
    </label>
  );
}

function Added({ added, isReplaced, isUnfinished }: Extract<Outcome, { added: string }>) {
  const text = isUnfinished ? 'options.kept_now' : isReplaced ? 'options.added_again' : 'options.added_now';
  return (
    <Notice tone="ok">
      <IsolatedName text={added} sentence={(slot) => i18n.t(text, [slot])} />
    </Notice>
  );
}

function Kept({ kept, by }: { kept: string; by: KeyStorage }) {
  const sentence = by === 'passphrase' ? 'key_storage.keeps_passphrase' : 'key_storage.keeps_session';
  return (
    <Notice tone="critical">
      <IsolatedName text={kept} sentence={(slot) => i18n.t(sentence, [slot])} />
    </Notice>
  );
}
