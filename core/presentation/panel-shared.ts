// What the sheets of users and of groups have in common.
import { i18n } from '#i18n';
import type { Failure } from '../domain/account.ts';
import { needsSetup } from '../domain/badge-labels.ts';
import type { PrivilegeVital } from '../domain/privilege.ts';
import type { Look, UserSight } from '../domain/lookup.ts';
import { failureSentence, retrySentence } from './failure-text.ts';
import type { Whose } from './quota-view.ts';
import { privilegesView } from './privileges.ts';
import { quotasView } from './quotas.ts';
import type { Block, Sheet, SheetColumn } from './panel-content.ts';
import { ago, dateOf, utcOf } from './format.ts';
import { type Phrase, phrase } from './view-models.ts';

/** @param hidden why, where they cannot be seen */
export function privilegesColumn(
  privileges: readonly PrivilegeVital[] | undefined,
  hidden: string,
): SheetColumn {
  const title = i18n.t('privileges.title');
  if (!privileges) return { title, blocks: [{ hidden }] };
  if (privileges.length === 0) return { title, blocks: [{ hidden: i18n.t('dashboard.privileges_none') }] };
  const had = privileges.filter(({ standing }) => standing === 'granted' || standing === 'lapsing').length;
  return {
    title,
    aside: i18n.t('panel.granted', had),
    blocks: [{ entries: privilegesView(privileges) }],
  };
}

/** @param hidden why, where they cannot be seen */
export function quotasColumn(
  { quotas, quotasAt }: Pick<UserSight, 'quotas' | 'quotasAt'>,
  now: number,
  whose: Whose,
  hidden: string,
): SheetColumn {
  const title = i18n.t('panel.quotas');
  if (quotas.length === 0) return { title, blocks: [{ hidden }] };
  return {
    title,
    ...(quotasAt !== undefined && { aside: readAt(quotasAt, now) }),
    blocks: [{ quotas: quotasView(quotas, now, whose) }],
  };
}

/** Of several accounts the one that sees most looks, and the reader is told which. */
export const seerPhrase = ({ seenBy }: Look): Phrase =>
  phrase((slot) => i18n.t('panel.seen_by', [slot]), seenBy);

/** "just now", also of a future that a clock set back has made. */
export const since = (at: number, now: number): string => ago(at, now) ?? i18n.t('panel.just_now');

/** How old a part is: parts are read at times of their own. */
export const readAt = (at: number, now: number): string => i18n.t('panel.read', [since(at, now)]);

/** Whose product, how old, at what cost; of several accounts, why this one. */
export function footOf(
  { accounts, mayMore, cost }: Look,
  at: number,
  now: number,
  isOwn = false,
): Sheet['foot'] {
  return [
    { text: i18n.t('extension.name') },
    { text: readAt(at, now), title: utcOf(at) },
    { text: i18n.t('panel.cost', cost) },
    ...(accounts > 1 && !isOwn
      ? [{ text: i18n.t(mayMore ? 'panel.one_of' : 'panel.best_of', accounts) }]
      : []),
  ];
}

/** What went wrong with the last reading, and when it is tried again. */
export function failureOf(failure: Failure | undefined, now: number): Pick<Sheet, 'failure'> {
  if (!failure) return {};
  return { failure: `${failureSentence(failure.kind)} ${retrySentence(failure.retryAt, now)}`.trim() };
}

/** What more there is to ask VirusTotal for through an account that can be asked, and what that may cost. */
export const offerBlock = ({ more, failure }: Look, text: string): Block[] =>
  more > 0 && !(failure && needsSetup(failure.kind))
    ? [{ offer: { text, button: i18n.t('panel.ask_more', more) } }]
    : [];

const month = 30 * 24 * 3_600_000;

/** "3 hr. ago"; the date where that says more. */
export const recently = (at: number, now: number): string => (now - at < month && ago(at, now)) || dateOf(at);
