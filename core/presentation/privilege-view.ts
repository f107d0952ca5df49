// The privileges of an account or group with expiry and origin.
import { i18n } from '#i18n';
import type { PrivilegeStatus } from '../domain/privilege.ts';
import { messageKey } from './message-key.ts';
import { formatDate, formatUtc, joinParts } from './format.ts';
import { bidiIsolate, withIsolatedName } from './isolate-names.ts';
import type { ChipView, EntriesView, EntryView, IsolatedText } from '../views/view-models.ts';

/** Privileges that are not granted are collapsed. */
export function privilegesView(privileges: readonly PrivilegeStatus[]): EntriesView {
  const notGranted = privileges.filter(({ state }) => state === 'not-granted');
  const disclosure = {
    title: i18n.t('privileges.not_granted', notGranted.length),
    text: joinParts(notGranted.map(({ name }) => name)),
  };
  return {
    label: i18n.t('privileges.title'),
    entries: privileges.filter(({ state }) => state !== 'not-granted').map(privilegeEntry),
    ...(notGranted.length > 0 && { disclosure }),
  };
}

function privilegeEntry(privilege: PrivilegeStatus): EntryView {
  const entry: EntryView = { title: privilege.name, meta: privilegeTermView(privilege) };
  return privilege.origin === 'own' ? entry : { ...entry, detail: originText(privilege) };
}

/** "expires Nov 30, 2026", "until Jan 4, 2027, with intelligence". */
export function privilegeTermView({ state, expires, expiryUnread, endsWith }: PrivilegeStatus): ChipView {
  if (expires === undefined) return { text: i18n.t(expiryUnread ? 'term.unknown' : 'term.none') };
  const term = i18n.t(`term.${messageKey(state)}`, [formatDate(expires)]);
  const chip = {
    text: endsWith === undefined ? term : i18n.t('term.with', [term, bidiIsolate(endsWith)]),
    title: formatUtc(expires),
  };
  if (state === 'granted') return chip;
  return { ...chip, tone: state === 'expiring' ? 'warning' : 'plain' };
}

/** "from blablabla_group (API quota group)". */
export function originText({ origin, from, via = '' }: PrivilegeStatus): IsolatedText {
  if (from === undefined) return [{ name: via }];
  if (via && origin === 'other')
    return [...withIsolatedName((slot) => i18n.t('origin.from', [slot]), from), ...viaText(via)];
  return withIsolatedName(
    (slot) => i18n.t(via ? `origin.${originMessages[origin]}` : 'origin.from', [slot]),
    from,
  );
}

/** An unknown kind of inheritance, as VirusTotal names it. */
const viaText = (via: string): IsolatedText =>
  withIsolatedName((slot) => i18n.t('origin.other', [slot]), via);

const originMessages = {
  own: 'from',
  'api-group': 'api_group',
  'intelligence-group': 'intelligence_group',
  privilege: 'privilege',
  other: 'from',
} as const;
