// Owns the tests that /gui paths match the facts about VirusTotal's routes.
import { describe, expect, it } from 'vitest';
import { parseRoute, tagOf } from './client/routes.ts';

describe('parseRoute', () => {
  it.each([
    ['/gui', 'home', ''],
    ['/gui/home/url', 'home', ''],
    ['/gui/user/alice', 'user', 'alice'],
    ['/gui/user/alice/', 'user', 'alice'],
    ['/gui/user/alice/comments', 'user', 'alice'],
    ['/gui/user/alice?x=1#y', 'user', 'alice'],
    ['/gui/user/alice/apikey', 'apikey', 'alice'],
    ['/gui/user/apikey', 'user', 'apikey'],
    ['/gui/my-apikey', 'apikey', 'me'],
    ['/gui/user/%E2%98%83', 'user', '☃'],
    ['/gui/user/%E0%A4%A', 'user', '%E0%A4%A'],
    ['/gui/user/x%2Fy', 'user', 'x/y'],
    ['/gui/group/blabla/users', 'group', 'blabla'],
    ['/gui/domain/example.com/details', 'file', 'example.com'],
    ['/gui/sign-in', 'sign-in', ''],
    ['/gui/user', 'item-not-found', '/gui/user'],
    ['/gui/user/alice/zzz', 'item-not-found', '/gui/user/alice/zzz'],
  ])('parseRoute() maps %s to %s of "%s"', (path, view, id) => {
    expect(parseRoute(path, 'me')).toMatchObject({ view, id });
  });

  it('parseRoute() shows comments by default', () => {
    expect(parseRoute('/gui/user/alice', 'me').tab).toBe('comments');
    expect(parseRoute('/gui/user/alice/graphs', 'me').tab).toBe('graphs');
  });
});

describe('tagOf', () => {
  it('tagOf() renames only the user view', () => {
    expect(tagOf('user', 'shadow')).toBe('user-view');
    expect(tagOf('user', 'renamed')).toBe('vt-user-profile-view');
    expect(tagOf('group', 'renamed')).toBe('group-view');
  });
});
