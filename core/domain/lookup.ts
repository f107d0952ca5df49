// What a stored account sees of a user or a group of VirusTotal's pages: figures with their ages, not yet in words.
import type { Group, GroupList } from '../virustotal/resources/group.ts';
import type { Member } from '../virustotal/resources/member.ts';
import type { User } from '../virustotal/resources/user.ts';
import type { Timestamped, Failure } from './account.ts';
import type { PrivilegeStatus } from './privilege.ts';
import type { QuotaStatus } from './quota.ts';

/** Who looks, and what looking cost: requests that may count against the account's quota. */
export type LookupMeta = {
  viewer: string;
  /** How many accounts are stored; of several the one that sees most looks, as far as that is known. */
  accountCount: number;
  /** Another of them, which has not looked, might see more. */
  anotherMaySeeMore?: boolean;
  /** What went wrong with the last reading; the figures are older than it. */
  failure?: Failure;
  cost: number;
  /** Requests that asking for the rest may cost at least; 0 where there is no more to ask for. */
  loadCost: number;
};

export type UserLookup = LookupMeta & {
  /** The page is of a stored account. */
  own: boolean;
  user: Timestamped<User>;
  groups?: Timestamped<GroupList>;
  /** Absent where this account may not see them. */
  privileges?: PrivilegeStatus[];
  /** As of the moment of the answer; empty where this account may not see them. */
  quotas: QuotaStatus[];
  /** When they were read: a stored account's are read more often than the rest. */
  quotasAt?: number;
  membership?: Membership;
};

/** What an administrator of a user's group can tell from the group. */
export type Membership = {
  group: string;
  /** The group as the account that looks knows it; the role in it is that account's. */
  groupDetails?: Group;
  /** Whether the group's list of members without 2FA names the user. */
  without2fa?: Timestamped<boolean>;
  isAdministrator?: Timestamped<boolean>;
  /** The user's part in what all members used of the group's requests this month; 0 to 1. */
  share?: number;
};

export type GroupLookup = LookupMeta & {
  group: Timestamped<Group>;
  privileges?: PrivilegeStatus[];
  quotas: QuotaStatus[];
  /** When the oldest of them were read. */
  quotasAt?: number;
  /** What the account is in the group; absent for a member whose role VirusTotal has not told. */
  viewerRole?: 'administrator' | 'member' | 'outsider';
  without2fa?: MemberList;
  administrators?: MemberList;
  /** Who used most of a quota, most first. */
  consumers: { quota: string; people: MemberList }[];
};

/** As many members as were read; `isComplete`: there are no more. */
export type MemberList = { at: number; members: Member[]; total?: number; isComplete: boolean };

/** How much of a user the answer shows beyond what VirusTotal shows to everybody; for choosing who looks. */
export const countVisibleFields = ({ email, lastLogin, quotas, privileges, has2fa }: User): number =>
  [email, lastLogin, quotas, privileges, has2fa].filter((value) => value !== undefined).length;

/**
 * A user's part in the group's use of the API this month, 0 to 1; undefined where either figure is unknown, nothing was used, or
 * another group's pool is drawn on for it.
 */
export function monthlyShare(quotas: readonly QuotaStatus[], group: string): number | undefined {
  const month = quotas.find(({ name }) => name === 'api_requests_monthly');
  const { from = group, used: all } = month?.pool ?? {};
  const own = month?.own.used;
  if (from !== group || month?.windowEnded || own === undefined || !all) return undefined;
  return Math.min(1, own / all);
}
