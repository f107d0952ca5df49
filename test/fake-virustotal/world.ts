// The whole state of the fake VirusTotal: accounts, groups and variants. Tests may change it freely.
import { keyOf } from './account.ts';
import { createFigureGroups, createFigurePersonas } from './figure-personas.ts';
import { createColleagues, createGroups, crowdMember } from './groups.ts';
import { createHostile, createHostileGroup, createHostileService } from './hostile.ts';
import { createPersonas } from './personas.ts';
import type { Account, Group, PersonaName, Variants, World } from './types.ts';

export const personaNames: readonly PersonaName[] = [
  'spellman',
  'free',
  'member',
  'admin',
  'acme_enrich',
  'outsider',
  'inactive',
  'overlimit',
  'expired',
  'no2fa',
  'sparse',
  'undocumented',
  'hostile',
  'hunter',
  'joiner',
  'crowd-admin',
  'analyst',
  'no-pool',
  'calendar',
  'sso',
  'one-a-day',
];

const usualVariants = (): Variants => ({
  apiUsage: 'full',
  expirationDate: 'absent',
  overallQuotas: 'complete',
  meta: 'present',
  nextLink: 'absolute',
  cursor: 'opaque',
  groupForOutsiders: 'reduced',
  forbiddenRelationship: 'omit',
  noRelatedObject: 'null',
  membership: 'false',
  serviceAccountGroups: 'admins-only',
  enforce: 'minute',
  role: 'present',
  figures: 'numbers',
  serviceAccountType: 'service_account',
  noCap: 'sentinel',
  freeMonth: 'capped',
  notificationIds: 'three-parts',
});

/** @param start ms since the epoch; expiration dates and last logins are relative to it */
export function createWorld(start: number): World {
  const people = [
    ...createPersonas(start),
    createHostile(),
    createHostileService(),
    ...createFigurePersonas(start),
    ...createColleagues(start),
  ];
  const accounts = new Map<string, Account>(people.map((account) => [account.id, account]));
  const groups = new Map<string, Group>(
    [...createGroups(start), ...createFigureGroups(), createHostileGroup()].map((group) => [group.id, group]),
  );
  let generation = 0;
  let cursorEpoch = 1;

  const find = (id: string) => {
    const known = accounts.get(id);
    if (known) return known;
    const made = crowdMember(id, start);
    if (made) accounts.set(id, made);
    return made ?? undefined;
  };
  const search = (matches: (account: Account) => boolean) => [...accounts.values()].find(matches);
  const account = (id: string) => orThrow(find(id), `account "${id}"`);
  return {
    start,
    accounts,
    groups,
    variants: usualVariants(),
    find,
    account,
    group: (id) => orThrow(groups.get(id), `group "${id}"`),
    findByKey: (key) => search((candidate) => candidate.key === key),
    findByEmail: (email) => search((candidate) => candidate.attributes.email === email),
    groupsOf: (id) => [...groups.values()].filter((group) => isMember(group, id)),
    managedBy: (id) => [...groups.values()].filter((group) => group.administrators.includes(id)),
    rename(id, newId) {
      const renamed = account(id);
      accounts.delete(id);
      accounts.set(newId, renamed);
      renamed.id = newId;
      const replace = (ids: string[]) => ids.map((each) => (each === id ? newId : each));
      for (const group of groups.values()) {
        group.users = replace(group.users);
        group.administrators = replace(group.administrators);
        group.serviceAccounts = replace(group.serviceAccounts);
        const roles = Object.entries(group.roles);
        group.roles = Object.fromEntries(roles.map(([each, list]) => [each === id ? newId : each, list]));
      }
    },
    rotateKey(id) {
      generation += 1;
      const key = keyOf(id, generation);
      account(id).key = key;
      return key;
    },
    revokeKey(id) {
      account(id).key = null;
    },
    expireCursors() {
      cursorEpoch += 1;
    },
    get cursorEpoch() {
      return cursorEpoch;
    },
  };
}

export function isMember(group: Group, id: string): boolean {
  return group.users.includes(id) || group.serviceAccounts.includes(id);
}

/** Is `viewer` an administrator of a group `id` belongs to? */
export function administers(world: World, viewer: Account, id: string): boolean {
  return world.managedBy(viewer.id).some((group) => isMember(group, id));
}

function orThrow<T>(value: T | undefined, what: string): T {
  if (value === undefined)
    throw new Error(`The fake VirusTotal has no ${what}: test/fake-virustotal/README.md lists what exists`);
  return value;
}
