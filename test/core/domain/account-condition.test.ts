import { expect, it } from 'vitest';
import { accountCondition, needsAttention } from '../../../core/domain/account-condition.ts';
import type { Account } from '../../../core/domain/account.ts';
import type { FailureKind } from '../../../core/errors.ts';

const noon = Date.UTC(2026, 10, 15, 12);
const account = (used: number, kind?: FailureKind): Account => ({
  id: 'a',
  kind: 'user',
  keyLast4: '333a',
  addedAt: 1,
  quotas: { at: noon, value: [{ name: 'api_requests_daily', user: { allowed: 500, used } }] },
  failures: kind ? { quotas: { kind, at: noon, tries: 1 } } : {},
  requests: { day: '2026-11-15', billable: 0, free: 0 },
});

it.each<[string, Account, string, boolean]>([
  ['with requests left', account(1), 'limit', false],
  ['that is used up', account(500), 'limit', true],
  ['whose key is rejected', account(1, 'bad-key'), 'failing', true],
  ['without a key', account(1, 'no-key'), 'failing', true],
  ['that is inactive', account(1, 'inactive'), 'failing', true],
  ['that VirusTotal does not know', account(1, 'not-found'), 'failing', true],
  ['that is locked, as its owner wanted', account(1, 'locked'), 'failing', false],
  ['without access to VirusTotal, like all others', account(1, 'no-access'), 'failing', false],
  ['whose requests are refused until a reset', account(1, 'quota-exceeded'), 'refused', true],
  ['with one failed reading', account(1, 'offline'), 'limit', false],
  ['that may not read the quotas', account(1, 'forbidden'), 'limit', false],
])('the condition of an account %s', (_, given, is, attention) => {
  const condition = accountCondition(given, noon);
  expect([condition.is, needsAttention(condition)]).toEqual([is, attention]);
});

it('an account without figures is not called empty', () => {
  const { quotas: _none, ...loading } = account(1);
  expect(accountCondition(loading, noon)).toEqual({ is: 'loading' });
  expect(needsAttention({ is: 'loading' })).toBe(false);
});
