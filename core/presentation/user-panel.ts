// The panel content of a user or service account: profile, groups, privileges and quotas.
import { i18n } from '#i18n';
import type { User } from '../virustotal/resources/user.ts';
import type { Membership, UserLookup } from '../domain/lookup.ts';
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

function createChips({ user: { value: user }, membership }: UserLookup, now: number): ChipView[] {
  const { kind, status, userSince, lastLogin, reputation } = user;
  return [
    kind === 'user' ? twoFactorChip(user, membership) : { text: i18n.t('panel.service_account') },
    ...(kind === 'user' && membership?.groupDetails?.singleSignOn
      ? [{ text: i18n.t('panel.sso'), title: i18n.t('panel.sso_note', [membership.group]) }]
      : []),
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
function twoFactorChip(
  { has2fa }: User,
  { without2fa: listed, groupDetails }: Partial<Membership> = {},
): ChipView {
  const status = twoFactor(has2fa ?? (listed && !listed.value));
  const view = twoFactorView(status);
  return status === 'off' && groupDetails?.singleSignOn ? { text: view.text } : view;
}

function groupsColumn(lookup: UserLookup, now: number, trailing: PanelBlock[]): PanelColumn {
  const { groups, own, user } = lookup;
  const count = groups && (groups.value.count ?? groups.value.groups.length);
  const blocks: PanelBlock[] = groups
    ? [{ entries: listedGroups(groups.value, lookup) }]
    : poolBlocks(lookup);
  if (count === 0) blocks.push({ hidden: i18n.t('panel.groups_none') });
  const offer = own ? 'roles' : user.value.kind === 'service_account' ? 'service' : 'member';
  return {
    title: i18n.t('groups.title'),
    ...(groups && { meta: joinParts([formatNumber(count ?? 0), updatedAt(groups.at, now)]) }),
    blocks: [
      ...blocks,
      ...twoFactorNotes(lookup, now),
      ...offerBlock(lookup, i18n.t(`panel.offer_${offer}`)),
      ...trailing,
    ],
  };
}

/** Notes on 2FA and role: single sign-on replaces VirusTotal's 2FA, and how old the group's lists are. */
function twoFactorNotes({ user, groups, membership }: UserLookup, now: number): PanelBlock[] {
  if (user.value.kind !== 'user') return [];
  const singleSignOnGroup = membership?.groupDetails?.singleSignOn
    ? membership.group
    : groups?.value.groups.find(({ singleSignOn }) => singleSignOn)?.id;
  const { group, without2fa, isAdministrator } = membership ?? {};
  const at = Math.min(without2fa?.at ?? Infinity, isAdministrator?.at ?? Infinity);
  return [
    ...(singleSignOnGroup === undefined ? [] : [{ hidden: i18n.t('panel.sso_note', [singleSignOnGroup]) }]),
    ...(group === undefined || at === Infinity
      ? []
      : [{ hidden: i18n.t('panel.from_member_lists', [group, updatedAgo(at, now)]) }]),
  ];
}
