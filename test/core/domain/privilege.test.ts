import { describe, expect, it } from 'vitest';
import { hasExpiredRecently, privilegeStatuses } from '../../../core/domain/privilege.ts';

const now = Date.UTC(2026, 10, 21);
const inDays = (days: number) => now + days * 86_400_000;
const expired = (name: string, days: number) => ({ name, granted: true, expires: inDays(-days) });

const through = (name: string, from: string, expires?: number) => ({
  name,
  granted: true,
  from,
  via: 'privilege',
  ...(expires !== undefined && { expires }),
});

const endOf = (name: string, ...privileges: Parameters<typeof privilegeStatuses>[0]) => {
  const status = privilegeStatuses(privileges, now).find((privilege) => privilege.name === name);
  return [status?.expires, status?.endsWith, status?.state];
};

it('privileges are sorted by urgency, with their origin', () => {
  const statuses = privilegeStatuses(
    [
      { name: 'not-granted', granted: false },
      { name: 'long-ago', granted: true, expires: inDays(-31) },
      { name: 'expired', granted: true, expires: inDays(-1), from: 'g', via: 'api_quota_group' },
      { name: 'b-perpetual', granted: true, from: 'intelligence', via: 'privilege' },
      { name: 'a-far', granted: true, expires: inDays(61) },
      { name: 'late', granted: true, expires: inDays(40), from: 'g', via: 'intelligence_quota_group' },
      { name: 'soon', granted: true, expires: inDays(9), from: 'g', via: 'monitor_quota_group' },
    ],
    now,
  );
  expect(statuses.map(({ name, state, origin }) => [name, state, origin])).toEqual([
    ['expired', 'expired', 'api-group'],
    ['soon', 'expiring', 'other'],
    ['late', 'expiring', 'intelligence-group'],
    ['a-far', 'granted', 'own'],
    ['b-perpetual', 'granted', 'privilege'],
    ['long-ago', 'expired', 'own'],
    ['not-granted', 'not-granted', 'own'],
  ]);
});

it('a privilege is expired from the second of its expiration date on, even if VirusTotal still grants it', () => {
  const [status] = privilegeStatuses([{ name: 'p', granted: true, expires: inDays(0) }], now);
  expect(status?.state).toBe('expired');
});

it('of privileges that expired within 30 days the latest comes first', () => {
  const statuses = privilegeStatuses([expired('a', 20), expired('b', 2), expired('c', 30)], now);
  expect(statuses.map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  expect(statuses.map((privilege) => hasExpiredRecently(privilege, now))).toEqual([true, true, false]);
});

describe('a privilege that comes through another one', () => {
  const intelligence = { name: 'intelligence', granted: true, expires: inDays(44) };
  it.each([
    [
      'has no end of its own',
      [through('a', 'intelligence'), intelligence],
      [inDays(44), 'intelligence', 'expiring'],
    ],
    [
      'ends later',
      [through('a', 'intelligence', inDays(300)), intelligence],
      [inDays(44), 'intelligence', 'expiring'],
    ],
    [
      'ends earlier',
      [through('a', 'intelligence', inDays(9)), intelligence],
      [inDays(9), undefined, 'expiring'],
    ],
    [
      'comes through two',
      [through('a', 'b'), through('b', 'intelligence'), intelligence],
      [inDays(44), 'b', 'expiring'],
    ],
    [
      'comes through an expired one',
      [through('a', 'b'), { name: 'b', granted: true, expires: inDays(-3) }],
      [inDays(-3), 'b', 'expired'],
    ],
    ['comes through an unknown one', [through('a', 'b', inDays(300))], [inDays(300), undefined, 'granted']],
    ['comes through itself', [through('a', 'b'), through('b', 'a')], [undefined, undefined, 'granted']],
  ])('ends when that one ends where it %s', (_, privileges, expected) => {
    expect(endOf('a', ...privileges)).toEqual(expected);
  });

  it('a group of the same name is no privilege', () => {
    const group = { ...through('a', 'intelligence'), via: 'api_quota_group' };
    expect(endOf('a', group, intelligence)).toEqual([undefined, undefined, 'granted']);
  });
});
