// The people of a group in one table: what each list tells of them, and what their caps come to.
import { describe, expect, it } from 'vitest';
import {
  capOf,
  capState,
  capSummary,
  emailsOf,
  joinPeople,
  largestUser,
  type PeopleLists,
} from '../../../core/domain/people.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';

const member = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  kind: 'user',
  invalidFields: [],
  ...more,
});
const none: PeopleLists = { withoutTwoFactor: undefined, today: undefined, month: undefined };
const list = (isComplete: boolean, ...items: Member[]) => ({ items, isComplete });

describe('the people of a group', () => {
  it('lack 2FA where the list without it has them, and have it where the complete list has not', () => {
    const without = list(true, member('B'));
    const [a, b] = joinPeople([member('a'), member('b')], { ...none, withoutTwoFactor: without }, undefined);
    expect([a?.has2fa, b?.has2fa]).toEqual([true, false]);
  });

  it('have an unknown 2FA and use where the lists are not loaded, or only in part', () => {
    expect(joinPeople([member('a')], none, 100)).toEqual([member('a')]);
    const part = list(false, member('b', { consumed: 9 }));
    const [a] = joinPeople([member('a')], { withoutTwoFactor: part, today: part, month: part }, 100);
    expect(a).toEqual(member('a'));
  });

  it('have used nothing where a complete list of users lacks them, and a share of what the group used', () => {
    const today = list(true, member('a', { consumed: 7 }));
    const month = list(true, member('a', { consumed: 25 }), member('b', { consumed: 300 }));
    const [a, b] = joinPeople([member('a'), member('b')], { ...none, today, month }, 100);
    expect(a).toMatchObject({ usedToday: 7, usedThisMonth: 25, share: 0.25 });
    expect(b).toMatchObject({ usedToday: 0, usedThisMonth: 300, share: 1 });
  });

  it('include those without 2FA who are not among the loaded members', () => {
    const people = joinPeople(
      [member('a')],
      { ...none, withoutTwoFactor: list(true, member('z')) },
      undefined,
    );
    expect(people.map(({ id, has2fa }) => [id, has2fa])).toEqual([
      ['a', true],
      ['z', false],
    ]);
  });
});

describe('a cap', () => {
  it.each([
    [undefined, undefined],
    [1_000_000_000, 'none'],
    [2_000_000_000, 2_000_000_000],
    [0, 0],
    [1000, 1000],
  ])('of VirusTotal’s number %j is %j', (dailyLimit, cap) => {
    expect(capOf(member('a', dailyLimit === undefined ? {} : { dailyLimit }))).toBe(cap);
  });

  it.each([
    [1000, 1000, 'reached'],
    [1000, 800, 'near'],
    [1000, 799, 'ok'],
    ['none', 5000, undefined],
    [1000, undefined, undefined],
  ] as const)('of %j with %j used is %j', (cap, used, state) => {
    expect(capState(cap, used)).toBe(state);
  });

  it('is counted among those of a group, and named where it is reached or near', () => {
    const people = [
      { ...member('full', { dailyLimit: 100 }), usedToday: 120 },
      { ...member('near', { dailyLimit: 100 }), usedToday: 90 },
      { ...member('free', { dailyLimit: 1_000_000_000 }), usedToday: 9000 },
      member('unknown'),
    ];
    const summary = capSummary(people);
    expect(summary).toMatchObject({ capped: 2, people: 4 });
    expect([summary?.reached, summary?.near].map((each) => each?.map(({ id }) => id))).toEqual([
      ['full'],
      ['near'],
    ]);
    expect(capSummary([member('unknown')])).toBeUndefined();
  });
});

it('the largest user of today is found, and nobody where nothing was used', () => {
  const people = [{ ...member('a'), usedToday: 3 }, { ...member('b'), usedToday: 9 }, member('unknown')];
  expect(largestUser(people)?.id).toBe('b');
  expect(largestUser([{ ...member('a'), usedToday: 0 }])).toBeUndefined();
});

it('e-mail addresses are named once, and empty ones are not', () => {
  const people = ['a@x.example', ' ', 'b@x.example', 'a@x.example'].map((email) => member('m', { email }));
  expect(emailsOf([...people, member('n')])).toEqual(['a@x.example', 'b@x.example']);
});
