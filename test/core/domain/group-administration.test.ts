import { describe, expect, it } from 'vitest';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import {
  administersGroup,
  findGroup,
  peopleAccess,
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

describe('whether an account administers a group', () => {
  it.each<[string, Partial<RoleEvidence>, boolean | undefined]>([
    ['it does by role', { readings: [group('acme', 'admin')] }, true],
    ['it does not by another role', { readings: [group('acme', 'user')] }, false],
    [
      'by the first response that has a role',
      { readings: [undefined, group('acme'), group('acme', 'admin')] },
      true,
    ],
    [
      'it does by the list of managed groups, which need not contain the role',
      { managed: managed(false, [group('acme')]) },
      true,
    ],
    ['it does by that list in another letter case', { managed: managed(false, [group('ACME')]) }, true],
    [
      'it does not if the complete list lacks the group',
      { managed: managed(true, [group('blabla')]) },
      false,
    ],
    [
      'it may if an incomplete list lacks the group',
      { managed: managed(false, [group('blabla')]) },
      undefined,
    ],
    ['it does not if VirusTotal refused what administrators see', { isRefused: true }, false],
    ['it may if nothing was loaded', {}, undefined],
  ])('whether an account administers a group: %s', (_, some, is) => {
    expect(administersGroup('Acme', evidence(some))).toBe(is);
  });
});

it('the role in a group comes from a response, or from the list of managed groups', () => {
  expect(roleInGroup('acme', evidence({ readings: [group('acme', 'owner')] }))).toBe('owner');
  expect(roleInGroup('acme', evidence({ managed: managed(false, [group('Acme')]) }))).toBe('admin');
  expect(roleInGroup('acme', evidence({ managed: managed(true, []) }))).toBeUndefined();
});

it('a group is found in any letter case', () => {
  expect(findGroup([group('blabla'), group('Acme')], 'aCME')?.id).toBe('Acme');
  expect(findGroup(undefined, 'acme')).toBeUndefined();
});

describe('what is offered of the people of a group', () => {
  it.each([
    ['an administrator may load them', 'administrator', false, 'load'],
    ['a member may not', 'member', true, 'closed'],
    ['an outsider may not', 'outsider', false, 'closed'],
    ['an unknown role is checked first', undefined, false, 'check-role'],
    ['where the group names no role, the lists tell', undefined, true, 'load'],
  ] as const)('%s', (_, role, wasGroupRead, access) => {
    expect(peopleAccess(role, wasGroupRead)).toBe(access);
  });
});
