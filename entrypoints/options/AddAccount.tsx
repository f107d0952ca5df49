// The form that adds an account. The key is only in the field and is cleared once it is stored.
import { i18n } from '#i18n';
import { useRef, useState } from 'preact/hooks';
import { ExternalLink } from '../../components/Item.tsx';
import { IsolatedName } from '../../components/IsolatedName.tsx';
import { Notice } from '../../components/Notice.tsx';
import { send, type KeyStorageChoice } from '../../core/messages.ts';
import { failureText, retryText } from '../../core/presentation/failure-text.ts';
import { Card } from './Card.tsx';
import { KeyField } from './KeyField.tsx';
import { chosenKeyStorage, KeyStorageFields } from './KeyStorageFields.tsx';
import { looksLikeKey } from '../../core/common/ids.ts';
import { keyPageUrl } from '../../core/common/page-urls.ts';

type Outcome = { failed: string } | { added: string; isReplaced: boolean };

export function AddAccount({ existingIds }: { existingIds: readonly string[] }) {
  const field = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const [formKey, setFormKey] = useState(0);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    if (busy || !field.current) return;
    setOutcome(undefined);
    setBusy(true);
    const result = await add(field.current.value.trim(), chosenKeyStorage(form), existingIds);
    setBusy(false);
    setOutcome(result);
    if ('added' in result) {
      field.current.value = '';
      setFormKey(formKey + 1);
    }
    field.current.focus();
  };
  const failed = outcome && 'failed' in outcome ? outcome.failed : undefined;
  return (
    <Card title={i18n.t('options.add')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <KeyField field={field} invalid={failed !== undefined} />
        <p class="hint" id="key-hint">
          <ExternalLink href={keyPageUrl}>{keyPageUrl.replace('https://', '')}</ExternalLink> ·{' '}
          {i18n.t('options.key_hint')}
        </p>
        {/* Recreated after each account, so that no passphrase stays in it. */}
        <KeyStorageFields key={formKey} initial="device" />
        <button class="button" data-main type="submit" aria-busy={busy} aria-disabled={busy}>
          {i18n.t('options.add_button')}
        </button>
      </form>
      {busy && <Notice>{i18n.t('options.adding')}</Notice>}
      {failed && <Notice tone="critical">{failed}</Notice>}
      {outcome && 'added' in outcome && <Added {...outcome} />}
    </Card>
  );
}

function Added({ added, isReplaced }: { added: string; isReplaced: boolean }) {
  return (
    <Notice tone="ok">
      <IsolatedName
        text={added}
        sentence={(slot) => i18n.t(isReplaced ? 'options.added_again' : 'options.added_now', [slot])}
      />
    </Notice>
  );
}

async function add(
  key: string,
  choice: KeyStorageChoice | string,
  existingIds: readonly string[],
): Promise<Outcome> {
  const mistake = keyMistake(key);
  if (mistake !== undefined) return { failed: mistake };
  if (typeof choice === 'string') return { failed: choice };
  const answer = await send('addAccount', { key, choice });
  if (answer.ok) return { added: answer.value.id, isReplaced: existingIds.includes(answer.value.id) };
  const { kind, retryAt } = answer.error;
  return { failed: `${failureText(kind, 'add_failure')} ${retryText(retryAt, Date.now())}`.trim() };
}

function keyMistake(key: string): string | undefined {
  if (looksLikeKey(key)) return undefined;
  if (key === '') return i18n.t('options.key_empty');
  return key.length === 64
    ? i18n.t('options.key_characters')
    : i18n.t('options.key_length', [String(key.length)]);
}
