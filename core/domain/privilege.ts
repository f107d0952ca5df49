// Which privileges an account has at a time, where each comes from and when it expires.
import type { Privilege } from '../virustotal/resources/privileges.ts';
import { day } from '../common/time-units.ts';

export type PrivilegeState = 'granted' | 'expiring' | 'expired' | 'not-granted';

/**
 * `origin`: `own` where it was granted to the account itself; otherwise how it was inherited, `other` for ways that we do not
 * know.
 */
export type PrivilegeStatus = Privilege & {
  state: PrivilegeState;
  origin: 'own' | 'api-group' | 'intelligence-group' | 'privilege' | 'other';
};

const expiryNotice = 60 * day;
const order: readonly PrivilegeState[] = ['expiring', 'granted', 'expired', 'not-granted'];

const origins = new Map<string | undefined, PrivilegeStatus['origin']>([
  ['api_quota_group', 'api-group'],
  ['intelligence_quota_group', 'intelligence-group'],
  ['privilege', 'privilege'],
]);

/**
 * Sorts privileges: those that expire within 60 days, soonest first, then granted, expired and not granted ones, each by name.
 * VirusTotal may report `granted` after the expiry date; such a privilege counts as expired.
 * @param now milliseconds since the epoch
 */
export function privilegeStatuses(privileges: readonly Privilege[], now: number): PrivilegeStatus[] {
  return privileges
    .map((privilege) => ({ ...privilege, state: stateOf(privilege, now), origin: originOf(privilege) }))
    .toSorted(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        (a.state === 'expiring' ? (a.expires ?? 0) - (b.expires ?? 0) : 0) ||
        compareNames(a.name, b.name),
    );
}

// Names are VirusTotal's identifiers, which have no language.
const compareNames = (a: string, b: string): number => Number(a > b) - Number(a < b);

function stateOf({ granted, expires }: Privilege, now: number): PrivilegeState {
  if (!granted) return 'not-granted';
  if (expires === undefined || expires > now + expiryNotice) return 'granted';
  return expires > now ? 'expiring' : 'expired';
}

function originOf({ from, via }: Privilege): PrivilegeStatus['origin'] {
  if (from === undefined && via === undefined) return 'own';
  return origins.get(via) ?? 'other';
}
