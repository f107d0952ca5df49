// Faults that were found by tests of this folder and of `properties/`, each with the case that showed it.
import { describe, expect, it } from 'vitest';
import { prose, text } from '../../core/virustotal/read.ts';
import { readRetrohuntJob } from '../../core/virustotal/retrohunt.ts';

describe('foreign text', () => {
  it('never ends in half a character, of which no address could be made', () => {
    expect(text(`${'a'.repeat(498)}\u{1F600}${'b'.repeat(9)}`)).toBe(`${'a'.repeat(498)}\uFFFD…`);
    expect(prose(`\u{1F600}\uD800\n\uDC00`)).toBe('\u{1F600}\uFFFD\n\uFFFD');
  });
});

describe('the rules of a retrohunt job', () => {
  const namesIn = (rules: string) =>
    readRetrohuntJob({ type: 'retrohunt_job', id: 'a', attributes: { rules } })?.ruleNames;

  it.each([
    ['empty lines', '\n'.repeat(300_000)],
    ['modifiers', 'private\n'.repeat(60_000)],
    ['spaces', ' '.repeat(300_000)],
  ])('are found in time among %s without end', (_, filling) => {
    const start = performance.now();
    expect(namesIn(`${filling}\n  private global rule one {}\nglobal\nrule two : tag {}`)).toEqual([
      'one',
      'two',
    ]);
    // It took minutes.
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
