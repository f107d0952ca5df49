// Domain functions with any figures at any time: resets are in the future, nothing is negative or infinite, and the
// badge has four characters at most.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseState } from '../../core/storage/schema.ts';
import { createError, failureKinds } from '../../core/errors.ts';
import { VirusTotalError } from '../../core/virustotal/api-error.ts';
import { readOverallQuotas } from '../../core/virustotal/resources/quotas.ts';
import { readAccount } from '../../core/virustotal/resources/user.ts';
import { quotaStatusesOf } from '../../core/domain/account.ts';
import { badgeState } from '../../core/domain/badge-state.ts';
import { findTightestLimit } from '../../core/domain/tightest-limit.ts';
import { type PrivilegeStatus, privilegeStatuses } from '../../core/domain/privilege.ts';
import { usedFraction, type QuotaStatus } from '../../core/domain/quota.ts';
import { type QuotaWindow, windowAt } from '../../core/domain/quota-window.ts';
import { formatClock, formatDuration, formatShortCount } from '../../core/presentation/format.ts';
import { toFailure, isServerWait } from '../../entrypoints/background/api/retry-policy.ts';
import { badgeText } from '../../entrypoints/background/signals/badge.ts';
import { nextChange } from '../../entrypoints/background/signals/alarms.ts';
import { sanitizeAccount } from '../../entrypoints/background/storage/sanitize-account.ts';
import { checkProperty } from './check-property.ts';
import { anyJson, moment, number, overallQuotas, userObject } from './arbitraries.ts';
import { storage } from './storage.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const longest: Record<Exclude<QuotaWindow, 'none' | 'unknown'>, number> = {
  minute,
  hour: 60 * minute,
  day,
  week: 7 * day,
  month: 31 * day,
  year: 366 * day,
};
const windows = fc.constantFrom('minute', 'hour', 'day', 'week', 'month', 'year');

describe('quota windows at any time', () => {
  it('a quota window contains the current time, ends in the future, and is no longer than its name says', () => {
    expect(
      checkProperty(
        fc.property(windows, moment, (window, now) => {
          const { start, end } = windowAt(window, now) ?? { start: NaN, end: NaN };
          return start <= now && end > now && end - now <= longest[window] && end - start <= longest[window];
        }),
        2000,
      ),
    ).toBeUndefined();
  });

  it('a quota window starts where the previous one ends', () => {
    expect(
      checkProperty(
        fc.property(windows, moment, (window, now) => {
          const { end = NaN } = windowAt(window, now) ?? {};
          return windowAt(window, end)?.start === end && windowAt(window, end - 1)?.end === end;
        }),
        1000,
      ),
    ).toBeUndefined();
  });
});

const figures = overallQuotas.map((answer) => {
  try {
    return readOverallQuotas(answer);
  } catch {
    return [];
  }
});

const isFigure = (value: number | undefined): boolean =>
  value === undefined || (Number.isFinite(value) && value >= 0);

function isConsistent({ limit, own, pool, forecast, resetsAt, window }: QuotaStatus, now: number): boolean {
  const amounts = [own.used, own.cap, pool?.used, pool?.allowed, ...(limit ? Object.values(limit) : [])];
  const isLimit =
    !limit || (limit.allowed > 0 && limit.left <= limit.allowed && limit.left * limit.over === 0);
  const isForecast =
    !forecast ||
    (isFigure(forecast.share) && (forecast.runsOutAt === undefined || Number.isFinite(forecast.runsOutAt)));
  const isReset =
    window === 'none' || window === 'unknown'
      ? resetsAt === undefined
      : resetsAt !== undefined && resetsAt > now && resetsAt - now <= longest[window];
  return (
    amounts.every((each) => typeof each !== 'number' || isFigure(each)) && isLimit && isForecast && isReset
  );
}

describe('quotas with any figures', () => {
  it('quotas are never negative, their forecasts are finite, and their resets are at most one window ahead', () => {
    expect(
      checkProperty(
        fc.property(figures, moment, moment, (value, at, now) =>
          quotaStatusesOf({ quotas: { at, value } }, now).every((status) => isConsistent(status, now)),
        ),
        1000,
      ),
    ).toBeUndefined();
  });

  it('quotas run out, if at all, after they were loaded and before the reset', () => {
    expect(
      checkProperty(
        fc.property(figures, moment, (value, at) =>
          quotaStatusesOf({ quotas: { at, value } }, at).every(
            ({ forecast, resetsAt = NaN }) =>
              forecast?.runsOutAt === undefined ||
              (forecast.runsOutAt >= at - 1 && forecast.runsOutAt <= resetsAt),
          ),
        ),
        1000,
      ),
    ).toBeUndefined();
  });

  it('the tightest limit is never from an earlier quota window', () => {
    expect(
      checkProperty(
        fc.property(figures, moment, moment, (value, at, now) => {
          const tightestLimit = findTightestLimit(quotaStatusesOf({ quotas: { at, value } }, now));
          return (
            !tightestLimit ||
            (!tightestLimit.windowEnded &&
              tightestLimit.limit.left >= 0 &&
              (tightestLimit.resetsAt ?? Infinity) > now)
          );
        }),
        1000,
      ),
    ).toBeUndefined();
  });

  it('quota bars are between empty and full', () => {
    const some = fc.option(number.map(Math.abs), { nil: undefined });
    expect(
      checkProperty(
        fc.property(some, some, (used, allowed) => {
          const share = usedFraction(used, allowed);
          return share >= 0 && share <= 1;
        }),
      ),
    ).toBeUndefined();
  });
});

describe('the badge with any stored data', () => {
  it('the badge shortens any number to at most four characters, rounded down', () => {
    const units: Record<string, number> = { k: 1e3, M: 1e6, B: 1e9, T: 1e12 };
    const amount = fc.oneof(number.map(Math.abs), fc.maxSafeNat(), fc.nat(10_000_000));
    expect(
      checkProperty(
        fc.property(amount, (given) => {
          const shown = formatShortCount(given);
          const [, over = '', digits = '', unit = ''] = /^(>?)([\d.]+)([kMBT]?)$/u.exec(shown) ?? [];
          const value = digits === '' ? NaN : Number(digits) * (units[unit] ?? 1);
          // Rounded to two digits at least; above the largest unit it says only "above".
          const isClose = over !== '' || value > given * 0.9 - 1;
          return shown.length <= 4 && value <= given * (1 + 1e-9) && isClose;
        }),
        1000,
      ),
    ).toBeUndefined();
  });

  it('the badge has a text of at most four characters, whatever is stored', () => {
    expect(
      checkProperty(
        fc.property(storage, moment, (stored, now) => {
          const { accounts, settings } = parseState(stored);
          for (const account of [undefined, ...accounts.map(sanitizeAccount)]) {
            const badge = badgeState(account, settings.refreshMinutes, now);
            const lengths = [false, true].map((isMarked) => badgeText(badge, isMarked).length);
            if (lengths.some((length) => length === 0 || length > 4)) return false;
          }
          return true;
        }),
        200,
      ),
    ).toBeUndefined();
  });
});

describe('the next alarm with any stored data', () => {
  it('the next alarm is at least half a minute ahead, whatever is stored', () => {
    expect(
      checkProperty(
        fc.property(storage, moment, (stored, now) => {
          const state = parseState(stored);
          const next = nextChange({ ...state, accounts: state.accounts.map(sanitizeAccount) }, now);
          return next === undefined || (next >= now + minute / 2 && Number.isFinite(next));
        }),
        200,
      ),
    ).toBeUndefined();
  });
});

describe('the stored state with any content', () => {
  it('the stored state can be parsed from anything', () => {
    const keys = fc.constantFrom('index', 'settings', 'account:a', 'user-cache:a:b', '__proto__', 'other');
    const anything = fc.array(fc.tuple(keys, anyJson)).map((entries) => Object.fromEntries(entries));
    expect(
      checkProperty(
        fc.property(fc.oneof(anything, storage), (stored) => {
          const { accounts, settings, current } = parseState(stored);
          const { refreshMinutes } = settings;
          const isSettings = refreshMinutes >= 5 && refreshMinutes <= 120;
          const isCurrent = current === undefined || typeof current === 'string';
          return (
            isSettings &&
            isCurrent &&
            accounts.every(({ id, failures }) => typeof id === 'string' && typeof failures === 'object')
          );
        }),
        400,
      ),
    ).toBeUndefined();
  });
});

const isStateConsistent = ({ state, granted, expires }: PrivilegeStatus): boolean =>
  (state === 'not-granted') === !granted &&
  (expires !== undefined || (state !== 'expired' && state !== 'expiring'));

describe('privileges with any values', () => {
  it('every privilege is listed once, with a state', () => {
    expect(
      checkProperty(
        fc.property(userObject, moment, (object, now) => {
          const privileges = readAccount(object)?.privileges ?? [];
          const statuses = privilegeStatuses(privileges, now);
          return statuses.length === privileges.length && statuses.every(isStateConsistent);
        }),
        200,
      ),
    ).toBeUndefined();
  });
});

describe('the retry policy with any failures', () => {
  it('a retry is between a second and a day ahead, whatever failed before', () => {
    const failure = fc.record({
      kind: fc.constantFrom(...failureKinds),
      tries: fc.integer({ min: 1, max: 5000 }),
    });
    const retryAfter = fc.option(fc.integer({ min: 1000, max: day }), { nil: undefined });
    expect(
      checkProperty(
        fc.property(
          fc.constantFrom(...failureKinds),
          retryAfter,
          fc.option(failure, { nil: undefined }),
          moment,
          (kind, after, last, now) => {
            const before = last && { ...last, at: 0, retryAt: 1 };
            const next = toFailure(createError(kind, after), before, now);
            if (next.retryAt === undefined) return ['no-key', 'locked', 'no-access'].includes(kind);
            const wait = next.retryAt - now;
            return wait >= 1000 && wait <= day && (after === undefined || wait >= after);
          },
        ),
        1000,
      ),
    ).toBeUndefined();
  });

  it('"Refresh" is never blocked for more than a day from now, whatever the clock was', () => {
    expect(
      checkProperty(
        fc.property(moment, moment, fc.integer({ min: 1000, max: day }), (then, now, after) => {
          const failure = toFailure(new VirusTotalError('rate-limited', after), undefined, then);
          return !isServerWait(failure, now) || (failure.retryAt ?? Infinity) - now <= day;
        }),
        1000,
      ),
    ).toBeUndefined();
  });
});

describe('relative times with any values', () => {
  it('relative times have a text at any time', () => {
    expect(
      checkProperty(
        fc.property(
          moment,
          moment,
          (at, now) => formatClock(at, now).length > 0 && formatDuration(at - now).length > 0,
        ),
        300,
      ),
    ).toBeUndefined();
  });
});
