// How many lookups pages may cause without a click. A site that opens user pages in a window must not use up the viewer's requests.
import { browser } from 'wxt/browser';
import { minute, toIsoDay } from '../../../core/common/time-units.ts';
import { isObject } from '../../../core/common/is-object.ts';
import { lookupBudgetPrefix } from '../../../core/storage/schema.ts';
import { findAccount } from '../storage/account-store.ts';
import { withLock } from '../storage/mutex.ts';

const { local } = browser.storage;

const recentWindow = 10 * minute;
const maximumRecent = 10;

/** `times` of the lookups within the last ten minutes, in milliseconds, and the `count` of one day (UTC). */
type Usage = { times: number[]; day: string; count: number };

/**
 * Counts a lookup that no click asked for.
 * @param now milliseconds since the epoch
 * @param perDay from the settings
 * @returns whether it is within the viewer's budget: 10 in 10 minutes, `perDay` on a day
 */
export function countAutomaticLookup(viewer: string, perDay: number, now: number): Promise<boolean> {
  const key = lookupBudgetPrefix + viewer;
  return withLock(async () => {
    if (!(await findAccount(viewer))) return false;
    const { times, day, count } = parseUsage((await local.get(key))[key], now);
    if (times.length >= maximumRecent || count >= perDay) return false;
    await local.set({ [key]: { times: [...times, now], day, count: count + 1 } satisfies Usage });
    return true;
  });
}

/** What a clock that was set back has left in the future does not count. */
function parseUsage(stored: unknown, now: number): Usage {
  const { times, day, count } = isObject(stored) ? stored : {};
  const today = toIsoDay(now);
  return {
    times: (Array.isArray(times) ? times : []).filter(
      (time): time is number => typeof time === 'number' && time <= now && now - time < recentWindow,
    ),
    day: today,
    count: day === today && typeof count === 'number' ? count : 0,
  };
}
