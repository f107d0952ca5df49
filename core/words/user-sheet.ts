// The sheet of a user or service account: what is known of it, its groups, privileges and quotas.
import { i18n } from '#i18n';
import type { User } from '../virustotal/user.ts';
import type { Membership, UserSight } from '../vitals/sight.ts';
import { twoFactor } from '../vitals/two-factor.ts';
import { groupPage, groupsView } from './groups.ts';
import { markdown } from './markdown.ts';
import { displayName } from './person.ts';
import { percent } from './quota.ts';
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
  const { own, user, privileges, quotas } = sight;
  const { id, email } = user.value;
  const sheet = {
    id,
    chips: chipsOf(sight, now),
    seer: own ? [i18n.t('panel.own')] : seerPhrase(sight),
    columns: [
      groupsColumn(sight),
      privilegesColumn(privileges, i18n.t('panel.privileges_hidden')),
      quotasColumn(quotas, now, own ? 'own' : 'other', i18n.t('panel.quotas_hidden')),
    ],
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

function chipsOf({ user: { value: user }, membership }: UserSight, now: number): ChipView[] {
  const { kind, status, userSince, lastLogin, reputation } = user;
  return [
    kind === 'user' ? twoFactorChip(user, membership, now) : { text: i18n.t('panel.service_account') },
    ...(kind === 'user' && membership?.singleSignOn
      ? [{ text: i18n.t('panel.sso'), title: i18n.t('panel.sso_note', [membership.group]) }]
      : []),
    ...roleChip(membership, now),
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
function twoFactorChip({ has2fa }: User, membership: Membership | undefined, now: number): ChipView {
  const listed = membership?.without2fa;
  const is = twoFactor(has2fa ?? (listed && !listed.value));
  const view = twoFactorView(is);
  const said = is === 'off' && membership?.singleSignOn ? { text: view.text } : view;
  return has2fa === undefined && listed && membership
    ? { ...said, title: i18n.t('panel.by_list', [membership.group, since(listed.at, now)]) }
    : said;
}

function roleChip(membership: Membership | undefined, now: number): ChipView[] {
  const { isAdministrator: role, group } = membership ?? {};
  if (!role || group === undefined) return [];
  const words = role.value ? 'panel.administrator' : 'panel.member';
  return [{ text: i18n.t(words), title: i18n.t('panel.role_by_list', [group, since(role.at, now)]) }];
}

const since = (at: number, now: number): string => ago(at, now) ?? i18n.t('panel.just_now');

function groupsColumn(sight: UserSight): SheetColumn {
  const { groups, own, user, more } = sight;
  const count = groups && (groups.value.count ?? groups.value.groups.length);
  const blocks: Block[] = groups
    ? [{ entries: groupsView(groups.value.groups, (count ?? 0) - groups.value.groups.length) }]
    : throughPool(sight);
  if (count === 0) blocks.push({ hidden: i18n.t('panel.groups_none') });
  const isService = user.value.kind === 'service_account';
  const { email } = user.value;
  return {
    title: i18n.t('groups.title'),
    ...(count !== undefined && { aside: String(count) }),
    blocks: [
      ...blocks,
      ...(email && !own ? [{ personal: i18n.t('panel.email', [email]) }] : []),
      ...offerBlock(more, i18n.t(isService ? 'panel.offer_service' : 'panel.offer_member')),
    ],
  };
}

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
