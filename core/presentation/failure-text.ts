// Failures as text: one sentence with what to do next.
import { i18n } from '#i18n';
import type { FailureKind } from '../errors.ts';
import { type Account, hasNoGroup } from '../domain/account.ts';
import type { ListFailure } from '../domain/list-state.ts';
import { bidiIsolate } from './isolate-names.ts';
import { formatClock } from './format.ts';
import { messageKey } from './message-key.ts';

/** The sentence for a failure, of a request or of adding an account. */
export function failureText(kind: FailureKind, of: 'failure' | 'add_failure' = 'failure'): string {
  return i18n.t(`${of}.${messageKey(kind)}`);
}

/** The sentence for a failure of an account's own request. Only somebody in a group has a group administrator. */
export const accountFailureText = (kind: FailureKind, account: Pick<Account, 'user' | 'groups'>): string =>
  kind === 'forbidden' && hasNoGroup(account) ? i18n.t('no_group_forbidden') : failureText(kind);

/** What is missing from an account that VirusTotal has not confirmed: its reset, or the right id. */
export function unfinishedText({ id, failures }: Pick<Account, 'id' | 'failures'>): string {
  const { kind } = failures.user ?? {};
  const isOther = kind === 'forbidden' || kind === 'not-found';
  return isOther ? i18n.t('options.user_id_wrong', [bidiIsolate(id)]) : i18n.t('popup.unfinished');
}

/** "Next retry at 14:05."; empty where no retry is scheduled. */
export function retryText(retryAt: number | undefined, now: number): string {
  return retryAt === undefined || retryAt <= now ? '' : i18n.t('retry_at', [formatClock(retryAt, now)]);
}

/** Why a list could not be loaded further. */
export function listFailureText({ kind, invalidNextLink, tooLarge }: ListFailure): string {
  if (tooLarge) return i18n.t('list.too_large');
  return invalidNextLink ? i18n.t('list.invalid_next_link') : failureText(kind);
}
