import { expect, it } from 'vitest';
import { isSameId, looksLikeKey, mayContainKey, uniqueIds } from '../../../core/common/ids.ts';

it('ids that differ in letter case are the same', () => {
  expect(isSameId('Spellman', 'sPELLMAN')).toBe(true);
  expect(isSameId('spellman', 'spellman2')).toBe(false);
  expect(uniqueIds(['Acme', 'blabla', 'acme', 'BLABLA'])).toEqual(['Acme', 'blabla']);
});

it('[S-server-look-alikes] ids that differ in other letters than ASCII are different', () => {
  // The lower case of the Kelvin sign is "k", and that of a dotted capital I begins with "i".
  expect(isSameId('spec\u212a', 'speck')).toBe(false);
  expect(isSameId('\u0130d', 'i\u0307d')).toBe(false);
  expect(isSameId('É', 'é')).toBe(false);
});

it.each<[string, boolean]>([
  ['k'.repeat(64), true],
  ['0aZ9'.repeat(16), true],
  ['k'.repeat(63), false],
  ['k'.repeat(65), false],
  [`${'k'.repeat(63)}-`, false],
  [`${'k'.repeat(64)}\n`, false],
  [`${'k'.repeat(63)}é`, false],
  ['', false],
])('%j could be an API key: %s', (text, isKey) => {
  expect(looksLikeKey(text)).toBe(isKey);
});

it.each<[string, boolean]>([
  ['k'.repeat(64), true],
  [`${'0aZ9'.repeat(16)},`, true],
  [`x${'k'.repeat(64)}`, true],
  [`apikey=${'k'.repeat(64)}`, true],
  [`a b/${'k'.repeat(64)}?c`, true],
  ['k'.repeat(63), false],
  [`${'k'.repeat(63)}-${'k'.repeat(63)}`, false],
  ['acme_enrich', false],
  [`vtai_${'a'.repeat(40)}`, true],
  ['x VTAI_0123-4567_89abcdef', true],
  ['vtai_fan', false],
])('the id %j could contain an API key: %s', (id, mayContain) => {
  expect(mayContainKey(id)).toBe(mayContain);
});
