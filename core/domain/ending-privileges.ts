// The privileges that end soon, or have ended lately.
import { day } from '../common/time-units.ts';
import type { PrivilegeStatus } from './privilege.ts';

/** Whoever plans a contract looks three months ahead. */
export const noticeDays = 90;
const lapsedDays = 30;

/**
 * The granted privileges that end within 90 days or have ended within 30, in the order of their ends.
 * @param now milliseconds since the epoch
 */
export function endingPrivileges(privileges: readonly PrivilegeStatus[], now: number): PrivilegeStatus[] {
  return privileges
    .filter(({ state, expires }) => {
      if (state === 'not-granted' || expires === undefined) return false;
      return expires > now - lapsedDays * day && expires <= now + noticeDays * day;
    })
    .toSorted((a, b) => (a.expires ?? 0) - (b.expires ?? 0));
}
