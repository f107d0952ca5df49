// Reads a relationship for a viewer: checks access and chooses the form (full objects, descriptors, included in the
// object).
import { ApiError, notFound } from './errors.ts';
import { base, descriptorOf, inlineLimit, pageOf, sliceOf } from './paging.ts';
import {
  groupRelationships,
  serviceAccountAsUser,
  serviceAccountRelationships,
  userRelationships,
} from './relationships.ts';
import type { Access, ApiRequest, Table } from './relationships.ts';
import type { Account, ApiObject, Group, World } from './types.ts';
import { administers, isMember } from './world.ts';

export type Kind = 'users' | 'service_accounts';

function tableOf(account: Account, kind: Kind): Table<Account> {
  if (kind === 'service_accounts') return serviceAccountRelationships;
  return account.type === 'user' ? userRelationships : serviceAccountAsUser;
}

function mayReadAccount({ world, viewer }: ApiRequest, account: Account, access: Access): boolean {
  const owner = viewer.id === account.id;
  const admin = administers(world, viewer, account.id);
  if (access === 'everyone') return true;
  if (access === 'administrators')
    return admin || (owner && world.variants.serviceAccountGroups === 'visible');
  return owner || (access === 'owner and administrators' && admin);
}

export type Resource<T> = { table: Table<T>; of: T; path: string; may(access: Access): boolean };

export const accountResource = (request: ApiRequest, of: Account, kind: Kind): Resource<Account> => ({
  table: tableOf(of, kind),
  of,
  path: `/users/${encodeURIComponent(of.id)}`,
  may: (access) => mayReadAccount(request, of, access),
});

export const groupResource = (request: ApiRequest, of: Group): Resource<Group> => ({
  table: groupRelationships,
  of,
  path: `/groups/${encodeURIComponent(of.id)}`,
  may: () => isMember(of, request.viewer.id),
});

/** The response to `/{kind}/{id}/{name}` (full objects) or `/{kind}/{id}/relationships/{name}` (descriptors). */
export function relationshipPage<T>(
  request: ApiRequest,
  resource: Resource<T>,
  name: string,
  descriptors: boolean,
) {
  const relationship = Object.hasOwn(resource.table, name) ? resource.table[name] : undefined;
  if (!relationship) throw notFound('Relationship', name);
  if (!resource.may(relationship.access)) throw new ApiError('ForbiddenError');
  const found = relationship.read(request, resource.of, request.query('attributes'));
  const path = `${resource.path}/${descriptors ? 'relationships/' : ''}${name}`;
  const shape = (object: ApiObject) => (descriptors ? descriptorOf(object) : object);
  if ('one' in found) return onePage(request.world, found.one && shape(found.one), `${base}${path}`);
  const { many } = found;
  return pageOf(
    request.world,
    path,
    { length: many.length, at: (index) => shape(many.at(index)) },
    request.query,
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

/**
 * What `?relationships=a,b` includes in an object. A name that the caller may not read is omitted, or fails the
 * request.
 */
export function inlineRelationships<T>(request: ApiRequest, resource: Resource<T>, names: string) {
  const readable = names.split(',').filter((name) => {
    const relationship = Object.hasOwn(resource.table, name) ? resource.table[name] : undefined;
    if (!relationship) throw new ApiError('InvalidArgumentError', `Relationship "${name}" does not exist`);
    if (resource.may(relationship.access)) return true;
    if (request.world.variants.forbiddenRelationship === 'fail') throw new ApiError('ForbiddenError');
    return false;
  });
  return Object.fromEntries(readable.map((name) => [name, inline(request, resource, name)]));
}

function inline<T>(request: ApiRequest, resource: Resource<T>, name: string) {
  const found = resource.table[name]?.read(request, resource.of) ?? { one: null };
  const path = `${resource.path}/relationships/${name}`;
  const links = { self: `${base}${path}`, related: `${base}${resource.path}/${name}` };
  const withMeta = request.world.variants.meta === 'present';
  if ('one' in found) {
    const data = found.one && descriptorOf(found.one);
    return { data, links, ...(data && withMeta ? { meta: { count: 1 } } : {}) };
  }
  const { items, next } = sliceOf(request.world, path, found.many, 0, inlineLimit);
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
