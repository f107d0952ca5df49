// The sheet of a group: who of its members has no 2FA and who uses most, its privileges, quotas and pools.
import { i18n } from '#i18n';
import type { Member } from '../virustotal/member.ts';
import type { GroupSight, People } from '../vitals/sight.ts';
import { windowOf } from '../vitals/windows.ts';
import { whereabouts } from './groups.ts';
import { markdown } from './markdown.ts';
import { displayName } from './person.ts';
import { figure, quotaName } from './quota.ts';
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
import { ago } from './time.ts';
import type { ChipView, EntryView } from './view.ts';

/** @param now milliseconds since the epoch */
export function groupSheet(sight: GroupSight, now: number): Sheet {
  const { group, privileges, quotas } = sight;
  const sheet = {
    id: group.value.id,
    chips: chipsOf(sight),
    seer: seerPhrase(sight),
    columns: [
      peopleColumn(sight, now),
      privilegesColumn(privileges, i18n.t('panel.group_privileges_hidden')),
      quotasColumn(quotas, now, 'other', i18n.t('panel.group_quotas_hidden')),
    ],
    foot: footOf(sight, group.at, now),
    ...failureOf(sight.failure, now),
  };
  return { ...sheet, copy: { plain: markdown(sheet.id, sheet, group.at, []) } };
}

function chipsOf({ group: { value: group }, administers, without2fa }: GroupSight): ChipView[] {
  const { role, singleSignOn } = group;
  const where = whereabouts(group);
  const missing = without2fa && without2fa.members.length;
  return [
    { text: i18n.t('panel.group') },
    ...(missing === undefined ? [] : [missingChip(missing, without2fa?.isWhole !== false, singleSignOn)]),
    ...(singleSignOn ? [{ text: i18n.t('panel.sso'), title: i18n.t('panel.sso_note', [group.id]) }] : []),
    ...(administers === undefined && role === undefined
      ? []
      : [
          {
            text: i18n.t('panel.your_role', [
              role ?? i18n.t(administers ? 'panel.administrator' : 'panel.member'),
            ]),
          },
        ]),
    ...(where ? [{ text: where }] : []),
  ];
}

function missingChip(count: number, isWhole: boolean, singleSignOn: boolean | undefined): ChipView {
  const amount = isWhole ? figure(count) : i18n.t('panel.at_least', [figure(count)]);
  const text = count === 0 ? i18n.t('panel.all_2fa') : i18n.t('panel.without_2fa_count', [amount]);
  if (count === 0) return { text, tone: 'ok', icon: 'check' };
  return singleSignOn ? { text } : { text, tone: 'warning', icon: 'warning' };
}

const mostListed = 40;
const mostConsumers = 5;

function peopleColumn(sight: GroupSight, now: number): SheetColumn {
  const { without2fa, administrators, consumers, administers, more } = sight;
  const read = [
    ...(without2fa ? [without2faBlock(without2fa, now)] : []),
    ...consumers.map(({ quota, people }) => consumersBlock(quota, people, now)),
    ...(administrators ? [administratorsBlock(administrators, now)] : []),
  ];
  const closed = administers === false ? [{ hidden: i18n.t('panel.people_hidden') }] : [];
  return {
    title: i18n.t('panel.people'),
    blocks: [...offerBlock(more, i18n.t('panel.offer_people')), ...read, ...closed],
  };
}

const aside = ({ at }: People, now: number): string => ago(at, now) ?? i18n.t('panel.just_now');

function without2faBlock(people: People, now: number): Block {
  const title = i18n.t('panel.without_2fa');
  const { members } = people;
  if (members.length === 0) return { title, aside: aside(people, now), hidden: i18n.t('panel.all_2fa') };
  const shown = members.slice(0, mostListed);
  const rest = members.length - shown.length;
  const entries = [
    ...shown.map((member) => memberEntry(member, lastLogin(member, now))),
    ...(rest > 0 || !people.isWhole
      ? [{ title: people.isWhole ? i18n.t('groups.more', rest) : i18n.t('panel.and_more') }]
      : []),
  ];
  return { title, aside: aside(people, now), entries: { label: title, entries } };
}

function consumersBlock(quota: string, people: People, now: number): Block {
  const title = i18n.t('panel.largest', [quotaName(quota, windowOf(quota))]);
  const used = people.members.filter(({ consumed }) => consumed).slice(0, mostConsumers);
  if (used.length === 0) return { title, aside: aside(people, now), hidden: i18n.t('panel.nobody') };
  const entries = used.map((member) => memberEntry(member, figure(member.consumed ?? 0)));
  return { title, aside: aside(people, now), entries: { label: title, entries } };
}

function administratorsBlock(people: People, now: number): Block {
  const title = i18n.t('panel.administrators');
  const entries = people.members.slice(0, mostListed).map((member) => memberEntry(member));
  return { title, aside: aside(people, now), entries: { label: title, entries } };
}

const lastLogin = ({ lastLogin: at }: Member, now: number): string | undefined =>
  at === undefined ? undefined : i18n.t('panel.last_login', [recently(at * 1000, now)]);

function memberEntry(member: Member, fact?: string): EntryView {
  const { id } = member;
  const name = displayName(member);
  return {
    title: id,
    href: `https://www.virustotal.com/gui/user/${encodeURIComponent(id.toWellFormed())}`,
    ...(fact && { fact: { text: fact } }),
    ...(name !== id && { note: [{ name }] }),
  };
}
