// Groups as list entries, each with its organization and the account's role in it.
import { i18n } from '#i18n';
import type { Group } from '../virustotal/resources/group.ts';
import { joinParts } from './format.ts';
import type { EntriesView, EntryView } from '../views/view-models.ts';
import { groupUrl } from '../common/urls.ts';
import { administratorRole } from '../domain/group-role.ts';

/** @param more the number of groups that are not included */
export function groupsView(groups: readonly Group[], more = 0): EntriesView {
  const rest = more > 0 ? [{ title: i18n.t('groups.more', more) }] : [];
  return { label: i18n.t('groups.title'), entries: [...groups.map(groupEntry), ...rest] };
}

/** "Acme · Ireland". */
export const groupLocation = ({ organization, legalName, country, countryIso }: Group): string =>
  joinParts([organization ?? legalName, country ?? countryIso]);

function groupEntry(group: Group): EntryView {
  const { id, role } = group;
  const locationText = groupLocation(group);
  return {
    title: id,
    href: groupUrl(id),
    ...(role && { meta: { text: role, tone: 'plain' } }),
    ...(locationText && { detail: [{ name: locationText }] }),
  };
}

/** A role as text; an unknown one as VirusTotal names it. */
export function roleName(role: string): string {
  if (role === administratorRole) return i18n.t('groups.administrator');
  return role === 'user' ? i18n.t('groups.member') : role;
}
