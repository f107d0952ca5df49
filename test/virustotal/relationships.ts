// Every relationship of users, service accounts and groups: who may read it and what it leads to.
import { activityOf } from './activity.ts';
import { ApiError, notFound } from './errors.ts';
import { filesOf, huntingOf } from './hunting.ts';
import { base, descriptorOf, inlineLimit, mapSeries, pageOf, sliceOf } from './paging.ts';
import type { Query } from './paging.ts';
import type { Account, ApiObject, Group, Series, World } from './types.ts';
import { accountObject, groupObject } from './visibility.ts';
import { administers, isMember } from './world.ts';

export type Access = 'everyone' | 'owner' | 'owner and administrators' | 'administrators' | 'members';
export type Asked = { world: World; viewer: Account; now: number; query: Query };
/** A list, one object, or null where one is not there. */
type Found = { many: Series } | { one: ApiObject | null };
export type Relationship<T> = {
  access: Access;
  description: string;
  read(asked: Asked, of: T, names?: string): Found;
};
export type Table<T> = Record<string, Relationship<T>>;

const both = 'owner and administrators';

function paying(pick: (account: Account) => string | null, what: string): Relationship<Account> {
  const read = ({ world, viewer }: Asked, account: Account, names?: string) => {
    const group = world.groups.get(pick(account) ?? '');
    return { one: group ? groupObject(world, group, viewer, names) : null };
  };
  return { access: both, description: `Group from which the user consumes ${what} quota.`, read };
}

function list<T>(
  access: Access,
  description: string,
  make: (asked: Asked, of: T, names?: string) => Series,
): Relationship<T> {
  return { access, description, read: (asked, of, names) => ({ many: make(asked, of, names) }) };
}

const groupsIn = (asked: Asked, groups: Group[], names?: string) =>
  mapSeries(groups, (group) => groupObject(asked.world, group, asked.viewer, names));

const nothing: Series = mapSeries([], descriptorOf);

export const userRelationships: Table<Account> = {
  api_quota_group: paying((account) => account.apiGroup, 'API'),
  intelligence_quota_group: paying((account) => account.intelligenceGroup, 'intelligence'),
  monitor_quota_group: paying((account) => account.monitorGroup, 'monitor'),
  groups: list('owner', 'Groups the user belongs to.', (asked, { id }, names) =>
    groupsIn(asked, asked.world.groupsOf(id), names),
  ),
  groups_managed: list(both, 'Groups for which the user is an administrator.', (asked, { id }, names) =>
    groupsIn(asked, asked.world.managedBy(id), names),
  ),
  comments: list('everyone', 'Comments posted by the user.', (asked, of) =>
    activityOf('comments', of, asked.now),
  ),
  mentions: list('everyone', 'Comments mentioning the user.', (asked, of) =>
    activityOf('mentions', of, asked.now),
  ),
  graphs: list('everyone', 'VT Graphs the user is owner/editor/viewer of.', (asked, of) =>
    activityOf('graphs', of, asked.now),
  ),
  votes: list('everyone', 'Votes of the user.', () => nothing),
  collections: list('everyone', 'Collections of the user.', () => nothing),
  hunting_rulesets: list('owner', 'Hunting rulesets editable by the user.', (asked, of) =>
    huntingOf('hunting_rulesets', of, asked.now),
  ),
  hunting_notifications: list('owner', 'Hunting notifications for the user.', (asked, of) =>
    huntingOf('hunting_notifications', of, asked.now),
  ),
  hunting_notification_files: list(
    'owner',
    "Flagged files in the user's hunting notifications.",
    (asked, of) => filesOf(of, asked.now),
  ),
  retrohunt_jobs: list('owner', "User's retrohunt jobs.", (asked, of) =>
    huntingOf('retrohunt_jobs', of, asked.now),
  ),
};

const { api_quota_group, intelligence_quota_group, groups, comments, mentions } = userRelationships;

/** `groups` is for the administrators only, so says the Service Account document; a variant opens it to the account. */
export const serviceAccountRelationships = Object.fromEntries(
  Object.entries({ api_quota_group, intelligence_quota_group, groups, comments, mentions }).flatMap(
    ([name, of]) =>
      of ? [[name, name === 'groups' ? { ...of, access: 'administrators' as const } : of]] : [],
  ),
);

function accountsIn(pick: (group: Group) => string[], description: string): Relationship<Group> {
  return list('members', description, (asked, group, names) => {
    const { world, viewer, query } = asked;
    const ids = filtered(world, group, viewer, pick(group), query('filter'));
    return mapSeries(ids, (id) => {
      const object = accountObject(world, world.account(id), viewer, names);
      const context = contextOf(world, group, viewer, id);
      return context ? { ...object, context_attributes: context } : object;
    });
  });
}

/** `filter=2fa_enabled:false` is how an administrator learns who has no 2FA; nobody else may ask. */
function filtered(
  world: World,
  group: Group,
  viewer: Account,
  ids: string[],
  filter: string | undefined,
): string[] {
  if (filter === undefined) return ids;
  if (!group.administrators.includes(viewer.id)) throw new ApiError('ForbiddenError');
  const match = /^2fa_enabled:(true|false)$/.exec(filter);
  if (!match) throw new ApiError('InvalidArgumentError', `Invalid filter: "${filter}"`);
  return ids.filter((id) => (world.account(id).attributes.has_2fa === true) === (match[1] === 'true'));
}

/** Roles and personal caps, for the administrators. */
function contextOf(world: World, group: Group, viewer: Account, id: string) {
  if (!group.administrators.includes(viewer.id)) return null;
  const cap = world.account(id).attributes.quotas?.['api_requests_daily']?.allowed ?? 0;
  const capped = cap > 0 && cap < 1_000_000_000;
  return {
    roles: group.roles[id] ?? [],
    ...(capped ? { quota_limits: { api_requests_daily: { allowed: cap } } } : {}),
  };
}

export const groupRelationships: Table<Group> = {
  administrators: accountsIn((group) => group.administrators, "Group's administrators."),
  users: accountsIn((group) => group.users, "Group's users."),
  service_accounts: accountsIn((group) => group.serviceAccounts, "Group's service accounts."),
  graphs: list('members', 'Graphs shared with the group.', () => nothing),
};

export function tableOf(account: Account): Table<Account> {
  return account.type === 'user' ? userRelationships : serviceAccountRelationships;
}

function mayReadAccount({ world, viewer }: Asked, account: Account, access: Access): boolean {
  const owner = viewer.id === account.id;
  const admin = administers(world, viewer, account.id);
  if (access === 'everyone') return true;
  if (access === 'administrators')
    return admin || (owner && world.variants.serviceAccountGroups === 'visible');
  return owner || (access === both && admin);
}

export type Place<T> = { table: Table<T>; of: T; path: string; may(access: Access): boolean };

export const accountPlace = (asked: Asked, of: Account): Place<Account> => ({
  table: tableOf(of),
  of,
  path: `/users/${encodeURIComponent(of.id)}`,
  may: (access) => mayReadAccount(asked, of, access),
});

export const groupPlace = (asked: Asked, of: Group): Place<Group> => ({
  table: groupRelationships,
  of,
  path: `/groups/${encodeURIComponent(of.id)}`,
  may: () => isMember(of, asked.viewer.id),
});

/** The answer to `/{kind}/{id}/{name}` (full objects) or `/{kind}/{id}/relationships/{name}` (descriptors). */
export function relationshipPage<T>(asked: Asked, place: Place<T>, name: string, descriptors: boolean) {
  const relationship = Object.hasOwn(place.table, name) ? place.table[name] : undefined;
  if (!relationship) throw notFound('Relationship', name);
  if (!place.may(relationship.access)) throw new ApiError('ForbiddenError');
  const found = relationship.read(asked, place.of, asked.query('attributes'));
  const path = `${place.path}/${descriptors ? 'relationships/' : ''}${name}`;
  const shape = (object: ApiObject) => (descriptors ? descriptorOf(object) : object);
  if ('one' in found) return onePage(asked.world, found.one && shape(found.one), `${base}${path}`);
  const { many } = found;
  return pageOf(
    asked.world,
    path,
    { length: many.length, at: (index) => shape(many.at(index)) },
    asked.query,
  );
}

function onePage(world: World, object: ApiObject | null, self: string) {
  if (!object && world.variants.noRelatedObject === 'not-found') throw notFound('Related object', self);
  return {
    data: object,
    links: { self },
    ...(object && world.variants.meta === 'present' ? { meta: { count: 1 } } : {}),
  };
}

/** What `?relationships=a,b` writes into an object. A name the caller may not read is left out, or fails it all. */
export function inlineRelationships<T>(asked: Asked, place: Place<T>, names: string) {
  const readable = names.split(',').filter((name) => {
    const relationship = Object.hasOwn(place.table, name) ? place.table[name] : undefined;
    if (!relationship) throw new ApiError('InvalidArgumentError', `Relationship "${name}" does not exist`);
    if (place.may(relationship.access)) return true;
    if (asked.world.variants.forbiddenRelationship === 'fail') throw new ApiError('ForbiddenError');
    return false;
  });
  return Object.fromEntries(readable.map((name) => [name, inline(asked, place, name)]));
}

function inline<T>(asked: Asked, place: Place<T>, name: string) {
  const found = place.table[name]?.read(asked, place.of) ?? { one: null };
  const path = `${place.path}/relationships/${name}`;
  const links = { self: `${base}${path}`, related: `${base}${place.path}/${name}` };
  const withMeta = asked.world.variants.meta === 'present';
  if ('one' in found) {
    const data = found.one && descriptorOf(found.one);
    return { data, links, ...(data && withMeta ? { meta: { count: 1 } } : {}) };
  }
  const { items, next } = sliceOf(asked.world, path, found.many, 0, inlineLimit);
  const cursor = next === null ? {} : { cursor: next };
  return {
    data: items.map(descriptorOf),
    links: {
      ...links,
      self: `${links.self}?limit=${inlineLimit}`,
      ...(next === null ? {} : { next: `${links.self}?cursor=${next}&limit=${inlineLimit}` }),
    },
    ...(withMeta ? { meta: { count: found.many.length, ...cursor } } : {}),
  };
}
