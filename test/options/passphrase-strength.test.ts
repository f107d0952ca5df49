import { expect, it } from 'vitest';
import { isGuessable } from '../../entrypoints/options/passphrase-strength.ts';

it.each<[string, boolean]>([
  ['password1234!', true],
  ['qwertyuiop12', true],
  ['iloveyou12345', true],
  ['summer2026summer', true],
  ['monkeydragon1', true],
  ['abcdefghijkl', true],
  ['VirusTotal2026!', true],
  ['correct horse battery', false],
  ['four random words here', false],
  ['kD9$fjw2LmQ7', false],
])('[S-passphrase-rule] whether %j is easy to guess: %s', (passphrase, expected) => {
  expect(isGuessable(passphrase, [])).toBe(expected);
});
