import { expect, it } from 'vitest';
import { hasInvisible, hasUnprintable, replaceUnprintable } from '../../../core/common/characters.ts';

it.each(['\u0000', '\n', '\u007f', '\u009f', '\u061c', '\u200b', '\u202e', '\u2066', '\ufeff'])(
  '%j is neither displayed nor allowed in an id',
  (character) => {
    const text = `spell${character}man`;
    expect(hasUnprintable(text)).toBe(true);
    expect(hasInvisible(text)).toBe(true);
    expect(replaceUnprintable(text)).toBe('spell\ufffdman');
  },
);

it.each(['spellman', 'a b', 'éric', '\u05d0b', '🦉'])('%j is displayed unchanged', (text) => {
  expect(hasUnprintable(text)).toBe(false);
  expect(hasInvisible(text)).toBe(false);
  expect(replaceUnprintable(text)).toBe(text);
});

it('every unprintable character and lone surrogate is replaced', () => {
  expect(replaceUnprintable('\u202ea\u202eb\ud83e')).toBe('\ufffda\ufffdb\ufffd');
});

it('soft hyphens and tag characters are displayed in text, but are not allowed in an id in a link', () => {
  for (const text of ['spell\u00adman', 'spellman\u{e0061}']) {
    expect(hasUnprintable(text)).toBe(false);
    expect(hasInvisible(text)).toBe(true);
  }
});
