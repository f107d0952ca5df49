// Exports say "no cap" in words, and have VirusTotal's number beside it.
import { expect, it } from 'vitest';
import {
  memberCap,
  memberWithCap,
  ownCap,
  poolCap,
  quotaWithCaps,
} from '../../../core/domain/export-caps.ts';
import { quotaStatus } from '../../../core/domain/quota.ts';

const now = Date.UTC(2026, 10, 21, 12);
const uncapped = quotaStatus(
  {
    name: 'api_requests_daily',
    user: { allowed: 1_000_000_000, used: 4 },
    group: { allowed: 1_000_000_000, used: 9 },
  },
  now,
  now,
);
const capped = quotaStatus(
  {
    name: 'api_requests_monthly',
    user: { allowed: 500, used: 4 },
    group: { allowed: 2_000_000_000, used: 9 },
  },
  now,
  now,
);

it('a quota is exported as "no cap" only where VirusTotal has its number for that', () => {
  expect([ownCap(uncapped), poolCap(uncapped)]).toEqual(['no cap', 'no cap']);
  expect([ownCap(capped), poolCap(capped)]).toEqual([500, 2_000_000_000]);
});

it('a quota in JSON keeps the raw figure beside the words', () => {
  expect(quotaWithCaps(uncapped)).toMatchObject({
    own: { cap: 'no cap', allowed: 1_000_000_000, used: 4 },
    pool: { cap: 'no cap', allowed: 1_000_000_000, used: 9 },
  });
  expect(quotaWithCaps(capped)).toMatchObject({ own: { cap: 500, allowed: 500 } });
});

it('a member is exported with the cap in words and the raw figure', () => {
  const member = { id: 'a', kind: 'user', invalidFields: [] } as const;
  expect(memberWithCap({ ...member, invalidFields: [], dailyLimit: 1_000_000_000 })).toMatchObject({
    dailyCap: 'no cap',
    dailyLimit: 1_000_000_000,
  });
  expect(memberCap({ ...member, invalidFields: [] })).toBeUndefined();
});
