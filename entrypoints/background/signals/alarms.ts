// The alarms. A periodic one reads all accounts; a single one is set to the next moment at which something changes:
// a try after a failure, or a reset that makes the badge's figure one of yesterday.
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
 * Sets both alarms as the state wants them. Alarms survive a restart in Chrome but not in Firefox, and Chrome clears
 * them on an update, so this runs at every start of the worker and after every change.
 */
export async function setAlarms(): Promise<void> {
  const state = await currentState();
  const { refreshMinutes } = state.settings;
  const set = await browser.alarms.get(periodicAlarm);
  const now = Date.now();
  // An alarm further away than its period is of a clock that was set back.
  const isSet = set?.periodInMinutes === refreshMinutes && set.scheduledTime <= now + refreshMinutes * minute;
  if (state.accounts.length === 0) await browser.alarms.clearAll();
  else if (!isSet) await browser.alarms.create(periodicAlarm, { periodInMinutes: refreshMinutes });
  const next = nextChange(state, now, await listDueTimes());
  if (next === undefined) await browser.alarms.clear(singleAlarm);
  else await browser.alarms.create(singleAlarm, { when: next });
}

// Alarms closer than half a minute are not kept by Chrome; and VirusTotal's clock may be a little behind ours.
const grace = 30_000;

/**
 * The next moment at which a reading is worth while before the periodic one; milliseconds. `lists`: when those want to go
 * on; while one is under way the moment moves on with each of its pages, and comes only if the worker dies.
 */
export function nextChange(state: State, now: number, lists: number[] = []): number | undefined {
  const retries = state.accounts.flatMap(({ failures }) => failures.quotas?.retryAt ?? []);
  const current = currentAccount(state);
  const reset = current && findTightestLimit(quotaStatusesOf(current, now))?.resetsAt;
  const moments = [...retries, ...lists, ...(reset ? [reset] : [])];
  return moments.length > 0 ? Math.max(Math.min(...moments), now) + grace : undefined;
}

/** Whether an alarm means that quotas are to be read whatever their age. */
export const isRefreshAlarm = (name: string): boolean => name === periodicAlarm || name === singleAlarm;
