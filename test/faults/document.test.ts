// Compares the ids in docs/faults.md and docs/security.md with the ids in the titles of the tests, in both directions.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureKinds } from '../../core/errors.ts';
import { remedies, badgeLabels } from '../../core/domain/badge-labels.ts';
import { failureText } from '../../core/presentation/failure-text.ts';
import { codeIn, readDocument, tableUnder } from '../docs/markdown.ts';
import { faults, maximumRequests } from './faults.ts';
import { hour, minute } from './healthy-account.ts';
import { switches } from './fault-mapping.ts';

const documents = { F: readDocument('docs/faults.md'), S: readDocument('docs/security.md') };

function durationText(wait: number): string {
  if (wait % (24 * hour) === 0) return `${wait / hour / 24} day`;
  if (wait % hour === 0) return `${wait / hour} hour`;
  return wait % minute === 0 ? `${wait / minute} min` : `${wait / 1000} s`;
}

describe('the fault matrix in docs/faults.md', () => {
  it('docs/faults.md has a row for each kind of failure, with its badge label, text and remedy', () => {
    const expected = failureKinds.map((kind) => [
      `\`${kind}\``,
      `\`${badgeLabels[kind]}\``,
      failureText(kind),
      remedies[kind],
    ]);
    expect(tableUnder(documents.F, 'Failure kinds')).toEqual(expected);
  });

  it('docs/faults.md has a row for each fault, with its retry and the requests of the hour after it', () => {
    const rows = tableUnder(documents.F, 'Failed requests').map((row) => row.toSpliced(1, 1));
    const expected = Object.entries(faults).map(([id, fault]) => [
      `\`${id}\``,
      fault.kind,
      durationText(fault.wait),
      String(maximumRequests(fault)),
    ]);
    expect(rows).toEqual(expected);
  });

  it('docs/faults.md has a row for each switch of the fake VirusTotal', () => {
    const rows = tableUnder(documents.F, 'Switches of the fake VirusTotal').map((row) => row.map(codeIn));
    expect(rows).toEqual(Object.entries(switches).map(([name, ids]) => [[name], ids]));
  });
});

/** The ids at the start of test titles, such as '[F-sleep S-disk-key] the figures stay'. */
const idsInTitles = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.test\.tsx?$/u.test(file))
  .map((file) => readFileSync(join('test', file), 'utf8'))
  .flatMap((code) => Array.from(code.matchAll(/['"`]\[([FS]-[^\]]+)\] /gu)))
  .flatMap(([, ids = '']) => ids.split(' '));

describe.each(['F', 'S'] as const)('the documented ids that begin with %s-', (letter) => {
  const document = documents[letter];
  const inDocument = codeIn(document).filter((code) => new RegExp(`^${letter}-\\w`, 'u').test(code));

  it('the documented ids are the ids in the tests, each with one row', () => {
    const inTests = new Set(idsInTitles.filter((id) => id.startsWith(`${letter}-`)));
    expect(inDocument.toSorted()).toEqual([...inTests].toSorted());
  });

  it('the documented ids begin each row of each table', () => {
    const tables = [...document.matchAll(/^\|(.*)\n\|[-| ]+\n((?:\|.*\n)+)/gmu)];
    const rows = tables.flatMap(([, , body = '']) => body.trimEnd().split('\n'));
    expect(tables.filter(([, head = '']) => !head.startsWith(' id '))).toEqual([]);
    expect(rows.filter((row) => !/^\| `[\w-]+` +\|/u.test(row))).toEqual([]);
  });
});
