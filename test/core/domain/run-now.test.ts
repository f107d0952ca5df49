import { describe, expect, it } from 'vitest';
import { runNow, stillRunnable, usedUpRequests } from '../../../core/domain/run-now.ts';
import { quotaStatus } from '../../../core/domain/quota.ts';
import type { QuotaFigures } from '../../../core/virustotal/resources/quotas.ts';

const noon = Date.UTC(2026, 10, 15, 12);
const status = (figures: QuotaFigures) => quotaStatus(figures, noon, noon);
const own = (name: string, allowed: number, used: number) => status({ name, user: { allowed, used } });

describe('run now', () => {
  it.each([
    ['the day, with all of it after the reset', [own('api_requests_daily', 1000, 921)], 79, 1000],
    [
      'the day, with what the month leaves after it',
      [own('api_requests_daily', 1000, 921), own('api_requests_monthly', 10_000, 9500)],
      79,
      421,
    ],
    [
      'the hour, with what the day leaves',
      [own('api_requests_hourly', 240, 40), own('api_requests_daily', 500, 187)],
      200,
      113,
    ],
    [
      'the month, with the day after it',
      [own('api_requests_daily', 1000, 0), own('api_requests_monthly', 10_000, 9990)],
      10,
      1000,
    ],
    [
      'the pool, with the personal cap after the reset',
      [
        status({
          name: 'api_requests_daily',
          user: { allowed: 1000, used: 5 },
          group: { allowed: 20_000, used: 19_950 },
        }),
      ],
      50,
      1000,
    ],
  ])('what can be run is bound by %s', (_, quotas, left, gain) => {
    const found = runNow(quotas);
    expect([found.limit?.limit.left, found.gain]).toEqual([left, gain]);
  });

  it('a free key runs four a minute, whatever is left', () => {
    const free = [own('api_requests_hourly', 240, 12), own('api_requests_daily', 500, 187)];
    expect(runNow(free)).toMatchObject({ perMinute: 4, limit: { limit: { left: 228 } } });
  });

  it.each([
    [
      'VirusTotal names one',
      [own('api_requests_daily', 9000, 1), own('api_requests_per_minute', 100, 100)],
      100,
    ],
    ['nothing names one', [own('api_requests_daily', 9000, 1)], undefined],
    [
      'only another feature has one',
      [own('api_requests_daily', 9000, 1), own('private_scans_per_minute', 30, 0)],
      undefined,
    ],
  ])('the rate a minute is known where %s', (_, quotas, rate) => {
    expect(runNow(quotas).perMinute).toBe(rate);
  });

  it('nothing is promised where the reset is not known', () => {
    expect(runNow([own('gti_credits', 1000, 10)])).toMatchObject({ limit: { name: 'gti_credits' } });
    expect(runNow([own('gti_credits', 1000, 10)]).gain).toBeUndefined();
  });
});

describe('a refusal', () => {
  it('the limit that was hit is the used-up one of API requests with the longest wait', () => {
    const used = [own('api_requests_hourly', 240, 240), own('api_requests_daily', 500, 500)];
    expect(usedUpRequests(used)?.name).toBe('api_requests_daily');
    expect(usedUpRequests([own('api_requests_daily', 500, 499)])).toBeUndefined();
    expect(usedUpRequests([own('intelligence_searches_monthly', 10, 10)])).toBeUndefined();
  });

  it('what still works are features with something left, three at most', () => {
    const features = [
      'intelligence_searches_monthly',
      'private_scans_monthly',
      'cases_creation_monthly',
      'a_monthly',
    ];
    const quotas = [
      own('api_requests_monthly', 500, 1),
      own('intelligence_downloads_monthly', 10, 10),
      ...features.toReversed().map((name) => own(name, 10, 1)),
    ];
    const names = stillRunnable(quotas).map(({ name }) => name);
    expect(names).toHaveLength(3);
    expect(names[0]).toBe('intelligence_searches_monthly');
  });
});
