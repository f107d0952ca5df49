// Shared parts of the panel content of users and groups.
import { i18n } from '#i18n';
import type { Account, Failure } from '../domain/account.ts';
import { needsSetup } from '../domain/badge-labels.ts';
import type { PrivilegeStatus } from '../domain/privilege.ts';
import type { LookupMeta, UserLookup } from '../domain/lookup.ts';
import { accountFailureText, retryText } from './failure-text.ts';
import { type Perspective, quotasView } from './quota-view.ts';
import { privilegesView } from './privilege-view.ts';
import type { PanelBlock, PanelContent, PanelColumn } from '../views/panel-content.ts';
import { formatRelative, formatDate, formatUtc, joinParts } from './format.ts';
import { withIsolatedName } from './isolate-names.ts';
import type { IsolatedText } from '../views/view-models.ts';
import { day } from '../common/time-units.ts';

/** @param hidden why they are not visible */
export function privilegesColumn(
  privileges: readonly PrivilegeStatus[] | undefined,
  hidden: string,
): PanelColumn {
  const title = i18n.t('privileges.title');
  if (!privileges) return { title, blocks: [{ hidden }] };
  if (privileges.length === 0) return { title, blocks: [{ hidden: i18n.t('dashboard.privileges_none') }] };
  const grantedCount = privileges.filter(({ state }) => state === 'granted' || state === 'expiring').length;
  return {
    title,
    meta: i18n.t('panel.granted', grantedCount),
    blocks: [{ entries: privilegesView(privileges) }],
  };
}

/** @param hidden why they are not visible */
export function quotasColumn(
  { quotas, quotasAt }: Pick<UserLookup, 'quotas' | 'quotasAt'>,
  now: number,
  perspective: Perspective,
  hidden: string,
): PanelColumn {
  const title = i18n.t('panel.quotas');
  if (quotas.length === 0) return { title, blocks: [{ hidden }] };
  return {
    title,
    ...(quotasAt !== undefined && { meta: updatedAt(quotasAt, now) }),
    blocks: [{ quotas: quotasView(quotas, now, perspective) }],
  };
}

/** Names the viewer, because several accounts may see different data. */
export const viewerText = ({ viewer }: LookupMeta): IsolatedText =>
  withIsolatedName((slot) => i18n.t('panel.seen_by', [slot]), viewer);

/** "5 min. ago"; "just now" also for times in the future, which a clock that was set back produces. */
export const updatedAgo = (at: number, now: number): string =>
  formatRelative(at, now) ?? i18n.t('panel.just_now');

/** The age of one part. Parts are loaded at different times. */
export const updatedAt = (at: number, now: number): string => i18n.t('panel.read', [updatedAgo(at, now)]);

/** The product, the age, the cost and, where there are several accounts, why this one is the viewer. */
export function createFooter(
  { accountCount, anotherMaySeeMore, cost }: LookupMeta,
  at: number,
  now: number,
  isOwn = false,
): PanelContent['footer'] {
  return [
    { text: i18n.t('extension.name') },
    { text: updatedAt(at, now), title: formatUtc(at) },
    { text: i18n.t('panel.cost', cost) },
    ...(accountCount > 1 && !isOwn
      ? [{ text: i18n.t(anotherMaySeeMore ? 'panel.one_of' : 'panel.widest_view_of', accountCount) }]
      : []),
  ];
}

/** The failure of the last request, and when it is retried. @param account the viewer, where its own page is shown */
export function failureLine(
  failure: Failure | undefined,
  now: number,
  account: Pick<Account, 'user' | 'groups'> = {},
): Pick<PanelContent, 'failure'> {
  if (!failure) return {};
  return {
    failure: `${accountFailureText(failure.kind, account)} ${retryText(failure.retryAt, now)}`.trim(),
  };
}

/**
 * What else can be loaded through the viewer, and the minimum cost; empty where the account needs its owner first.
 * @param missing what is not shown because it was never loaded; without any, something that is shown is out of date
 * @param access who may see it
 */
export function offerBlock(
  { loadCost, failure }: LookupMeta,
  missing: readonly string[],
  access?: string,
): PanelBlock[] {
  if (loadCost === 0 || (failure && needsSetup(failure.kind))) return [];
  const text =
    missing.length > 0 ? i18n.t('panel.not_loaded', [joinParts(missing, ', ')]) : i18n.t('panel.outdated');
  return [
    { offer: { text: joinParts([text, access], ' '), button: i18n.t('panel.load_at_least', loadCost) } },
  ];
}

const month = 30 * day;

/** "3 hr. ago"; the date for times more than 30 days ago. */
export const formatRecent = (at: number, now: number): string =>
  (now - at < month && formatRelative(at, now)) || formatDate(at);
