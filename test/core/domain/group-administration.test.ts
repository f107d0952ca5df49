import { describe, expect, it } from 'vitest';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import {
  administersGroup,
  findGroup,
  type RoleEvidence,
  roleInGroup,
} from '../../../core/domain/group-administration.ts';

const group = (id: string, role?: string): Group => ({
  id,
  ...(role !== undefined && { role }),
  invalidFields: [],
});
const managed = (isComplete: boolean, items: Group[]) => ({ items, isComplete });
const evidence = (some: Partial<RoleEvidence>): RoleEvidence => ({
  readings: [],
  managed: undefined,
  isRefused: false,
  ...some,
});

describe('an account administers a group', () => {
  it.each<[string, Partial<RoleEvidence>, boolean | undefined]>([
    ['by the role', { readings: [group('acme', 'admin')] }, true],
    ['but not by another role', { readings: [group('acme', 'user')] }, false],
    [
      'by the first reading that names a role',
      { readings: [undefined, group('acme'), group('acme', 'admin')] },
      true,
    ],
    [
      'by the list of managed groups, which need not name the role',
      { managed: managed(false, [group('acme')]) },
      true,
    ],
    ['by that list in other letters', { managed: managed(false, [group('ACME')]) }, true],
    ['not where the whole list leaves it out', { managed: managed(true, [group('blabla')]) }, false],
    [
      'perhaps where part of the list leaves it out',
      { managed: managed(false, [group('blabla')]) },
      undefined,
    ],
    ['not where VirusTotal refused what administrators see', { isRefused: true }, false],
    ['perhaps where nothing was read', {}, undefined],
  ])('%s', (_, some, is) => {
    expect(administersGroup('Acme', evidence(some))).toBe(is);
  });
});

it('the role is named by a reading, or follows from managing the group', () => {
  expect(roleInGroup('acme', evidence({ readings: [group('acme', 'owner')] }))).toBe('owner');
  expect(roleInGroup('acme', evidence({ managed: managed(false, [group('Acme')]) }))).toBe('admin');
  expect(roleInGroup('acme', evidence({ managed: managed(true, []) }))).toBeUndefined();
});

it('a group is found in any letter case', () => {
  expect(findGroup([group('blabla'), group('Acme')], 'aCME')?.id).toBe('Acme');
  expect(findGroup(undefined, 'acme')).toBeUndefined();
});
