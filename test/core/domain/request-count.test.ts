import { expect, it } from 'vitest';
import { isWaiting } from '../../../core/domain/account.ts';
import { countRequest, noRequests, requestsToday } from '../../../core/domain/request-count.ts';

const evening = Date.UTC(2026, 10, 21, 23, 59);
const morning = evening + 2 * 60_000;

it('requests are counted per day in UTC', () => {
  const first = countRequest(noRequests(evening), false, evening);
  const second = countRequest(first, true, evening);
  expect(second).toEqual({ day: '2026-11-21', billable: 1, free: 1 });
  expect(requestsToday(second, evening)).toBe(second);
  expect(requestsToday(second, morning)).toEqual({ day: '2026-11-22', billable: 0, free: 0 });
  expect(countRequest(second, false, morning)).toEqual({ day: '2026-11-22', billable: 1, free: 0 });
});

it('a failure from the future is not waited for', () => {
  const failure = { kind: 'offline', at: evening, tries: 1, retryAt: evening + 1000 } as const;
  expect(isWaiting(failure, evening)).toBe(true);
  expect(isWaiting(failure, evening + 1000)).toBe(false);
  expect(isWaiting(failure, evening - 1)).toBe(false);
  expect(isWaiting({ kind: 'locked', at: evening, tries: 1 }, evening)).toBe(false);
});
