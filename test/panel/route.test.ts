import { expect, it } from 'vitest';
import { isSameUser, userOfPath } from '../../entrypoints/user-page.content/route.ts';

it.each([
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
  [`/gui/user/${'3'.repeat(63)}a`, undefined],
  [`/gui/user/${'3'.repeat(63)}`, '3'.repeat(63)],
  ['/gui/group/acme/users', undefined],
  ['/gui/home/search', undefined],
  ['/gui/users/spellman', undefined],
  ['/x/gui/user/spellman', undefined],
])('%s is a page of %s', (path, user) => {
  expect(userOfPath(path)).toBe(user);
});

it('letter case does not make another user', () => {
  expect(isSameUser('Spellman', 'spellman')).toBe(true);
  expect(isSameUser('spellman', 'salem')).toBe(false);
  expect(isSameUser(undefined, 'salem')).toBe(false);
});
