// When somebody was last at the computer, in session memory. An unlocked key is usable for the chosen time after that, whatever
// the browser reports: a computer that slept for hours reports "active" as soon as it wakes.
import { browser } from 'wxt/browser';
import { minute } from '../../../core/common/time-units.ts';

/** `at`: the last activity that is known; `until`: when unlocked keys lock. Milliseconds since the epoch. */
type Presence = { at: number; until: number };

const { session } = browser.storage;
const presenceName = 'presence';

/** Records activity now. @param milliseconds how long keys stay unlocked after it */
export const recordPresence = (milliseconds: number, now: number): Promise<void> =>
  session.set({ [presenceName]: { at: now, until: now + milliseconds } satisfies Presence });

export const forgetPresence = (): Promise<void> => session.remove(presenceName);

// Clocks are corrected by seconds. A clock that was set back further says nothing about the time that has passed.
const tolerance = minute;

/** Whether unlocked keys have to lock. */
export async function isOverdue(now: number): Promise<boolean> {
  const { [presenceName]: stored } = await session.get(presenceName);
  if (stored === undefined) return false;
  const { at, until } = stored as Presence;
  return now < at - tolerance || now >= until;
}
