// The panel content of a group: members without 2FA, largest users, privileges, quotas and pools.
import { i18n } from '#i18n';
import type { Group } from '../virustotal/resources/group.ts';
import type { Member } from '../virustotal/resources/member.ts';
import { consumedQuotas, type GroupLookup, type MemberList, showsOnlyPublic } from '../domain/lookup.ts';
import { hasEnded, windowOf } from '../domain/quota-window.ts';
import { groupLocation, roleName } from './group-view.ts';
import { joinParts, formatNumber } from './format.ts';
import { toMarkdown } from './markdown.ts';
import { displayName } from './display-name.ts';
import { quotaName } from './quota-names.ts';
import type { PanelBlock, PanelContent, PanelColumn } from '../views/panel-content.ts';
import {
  failureLine,
  createFooter,
  offerBlock,
  privilegesColumn,
  quotasColumn,
  formatRecent,
  viewerText,
  updatedAgo,
} from './panel-shared.ts';
import type { ChipView, EntryView } from '../views/view-models.ts';
import { userUrl } from '../common/urls.ts';
import { administratorRole } from '../domain/group-role.ts';

/** @param now milliseconds since the epoch */
export function groupPanel(lookup: GroupLookup, now: number): PanelContent {
  const { group } = lookup;
  const content = {
    id: group.value.id,
    chips: createChips(lookup),
    viewer: viewerText(lookup),
    columns: createColumns(lookup, now),
    ...(showsOnlyPublic(lookup) && { publicOnly: i18n.t('panel.group_public') }),
    footer: createFooter(lookup, group.at, now),
    refreshCost: i18n.t('panel.refresh_cost', 1),
    ...failureLine(lookup.failure, now),
  };
  return { ...content, copy: { plain: toMarkdown(content.id, content, now) } };
}

/** For outsiders a single column explains everything that is hidden. */
function createColumns(lookup: GroupLookup, now: number): PanelColumn[] {
  const hiddenText = i18n.t('panel.group_hidden');
  if (showsOnlyPublic(lookup))
    return [{ title: i18n.t('panel.group_hidden_title'), blocks: [{ hidden: hiddenText }] }];
  return [
    peopleColumn(lookup, now),
    privilegesColumn(lookup.privileges, hiddenText),
    quotasColumn(lookup, now, 'other', hiddenText),
  ];
}

function createChips({ group: { value: group }, viewerRole, without2fa }: GroupLookup): ChipView[] {
  const { singleSignOn } = group;
  const locationText = groupLocation(group);
  return [
    { text: i18n.t('panel.group') },
    ...(without2fa ? withoutTwoFactorChip(without2fa, singleSignOn) : []),
    ...(singleSignOn ? [{ text: i18n.t('panel.sso'), title: i18n.t('panel.sso_note', [group.id]) }] : []),
    ...viewerRoleChip(group, viewerRole),
    ...(locationText ? [{ text: locationText }] : []),
  ];
}

/** The viewer's role in the group. A role that we do not know is shown as VirusTotal names it. */
function viewerRoleChip({ role }: Group, viewerRole: GroupLookup['viewerRole']): ChipView[] {
  if (role !== undefined && role !== administratorRole && role !== 'user')
    return [{ text: i18n.t('panel.your_role', [roleName(role)]) }];
  return viewerRole ? [{ text: i18n.t(`panel.you_${viewerRole}`) }] : [];
}

function withoutTwoFactorChip(
  { members, isComplete }: MemberList,
  singleSignOn: boolean | undefined,
): ChipView[] {
  const count = formatNumber(members.length);
  if (members.length === 0)
    return isComplete ? [{ text: i18n.t('panel.all_2fa'), tone: 'ok', icon: 'check' }] : [];
  const text = i18n.t('panel.without_2fa_count', [isComplete ? count : i18n.t('panel.at_least', [count])]);
  return [singleSignOn ? { text } : { text, tone: 'warning', icon: 'warning' }];
}

const maximumListed = 40;
const maximumConsumers = 5;

function peopleColumn(lookup: GroupLookup, now: number): PanelColumn {
  const { group, without2fa, administrators, consumers } = lookup;
  const { id, singleSignOn } = group.value;
  const blocks = [
    ...(without2fa && singleSignOn ? [{ hidden: i18n.t('panel.sso_note', [id]) }] : []),
    ...(without2fa ? [without2faBlock(without2fa, now)] : []),
    ...consumers.map(({ quota, people }) => consumersBlock(quota, people, now)),
    ...(administrators ? [administratorsBlock(administrators, now)] : []),
  ];
  // What is not loaded is named below what is: the largest users of a month are not those of a day.
  return { title: i18n.t('panel.people'), blocks: [...blocks, ...peopleOffer(lookup)] };
}

/** What may be loaded, or why nothing may. While the role is unknown it is checked first. */
function peopleOffer(lookup: GroupLookup): PanelBlock[] {
  const { peopleAccess, viewerRole } = lookup;
  if (peopleAccess === 'closed') return [{ hidden: i18n.t('panel.people_hidden') }];
  if (peopleAccess === 'check-role')
    return offerBlock(lookup, [i18n.t('panel.part.own_role')], i18n.t('panel.role_first'));
  const access = viewerRole === 'administrator' ? undefined : i18n.t('panel.administrators_only');
  return offerBlock(lookup, missingPeople(lookup), access);
}

/** The people that were never loaded. */
function missingPeople({ without2fa, administrators, consumers, quotas }: GroupLookup): string[] {
  const unread = consumedQuotas(quotas).filter((name) => consumers.every(({ quota }) => quota !== name));
  const largest =
    consumers.length === 0
      ? [i18n.t('panel.part.largest')]
      : unread.map((quota) => i18n.t('panel.part.largest_of', [quotaName(quota, windowOf(quota))]));
  return [
    ...(without2fa ? [] : [i18n.t('panel.part.without_2fa')]),
    ...(administrators ? [] : [i18n.t('panel.part.administrators')]),
    ...(unread.length > 0 ? largest : []),
  ];
}

const listAge = ({ at }: MemberList, now: number): string => updatedAgo(at, now);

function without2faBlock(people: MemberList, now: number): PanelBlock {
  const title = i18n.t('panel.without_2fa');
  const { members } = people;
  if (members.length === 0 && people.isComplete)
    return { title, meta: listAge(people, now), hidden: i18n.t('panel.all_2fa') };
  const shown = members.slice(0, maximumListed);
  const rest = members.length - shown.length;
  const entries = [
    ...shown.map((member) => memberEntry(member, lastLogin(member, now))),
    ...(rest > 0 || !people.isComplete
      ? [{ title: people.isComplete ? i18n.t('groups.more', rest) : i18n.t('panel.and_more') }]
      : []),
  ];
  return { title, meta: listAge(people, now), entries: { label: title, entries } };
}

function consumersBlock(quota: string, people: MemberList, now: number): PanelBlock {
  const window = windowOf(quota);
  const title = i18n.t('panel.largest', [quotaName(quota, window)]);
  const header = {
    title,
    meta: joinParts([listAge(people, now), hasEnded(window, people.at, now) && i18n.t('meter.window_ended')]),
  };
  const used = people.members.filter(({ consumed }) => consumed).slice(0, maximumConsumers);
  if (used.length === 0) return { ...header, hidden: i18n.t('panel.no_use') };
  const entries = used.map((member) => memberEntry(member, formatNumber(member.consumed ?? 0)));
  return { ...header, entries: { label: title, entries } };
}

function administratorsBlock(people: MemberList, now: number): PanelBlock {
  const title = i18n.t('panel.administrators');
  const entries = people.members.slice(0, maximumListed).map((member) => memberEntry(member));
  return { title, meta: listAge(people, now), entries: { label: title, entries } };
}

const lastLogin = ({ lastLogin: at }: Member, now: number): string | undefined =>
  at === undefined ? undefined : i18n.t('panel.last_login', [formatRecent(at, now)]);

function memberEntry(member: Member, metaText?: string): EntryView {
  const { id } = member;
  const name = displayName(member);
  return {
    title: id,
    href: userUrl(id),
    ...(metaText && { meta: { text: metaText } }),
    ...(name !== id && { detail: [{ name }] }),
  };
}
