// What an administrator wants to know of a group's people, in sentences: who has no 2FA, and whether caps bind.
import { i18n } from '#i18n';
import { type CapSummary, largestUser, type PeopleList, type Person } from '../domain/people.ts';
import { formatNumber, formatPercent, joinParts } from './format.ts';
import { bidiIsolate } from './isolate-names.ts';

const namedAtMost = 5;

/** "no2fa, j_park and 3 more". */
function namesOf(people: readonly Pick<Person, 'id'>[]): string {
  const named = joinParts(
    people.slice(0, namedAtMost).map(({ id }) => bidiIsolate(id)),
    ', ',
  );
  const rest = people.length - namedAtMost;
  return rest > 0 ? i18n.t('dashboard.members.and_more', [named, formatNumber(rest)]) : named;
}

/**
 * Who has no 2FA, and whether it matters.
 * @param singleSignOn whether the group requires it; undefined where it is not known
 */
export function twoFactorText({ items, isComplete }: PeopleList, singleSignOn: boolean | undefined): string {
  const count = items.length;
  const who = isComplete
    ? i18n.t('dashboard.members.without_2fa', count, [formatNumber(count), namesOf(items)])
    : i18n.t('dashboard.members.without_2fa_some', [formatNumber(count)]);
  if (count === 0 || singleSignOn === undefined) return who;
  return `${who} ${i18n.t(`dashboard.members.sign_on_${singleSignOn ? 'replaces' : 'open'}`)}`;
}

/** How many have a cap, and whose is reached today. */
export function capText({ people, capped, reached, near }: CapSummary): string {
  return joinParts(
    [
      i18n.t('dashboard.members.caps', capped, [formatNumber(capped), formatNumber(people)]),
      reached.length > 0 && i18n.t('dashboard.members.cap_reached', [namesOf(reached)]),
      near.length > 0 && i18n.t('dashboard.members.cap_near', [namesOf(near)]),
      capped > 0 && reached.length + near.length === 0 && i18n.t('dashboard.members.cap_roomy'),
    ],
    ' ',
  );
}

/** Which service account has used most today, and its share of what they all used. */
export function largestText(people: readonly Person[]): string {
  const largest = largestUser(people);
  if (!largest) return i18n.t('dashboard.service_list.largest_none');
  const all = people.reduce((total, { usedToday = 0 }) => total + usedToday, 0);
  const used = largest.usedToday ?? 0;
  return i18n.t('dashboard.service_list.largest', [
    bidiIsolate(largest.id),
    formatNumber(used),
    formatPercent(used / all),
  ]);
}
