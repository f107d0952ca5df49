// Which attributes a viewer sees. Invisible attributes are omitted, never null.
import { administers, isMember } from './world.ts';
import type { Account, ApiObject, Group, Privileges, Variants, World } from './types.ts';
import { base } from './paging.ts';

const everyone = new Set([
  'first_name',
  'last_name',
  'profile_phrase',
  'reputation',
  'status',
  'user_since',
  // undocumented, visible in a comment's author
  'certified',
  'collections_count',
]);
const administrators = new Set([...everyone, 'email', 'last_login', 'quotas']);
const groupAdministrators = new Set(['auto_add_users', 'contact_emails']);
const outsiders = new Set(['organization', 'organization_legal_name']);

type Attributes = Record<string, unknown>;

export const only = (attributes: Attributes, visible: (name: string) => boolean): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => visible(name)));

/** Names from `?attributes=a,b`; undefined: all. */
export function wanted(names: string | undefined): (name: string) => boolean {
  if (names === undefined) return () => true;
  const set = new Set(names.split(','));
  return (name) => set.has(name);
}

/** Applies the variant `expirationDate: 'null'`. */
function dated(attributes: Attributes, variants: Variants): Attributes {
  const privileges = attributes['privileges'] as Privileges | undefined;
  if (variants.expirationDate === 'absent' || !privileges) return attributes;
  const entries = Object.entries(privileges).map(([name, value]) => [
    name,
    { expiration_date: null, ...value },
  ]);
  return { ...attributes, privileges: Object.fromEntries(entries) as Privileges };
}

function visibleOf(world: World, account: Account, viewer: Account): Attributes {
  const key = account.key === null ? {} : { apikey: account.key };
  if (account.id === viewer.id) return { ...key, ...account.attributes };
  if (!administers(world, viewer, account.id)) return only(account.attributes, (name) => everyone.has(name));
  const shown = only(account.attributes, (name) => administrators.has(name));
  // A service account's key and privileges are visible to its group's administrators.
  return account.type === 'service_account'
    ? {
        ...key,
        ...shown,
        ...only(account.attributes, (name) => name === 'privileges' || name === 'preferences'),
      }
    : shown;
}

/** The link of a service account also leads to `/users/`, as in the document. */
export function accountObject(world: World, account: Account, viewer: Account, names?: string): ApiObject {
  return {
    attributes: dated(only(visibleOf(world, account, viewer), wanted(names)), world.variants),
    id: account.id,
    links: { self: `${base}/users/${encodeURIComponent(account.id)}` },
    type: account.type === 'service_account' ? world.variants.serviceAccountType : account.type,
  };
}

export function groupObject(world: World, group: Group, viewer: Account, names?: string): ApiObject {
  const admin = group.administrators.includes(viewer.id);
  const visible = (name: string) =>
    isMember(group, viewer.id) ? admin || !groupAdministrators.has(name) : outsiders.has(name);
  return {
    attributes: dated(
      only(group.attributes, (name) => visible(name) && wanted(names)(name)),
      world.variants,
    ),
    id: group.id,
    links: { self: `${base}/groups/${encodeURIComponent(group.id)}` },
    type: 'group',
  };
}
