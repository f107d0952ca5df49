// The form that adds an account. The key is only in the field and is cleared once it is stored.
import { i18n } from '#i18n';
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ExternalLink } from '../../components/Item.tsx';
import { IsolatedName } from '../../components/IsolatedName.tsx';
import { Notice } from '../../components/Notice.tsx';
import { send, type Input, type Output } from '../../core/messages.ts';
import type { KeyStorage } from '../../core/domain/account.ts';
import { quotaStatus } from '../../core/domain/quota.ts';
import { findTightestLimit } from '../../core/domain/tightest-limit.ts';
import { formatClock } from '../../core/presentation/format.ts';
import { tightestLimitText } from '../../core/presentation/quota-names.ts';
import { bidiIsolate } from '../../core/presentation/isolate-names.ts';
import { failureText, retryText } from '../../core/presentation/failure-text.ts';
import { Card } from './Card.tsx';
import { KeyField } from './KeyField.tsx';
import { chosenKeyStorage, KeyStorageFields, textIn } from './KeyStorageFields.tsx';
import { hasAiToken, looksLikeKey, mayContainKey } from '../../core/common/ids.ts';
import { keyPageUrl } from '../../core/common/page-urls.ts';

/** `usedUp`: why VirusTotal does not name the account yet; it can be kept. `kept`: the account whose stronger key storage was kept, so that nothing was stored. */
type Outcome =
  | { failed: string }
  | { usedUp: string }
  | { added: string; isReplaced: boolean; isUnfinished: boolean }
  | { kept: string; by: KeyStorage };

export type AddAccountProps = { existingIds: readonly string[]; lastKeyStorage: KeyStorage };

export function AddAccount({ existingIds, lastKeyStorage }: AddAccountProps) {
  const field = useRef<HTMLInputElement>(null);
  const userId = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const [storageForm, setStorageForm] = useState({ key: 0, initial: lastKeyStorage });
  const submit = async (form: HTMLFormElement, keepUnfinished = false): Promise<void> => {
    if (busy || !field.current) return;
    setOutcome(undefined);
    setBusy(true);
    const input = await readForm(new FormData(form), field.current.value.trim());
    const result =
      typeof input === 'string' ? { failed: input } : await add({ ...input, keepUnfinished }, existingIds);
    setBusy(false);
    setOutcome(result);
    if (userId.current && 'kept' in result) userId.current.value = result.kept;
    if ('added' in result && typeof input !== 'string') {
      for (const { current } of [field, userId]) if (current) current.value = '';
      setStorageForm({ key: storageForm.key + 1, initial: input.choice.keyStorage });
    }
    (keepUnfinished && 'usedUp' in result ? userId : field).current?.focus();
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
        <UserIdField field={userId} />
        {/* Recreated after each account, so that no passphrase stays in it. */}
        <KeyStorageFields key={storageForm.key} initial={storageForm.initial} />
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

type FormInput = Input<'addAccount'> & Required<Pick<Input<'addAccount'>, 'choice'>>;

/** What the form asks for, or a sentence that says why it is invalid. */
async function readForm(formData: FormData, key: string): Promise<FormInput | string> {
  const mistake = keyMistake(key);
  if (mistake !== undefined) return mistake;
  const userId = textIn(formData, 'userId').trim();
  if (mayContainKey(userId))
    return i18n.t(hasAiToken(userId) ? 'options.key_is_ai_token' : 'options.user_id_is_key');
  const choice = await chosenKeyStorage(formData, [userId]);
  if (typeof choice === 'string') return choice;
  const allowWeaker = formData.has('allowWeaker');
  return { key, ...(userId && { userId }), choice, ...(allowWeaker && { allowWeaker }) };
}

async function add(
  { keepUnfinished = false, ...rest }: Input<'addAccount'>,
  existingIds: readonly string[],
): Promise<Outcome> {
  if (keepUnfinished && rest.userId === undefined) return { usedUp: i18n.t('options.keep_needs_id') };
  const input = { ...rest, ...(keepUnfinished && { keepUnfinished }) };
  const answer = await send('addAccount', input);
  if (!answer.ok) {
    const { kind, retryAt } = answer.error;
    const isOther = kind === 'forbidden' || kind === 'not-found';
    if (isOther && input.userId !== undefined)
      return { failed: i18n.t('options.user_id_wrong', [bidiIsolate(input.userId)]) };
    const text = `${failureText(kind, 'add_failure')} ${retryText(retryAt, Date.now())}`.trim();
    return kind === 'quota-exceeded' ? { usedUp: text } : { failed: text };
  }
  if ('refused' in answer.value) return refusal(answer.value, Date.now());
  const { id, keeps, isUnfinished = false } = answer.value;
  return keeps ? { kept: id, by: keeps } : { added: id, isReplaced: existingIds.includes(id), isUnfinished };
}

/** Which limit of requests is used up, and when VirusTotal answers again. */
function refusal(
  { refused, quotas }: Extract<Output<'addAccount'>, { refused: unknown }>,
  now: number,
): Outcome {
  const requests = quotas.filter(({ name }) => name.startsWith('api_requests_'));
  const limit = findTightestLimit(requests.map((figures) => quotaStatus(figures, now, now)));
  if (limit?.limit.left !== 0) return { failed: failureText(refused, 'add_failure') };
  const text = tightestLimitText(limit);
  return {
    usedUp:
      limit.resetsAt === undefined
        ? i18n.t('options.used_up_unknown', [text])
        : i18n.t('options.used_up', [text, formatClock(limit.resetsAt, now)]),
  };
}

function keyMistake(key: string): string | undefined {
  if (looksLikeKey(key)) return undefined;
  if (key === '') return i18n.t('options.key_empty');
  if (hasAiToken(key)) return i18n.t('options.key_is_ai_token');
  return key.length === 64
    ? i18n.t('options.key_characters')
    : i18n.t('options.key_length', [String(key.length)]);
}
