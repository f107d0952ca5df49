// The form that takes an API key. The key lives in the field alone and is gone from there once it is stored.
import { i18n } from '#i18n';
import { useRef, useState } from 'preact/hooks';
import { Away } from '../../components/Entry.tsx';
import { Isolated } from '../../components/Isolated.tsx';
import { Notice } from '../../components/Notice.tsx';
import { send } from '../../core/state/messages.ts';
import { failureSentence, retrySentence } from '../../core/words/failure.ts';
import { Card } from './Card.tsx';
import { KeyField } from './KeyField.tsx';
import { keyPage } from './Welcome.tsx';

type Outcome = { failed: string } | { added: string; again: boolean };

export function AddAccount({ known }: { known: readonly string[] }) {
  const field = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    if (busy || !field.current) return;
    setOutcome(undefined);
    setBusy(true);
    const result = await add(field.current.value.trim(), known);
    setBusy(false);
    setOutcome(result);
    if ('added' in result) field.current.value = '';
    field.current.focus();
  };
  const failed = outcome && 'failed' in outcome ? outcome.failed : undefined;
  return (
    <Card title={i18n.t('options.add')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <KeyField field={field} invalid={failed !== undefined} />
        <button class="button" data-main type="submit" aria-busy={busy} aria-disabled={busy}>
          {i18n.t('options.add_button')}
        </button>
      </form>
      <p class="hint" id="key-hint">
        <Away href={keyPage}>{keyPage.replace('https://', '')}</Away> · {i18n.t('options.key_hint')}
      </p>
      {busy && <Notice>{i18n.t('options.adding')}</Notice>}
      {failed && <Notice tone="critical">{failed}</Notice>}
      {outcome && 'added' in outcome && <Added {...outcome} />}
    </Card>
  );
}

function Added({ added, again }: { added: string; again: boolean }) {
  return (
    <Notice tone="ok">
      <Isolated
        text={added}
        sentence={(slot) => i18n.t(again ? 'options.added_again' : 'options.added_now', [slot])}
      />
    </Notice>
  );
}

async function add(key: string, known: readonly string[]): Promise<Outcome> {
  const mistake = mistakeIn(key);
  if (mistake !== undefined) return { failed: mistake };
  const answer = await send('addAccount', { key });
  if (answer.ok) return { added: answer.value.id, again: known.includes(answer.value.id) };
  const { kind, retryAt } = answer.error;
  return { failed: `${failureSentence(kind, 'add_failure')} ${retrySentence(retryAt, Date.now())}`.trim() };
}

function mistakeIn(key: string): string | undefined {
  if (/^[0-9A-Za-z]{64}$/u.test(key)) return undefined;
  if (key === '') return i18n.t('options.key_empty');
  return key.length === 64 ? i18n.t('options.key_signs') : i18n.t('options.key_form', [String(key.length)]);
}
