import { expect, it } from 'vitest';
import type { Place } from '../../core/panel-channel.ts';
import { isSamePlace, placeOf } from '../../entrypoints/panel-host/route.ts';

it.each<[string, string | undefined, Place['of']?]>([
  ['/gui/user/spellman', 'spellman'],
  ['/gui/user/spellman/', 'spellman'],
  ['/gui/user/spellman/comments', 'spellman'],
  ['/gui/user/spellman/apikey', 'spellman'],
  ['/gui/user/dot.ted', 'dot.ted'],
  ['/gui/user/a%40b.example', 'a@b.example'],
  ['/gui/user/%C3%A9ric', 'éric'],
  ['/gui/user/acme_enrich', 'acme_enrich'],
  ['/gui/user/%E0%A4%A', undefined],
  ['/gui/user/%20', undefined],
  ['/gui/user/', undefined],
  ['/gui/user', undefined],
  ['/gui/user/apikey', undefined],
  ['/gui/user/spell%E2%80%AEnam', undefined],
  ['/gui/user/spellman%E2%80%8B', undefined],
  ['/gui/group/a%00b', undefined],
  [`/gui/user/${'3'.repeat(63)}a`, undefined],
  [`/gui/user/${'3'.repeat(63)}`, '3'.repeat(63)],
  ['/gui/group/acme/users', 'acme', 'group'],
  ['/gui/group/acme', 'acme', 'group'],
  [`/gui/group/${'3'.repeat(64)}/users`, undefined],
  [`/gui/user/${'3'.repeat(64)},`, undefined],
  [`/gui/user/x${'3'.repeat(64)}`, undefined],
  [`/gui/user/apikey=${'3'.repeat(64)}`, undefined],
  ['/gui/home/search', undefined],
  ['/gui/users/spellman', undefined],
  ['/x/gui/user/spellman', undefined],
])('the path %s is a page of %s', (path, id, of = 'user') => {
  expect(placeOf(path)).toEqual(id === undefined ? undefined : { of, id });
});

const user = (id: string): Place => ({ of: 'user', id });

it('two panel routes are equal in any letter case, but a user and a group of the same id are not', () => {
  expect(isSamePlace(user('Spellman'), user('spellman'))).toBe(true);
  expect(isSamePlace(user('spellman'), user('salem'))).toBe(false);
  expect(isSamePlace(user('salem'), { of: 'group', id: 'salem' })).toBe(false);
  expect(isSamePlace(undefined, user('salem'))).toBe(false);
});
