// The badge and the toolbar title. Both are derived from stored data, so that every start of the worker restores them.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { currentAccount, type State } from '../../../core/storage/schema.ts';
import { type Account, type BadgeState, badgeState } from '../../../core/domain/account.ts';
import { badgeLabels } from '../../../core/domain/badge-labels.ts';
import type { TightestLimit } from '../../../core/domain/tightest-limit.ts';
import { accountFailureText } from '../../../core/presentation/failure-text.ts';
import { bidiIsolate } from '../../../core/presentation/isolate-names.ts';
import { resetCertainty, tightestLimitText } from '../../../core/presentation/quota-names.ts';
import { formatClock, formatShortCount, joinParts } from '../../../core/presentation/format.ts';

const colours = { ok: '#1b6e48', warning: '#8a5a00', critical: '#c0271d', quiet: '#5b6478' };

/** Shows the state of the current account on the toolbar. */
export async function showBadge(state: State): Promise<void> {
  const account = currentAccount(state);
  const now = Date.now();
  const badge: BadgeState = state.isFromNewerVersion
    ? { is: 'failing', failure: { kind: 'newer', at: now, tries: 1 } }
    : badgeState(account, state.settings.refreshMinutes, now);
  const description = badgeTitle(badge, account, now);
  const title = account ? i18n.t('title.of', [bidiIsolate(account.id), description]) : description;
  await Promise.all([
    // The title comes first: it must explain the badge that the user sees, not the previous one.
    browser.action.setTitle({ title }),
    browser.action.setBadgeText({ text: badgeText(badge) }),
    browser.action.setBadgeBackgroundColor({ color: colourOf(badge) }),
    browser.action.setBadgeTextColor({ color: '#fff' }),
  ]);
}

/** At most four characters: a count, or a label for every other state. */
export function badgeText(badge: BadgeState): string {
  switch (badge.is) {
    case 'no-account':
      return '+';
    case 'count':
      return formatShortCount(badge.tightestLimit.limit.left);
    case 'failing':
      return badgeLabels[badge.failure.kind];
    case 'waiting':
      return '…';
    case 'unlimited':
      return '∞';
    case 'no_limit':
      return '–';
    case 'unread':
      return '?';
  }
}

function colourOf(badge: BadgeState): string {
  if (badge.is === 'count') return colours[badge.tightestLimit.severity];
  if (badge.is === 'unread') return colours.warning;
  // The owner wanted the key to be locked, so this is no error.
  return badge.is === 'failing' && badge.failure.kind !== 'locked' ? colours.critical : colours.quiet;
}

function badgeTitle(badge: BadgeState, account: Account | undefined, now: number): string {
  switch (badge.is) {
    case 'no-account':
      return i18n.t('title.no_account');
    case 'count':
      return countText(badge.tightestLimit, badge.at, now);
    case 'failing': {
      const { tightestLimit, at } = badge;
      const last = tightestLimit && at !== undefined ? ` ${countText(tightestLimit, at, now)}` : '';
      return accountFailureText(badge.failure.kind, account ?? {}) + last;
    }
    case 'waiting':
      return i18n.t('title.waiting');
    case 'unlimited':
    case 'no_limit':
    case 'unread':
      return i18n.t(`title.${badge.is}`, [formatClock(badge.at, now)]);
  }
}

function countText(tightestLimit: TightestLimit, at: number, now: number): string {
  const { unread, resetsAt = now } = tightestLimit;
  const age = formatClock(unread?.at ?? at, now);
  const certainty = resetCertainty(tightestLimit);
  const text = i18n.t(certainty === 'known' ? 'title.count' : `title.count_${certainty}`, [
    tightestLimitText(tightestLimit),
    formatClock(resetsAt, now),
    age,
  ]);
  return joinParts([text, unread && i18n.t('title.newest_unread')], ' ');
}
