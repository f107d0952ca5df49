import { expect, it } from 'vitest';
import { isWaiting } from '../../../core/domain/account.ts';
import { countRequest, noRequests, requestsToday } from '../../../core/domain/request-count.ts';

const evening = Date.UTC(2026, 10, 21, 23, 59);
const morning = evening + 2 * 60_000;

it('requests are counted by the day in UTC', () => {
  const once = countRequest(noRequests(evening), false, evening);
  const twice = countRequest(once, true, evening);
  expect(twice).toEqual({ day: '2026-11-21', billable: 1, free: 1 });
  expect(requestsToday(twice, evening)).toBe(twice);
  expect(requestsToday(twice, morning)).toEqual({ day: '2026-11-22', billable: 0, free: 0 });
  expect(countRequest(twice, false, morning)).toEqual({ day: '2026-11-22', billable: 1, free: 0 });
});

it('nobody waits for a failure from the future', () => {
  const failure = { kind: 'offline', at: evening, tries: 1, retryAt: evening + 1000 } as const;
  expect(isWaiting(failure, evening)).toBe(true);
  expect(isWaiting(failure, evening + 1000)).toBe(false);
  expect(isWaiting(failure, evening - 1)).toBe(false);
  expect(isWaiting({ kind: 'locked', at: evening, tries: 1 }, evening)).toBe(false);
});
