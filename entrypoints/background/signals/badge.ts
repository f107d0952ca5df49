// The badge and the toolbar title, made of what is stored: they are right again whenever the worker comes back.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { currentAccount } from '../../../core/storage/schema.ts';
import { type BadgeState, badgeState } from '../../../core/domain/account.ts';
import { formatShortCount } from '../../../core/domain/amount.ts';
import { badgeLabels } from '../../../core/domain/badge-labels.ts';
import type { TightestLimit } from '../../../core/domain/tightest-limit.ts';
import { failureText } from '../../../core/presentation/failure-text.ts';
import { bidiIsolate } from '../../../core/presentation/isolate-names.ts';
import { tightestLimitText } from '../../../core/presentation/quota-names.ts';
import { formatClock } from '../../../core/presentation/format.ts';
import { currentState } from '../storage/account-store.ts';

const colours = { ok: '#1b6e48', warning: '#8a5a00', critical: '#c0271d', quiet: '#5b6478' };

/** Shows the state of the current account on the toolbar. */
export async function showBadge(): Promise<void> {
  const state = await currentState();
  const account = currentAccount(state);
  const now = Date.now();
  const vital: BadgeState = state.isFromNewerVersion
    ? { is: 'failing', failure: { kind: 'newer', at: now, tries: 1 } }
    : badgeState(account, state.settings.refreshMinutes, now);
  const words = badgeTitle(vital, now);
  const title = account ? i18n.t('title.of', [bidiIsolate(account.id), words]) : words;
  await Promise.all([
    // First: who sees the sign and asks what it means must not be told of the one before.
    browser.action.setTitle({ title }),
    browser.action.setBadgeText({ text: badgeText(vital) }),
    browser.action.setBadgeBackgroundColor({ color: colourOf(vital) }),
    browser.action.setBadgeTextColor({ color: '#fff' }),
  ]);
}

/** At most four characters; a sign of its own for everything that is no count. */
export function badgeText(vital: BadgeState): string {
  switch (vital.is) {
    case 'no-account':
      return '+';
    case 'count':
      return formatShortCount(vital.headline.limit.left);
    case 'failing':
      return badgeLabels[vital.failure.kind];
    case 'waiting':
      return '…';
    case 'unlimited':
      return '∞';
    case 'no-limit':
      return '–';
  }
}

function colourOf(vital: BadgeState): string {
  if (vital.is === 'count') return colours[vital.headline.severity];
  // A lock is what its owner asked for.
  return vital.is === 'failing' && vital.failure.kind !== 'locked' ? colours.critical : colours.quiet;
}

function badgeTitle(vital: BadgeState, now: number): string {
  switch (vital.is) {
    case 'no-account':
      return i18n.t('title.no_account');
    case 'count':
      return countWords(vital.headline, vital.at, now);
    case 'failing': {
      const { headline, at } = vital;
      const last = headline && at !== undefined ? ` ${countWords(headline, at, now)}` : '';
      return failureText(vital.failure.kind) + last;
    }
    case 'waiting':
      return i18n.t('title.waiting');
    case 'unlimited':
    case 'no-limit':
      return i18n.t(vital.is === 'unlimited' ? 'title.unlimited' : 'title.no_limit', [
        formatClock(vital.at, now),
      ]);
  }
}

function countWords(headline: TightestLimit, at: number, now: number): string {
  const reset = formatClock(headline.resetsAt ?? now, now);
  return i18n.t('title.count', [tightestLimitText(headline), reset, formatClock(at, now)]);
}
