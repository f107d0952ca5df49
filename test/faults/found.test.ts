// Faults that were found by tests of this folder and of `properties/`, each with the case that showed it.
import { describe, expect, it } from 'vitest';
import { prose, text } from '../../core/virustotal/read.ts';

describe('foreign text', () => {
  it('never ends in half a character, of which no address could be made', () => {
    expect(text(`${'a'.repeat(498)}\u{1F600}${'b'.repeat(9)}`)).toBe(`${'a'.repeat(498)}\uFFFD…`);
    expect(prose(`\u{1F600}\uD800\n\uDC00`)).toBe('\u{1F600}\uFFFD\n\uFFFD');
  });
});
