// The panel content of a user or service account: profile, groups, privileges and quotas.
import { i18n } from '#i18n';
import type { Group } from '../virustotal/resources/group.ts';
import type { User } from '../virustotal/resources/user.ts';
import type { UserLookup } from '../domain/lookup.ts';
import { refreshCost } from '../domain/low-requests.ts';
import { enforcingGroup, isTwoFactorReplaced } from '../domain/sign-on.ts';
import { toMarkdown } from './markdown.ts';
import { displayName } from './display-name.ts';
import type { PanelBlock, PanelContent, PanelColumn } from '../views/panel-content.ts';
import {
  failureLine,
  createFooter,
  offerBlock,
  privilegesColumn,
  quotasColumn,
  updatedAt,
  formatRecent,
  viewerText,
  updatedAgo,
} from './panel-shared.ts';
import { formatDate, formatUtc, joinParts, formatNumber } from './format.ts';
import { twoFactorView, twoFactor } from './two-factor.ts';
import { listedGroups, poolBlocks } from './user-panel-groups.ts';
import type { ChipView } from '../views/view-models.ts';

/** @param now milliseconds since the epoch */
export function userPanel(lookup: UserLookup, now: number): PanelContent {
  const { own, user } = lookup;
  const { id, email } = user.value;
  const content = {
    id,
    chips: createChips(lookup, now),
    viewer: own ? [i18n.t('panel.own_account')] : viewerText(lookup),
    columns: createColumns(lookup, now),
    footer: createFooter(lookup, user.at, now, own),
    refreshCost: i18n.t('panel.refresh_cost', own ? refreshCost(lookup.quotas) : 1),
    ...failureLine(lookup.failure, now, own ? lookup : {}),
  };
  const name = displayName(user.value);
  const title = name === id ? id : `${id} (${name})`;
  return {
    ...content,
    copy: {
      plain: toMarkdown(title, content, now),
      ...(email && { withEmail: toMarkdown(title, content, now, [i18n.t('panel.email', [email])]) }),
    },
  };
}

/** For strangers a single column explains everything that is hidden. */
function createColumns(lookup: UserLookup, now: number): PanelColumn[] {
  const { own, groups, membership, privileges, quotas, user } = lookup;
  const isService = user.value.kind === 'service_account';
  const serviceHidden = isService ? i18n.t('panel.service_hidden') : undefined;
  const title = i18n.t('panel.profile');
  const profile = profileBlock(user.value);
  if (!own && !groups && !membership && !privileges && quotas.length === 0)
    return [
      { title, blocks: [profile] },
      {
        title: i18n.t('panel.user_hidden_title'),
        blocks: [{ hidden: serviceHidden ?? i18n.t('panel.user_hidden') }],
      },
    ];
  const hidden = serviceHidden ?? i18n.t('panel.privileges_hidden');
  // The profile could be below the fold under the groups. Without privileges it takes their column.
  return [
    groupsColumn(lookup, now, privileges ? [{ title, ...profile }] : []),
    privileges
      ? privilegesColumn(privileges, hidden)
      : { title, blocks: [profile, { title: i18n.t('privileges.title'), hidden }] },
    quotasColumn(lookup, now, own ? 'own' : 'other', serviceHidden ?? i18n.t('panel.quotas_hidden')),
  ];
}

/** What VirusTotal shows to everybody besides the chips: name and profile phrase. Some viewers also see the e-mail address. */
function profileBlock({ profilePhrase, email, ...user }: User): PanelBlock {
  const name = displayName(user);
  const personal = email && { personal: i18n.t('panel.email', [email]) };
  if (name === user.id && !profilePhrase) return { hidden: i18n.t('panel.profile_none'), ...personal };
  const entry = { title: name, ...(profilePhrase && { detail: [{ name: profilePhrase }] }) };
  return { entries: { label: i18n.t('panel.profile'), entries: [entry] }, ...personal };
}

function createChips(lookup: UserLookup, now: number): ChipView[] {
  const { kind, status, userSince, lastLogin, reputation } = lookup.user.value;
  const isUser = kind === 'user';
  return [
    isUser ? twoFactorChip(lookup) : { text: i18n.t('panel.service_account') },
    ...(isUser && isReplaced(lookup) ? [{ text: i18n.t('panel.sso'), title: signOnNote(lookup) }] : []),
    ...(status ? [{ text: status, tone: status === 'active' ? 'plain' : 'warning' } as const] : []),
    ...(lastLogin === undefined
      ? []
      : [timeChip('panel.last_login', lastLogin, formatRecent(lastLogin, now))]),
    ...(userSince === undefined ? [] : [timeChip('panel.joined', userSince, formatDate(userSince))]),
    ...(reputation === undefined ? [] : [{ text: i18n.t('panel.reputation', [String(reputation)]) }]),
  ];
}

type TimeMessage = 'panel.joined' | 'panel.last_login';

/** @param at milliseconds since the epoch */
const timeChip = (message: TimeMessage, at: number, text: string): ChipView => ({
  text: i18n.t(message, [text]),
  title: formatUtc(at),
});

/** VirusTotal does not show `has_2fa` of members to administrators, but they can load the list of members without 2FA. */
function twoFactorChip(lookup: UserLookup): ChipView {
  const { has2fa } = lookup.user.value;
  const listed = lookup.membership?.without2fa;
  return twoFactorView(twoFactor(has2fa ?? (listed && !listed.value)), isReplaced(lookup));
}

/** The groups that are known of the user. */
const knownGroups = ({ membership, groups }: UserLookup): Group[] => [
  ...(membership?.groupDetails ? [membership.groupDetails] : []),
  ...(groups?.value.groups ?? []),
];

const isReplaced = (lookup: UserLookup): boolean =>
  isTwoFactorReplaced(lookup.user.value, knownGroups(lookup));

function signOnNote(lookup: UserLookup): string {
  const group = enforcingGroup(knownGroups(lookup));
  return group ? i18n.t('panel.sso_note', [group.id]) : i18n.t('two_factor.replaced');
}

function groupsColumn(lookup: UserLookup, now: number, trailing: PanelBlock[]): PanelColumn {
  const { groups } = lookup;
  const count = groups && (groups.value.count ?? groups.value.groups.length);
  const blocks: PanelBlock[] = groups
    ? [{ entries: listedGroups(groups.value, lookup) }]
    : poolBlocks(lookup);
  if (count === 0) blocks.push({ hidden: i18n.t('panel.groups_none') });
  return {
    title: i18n.t('groups.title'),
    ...(groups && { meta: joinParts([formatNumber(count ?? 0), updatedAt(groups.at, now)]) }),
    blocks: [
      ...blocks,
      ...twoFactorNotes(lookup, now),
      ...offerBlock(lookup, missingParts(lookup)),
      ...trailing,
    ],
  };
}

/** What was never loaded: the own roles, a service account's groups, or what a group's lists tell of a member. */
function missingParts({ own, user, groups, membership }: UserLookup): string[] {
  if (own) {
    const all = groups?.value.groups ?? [];
    const unknown = all.filter(({ role }) => role === undefined);
    if (unknown.length === 0) return [];
    return [i18n.t(unknown.length < all.length ? 'panel.part.some_own_roles' : 'panel.part.own_roles')];
  }
  if (user.value.kind === 'service_account') return groups ? [] : [i18n.t('panel.part.service_groups')];
  const isTwoFactorMissing = !membership?.without2fa && user.value.has2fa === undefined;
  return [
    ...(membership?.isAdministrator ? [] : [i18n.t('panel.part.role')]),
    ...(isTwoFactorMissing ? [i18n.t('panel.part.two_factor')] : []),
  ];
}

/** Notes on 2FA and role: single sign-on replaces VirusTotal's 2FA, and how old the group's lists are. */
function twoFactorNotes(lookup: UserLookup, now: number): PanelBlock[] {
  if (lookup.user.value.kind !== 'user') return [];
  const { group, without2fa, isAdministrator } = lookup.membership ?? {};
  const at = Math.min(without2fa?.at ?? Infinity, isAdministrator?.at ?? Infinity);
  return [
    ...(isReplaced(lookup) ? [{ hidden: signOnNote(lookup) }] : []),
    ...(group === undefined || at === Infinity
      ? []
      : [{ hidden: i18n.t('panel.from_member_lists', [group, updatedAgo(at, now)]) }]),
  ];
}
