// The sheet of a user or service account: what is known of it, its groups, privileges and quotas.
import { i18n } from '#i18n';
import type { Group } from '../virustotal/group.ts';
import type { User } from '../virustotal/user.ts';
import type { Membership, UserSight } from '../vitals/sight.ts';
import { twoFactor } from '../vitals/two-factor.ts';
import { groupPage } from './addresses.ts';
import { groupsView } from './groups.ts';
import { markdown } from './markdown.ts';
import { displayName } from './person.ts';
import { percent } from './quota.ts';
import { roleName } from './roles.ts';
import type { Block, Sheet, SheetColumn } from './sheet.ts';
import {
  failureOf,
  footOf,
  offerBlock,
  privilegesColumn,
  quotasColumn,
  recently,
  seerPhrase,
} from './sheet-parts.ts';
import { ago, dateOf, utcOf } from './time.ts';
import { twoFactorView } from './two-factor.ts';
import type { ChipView, EntryView } from './view.ts';

/** @param now milliseconds since the epoch */
export function userSheet(sight: UserSight, now: number): Sheet {
  const { own, user } = sight;
  const { id, email } = user.value;
  const sheet = {
    id,
    chips: chipsOf(sight, now),
    seer: own ? [i18n.t('panel.own')] : seerPhrase(sight),
    columns: columnsOf(sight, now),
    foot: footOf(sight, user.at, now, own),
    ...failureOf(sight.failure, now),
  };
  const name = displayName(user.value);
  const title = name === id ? id : `${id} (${name})`;
  const plain = markdown(title, sheet, user.at, []);
  return {
    ...sheet,
    copy: {
      plain,
      ...(email && { withEmail: markdown(title, sheet, user.at, [i18n.t('panel.email', [email])]) }),
    },
  };
}

/** Of strangers all that is missing is said once, and why. */
function columnsOf(sight: UserSight, now: number): SheetColumn[] {
  const { own, groups, membership, privileges, quotas, user } = sight;
  const isService = user.value.kind === 'service_account';
  const who = isService ? i18n.t('panel.service_hidden') : undefined;
  if (!own && !groups && !membership && !privileges && quotas.length === 0)
    return [
      { title: i18n.t('panel.profile'), blocks: profileOf(user.value) },
      { title: i18n.t('panel.closed'), blocks: [{ hidden: who ?? i18n.t('panel.user_hidden') }] },
    ];
  return [
    groupsColumn(sight, now),
    privilegesColumn(privileges, who ?? i18n.t('panel.privileges_hidden')),
    quotasColumn(quotas, now, own ? 'own' : 'other', who ?? i18n.t('panel.quotas_hidden')),
  ];
}

/** What VirusTotal shows to everybody beside the chips: name and profile phrase. */
function profileOf({ profilePhrase, ...user }: User): Block[] {
  const name = displayName(user);
  if (name === user.id && !profilePhrase) return [{ hidden: i18n.t('panel.profile_none') }];
  const entry = { title: name, ...(profilePhrase && { note: [{ name: profilePhrase }] }) };
  return [{ entries: { label: i18n.t('panel.profile'), entries: [entry] } }];
}

function chipsOf({ user: { value: user }, membership }: UserSight, now: number): ChipView[] {
  const role = membership?.isAdministrator;
  const { kind, status, userSince, lastLogin, reputation } = user;
  return [
    kind === 'user' ? twoFactorChip(user, membership) : { text: i18n.t('panel.service_account') },
    ...(kind === 'user' && membership?.singleSignOn
      ? [{ text: i18n.t('panel.sso'), title: i18n.t('panel.sso_note', [membership.group]) }]
      : []),
    ...(role ? [{ text: i18n.t(role.value ? 'groups.administrator' : 'groups.member') }] : []),
    ...(status ? [{ text: status, tone: status === 'active' ? 'plain' : 'warning' } as const] : []),
    ...(lastLogin === undefined
      ? []
      : [time('panel.last_login', lastLogin, recently(lastLogin * 1000, now))]),
    ...(userSince === undefined ? [] : [time('panel.joined', userSince, dateOf(userSince * 1000))]),
    ...(reputation === undefined ? [] : [{ text: i18n.t('panel.reputation', [String(reputation)]) }]),
  ];
}

type TimeWords = 'panel.joined' | 'panel.last_login';

/** @param at seconds since the epoch */
const time = (words: TimeWords, at: number, said: string): ChipView => ({
  text: i18n.t(words, [said]),
  title: utcOf(at * 1000),
});

/** An administrator is not told `has_2fa` of a member, but whether the list of members without 2FA names them. */
function twoFactorChip(
  { has2fa }: User,
  { without2fa: listed, singleSignOn }: Partial<Membership> = {},
): ChipView {
  const is = twoFactor(has2fa ?? (listed && !listed.value));
  const view = twoFactorView(is);
  return is === 'off' && singleSignOn ? { text: view.text } : view;
}

const since = (at: number, now: number): string => ago(at, now) ?? i18n.t('panel.just_now');

function groupsColumn(sight: UserSight, now: number): SheetColumn {
  const { groups, own, user } = sight;
  const count = groups && (groups.value.count ?? groups.value.groups.length);
  const blocks: Block[] = groups
    ? [{ entries: groupsView(groups.value.groups.map(named), (count ?? 0) - groups.value.groups.length) }]
    : throughPool(sight);
  if (count === 0) blocks.push({ hidden: i18n.t('panel.groups_none') });
  const offer = own ? 'roles' : user.value.kind === 'service_account' ? 'service' : 'member';
  const { email } = user.value;
  const [profile = {}] = profileOf(user.value);
  return {
    title: i18n.t('groups.title'),
    ...(count !== undefined && { aside: String(count) }),
    blocks: [
      ...blocks,
      ...notesOf(sight, now),
      ...offerBlock(sight, i18n.t(`panel.offer_${offer}`)),
      {
        title: i18n.t('panel.profile'),
        ...profile,
        ...(email && { personal: i18n.t('panel.email', [email]) }),
      },
    ],
  };
}

/** What is to be known of 2FA and role: that the organisation's sign-in counts, and how old the group's lists are. */
function notesOf({ user, groups, membership }: UserSight, now: number): Block[] {
  if (user.value.kind !== 'user') return [];
  const signsOn = membership?.singleSignOn
    ? membership.group
    : groups?.value.groups.find(({ singleSignOn }) => singleSignOn)?.id;
  const { group, without2fa, isAdministrator } = membership ?? {};
  const at = Math.min(without2fa?.at ?? Infinity, isAdministrator?.at ?? Infinity);
  return [
    ...(signsOn === undefined ? [] : [{ hidden: i18n.t('panel.sso_note', [signsOn]) }]),
    ...(group === undefined || at === Infinity
      ? []
      : [{ hidden: i18n.t('panel.by_lists', [group, since(at, now)]) }]),
  ];
}

const named = (group: Group): Group =>
  group.role === undefined ? group : { ...group, role: roleName(group.role) };

/** To others VirusTotal does not tell a user's groups, but whose pool the user draws on. */
function throughPool({ membership, own, user }: UserSight): Block[] {
  if (!membership) return [{ hidden: i18n.t(own ? 'panel.groups_unread' : 'panel.groups_hidden') }];
  const { group, share } = membership;
  const others = user.value.kind === 'user' ? [{ hidden: i18n.t('panel.groups_others') }] : [];
  const entry: EntryView = {
    title: group,
    href: groupPage(group),
    note: [share === undefined ? i18n.t('panel.pool') : i18n.t('panel.pool_share', [percent(share)])],
  };
  return [{ entries: { label: i18n.t('groups.title'), entries: [entry] } }, ...others];
}
