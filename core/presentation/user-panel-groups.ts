// The groups of a user or service account in the panel: the groups that VirusTotal names, or else those whose pools are used.
import { i18n } from '#i18n';
import type { Group, GroupList } from '../virustotal/resources/group.ts';
import type { Membership, UserLookup } from '../domain/lookup.ts';
import { groupsView, groupLocation, roleName } from './group-view.ts';
import { formatPercent } from './format.ts';
import type { PanelBlock } from '../views/panel-content.ts';
import type { EntriesView, EntryView, IsolatedText } from '../views/view-models.ts';
import { groupUrl } from '../common/urls.ts';

const withRoleName = (group: Group): Group =>
  group.role === undefined ? group : { ...group, role: roleName(group.role) };

/** The groups that VirusTotal names. The group whose pool is used also shows the user's share. */
export function listedGroups(
  { groups, count = groups.length }: GroupList,
  { membership }: UserLookup,
): EntriesView {
  const view = groupsView(groups.map(withRoleName), count - groups.length);
  const entries = view.entries.map((entry) =>
    entry.title === membership?.group
      ? { ...entry, detail: appendNote(entry.detail, poolShareText(membership)) }
      : entry,
  );
  return { ...view, entries };
}

/** The groups whose pools are used, where VirusTotal does not show the groups. */
export function poolBlocks({ membership, own, quotas, user }: UserLookup): PanelBlock[] {
  const pools = membership ? [membership] : poolsOf(quotas).map((group) => ({ group }));
  const listed = { label: i18n.t('groups.title'), entries: pools.map(poolEntry) };
  const reason =
    user.value.kind === 'service_account'
      ? 'service_hidden'
      : own
        ? pools.length > 0
          ? 'groups_partial'
          : 'groups_unread'
        : membership
          ? 'groups_others'
          : 'groups_hidden';
  return [
    ...(pools.length > 0 ? [{ entries: listed }] : []),
    ...(membership && reason === 'service_hidden' ? [] : [{ hidden: i18n.t(`panel.${reason}`) }]),
  ];
}

const poolsOf = (quotas: UserLookup['quotas']): string[] => [
  ...new Set(quotas.flatMap(({ pool }) => pool?.from ?? [])),
];

function poolEntry(membership: Membership): EntryView {
  const { group, groupDetails, isAdministrator: role } = membership;
  const locationText = groupDetails && groupLocation(groupDetails);
  const meta =
    role && ({ text: i18n.t(role.value ? 'groups.administrator' : 'groups.member'), tone: 'plain' } as const);
  return {
    title: group,
    href: groupUrl(group),
    ...(meta && { meta }),
    detail: appendNote(locationText ? [{ name: locationText }] : [], poolShareText(membership)),
  };
}

const appendNote = (detail: IsolatedText = [], note: string): IsolatedText =>
  detail.length > 0 ? [...detail, ' · ', note] : [note];

const poolShareText = ({ share }: Membership): string =>
  share === undefined ? i18n.t('panel.pool') : i18n.t('panel.pool_share', [formatPercent(share)]);
