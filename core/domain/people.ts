// The people of a group as one table: what the list of members and the lists of their use and 2FA tell of each.
import type { Member } from '../virustotal/resources/member.ts';
import { normalizeId } from '../common/ids.ts';
import { isUncapped } from './quota.ts';

/** A part of a group's people; `isComplete`: whoever is not among the items does not belong to it. */
export type PeopleList = { items: readonly Member[]; isComplete: boolean };

/** Undefined for what was not loaded, or belongs to a day or month that has ended. */
export type PeopleLists = {
  withoutTwoFactor: PeopleList | undefined;
  today: PeopleList | undefined;
  month: PeopleList | undefined;
};

/**
 * A member with API requests used today and this month, and the `share` of the group's requests this month, 0 to 1. What is absent
 * is not known.
 */
export type Person = Member & { usedToday?: number; usedThisMonth?: number; share?: number };

/**
 * Members with what the other lists tell of them, then those without 2FA who are not among the loaded members.
 * @param groupUsed the group's requests this month, where they are known
 */
export function joinPeople(
  members: readonly Member[],
  { withoutTwoFactor, today, month }: PeopleLists,
  groupUsed: number | undefined,
): Person[] {
  const lacking = indexOf(withoutTwoFactor);
  const [byDay, byMonth] = [indexOf(today), indexOf(month)];
  const known = indexOf({ items: members, isComplete: true });
  const others = (withoutTwoFactor?.items ?? []).filter(({ id }) => !known.has(normalizeId(id)));
  return [...members, ...others].map((member): Person => {
    const key = normalizeId(member.id);
    const has2fa = member.has2fa ?? (lacking.has(key) ? false : withoutTwoFactor?.isComplete || undefined);
    const usedToday = usedBy(key, today, byDay);
    const usedThisMonth = usedBy(key, month, byMonth);
    const told = {
      ...(has2fa !== undefined && { has2fa }),
      ...(usedToday !== undefined && { usedToday }),
      ...(usedThisMonth !== undefined && { usedThisMonth }),
      ...(usedThisMonth !== undefined && groupUsed && { share: Math.min(1, usedThisMonth / groupUsed) }),
    };
    return withTold(member, told);
  });
}

const withTold = (member: Member, told: Partial<Person>): Person => ({ ...member, ...told });

const indexOf = (list: PeopleList | undefined): ReadonlyMap<string, Member> =>
  new Map(list?.items.map((member) => [normalizeId(member.id), member]));

/** Whoever is missing in a complete list of users has used nothing. */
function usedBy(
  key: string,
  list: PeopleList | undefined,
  index: ReadonlyMap<string, Member>,
): number | undefined {
  return index.get(key)?.consumed ?? (list?.isComplete && !index.has(key) ? 0 : undefined);
}

/** A personal cap of API requests a day; undefined where it is not known. */
export type Cap = number | 'none' | undefined;

/** VirusTotal's number for "no cap" is none. */
export function capOf({ dailyLimit: allowed }: Member): Cap {
  if (allowed === undefined) return undefined;
  return isUncapped('api_requests_daily', { allowed }) ? 'none' : allowed;
}

const nearlyReached = 0.8;

/** How far the use of today is from a cap; undefined where either is not known, or there is no cap. */
export function capState(cap: Cap, used: number | undefined): 'reached' | 'near' | 'ok' | undefined {
  if (typeof cap !== 'number' || used === undefined) return undefined;
  if (used >= cap) return 'reached';
  return used >= nearlyReached * cap ? 'near' : 'ok';
}

/** How many `people` are `capped`; `reached` and `near`: those whose use of today is at or near their cap. */
export type CapSummary = { people: number; capped: number; reached: Person[]; near: Person[] };

/** What the caps of people come to; undefined where none is known. */
export function capSummary(people: readonly Person[]): CapSummary | undefined {
  const caps = people
    .map((person) => ({ person, cap: capOf(person) }))
    .filter(({ cap }) => cap !== undefined);
  if (caps.length === 0) return undefined;
  const inState = (state: 'reached' | 'near') =>
    caps.filter(({ person, cap }) => capState(cap, person.usedToday) === state).map(({ person }) => person);
  const none = caps.filter(({ cap }) => cap === 'none').length;
  return {
    people: people.length,
    capped: caps.length - none,
    reached: inState('reached'),
    near: inState('near'),
  };
}

/** The e-mail addresses of people, each once. */
export const emailsOf = (people: readonly Member[]): string[] => [
  ...new Set(people.flatMap(({ email }) => (email?.trim() ? email.trim() : []))),
];

/** Whoever has used most; undefined where nobody is known to have used anything. */
export function largestUser(people: readonly Person[]): Person | undefined {
  const used = people.filter(({ usedToday }) => usedToday);
  return used.toSorted((a, b) => (b.usedToday ?? 0) - (a.usedToday ?? 0))[0];
}
