// Reads a relationship for a viewer: may they, and in which form (full objects, descriptors, written into the object).
import { ApiError, notFound } from './errors.ts';
import { base, descriptorOf, inlineLimit, pageOf, sliceOf } from './paging.ts';
import {
  groupRelationships,
  serviceAccountAsUser,
  serviceAccountRelationships,
  userRelationships,
} from './relationships.ts';
import type { Access, Asked, Table } from './relationships.ts';
import type { Account, ApiObject, Group, World } from './types.ts';
import { administers, isMember } from './world.ts';

export type Kind = 'users' | 'service_accounts';

function tableOf(account: Account, kind: Kind): Table<Account> {
  if (kind === 'service_accounts') return serviceAccountRelationships;
  return account.type === 'user' ? userRelationships : serviceAccountAsUser;
}

function mayReadAccount({ world, viewer }: Asked, account: Account, access: Access): boolean {
  const owner = viewer.id === account.id;
  const admin = administers(world, viewer, account.id);
  if (access === 'everyone') return true;
  if (access === 'administrators')
    return admin || (owner && world.variants.serviceAccountGroups === 'visible');
  return owner || (access === 'owner and administrators' && admin);
}

export type Place<T> = { table: Table<T>; of: T; path: string; may(access: Access): boolean };

export const accountPlace = (asked: Asked, of: Account, kind: Kind): Place<Account> => ({
  table: tableOf(of, kind),
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
