import { expect, it } from 'vitest';
import { hasInvisible, hasUnprintable, replaceUnprintable } from '../../../core/common/characters.ts';

it.each(['\u0000', '\n', '\u007f', '\u009f', '\u061c', '\u200b', '\u202e', '\u2066', '\ufeff'])(
  '%j is neither shown nor part of an id',
  (character) => {
    const text = `spell${character}man`;
    expect(hasUnprintable(text)).toBe(true);
    expect(hasInvisible(text)).toBe(true);
    expect(replaceUnprintable(text)).toBe('spell\ufffdman');
  },
);

it.each(['spellman', 'a b', 'éric', '\u05d0b', '🦉'])('%j stays as it is', (text) => {
  expect(hasUnprintable(text)).toBe(false);
  expect(hasInvisible(text)).toBe(false);
  expect(replaceUnprintable(text)).toBe(text);
});

it('every unprintable character is replaced, and half of a pair', () => {
  expect(replaceUnprintable('\u202ea\u202eb\ud83e')).toBe('\ufffda\ufffdb\ufffd');
});

it('soft hyphens and tags are shown in text, but no link to an id may hold one', () => {
  for (const text of ['spell\u00adman', 'spellman\u{e0061}']) {
    expect(hasUnprintable(text)).toBe(false);
    expect(hasInvisible(text)).toBe(true);
  }
});
