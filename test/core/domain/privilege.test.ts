import { expect, it } from 'vitest';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';

const now = Date.UTC(2026, 10, 21);
const inDays = (days: number) => now + days * 86_400_000;

it('privileges are sorted by urgency, with their origin', () => {
  const statuses = privilegeStatuses(
    [
      { name: 'not-granted', granted: false },
      { name: 'expired', granted: true, expires: inDays(-1), from: 'g', via: 'api_quota_group' },
      { name: 'b-perpetual', granted: true, from: 'intelligence', via: 'privilege' },
      { name: 'a-far', granted: true, expires: inDays(61) },
      { name: 'late', granted: true, expires: inDays(40), from: 'g', via: 'intelligence_quota_group' },
      { name: 'soon', granted: true, expires: inDays(9), from: 'g', via: 'monitor_quota_group' },
    ],
    now,
  );
  expect(statuses.map(({ name, state, origin }) => [name, state, origin])).toEqual([
    ['soon', 'expiring', 'other'],
    ['late', 'expiring', 'intelligence-group'],
    ['a-far', 'granted', 'own'],
    ['b-perpetual', 'granted', 'privilege'],
    ['expired', 'expired', 'api-group'],
    ['not-granted', 'not-granted', 'own'],
  ]);
});

it('a privilege is expired from the second of its expiration date on, even if VirusTotal still grants it', () => {
  const [status] = privilegeStatuses([{ name: 'p', granted: true, expires: inDays(0) }], now);
  expect(status?.state).toBe('expired');
});
