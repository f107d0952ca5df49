// The alarms. A periodic alarm refreshes all accounts. Another one checks presence while keys are unlocked. A single alarm is set to the next change: a retry, or a reset after
// which the badge's count is out of date.
import { browser } from 'wxt/browser';
import { currentAccount, type State } from '../../../core/storage/schema.ts';
import { isLocked, quotaStatusesOf } from '../../../core/domain/account.ts';
import { presenceMinutes } from '../../../core/domain/auto-lock.ts';
import { findTightestLimit } from '../../../core/domain/tightest-limit.ts';
import { listDueTimes } from '../lists/list-loader.ts';
import { minute } from '../../../core/common/time-units.ts';

const periodicAlarm = 'refresh';
const singleAlarm = 'next';
const presenceAlarm = 'presence';

/**
 * Sets the alarms. Firefox forgets alarms at a restart and Chrome clears them on an update, so this runs at every start of the
 * worker and after every change.
 */
export async function setAlarms(state: State): Promise<void> {
  const { refreshMinutes, autoLockMinutes } = state.settings;
  const now = Date.now();
  if (state.accounts.length === 0) await browser.alarms.clearAll();
  else await setPeriodicAlarm(periodicAlarm, refreshMinutes, now);
  const isUnlocked = state.accounts.some((each) => each.keyStorage === 'passphrase' && !isLocked(each));
  await setPeriodicAlarm(presenceAlarm, isUnlocked ? presenceMinutes(autoLockMinutes) : 0, now);
  const next = nextChange(state, now, await listDueTimes());
  if (next === undefined) await browser.alarms.clear(singleAlarm);
  else await browser.alarms.create(singleAlarm, { when: next });
}

/** @param period minutes; 0: no alarm */
async function setPeriodicAlarm(name: string, period: number, now: number): Promise<void> {
  const existing = await browser.alarms.get(name);
  if (period === 0) {
    if (existing) await browser.alarms.clear(name);
    return;
  }
  // An alarm further away than its period comes from a clock that was set back.
  const isSet = existing?.periodInMinutes === period && existing.scheduledTime <= now + period * minute;
  if (!isSet) await browser.alarms.create(name, { periodInMinutes: period });
}

// Chrome delays alarms that are closer than half a minute, and VirusTotal's clock may be slow.
const grace = 30_000;

/**
 * The next time at which a refresh is due before the periodic one, milliseconds since the epoch.
 * @param lists when lists continue; while one is loading the time moves with each page, and comes only if the worker is
 * terminated
 */
export function nextChange(state: State, now: number, lists: number[] = []): number | undefined {
  const retries = state.accounts.flatMap(({ failures }) => failures.quotas?.retryAt ?? []);
  const current = currentAccount(state);
  const reset = current && findTightestLimit(quotaStatusesOf(current, now))?.resetsAt;
  const moments = [...retries, ...lists, ...(reset ? [reset] : [])];
  return moments.length > 0 ? Math.max(Math.min(...moments), now) + grace : undefined;
}

/** Whether an alarm triggers a refresh, whatever the age of the quotas. */
export const isRefreshAlarm = (name: string): boolean => name === periodicAlarm || name === singleAlarm;

/** Whether an alarm asks who is at the computer. */
export const isPresenceAlarm = (name: string): boolean => name === presenceAlarm;
