// What to tell the user about a list.
import { i18n } from '#i18n';
import type { ListFailure } from '../domain/list-state.ts';
import { failureText } from './failure-text.ts';

/** Why a list could not be loaded further. */
export function listFailureText({ kind, astray }: ListFailure): string {
  return astray ? i18n.t('list.astray') : failureText(kind);
}
