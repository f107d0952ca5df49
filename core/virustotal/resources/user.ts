// The User and Service Account objects. Only the named fields are read; the echoed `apikey` goes no further.
import { VirusTotalError } from '../api-error.ts';
import { ownKey } from '../redact-key.ts';
import { type PreferenceGroup, readPreferences } from './preferences.ts';
import { type Privilege, readPrivileges } from './privileges.ts';
import { type NamedQuota, readQuotas } from './quotas.ts';
import {
  record,
  boolean,
  idText,
  list,
  number,
  picklist,
  omitUndefined,
  readFields,
  unixSeconds,
  text,
} from '../decode.ts';

/**
 * A user or service account as one caller sees it. VirusTotal leaves out what the caller may not see, so every absent
 * attribute means "not visible", never "no". Times are milliseconds since the epoch, UTC.
 */
export type User = {
  id: string;
  kind: 'user' | 'service_account';
  email?: string;
  firstName?: string;
  lastName?: string;
  has2fa?: boolean;
  lastLogin?: number;
  preferences?: PreferenceGroup[];
  privileges?: Privilege[];
  profilePhrase?: string;
  quotas?: NamedQuota[];
  reputation?: number;
  /** Whether the user must sign in through an organization. VirusTotal does not document it. */
  singleSignOn?: boolean;
  status?: string;
  userSince?: number;
  /** Ids of the groups, where the response contains the relationship. */
  groupIds?: string[];
  apiQuotaGroup?: string;
  intelligenceQuotaGroup?: string;
  /** Names of attributes that could not be decoded. */
  invalidFields: string[];
};

const attributes = {
  email: text,
  first_name: text,
  has_2fa: boolean,
  last_login: unixSeconds,
  last_name: text,
  preferences: record,
  privileges: record,
  profile_phrase: text,
  quotas: record,
  reputation: number,
  sso_enforced: boolean,
  status: text,
  user_since: unixSeconds,
};

const head = {
  type: picklist('user', 'service_account'),
  id: idText,
  attributes: record,
  relationships: record,
};

/** The relationships to include in the response. One request returns identity, 2FA, privileges and group ids. */
export const userRelationships = ['groups', 'api_quota_group', 'intelligence_quota_group'];

/**
 * Decodes the response of `GET /users/{id}` (or `/service_accounts/{id}`).
 * @throws VirusTotalError `unexpected` where it is not such an object
 */
export function readUser(answer: unknown): User {
  const { data } = readFields(answer, { data: record }, []);
  const user = readAccount(data);
  if (!user) throw new VirusTotalError('unexpected');
  return user;
}

/**
 * Decodes the response of `GET /users/{id}` for the owner of the key.
 * @throws VirusTotalError `forbidden` where nothing shows that the user is the key's owner
 */
export function readOwner(answer: unknown): User {
  const user = readUser(answer);
  const { data } = readFields(answer, { data: record }, []);
  if (!isOwnObject(user.kind, record(data?.['attributes']) ?? {})) throw new VirusTotalError('forbidden');
  return user;
}

/**
 * Whether a user object shows what VirusTotal shows to its owner alone: the key, or a user's preferences and privileges. Those of
 * a service account, and its key, are visible to administrators as well.
 */
function isOwnObject(
  kind: User['kind'],
  { apikey, preferences, privileges }: Record<string, unknown>,
): boolean {
  if (apikey !== undefined) return apikey === ownKey;
  return kind === 'user' && record(preferences) !== undefined && record(privileges) !== undefined;
}

/** Decodes one such object (the `data` of a response, or an element of a list); undefined for anything else. */
export function readAccount(object: unknown): User | undefined {
  const { type: kind, id, attributes: raw, relationships } = readFields(object, head, []);
  if (!kind || !id) return undefined;
  const invalidFields: string[] = [];
  const read = readFields(raw, attributes, invalidFields);
  return {
    id,
    kind,
    ...omitUndefined({
      email: read.email,
      firstName: read.first_name,
      lastName: read.last_name,
      has2fa: read.has_2fa,
      lastLogin: read.last_login,
      preferences: read.preferences && readPreferences(read.preferences, invalidFields),
      privileges: read.privileges && readPrivileges(read.privileges, invalidFields),
      profilePhrase: read.profile_phrase,
      quotas: read.quotas && readQuotas(read.quotas, invalidFields),
      reputation: read.reputation,
      singleSignOn: read.sso_enforced,
      status: read.status,
      userSince: read.user_since,
      groupIds: relatedIds(relationships, 'groups'),
      apiQuotaGroup: relatedIds(relationships, 'api_quota_group')?.[0],
      intelligenceQuotaGroup: relatedIds(relationships, 'intelligence_quota_group')?.[0],
    }),
    invalidFields,
  };
}

function relatedIds(relationships: unknown, name: string): string[] | undefined {
  const { [name]: relationship } = readFields(relationships, { [name]: record }, []);
  if (!relationship) return undefined;
  const { data } = relationship;
  const items: unknown[] = list(data) ?? [data];
  return items.flatMap((item) => readFields(item, { id: idText }, []).id ?? []);
}
