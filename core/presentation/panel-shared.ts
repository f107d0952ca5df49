// What the panel content of users and of groups have in common.
import { i18n } from '#i18n';
import type { Failure } from '../domain/account.ts';
import { needsSetup } from '../domain/badge-labels.ts';
import type { PrivilegeStatus } from '../domain/privilege.ts';
import type { LookupMeta, UserLookup } from '../domain/lookup.ts';
import { failureText, retryText } from './failure-text.ts';
import { type Perspective, quotasView } from './quota-view.ts';
import { privilegesView } from './privilege-view.ts';
import type { PanelBlock, PanelContent, PanelColumn } from '../views/panel-content.ts';
import { formatRelative, formatDate, formatUtc } from './format.ts';
import { withIsolatedName } from './isolate-names.ts';
import type { IsolatedText } from '../views/view-models.ts';
import { day } from '../common/time-units.ts';

/** @param hidden why, where they cannot be seen */
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

/** @param hidden why, where they cannot be seen */
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

/** Of several accounts the one that sees most looks, and the reader is told which. */
export const viewerText = ({ viewer }: LookupMeta): IsolatedText =>
  withIsolatedName((slot) => i18n.t('panel.seen_by', [slot]), viewer);

/** "just now", also of a future that a clock set back has made. */
export const updatedAgo = (at: number, now: number): string =>
  formatRelative(at, now) ?? i18n.t('panel.just_now');

/** How old a part is: parts are read at times of their own. */
export const updatedAt = (at: number, now: number): string => i18n.t('panel.read', [updatedAgo(at, now)]);

/** The product, the age and the cost; of several accounts, why this one. */
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

/** What went wrong with the last reading, and when it is tried again. */
export function failureLine(failure: Failure | undefined, now: number): Pick<PanelContent, 'failure'> {
  if (!failure) return {};
  return { failure: `${failureText(failure.kind)} ${retryText(failure.retryAt, now)}`.trim() };
}

/** What more there is to ask VirusTotal for through an account that can be asked, and what that may cost. */
export const offerBlock = ({ loadCost, failure }: LookupMeta, text: string): PanelBlock[] =>
  loadCost > 0 && !(failure && needsSetup(failure.kind))
    ? [{ offer: { text, button: i18n.t('panel.load_at_least', loadCost) } }]
    : [];

const month = 30 * day;

/** "3 hr. ago"; the date where that says more. */
export const formatRecent = (at: number, now: number): string =>
  (now - at < month && formatRelative(at, now)) || formatDate(at);
