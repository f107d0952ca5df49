// What a stored account sees of a user or group. The data has timestamps and is not formatted yet.
import type { FailureKind } from '../errors.ts';
import type { Group, GroupList } from '../virustotal/resources/group.ts';
import type { Member } from '../virustotal/resources/member.ts';
import type { User } from '../virustotal/resources/user.ts';
import type { Timestamped, Failure } from './account.ts';
import type { PeopleAccess, ViewerRole } from './group-administration.ts';
import type { PrivilegeStatus } from './privilege.ts';
import type { QuotaStatus } from './quota.ts';

/** The account that looks, and the cost: requests that may count against its quota. */
export type LookupMeta = {
  viewer: string;
  /** How many accounts are stored. The one that is expected to see most is the viewer. */
  accountCount: number;
  /** Another account, which has not looked yet, might see more. */
  anotherMaySeeMore?: boolean;
  /** The failure of the last request; the data is older. */
  failure?: Failure;
  cost: number;
  /** The minimum number of requests that loading the rest may cost; 0 where nothing is left to load. */
  loadCost: number;
};

export type UserLookup = LookupMeta & {
  /** The user is a stored account. */
  own: boolean;
  user: Timestamped<User>;
  groups?: Timestamped<GroupList>;
  /** Absent where the viewer may not see them. */
  privileges?: PrivilegeStatus[];
  /** Their status at the time of the result; empty where the viewer may not see them. */
  quotas: QuotaStatus[];
  /** When they were loaded. A stored account's quotas are loaded more often than its other data. */
  quotasAt?: number;
  membership?: Membership;
};

/** What an administrator of a user's group can see in the group's data. */
export type Membership = {
  group: string;
  /** The group as the viewer sees it. Its role is the viewer's. */
  groupDetails?: Group;
  /** Whether the group's list of members without 2FA includes the user. */
  without2fa?: Timestamped<boolean>;
  isAdministrator?: Timestamped<boolean>;
  /** The user's share of the API requests that all members used this month; 0 to 1. */
  share?: number;
};

export type GroupLookup = LookupMeta & {
  group: Timestamped<Group>;
  privileges?: PrivilegeStatus[];
  quotas: QuotaStatus[];
  /** When the oldest of them was loaded. */
  quotasAt?: number;
  /** The viewer's role in the group; absent for a member whose exact role is unknown. */
  viewerRole?: ViewerRole;
  /** What loading more would load. */
  peopleAccess: PeopleAccess;
  without2fa?: MemberList;
  administrators?: MemberList;
  /** The members who used most of a quota, largest use first. */
  consumers: { quota: string; people: MemberList }[];
};

/** The loaded members; `isComplete`: there are no others. */
export type MemberList = { at: number; members: Member[]; total?: number; isComplete: boolean };

/** The quotas whose consumers a group's panel shows, of those for which VirusTotal lists consumers. The dashboard has all. */
export const consumedQuotas = (quotas: readonly QuotaStatus[]): string[] =>
  [
    'api_requests_daily',
    'api_requests_monthly',
    'intelligence_searches_monthly',
    'intelligence_downloads_monthly',
  ].filter((name) => quotas.some((status) => status.name === name && status.state !== 'none'));

/** How many fields VirusTotal shows of a user that not everybody sees; used to choose the viewer. */
export const countVisibleFields = ({ email, lastLogin, quotas, privileges, has2fa }: User): number =>
  [email, lastLogin, quotas, privileges, has2fa].filter((value) => value !== undefined).length;

/** Whether a lookup shows nothing but what VirusTotal shows to everybody. */
export function showsOnlyPublic(lookup: UserLookup | GroupLookup): boolean {
  if ('group' in lookup) {
    const { viewerRole, privileges, quotas } = lookup;
    return viewerRole === 'outsider' && !privileges && quotas.length === 0;
  }
  const { own, groups, membership, user } = lookup;
  return !own && !groups && !membership && countVisibleFields(user.value) === 0;
}

/**
 * A user's share of the group's API requests this month, 0 to 1; undefined where either figure is unknown, nothing was used, or
 * the requests draw on another group's pool.
 */
export function monthlyShare(quotas: readonly QuotaStatus[], group: string): number | undefined {
  const month = quotas.find(({ name }) => name === 'api_requests_monthly');
  const { from = group, used: all } = month?.pool ?? {};
  const own = month?.own.used;
  if (from !== group || month?.windowEnded || own === undefined || !all) return undefined;
  return Math.min(1, own / all);
}

/**
 * Nothing is cached, and no request was made: the user has chosen to load on click, the viewer's requests run low, or pages have
 * used up the viewer's budget.
 */
export type NotLoaded = { is: 'not-loaded'; reason: 'on-click' | 'low' | 'budget'; viewer: string };

/** `failed`: nothing is known. `retryAt`: the earliest next request, milliseconds since the epoch. */
export type LookupResult<T> =
  { is: 'found'; lookup: T } | NotLoaded | { is: 'failed'; kind: FailureKind; retryAt?: number };
