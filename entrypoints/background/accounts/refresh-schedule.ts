// When the parts of an account that may cost a request are due: rarely, and never while the account's requests run low.
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import { requestsAreSpent, requestsRunLow } from '../../../core/domain/low-requests.ts';
import { lacksTwoFactor } from '../../../core/domain/sign-on.ts';
import { day, hour, isAged } from '../../../core/common/time-units.ts';
import { canRetry, isServerWait } from '../api/retry-policy.ts';

/**
 * Why an account is refreshed.
 * - `schedule`: by time, or because something else needs it
 * - `open`: the popup was opened
 * - `add`: its key was added
 * - `request`: the user pressed "Refresh", which says what it costs
 */
export type Occasion = 'schedule' | 'open' | 'add' | 'request';

/** A part that may cost a request. */
export type BillablePart = 'user' | 'groups';

/** How long a part stays fresh, milliseconds. Whoever opens the popup and sees "2FA off" is likely to turn it on. */
function lifetimeOf(part: BillablePart, account: Account, occasion: Occasion): number {
  if (part === 'groups') return day;
  return occasion === 'open' && lacksTwoFactor(account) ? hour : day / 2;
}

/** @param now milliseconds since the epoch */
export function isDue(part: BillablePart, account: Account, occasion: Occasion, now: number): boolean {
  // Nothing else is requested before VirusTotal has confirmed the owner.
  if (account.unfinished && part === 'groups') return false;
  if (isPutOff(account, occasion, now)) return false;
  const failed = account.failures[part];
  if (occasion === 'request') return !isServerWait(failed, now);
  if (failed) return canRetry(failed, now);
  if (part === 'groups' && account.groupsOutdated) return true;
  return isAged(now - (account[part]?.at ?? -Infinity), lifetimeOf(part, account, occasion));
}

/** The user knows the cost of adding, which is finished later, and of "Refresh": only where VirusTotal would refuse they are put off. */
function isPutOff(account: Account, occasion: Occasion, now: number): boolean {
  const quotas = quotaStatusesOf(account, now);
  const isKnown = account.unfinished || occasion === 'add' || occasion === 'request';
  return isKnown ? requestsAreSpent(quotas) : requestsRunLow(quotas);
}
