import { expect, it } from 'vitest';
import {
  hasInvisible,
  hasLookAlikes,
  hasUnprintable,
  replaceUnprintable,
} from '../../../core/common/characters.ts';

const controls = ['\u0000', '\n', '\u007f', '\u009f', '\u061c', '\u200b', '\u202e', '\u2066', '\ufeff'];
/** Hangul fillers, variation selectors, joiners, a soft hyphen, a tag, an empty Braille cell. */
const fillers = [
  '\u115f',
  '\u1160',
  '\u3164',
  '\uffa0',
  '\ufe00',
  '\ufe0f',
  '\u{e0100}',
  '\u034f',
  '\u180b',
  '\u00ad',
  '\u{e0061}',
  '\u2800',
];

it.each([...controls, ...fillers])(
  '[S-server-look-alikes] %j is shown as a replacement character and not allowed in an id',
  (character) => {
    const text = `spell${character}man`;
    expect(hasUnprintable(text)).toBe(true);
    expect(hasInvisible(text)).toBe(true);
    expect(replaceUnprintable(text)).toBe('spell\ufffdman');
  },
);

it.each(['\u00a0', '\u2003', '\u3000'])('the space %j is displayed, but not allowed in an id', (space) => {
  expect(hasUnprintable(`a${space}b`)).toBe(false);
  expect(hasInvisible(`a${space}b`)).toBe(true);
});

it.each(['spellman', 'a b', 'éric', '\u05d0b', '🦉'])('%j is displayed unchanged', (text) => {
  expect(hasUnprintable(text)).toBe(false);
  expect(hasInvisible(text)).toBe(false);
  expect(replaceUnprintable(text)).toBe(text);
});

it('every unprintable character and lone surrogate is replaced', () => {
  expect(replaceUnprintable('\u202ea\u202eb\ud83e')).toBe('\ufffda\ufffdb\ufffd');
});

it('a variation selector colors an emoji', () => {
  expect(replaceUnprintable('\u2764\ufe0f')).toBe('\u2764\ufe0f');
});

it.each([
  ['spell\u043can', true],
  ['\u0430cme', true],
  ['\u03bfnline', true],
  ['\uff53pellman', true],
  ['\u{1d41a}cme', true],
  ['acme-\u0441\u0441', true],
  ['spellman', false],
  ['José Éric-Łukasz', false],
  ['Иван Петров', false],
  ['Иван Ivan', false],
  ['日本 Nihon ニホン', false],
  ['Ελένη', false],
  ['5 µm', false],
  ['', false],
])('[S-server-look-alikes] the name %j mixes letters that look alike: %s', (name, isMixed) => {
  expect(hasLookAlikes(name)).toBe(isMixed);
});
