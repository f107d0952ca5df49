// How an account is doing, in a word or two.
import { i18n } from '#i18n';
import type { FailureKind } from '../errors.ts';
import type { AccountCondition } from '../domain/account-condition.ts';
import { formatNumber } from './format.ts';

const names = {
  'no-key': 'condition.no_key',
  locked: 'condition.locked',
  'bad-key': 'condition.bad_key',
  inactive: 'condition.inactive',
  'not-found': 'condition.not_found',
} as const satisfies Partial<Record<FailureKind, string>>;

/** "79 left", "key rejected". */
export function conditionText(condition: AccountCondition): string {
  if (condition.is === 'limit') {
    const { left } = condition.limit.limit;
    return left === 0 ? i18n.t('condition.used_up') : i18n.t('condition.left', [formatNumber(left)]);
  }
  if (condition.is === 'refused') return i18n.t('condition.used_up');
  if (condition.is !== 'failing') return i18n.t(`condition.${condition.is}`);
  const { kind } = condition;
  return i18n.t(kind in names ? names[kind as keyof typeof names] : 'condition.failing');
}
