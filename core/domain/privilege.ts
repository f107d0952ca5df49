// Which privileges an account has at a time, where each comes from and when it expires.
import type { Privilege } from '../virustotal/resources/privileges.ts';
import { day } from '../common/time-units.ts';

export type PrivilegeState = 'granted' | 'expiring' | 'expired' | 'not-granted';

/**
 * `origin`: `own` where it was granted to the account itself; otherwise how it was inherited, `other` for ways that we do not
 * know. `expires`: when it really ends, milliseconds since the epoch. `endsWith`: the privilege that it comes through, where that
 * one ends first.
 */
export type PrivilegeStatus = Privilege & {
  state: PrivilegeState;
  endsWith?: string;
  origin: 'own' | 'api-group' | 'intelligence-group' | 'privilege' | 'other';
};

const expiryNotice = 60 * day;
const recentExpiry = 30 * day;
const order: readonly PrivilegeState[] = ['expiring', 'granted', 'expired', 'not-granted'];

const origins = new Map<string | undefined, PrivilegeStatus['origin']>([
  ['api_quota_group', 'api-group'],
  ['intelligence_quota_group', 'intelligence-group'],
  ['privilege', 'privilege'],
]);

/**
 * Sorts privileges: those that expired within 30 days, latest first, those that expire within 60 days, soonest first, then granted,
 * expired and not granted ones, each by name. VirusTotal may report `granted` after the expiry date; such a privilege counts as
 * expired. A privilege that comes through another one ends with it.
 * @param now milliseconds since the epoch
 */
export function privilegeStatuses(privileges: readonly Privilege[], now: number): PrivilegeStatus[] {
  const byName = new Map(privileges.map((privilege) => [privilege.name, privilege]));
  return privileges
    .map((privilege) => {
      const ending = { ...privilege, ...endOf(privilege, byName) };
      return { ...ending, state: stateOf(ending, now), origin: originOf(privilege) };
    })
    .toSorted(
      (a, b) => rankOf(a, now) - rankOf(b, now) || compareExpiry(a, b, now) || compareNames(a.name, b.name),
    );
}

/** Whether a privilege expired within the last 30 days. */
export const hasExpiredRecently = ({ state, expires = 0 }: PrivilegeStatus, now: number): boolean =>
  state === 'expired' && expires > now - recentExpiry;

const rankOf = (privilege: PrivilegeStatus, now: number): number =>
  hasExpiredRecently(privilege, now) ? -1 : order.indexOf(privilege.state);

function compareExpiry(a: PrivilegeStatus, b: PrivilegeStatus, now: number): number {
  const [first = 0, second = 0] = [a.expires, b.expires];
  if (hasExpiredRecently(a, now)) return second - first;
  return a.state === 'expiring' ? first - second : 0;
}

type End = Pick<PrivilegeStatus, 'expires' | 'endsWith'>;

/** The end of a privilege and of those that it comes through. VirusTotal could name them in a circle. */
function endOf(
  { expires, from, via }: Privilege,
  byName: ReadonlyMap<string, Privilege>,
  seen: readonly Privilege[] = [],
): End {
  const own = expires === undefined ? {} : { expires };
  const parent = via === 'privilege' && from !== undefined ? byName.get(from) : undefined;
  if (!parent || seen.includes(parent)) return own;
  const { expires: end } = endOf(parent, byName, [...seen, parent]);
  return end !== undefined && end < (expires ?? Infinity) ? { expires: end, endsWith: parent.name } : own;
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
