// The alarms. A periodic alarm refreshes all accounts. A single alarm is set to the next change: a retry, or a reset after
// which the badge's count is out of date.
import { browser } from 'wxt/browser';
import { currentAccount, type State } from '../../../core/storage/schema.ts';
import { quotaStatusesOf } from '../../../core/domain/account.ts';
import { findTightestLimit } from '../../../core/domain/tightest-limit.ts';
import { listDueTimes } from '../lists/list-loader.ts';
import { currentState } from '../storage/account-store.ts';
import { minute } from '../../../core/common/time-units.ts';

const periodicAlarm = 'refresh';
const singleAlarm = 'next';

/**
 * Sets both alarms. Firefox forgets alarms at a restart and Chrome clears them on an update, so this runs at every start of the
 * worker and after every change.
 */
export async function setAlarms(): Promise<void> {
  const state = await currentState();
  const { refreshMinutes } = state.settings;
  const existing = await browser.alarms.get(periodicAlarm);
  const now = Date.now();
  // An alarm further away than its period comes from a clock that was set back.
  const isSet =
    existing?.periodInMinutes === refreshMinutes && existing.scheduledTime <= now + refreshMinutes * minute;
  if (state.accounts.length === 0) await browser.alarms.clearAll();
  else if (!isSet) await browser.alarms.create(periodicAlarm, { periodInMinutes: refreshMinutes });
  const next = nextChange(state, now, await listDueTimes());
  if (next === undefined) await browser.alarms.clear(singleAlarm);
  else await browser.alarms.create(singleAlarm, { when: next });
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
