// The answers about a group's people, in sentences.
import { describe, expect, it } from 'vitest';
import { capText, largestText, twoFactorText } from '../../../core/presentation/people-text.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import { message } from '../../message.ts';

const member = (id: string): Member => ({ id, kind: 'user', invalidFields: [] });
const people = (...ids: string[]) => ids.map(member);

describe('who has no 2FA', () => {
  it.each([
    [true, message('dashboard.members.sign_on_replaces')],
    [false, message('dashboard.members.sign_on_open')],
  ])('is named, and whether it matters where single sign-on is required: %j', (singleSignOn, why) => {
    const who = message('dashboard.members.without_2fa', 2, '2', 'a, b');
    expect(twoFactorText({ items: people('a', 'b'), isComplete: true }, singleSignOn)).toBe(`${who} ${why}`);
  });

  it('is nobody, or a least number where more members are to be loaded', () => {
    expect(twoFactorText({ items: [], isComplete: true }, false)).toBe(
      message('dashboard.members.without_2fa', 0, '0', ''),
    );
    expect(twoFactorText({ items: people('a'), isComplete: false }, undefined)).toBe(
      message('dashboard.members.without_2fa_some', '1'),
    );
  });

  it('is named up to five', () => {
    const items = people('a', 'b', 'c', 'd', 'e', 'f', 'g');
    const names = message('dashboard.members.and_more', 'a, b, c, d, e', '2');
    expect(twoFactorText({ items, isComplete: true }, undefined)).toBe(
      message('dashboard.members.without_2fa', 7, '7', names),
    );
  });
});

it('caps are summed up, with whoever has reached one', () => {
  expect(capText({ capped: 2, people: 3, reached: people('a'), near: people('b') })).toBe(
    [
      message('dashboard.members.caps', 2, '2', '3'),
      message('dashboard.members.cap_reached', 'a'),
      message('dashboard.members.cap_near', 'b'),
    ].join(' '),
  );
  expect(capText({ capped: 1, people: 3, reached: [], near: [] })).toContain(
    message('dashboard.members.cap_roomy'),
  );
  expect(capText({ capped: 0, people: 3, reached: [], near: [] })).toBe(
    message('dashboard.members.caps', 0, '0', '3'),
  );
});

it('the service account that used most today is named with its share', () => {
  const used = [
    { ...member('a'), usedToday: 30 },
    { ...member('b'), usedToday: 10 },
  ];
  expect(largestText(used)).toBe(message('dashboard.service_list.largest', 'a', '30', '75%'));
  expect(largestText(people('a'))).toBe(message('dashboard.service_list.largest_none'));
});
