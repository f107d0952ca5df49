import { describe, expect, it } from 'vitest';
import { type Connect, readCollapsed, readConnect, readTheme } from '../../core/panel-channel.ts';

const connect: Connect = { of: 'user', id: 'alice', collapsed: false, folding: 'public-only', theme: 'dark' };

describe('messages between a page and the panel', () => {
  it('the first message is read, and unknown fields are left out', () => {
    expect(readConnect({ ...connect, more: 1 })).toEqual(connect);
    expect(readConnect({ ...connect, of: 'group', id: 'x'.repeat(500) })).toMatchObject({ of: 'group' });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'connect'],
    ['an array', [connect]],
    ['an unknown kind of page', { ...connect, of: 'file' }],
    ['no id', { ...connect, id: '' }],
    ['an id that is no text', { ...connect, id: ['alice'] }],
    ['an endless id', { ...connect, id: 'x'.repeat(501) }],
    ['a collapsed state that is no boolean', { ...connect, collapsed: 'false' }],
    ['an unknown reason for folding', { ...connect, folding: 'because' }],
    ['an unknown theme', { ...connect, theme: 'url(x)' }],
  ])('the first message is ignored if it is or has %s', (_, data) => {
    expect(readConnect(data)).toBeUndefined();
  });

  it('later messages are a theme to the panel and its form to the page, and nothing else', () => {
    expect(readTheme({ theme: 'light' })).toBe('light');
    expect(readCollapsed({ collapsed: true })).toBe(true);
    for (const data of [undefined, null, 'dark', [], { theme: 'red' }, { collapsed: 1 }, { height: 9999 }]) {
      expect(readTheme(data)).toBeUndefined();
      expect(readCollapsed(data)).toBeUndefined();
    }
  });
});
