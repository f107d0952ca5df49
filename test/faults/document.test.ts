// docs/faults.md and docs/security.md say what the code's own tables say, and every test that they name is there.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failureKinds } from '../../core/virustotal/api-error.ts';
import { remedies, badgeLabels } from '../../core/domain/badge-labels.ts';
import { failureText } from '../../core/presentation/failure-text.ts';
import { faults, maximumRequests } from './faults.ts';
import { hour, minute } from './healthy-account.ts';
import { switches } from './fault-mapping.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const matrix = read('docs/faults.md');

/** The rows under a heading, as their cells. */
function tableUnder(heading: string): string[][] {
  const part = matrix.split(/^## /mu).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const rows = part.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function lengthOf(wait: number): string {
  if (wait % (24 * hour) === 0) return `${wait / hour / 24} day`;
  if (wait % hour === 0) return `${wait / hour} hour`;
  return wait % minute === 0 ? `${wait / minute} min` : `${wait / 1000} s`;
}

describe('the fault matrix', () => {
  it('has a row for each kind of failure, with its sign and its sentence', () => {
    const expected = failureKinds.map((kind) => [
      kind,
      `\`${badgeLabels[kind]}\``,
      failureText(kind),
      remedies[kind],
    ]);
    expect(tableUnder('What is said')).toEqual(expected);
  });

  it('has a row for each fault, with its next try and the requests of the hour after it', () => {
    const expected = Object.entries(faults).map(([name, fault]) => [
      name,
      fault.kind,
      lengthOf(fault.wait),
      String(maximumRequests(fault)),
    ]);
    expect(tableUnder('What goes wrong')).toEqual(expected);
  });

  it('has a row for each switch of the stand-in', () => {
    const expected = Object.entries(switches).map(([name, played]) => [`\`${name}\``, played.join('; ')]);
    expect(tableUnder('The stand-in’s switches')).toEqual(expected);
  });
});

describe.each(['docs/faults.md', 'docs/security.md'])('%s', (file) => {
  const named = [...read(file).matchAll(/`(test\/[\w./-]+)`(?: “([^”]+)”)?/gu)].map(
    ([, path = '', title]) => [path, title] as const,
  );

  it('names tests, and each of them is there', () => {
    expect(named.length).toBeGreaterThan(10);
    const missing = named.filter(
      ([path, title]) => !existsSync(path) || (title !== undefined && !read(path).includes(title)),
    );
    expect(missing).toEqual([]);
  });
});
