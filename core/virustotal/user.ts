// The User and Service Account objects. Only what is named here is read: the echoed `apikey` never gets further.
import * as v from 'valibot';
import { VirusTotalError } from './failure.ts';
import { type Privilege, readPrivileges } from './privileges.ts';
import { type NamedQuota, readQuotas } from './quotas.ts';
import { dictionary, isPlain, readFields, seconds, text } from './schema.ts';

/**
 * A user or service account as one caller sees it. VirusTotal leaves out what the caller may not see, so every absent
 * attribute means "not visible", never "no". Times are seconds since the epoch, UTC.
 */
export type User = {
  id: string;
  kind: 'user' | 'service_account';
  email?: string;
  firstName?: string;
  lastName?: string;
  has2fa?: boolean;
  lastLogin?: number;
  privileges?: Privilege[];
  profilePhrase?: string;
  quotas?: NamedQuota[];
  reputation?: number;
  status?: string;
  userSince?: number;
  /** Ids of the groups, where the answer carried the relationship. */
  groupIds?: string[];
  apiQuotaGroup?: string;
  intelligenceQuotaGroup?: string;
  /** Names of attributes whose shape was not understood. */
  wrong: string[];
};

const attributes = {
  email: text,
  first_name: text,
  has_2fa: v.boolean(),
  last_login: seconds,
  last_name: text,
  privileges: dictionary,
  profile_phrase: text,
  quotas: dictionary,
  reputation: v.pipe(v.number(), v.finite()),
  status: text,
  user_since: seconds,
};

const envelope = v.object({
  data: v.object({ type: v.picklist(['user', 'service_account']), id: v.pipe(text, v.minLength(1)) }),
});

/** What `?relationships=` asks for beside the object; one request tells identity, 2FA, privileges and group ids. */
export const userRelationships = ['groups', 'api_quota_group', 'intelligence_quota_group'];

/**
 * Reads the answer of `GET /users/{id}` (or `/service_accounts/{id}`).
 * @throws VirusTotalError `unexpected` when it is no such object
 */
export function readUser(answer: unknown): User {
  const head = v.safeParse(envelope, answer);
  if (!head.success) throw new VirusTotalError('unexpected');
  const { id, type: kind } = head.output.data;
  const { attributes: raw, relationships } = (answer as { data: Record<string, unknown> }).data;
  const wrong: string[] = [];
  const read = readFields(raw, attributes, wrong);
  return {
    id,
    kind,
    ...present({
      email: read.email,
      firstName: read.first_name,
      lastName: read.last_name,
      has2fa: read.has_2fa,
      lastLogin: read.last_login,
      privileges: read.privileges && readPrivileges(read.privileges, wrong),
      profilePhrase: read.profile_phrase,
      quotas: read.quotas && readQuotas(read.quotas, wrong),
      reputation: read.reputation,
      status: read.status,
      userSince: read.user_since,
      groupIds: relatedIds(relationships, 'groups'),
      apiQuotaGroup: relatedIds(relationships, 'api_quota_group')?.[0],
      intelligenceQuotaGroup: relatedIds(relationships, 'intelligence_quota_group')?.[0],
    }),
    wrong,
  };
}

/** Without the members that are undefined, so that "unknown" is always an absent member. */
export function present<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const descriptor = v.object({ id: text });

function relatedIds(relationships: unknown, name: string): string[] | undefined {
  if (!isPlain(relationships) || !Object.hasOwn(relationships, name)) return undefined;
  const relationship = relationships[name];
  if (!isPlain(relationship)) return undefined;
  const { data } = relationship;
  const list: unknown[] = Array.isArray(data) ? data : [data];
  return list.flatMap((item) => (v.is(descriptor, item) ? [v.parse(text, item.id)] : []));
}
