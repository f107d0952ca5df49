import { expect, it } from 'vitest';
import { isSameId, looksLikeKey, uniqueIds } from '../../../core/common/ids.ts';

it('letter case makes no other id', () => {
  expect(isSameId('Spellman', 'sPELLMAN')).toBe(true);
  expect(isSameId('spellman', 'spellman2')).toBe(false);
  expect(uniqueIds(['Acme', 'blabla', 'acme', 'BLABLA'])).toEqual(['Acme', 'blabla']);
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
])('%j could be a key: %s', (text, isKey) => {
  expect(looksLikeKey(text)).toBe(isKey);
});
