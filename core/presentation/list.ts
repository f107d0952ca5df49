// What to tell the user about a list.
import { i18n } from '#i18n';
import type { ListFailure } from '../domain/list-state.ts';
import { failureText } from './failure-text.ts';

/** Why a list could not be loaded further. */
export function listFailureText({ kind, invalidNextLink }: ListFailure): string {
  return invalidNextLink ? i18n.t('list.invalid_next_link') : failureText(kind);
}
