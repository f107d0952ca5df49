// What a stored account sees of a user or a group of VirusTotal's pages: figures with their ages, not yet in words.
import type { Group, GroupList } from '../virustotal/group.ts';
import type { Member } from '../virustotal/member.ts';
import type { User } from '../virustotal/user.ts';
import type { Dated, Failure } from './account.ts';
import type { PrivilegeVital } from './privilege.ts';
import type { QuotaVital } from './quota.ts';

/** Who looks, and what looking cost: requests that may count against the account's quota. */
export type Look = {
  seenBy: string;
  /** How many accounts are stored; of several the one that sees most looks. */
  accounts: number;
  /** What went wrong with the last reading; the figures are older than it. */
  failure?: Failure;
  cost: number;
  /** Requests that asking for the rest may cost at least; 0 where there is no more to ask for. */
  more: number;
};

export type UserSight = Look & {
  /** The page is of a stored account. */
  own: boolean;
  user: Dated<User>;
  groups?: Dated<GroupList>;
  /** Absent where this account may not see them. */
  privileges?: PrivilegeVital[];
  /** As of the moment of the answer; empty where this account may not see them. */
  quotas: QuotaVital[];
  membership?: Membership;
};

/** What an administrator of a user's group can tell from the group. */
export type Membership = {
  group: string;
  /** Members sign in through their organisation, which does not use VirusTotal's 2FA. */
  singleSignOn?: boolean;
  /** Whether the group's list of members without 2FA names the user. */
  without2fa?: Dated<boolean>;
  isAdministrator?: Dated<boolean>;
  /** The user's part in what all members used of the group's requests this month; 0 to 1. */
  share?: number;
};

export type GroupSight = Look & {
  group: Dated<Group>;
  privileges?: PrivilegeVital[];
  quotas: QuotaVital[];
  /** What the account is in the group; absent for a member whose role VirusTotal has not told. */
  standing?: 'administrator' | 'member' | 'outsider';
  without2fa?: People;
  administrators?: People;
  /** Who used most of a quota, most first. */
  consumers: { quota: string; people: People }[];
};

/** As many members as were read; `isWhole`: there are no more. */
export type People = { at: number; members: Member[]; total?: number; isWhole: boolean };

/** How much of a user the answer shows beyond what VirusTotal shows to everybody; for choosing who looks. */
export const shownOf = ({ email, lastLogin, quotas, privileges, has2fa }: User): number =>
  [email, lastLogin, quotas, privileges, has2fa].filter((each) => each !== undefined).length;

/**
 * A user's part in the group's use of the API this month, 0 to 1; undefined where either figure is unknown or nothing was used.
 */
export function monthlyShare(quotas: readonly QuotaVital[]): number | undefined {
  const month = quotas.find(({ name }) => name === 'api_requests_monthly');
  const [own, all] = [month?.own.used, month?.pool?.used];
  if (month?.lapsed || own === undefined || !all) return undefined;
  return Math.min(1, own / all);
}
