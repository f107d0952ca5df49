// What the form that adds an account sends, and what came of it.
import { i18n } from '#i18n';
import { hasAiToken, looksLikeKey, mayContainKey } from '../../core/common/ids.ts';
import type { KeyStorage } from '../../core/domain/account.ts';
import { quotaStatus } from '../../core/domain/quota.ts';
import { findTightestLimit } from '../../core/domain/tightest-limit.ts';
import { send, type Input, type Output } from '../../core/messages.ts';
import { failureText, retryText } from '../../core/presentation/failure-text.ts';
import { formatClock } from '../../core/presentation/format.ts';
import { bidiIsolate } from '../../core/presentation/isolate-names.ts';
import { tightestLimitText } from '../../core/presentation/quota-names.ts';
import { chosenKeyStorage, type PassphraseFault, textIn } from './KeyStorageFields.tsx';

/** `usedUp`: why VirusTotal does not name the account yet; it can be kept. `kept`: the account whose stronger key storage was kept, so that nothing was stored. */
export type Outcome =
  | { failed: string }
  | PassphraseFault
  | { usedUp: string }
  | { added: string; isReplaced: boolean; isUnfinished: boolean }
  | { kept: string; by: KeyStorage };

type FormInput = Input<'addAccount'> & Required<Pick<Input<'addAccount'>, 'choice'>>;

/** What the form asks for, or why it is invalid. */
export async function readForm(
  formData: FormData,
  key: string,
): Promise<FormInput | { failed: string } | PassphraseFault> {
  const mistake = keyMistake(key);
  if (mistake !== undefined) return { failed: mistake };
  const userId = textIn(formData, 'userId').trim();
  if (mayContainKey(userId))
    return { failed: i18n.t(hasAiToken(userId) ? 'options.key_is_ai_token' : 'options.user_id_is_key') };
  const choice = await chosenKeyStorage(formData, [userId]);
  if ('field' in choice) return choice;
  const allowWeaker = formData.has('allowWeaker');
  return { key, ...(userId && { userId }), choice, ...(allowWeaker && { allowWeaker }) };
}

/** Sends the input. @param existingIds the accounts before */
export async function add(
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
