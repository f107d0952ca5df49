// Every relationship of users, service accounts and groups: who may read it, and what it leads to.
import { activityOf } from './activity.ts';
import { ApiError } from './errors.ts';
import { huntingOf } from './hunting.ts';
import type { HuntingList } from './hunting.ts';
import { descriptorOf, mapSeries } from './paging.ts';
import type { Query } from './paging.ts';
import type { Account, ApiObject, Group, Series, World } from './types.ts';
import { accountObject, groupObject, only, wanted } from './visibility.ts';

export type Access = 'everyone' | 'owner' | 'owner and administrators' | 'administrators' | 'members';
export type ApiRequest = { world: World; viewer: Account; now: number; query: Query };
/** A list, one object, or null if there is none. */
type Found = { many: Series } | { one: ApiObject | null };
export type Relationship<T> = {
  access: Access;
  description: string;
  read(request: ApiRequest, of: T, names?: string): Found;
};
export type Table<T> = Record<string, Relationship<T>>;

const both = 'owner and administrators';

function paying(pick: (account: Account) => string | null, what: string): Relationship<Account> {
  const read = ({ world, viewer }: ApiRequest, account: Account, names?: string) => {
    const group = world.groups.get(pick(account) ?? '');
    return { one: group ? groupObject(world, group, viewer, names) : null };
  };
  return { access: both, description: `Group from which the user consumes ${what} quota.`, read };
}

function list<T>(
  access: Access,
  description: string,
  make: (request: ApiRequest, of: T, names?: string) => Series,
): Relationship<T> {
  return { access, description, read: (request, of, names) => ({ many: make(request, of, names) }) };
}

const groupsIn = (request: ApiRequest, groups: Group[], names?: string) =>
  mapSeries(groups, (group) => groupObject(request.world, group, request.viewer, names));

const nothing: Series = mapSeries([], descriptorOf);

function posted(kind: 'comments' | 'mentions' | 'graphs', description: string): Relationship<Account> {
  return list('everyone', description, ({ world, query }, of) =>
    onlyWanted(activityOf(kind, of, world.start), query),
  );
}

function hunted(kind: HuntingList, description: string): Relationship<Account> {
  return list('owner', description, ({ world, query }, of) =>
    onlyWanted(huntingOf(kind, of, world.start, world.variants.notificationIds), query),
  );
}

function onlyWanted(series: Series, query: Query): Series {
  const visible = wanted(query('attributes'));
  return {
    length: series.length,
    at(index) {
      const object = series.at(index);
      return { ...object, attributes: only(object.attributes ?? {}, visible) };
    },
  };
}

export const userRelationships: Table<Account> = {
  api_quota_group: paying((account) => account.apiGroup, 'API'),
  intelligence_quota_group: paying((account) => account.intelligenceGroup, 'intelligence'),
  monitor_quota_group: paying((account) => account.monitorGroup, 'monitor'),
  groups: list('owner', 'Groups the user belongs to.', (request, { id }, names) =>
    groupsIn(request, request.world.groupsOf(id), names),
  ),
  groups_managed: list(both, 'Groups for which the user is an administrator.', (request, { id }, names) =>
    groupsIn(request, request.world.managedBy(id), names),
  ),
  comments: posted('comments', 'Comments posted by the user.'),
  mentions: posted('mentions', 'Comments mentioning the user.'),
  graphs: posted('graphs', 'VT Graphs the user is owner/editor/viewer of.'),
  votes: list('everyone', 'Votes of the user.', () => nothing),
  collections: list('everyone', 'Collections of the user.', () => nothing),
  hunting_rulesets: hunted('hunting_rulesets', 'Hunting rulesets editable by the user.'),
  hunting_notifications: hunted('hunting_notifications', 'Hunting notifications for the user.'),
  hunting_notification_files: hunted(
    'hunting_notification_files',
    "Flagged files in the user's hunting notifications.",
  ),
  retrohunt_jobs: hunted('retrohunt_jobs', "User's retrohunt jobs."),
};

/**
 * A service account read under `/users/`: its document shows `groups` to administrators only; a variant shows it to the
 * account.
 */
export const serviceAccountAsUser: Table<Account> = Object.fromEntries(
  Object.entries(userRelationships).map(([name, of]) => [
    name,
    name === 'groups' ? { ...of, access: 'administrators' } : of,
  ]),
);

const documented = new Set(['api_quota_group', 'intelligence_quota_group', 'groups', 'comments', 'mentions']);

/** Read under `/service_accounts/`: the five documented relationships. */
export const serviceAccountRelationships: Table<Account> = Object.fromEntries(
  Object.entries(serviceAccountAsUser).filter(([name]) => documented.has(name)),
);

function accountsIn(pick: (group: Group) => string[], description: string): Relationship<Group> {
  return list('members', description, (request, group, names) => {
    const { world, viewer, query } = request;
    const ids = filtered(world, group, viewer, pick(group), query('filter'));
    return mapSeries(ids, (id) => {
      const object = accountObject(world, world.account(id), viewer, names);
      const context = contextOf(world, group, viewer, id);
      return context ? { ...object, context_attributes: context } : object;
    });
  });
}

/** Administrators find members without 2FA with `filter=2fa_enabled:false`; nobody else may use it. */
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

/** Roles and personal caps, for administrators. */
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
