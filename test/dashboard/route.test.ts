import { describe, expect, it } from 'vitest';
import { hrefOf, routeOf } from '../../entrypoints/dashboard/route.ts';

describe('dashboard routes', () => {
  it.each([
    ['', { section: 'account' }],
    ['#', { section: 'account' }],
    ['#/', { section: 'account' }],
    ['#/groups', { section: 'groups' }],
    ['#/groups/', { section: 'groups' }],
    ['#/groups/blabla', { section: 'groups', id: 'blabla' }],
    ['#/service-accounts/acme_enrich', { section: 'service-accounts', id: 'acme_enrich' }],
    ['#/groups/a%2Fb', { section: 'groups', id: 'a/b' }],
  ])('the route %s leads to a page', (hash, route) => {
    expect(routeOf(hash)).toEqual(route);
  });

  it.each([
    '#/nothing',
    '#/account/x',
    '#/groups/a/b',
    '#/groups/%',
    '#/groups/a%E2%80%AEb',
    '#/groups/a%00',
    '#/__proto__',
    '#/constructor',
  ])('the route %s leads to no page', (hash) => {
    expect(routeOf(hash)).toBeUndefined();
  });

  it.each(['blabla', '../account', 'a b?c#d', '<script>', '\u05d0b', '..', '%', '\ud800'])(
    'the route of a group named %j leads back to it',
    (id) => {
      expect(routeOf(hrefOf('groups', id))).toEqual({ section: 'groups', id: id.toWellFormed() });
    },
  );
});
