// The panel content of a user or service account: profile, groups, privileges and quotas.
import { i18n } from '#i18n';
import { showsOnlyPublic, type UserLookup } from '../domain/lookup.ts';
import { refreshCost } from '../domain/low-requests.ts';
import { noLimitReason } from '../domain/tightest-limit.ts';
import { toMarkdown } from './markdown.ts';
import { displayName } from './display-name.ts';
import type { HeadlineView, PanelBlock, PanelContent, PanelColumn } from '../views/panel-content.ts';
import {
  failureLine,
  createFooter,
  offerBlock,
  privilegesColumn,
  quotasColumn,
  updatedAt,
  formatRecent,
  viewerText,
} from './panel-shared.ts';
import { formatUtc, joinParts, formatNumber } from './format.ts';
import { memberFacts } from './member-facts.ts';
import { runNowView } from './run-now-view.ts';
import { isReplaced, signOnNote, twoFactorChip, twoFactorNotes } from './user-two-factor.ts';
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
    ...(showsOnlyPublic(lookup) && { publicOnly: i18n.t(`panel.${publicTexts[user.value.kind]}`) }),
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

const publicTexts = { user: 'user_public', service_account: 'service_public' } as const;

/** What VirusTotal prints on the same page is left out: name, profile phrase, date of joining, reputation. */
function createColumns(lookup: UserLookup, now: number): PanelColumn[] {
  if (showsOnlyPublic(lookup))
    return [{ title: i18n.t('panel.user_hidden_title'), blocks: [{ hidden: hiddenText(lookup) }] }];
  return lookup.own ? ownColumns(lookup, now) : memberColumns(lookup, now);
}

/** Who may see what VirusTotal hides of a user or service account. */
const hiddenText = ({ user }: UserLookup): string =>
  i18n.t(user.value.kind === 'service_account' ? 'panel.service_hidden' : 'panel.user_hidden');

function ownColumns(lookup: UserLookup, now: number): PanelColumn[] {
  const { privileges, user } = lookup;
  const isService = user.value.kind === 'service_account';
  return [
    ownQuotasColumn(lookup, now),
    privilegesColumn(privileges, i18n.t(isService ? 'panel.service_hidden' : 'panel.privileges_hidden')),
    groupsColumn(lookup, now, [
      ...twoFactorNotes(lookup, now),
      ...offerBlock(lookup, missingParts(lookup)),
      ...emailBlock(lookup),
    ]),
  ];
}

/** The quotas begin with what can be run now. */
function ownQuotasColumn(lookup: UserLookup, now: number): PanelColumn {
  const column = quotasColumn(lookup, now, 'own', i18n.t('panel.quotas_hidden'));
  const headline = { headline: runNowHeadline(lookup, now) };
  return lookup.quotas.length === 0 ? column : { ...column, blocks: [headline, ...column.blocks] };
}

function runNowHeadline({ quotas, quotasAt }: UserLookup, now: number): HeadlineView {
  const view = runNowView({ quotas, at: quotasAt, isStale: false }, now);
  if (!view) return { text: i18n.t(`popup.${noLimitReason(quotas)}`), tone: 'plain' };
  const { count, unit, tone, notes, refusal } = view;
  return {
    text: `${count} ${unit}`,
    tone: tone === 'ok' ? 'plain' : tone,
    detail: joinParts([...notes, ...refusal]),
  };
}

/** A member or service account, as an administrator of its group sees it. What is not loaded is named below what is. */
function memberColumns(lookup: UserLookup, now: number): PanelColumn[] {
  const { privileges, user } = lookup;
  const isService = user.value.kind === 'service_account';
  const hidden = isService ? i18n.t('panel.service_hidden') : undefined;
  const title = i18n.t(isService ? 'panel.service_account' : 'groups.member_title');
  const groups = groupsColumn(lookup, now);
  const facts = memberFacts(lookup, title);
  const lead = [...(facts.entries.length > 0 ? [{ entries: facts }] : []), ...twoFactorNotes(lookup, now)];
  const rest = [...offerBlock(lookup, missingParts(lookup)), ...emailBlock(lookup)];
  const quotas = quotasColumn(lookup, now, 'other', hidden ?? i18n.t('panel.quotas_hidden'));
  const hiddenPrivileges = hidden ?? i18n.t('panel.privileges_hidden');
  // Without privileges the groups take their column.
  return privileges
    ? [
        { title, blocks: [...lead, ...asBlocks(groups), ...rest] },
        quotas,
        privilegesColumn(privileges, hiddenPrivileges),
      ]
    : [
        { title, blocks: [...lead, ...rest] },
        quotas,
        {
          ...groups,
          blocks: [...groups.blocks, { title: i18n.t('privileges.title'), hidden: hiddenPrivileges }],
        },
      ];
}

/** A column below another one's content. */
const asBlocks = ({ title, meta, blocks: [first, ...rest] }: PanelColumn): PanelBlock[] => [
  { title, ...(meta !== undefined && { meta }), ...first },
  ...rest,
];

/** Some viewers see the e-mail address. */
const emailBlock = ({ user }: UserLookup): PanelBlock[] =>
  user.value.email === undefined ? [] : [{ personal: i18n.t('panel.email', [user.value.email]) }];

function createChips(lookup: UserLookup, now: number): ChipView[] {
  const { kind, status, lastLogin } = lookup.user.value;
  const isUser = kind === 'user';
  return [
    isUser ? twoFactorChip(lookup) : { text: i18n.t('panel.service_account') },
    ...(isUser && isReplaced(lookup) ? [{ text: i18n.t('panel.sso'), title: signOnNote(lookup) }] : []),
    ...(status ? [{ text: status, tone: status === 'active' ? 'plain' : 'warning' } as const] : []),
    ...(lastLogin === undefined
      ? []
      : [
          {
            text: i18n.t('panel.last_login', [formatRecent(lastLogin, now)]),
            title: formatUtc(lastLogin),
          },
        ]),
  ];
}

function groupsColumn(lookup: UserLookup, now: number, trailing: PanelBlock[] = []): PanelColumn {
  const { groups } = lookup;
  const count = groups && (groups.value.count ?? groups.value.groups.length);
  const blocks: PanelBlock[] = groups
    ? [{ entries: listedGroups(groups.value, lookup) }]
    : poolBlocks(lookup);
  if (count === 0) blocks.push({ hidden: i18n.t('panel.groups_none') });
  return {
    title: i18n.t('groups.title'),
    ...(groups && { meta: joinParts([formatNumber(count ?? 0), updatedAt(groups.at, now)]) }),
    blocks: [...blocks, ...trailing],
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
