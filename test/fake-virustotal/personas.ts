// The personas of section 10 of the facts, each a case that the extension must handle.
import { createAccount, person } from './account.ts';
import { spellmanAttributes, spellmanKey } from './documents.ts';
import { createEdgeCaseUsers, createCollectors } from './edge-case-users.ts';
import { daysFrom, freeQuotas, inheritedFrom, memberQuotas, privilegesWith } from './quotas.ts';
import type { Account } from './types.ts';

export function createPersonas(start: number): Account[] {
  return [
    ...documented(),
    ...alone(start),
    ...members(start),
    ...createEdgeCaseUsers(start),
    ...createCollectors(start),
  ];
}

const documented = () => [
  createAccount({
    id: 'spellman',
    key: spellmanKey,
    attributes: spellmanAttributes(),
    group: 'blabla',
    frozen: true,
    lists: {
      comments: 23,
      mentions: 3,
      graphs: 4,
      hunting_rulesets: 3,
      hunting_notifications: 47,
      retrohunt_jobs: 4,
    },
  }),
];

/** The users that the web page's group and file views link to. */
const strangers: [id: string, first: string, last: string][] = [
  ['alice', 'Alice', 'Moreau'],
  ['bob', 'Bob', 'Jansen'],
  ['carol', 'Carol', 'Ito'],
  ['dot.ted', 'Dot', 'Ted'],
];

const alone = (start: number) => [
  createAccount({
    id: 'free',
    attributes: person('Frida', 'Lindqvist', start, {
      quotas: freeQuotas(12, 187, 3204),
      privileges: privilegesWith({ click_to_accept: { granted: true } }),
      user_since: 1_701_423_000,
    }),
    lists: { comments: 2, mentions: 1 },
  }),
  createAccount({
    id: 'outsider',
    attributes: person('Omar', 'Haddad', start, {
      quotas: freeQuotas(0, 3, 41),
      privileges: privilegesWith({}),
      reputation: 118,
      profile_phrase: 'Reverse engineering on rainy days',
    }),
    lists: { comments: 61, graphs: 12 },
  }),
  ...strangers.map(([id, first, last], index) =>
    createAccount({
      id,
      attributes: person(first, last, start, {
        quotas: freeQuotas(index, 10 * index, 100),
        privileges: privilegesWith({}),
        reputation: 7 * index,
        profile_phrase: 'Here for the hashes',
      }),
      lists: { comments: 5 },
    }),
  ),
  createAccount({
    id: 'inactive',
    attributes: person('Ivo', 'Marek', start, {
      status: 'inactive',
      quotas: freeQuotas(0, 0, 0),
      has_2fa: false,
    }),
  }),
];

const members = (start: number) => [
  createAccount({
    id: 'member',
    group: 'acme',
    attributes: person('Mia', 'Okafor', start, {
      quotas: memberQuotas(41, 920, 11_873, 1000),
      privileges: inheritedFrom('acme', start),
      reputation: 42,
      profile_phrase: 'Following the packets',
    }),
    lists: {
      comments: 12,
      mentions: 5,
      graphs: 7,
      hunting_rulesets: 6,
      hunting_notifications: 312,
      retrohunt_jobs: 5,
    },
  }),
  createAccount({
    id: 'admin',
    group: 'acme',
    attributes: person('Ada', 'Kowalska', start, {
      quotas: memberQuotas(3, 58, 2210),
      privileges: inheritedFrom('acme', start),
    }),
    lists: { comments: 4, graphs: 2, hunting_rulesets: 2, hunting_notifications: 18, retrohunt_jobs: 1 },
  }),
  createAccount({
    id: 'acme_enrich',
    type: 'service_account',
    group: 'acme',
    attributes: {
      email: 'acme_enrich@service-accounts.example',
      first_name: 'enrich',
      preferences: {},
      privileges: inheritedFrom('acme', start),
      quotas: memberQuotas(2105, 48_230, 901_337),
      user_since: 1_748_779_200,
    },
  }),
  createAccount({
    id: 'no2fa',
    group: 'acme',
    attributes: person('Noor', 'Aziz', start, {
      has_2fa: false,
      quotas: memberQuotas(0, 12, 340),
      privileges: inheritedFrom('acme', start),
    }),
  }),
  createAccount({
    id: 'expired',
    group: 'acme',
    attributes: person('Emil', 'Novak', start, {
      quotas: memberQuotas(5, 77, 1290),
      privileges: {
        ...inheritedFrom('acme', start),
        intelligence: { granted: true, expiration_date: daysFrom(start, -12) },
        'big-files': { granted: true, expiration_date: 0 },
      },
    }),
  }),
];
