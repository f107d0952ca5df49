// Which figures an account shows where VirusTotal refuses its quotas, and what is said of the refusal.
import { describe, expect, it } from 'vitest';
import {
  type Account,
  badgeState,
  dataStatus,
  figuresAt,
  hasNoGroup,
  type Timestamped,
} from '../../../core/domain/account.ts';
import { accountFailureText } from '../../../core/presentation/failure-text.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { message } from '../../message.ts';

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;

const daily = (used: number) => [{ name: 'api_requests_daily', used, allowed: 500 }];
const figures = (used: number) => [{ name: 'api_requests_daily', user: { used, allowed: 500 } }];
const userAt = (at: number, quotas = daily(100)): Timestamped<User> => ({
  at,
  value: { id: 'a', kind: 'user', quotas, invalidFields: [] },
});
const quotasAt = (at: number) => ({ at, value: figures(7) });
const refused = { quotas: { kind: 'forbidden', at: now, tries: 1, retryAt: now + hour } } as const;

const account = (more: Partial<Account>): Account => ({
  id: 'a',
  kind: 'user',
  keyLast4: '333a',
  addedAt: 1,
  failures: {},
  requests: { day: '', billable: 0, free: 0 },
  ...more,
});

const leftOf = (each: Account): number | undefined => {
  const badge = badgeState(each, 15, now);
  return badge.is === 'count' ? badge.tightestLimit.limit.left : undefined;
};

describe('an account whose quotas VirusTotal refuses', () => {
  it.each<[string, Partial<Account>, number]>([
    ['never had any', { user: userAt(now - hour) }, now - hour],
    ['has older ones', { user: userAt(now - hour), quotas: quotasAt(now - 5 * hour) }, now - hour],
  ])('counts from the user object with its age if it %s', (_, more, at) => {
    const each = account({ ...more, failures: refused });
    expect(leftOf(each)).toBe(400);
    expect(figuresAt(each)).toBe(at);
    expect(badgeState(each, 15, now)).toMatchObject({ is: 'count', at });
    expect(dataStatus(each, 15, now)).toMatchObject({ is: 'substituted', at });
  });

  it.each<[string, Partial<Account>]>([
    ['the user object is older', { user: userAt(now - 5 * hour), quotas: quotasAt(now - hour) }],
    ['the user object has no quotas', { user: userAt(now - hour, []) }],
    ['there is no user object', {}],
  ])('fails if %s', (_, more) => {
    const each = account({ ...more, failures: refused });
    expect(badgeState(each, 15, now)).toMatchObject({ is: 'failing', failure: { kind: 'forbidden' } });
    expect(figuresAt(each)).toBe(more.quotas?.at);
  });

  it.each(['not-found', 'refused', 'bad-key', 'unreachable'] as const)(
    'another failure (%s) is shown, and newer quotas of the user object replace none',
    (kind) => {
      const failures = { quotas: { kind, at: now, tries: 1 } };
      const each = account({ user: userAt(now), quotas: quotasAt(now - hour), failures });
      expect(badgeState(each, 15, now)).toMatchObject({ is: 'failing', at: now - hour });
    },
  );

  it('the quotas of yesterday are not counted today', () => {
    const each = account({ user: userAt(now - 13 * hour), failures: refused });
    expect(badgeState(each, 15, now)).toEqual({ is: 'waiting' });
  });
});

describe('the sentence about a refusal', () => {
  const user = (more: object) => ({ at: now, value: { ...userAt(now).value, ...more } });
  const groups = (...ids: string[]) => ({
    at: now,
    value: { groups: ids.map((id) => ({ id, invalidFields: [] })) },
  });

  it.each<[string, Partial<Account>, boolean]>([
    ['an empty list of groups', { user: user({}), groups: groups() }, true],
    ['no group in the user object', { user: user({ groupIds: [] }) }, true],
    ['a group', { user: user({}), groups: groups('acme') }, false],
    ['a group in the user object alone', { user: user({ groupIds: ['acme'] }) }, false],
    ['a quota group alone', { user: user({ groupIds: [], apiQuotaGroup: 'acme' }) }, false],
    ['nothing known of groups', { user: user({}) }, false],
    ['more groups than were loaded', { groups: { at: now, value: { groups: [], count: 3 } } }, false],
  ])('somebody with %s is told of administrators only if they are in a group', (_, more, isAlone) => {
    expect(hasNoGroup(account(more))).toBe(isAlone);
    expect(accountFailureText('forbidden', account(more))).toBe(
      message(isAlone ? 'no_group_forbidden' : 'failure.forbidden'),
    );
    expect(accountFailureText('rate-limited', account(more))).toBe(message('failure.rate_limited'));
  });
});
