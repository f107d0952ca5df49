// The Group object. Members also receive the group's token and its signatory's personal data, so only the named fields are
// read.
import { VirusTotalError } from '../api-error.ts';
import { type Privilege, readPrivileges } from './privileges.ts';
import { type NamedQuota, readQuotas } from './quotas.ts';
import {
  count,
  record,
  boolean,
  idText,
  list,
  picklist,
  omitUndefined,
  readDictionary,
  readFields,
  unixSeconds,
  text,
  stringArray,
} from '../decode.ts';

/** A group as one caller sees it. An absent attribute is hidden from the caller or does not exist. */
export type Group = {
  id: string;
  /** The caller's own role in the group, where VirusTotal names it: "user", "admin". */
  role?: string;
  organization?: string;
  legalName?: string;
  country?: string;
  countryIso?: string;
  industry?: string;
  domain?: string;
  /**
   * Whether members must sign in through the organization (SAML or OIDC), which does not use VirusTotal's 2FA. False also for a
   * group that offers this sign-in without enforcing it.
   */
  singleSignOn?: boolean;
  /** Users who become members automatically: e-mail addresses, or `*@domain`. VirusTotal shows them to administrators only. */
  autoAddUsers?: string[];
  /** When the agreement with VirusTotal was signed; milliseconds since the epoch, UTC. */
  agreementSigned?: number;
  privileges?: Privilege[];
  quotas?: NamedQuota[];
  /** What members used of the group's quotas; `quota` is absent where VirusTotal names none. */
  quotaUsageByUser?: { user: string; quota?: string; used: number }[];
  /** Names of attributes that could not be decoded. */
  invalidFields: string[];
};

const attributes = {
  organization: text,
  organization_legal_name: text,
  country: text,
  country_iso: text,
  industry: text,
  domain_name: text,
  force_users_saml_login: boolean,
  force_users_oidc_login: boolean,
  auto_add_users: stringArray,
  agreement_signed_date: unixSeconds,
  privileges: record,
  quotas: record,
  quota_usage_by_user: record,
};

const head = { type: picklist('group'), id: idText, attributes: record, context_attributes: record };

/** Decodes one group object (the `data` of a response, or an element of a list); undefined for anything else. */
export function readGroup(object: unknown): Group | undefined {
  const { type, id, attributes: raw, context_attributes: rawContext } = readFields(object, head, []);
  if (!type || !id) return undefined;
  const invalidFields: string[] = [];
  const read = readFields(raw, attributes, invalidFields);
  const context = readFields(rawContext, { role: text }, invalidFields);
  const { force_users_saml_login: saml, force_users_oidc_login: oidc } = read;
  return {
    id,
    ...omitUndefined({
      role: context.role,
      organization: read.organization,
      legalName: read.organization_legal_name,
      country: read.country,
      countryIso: read.country_iso,
      industry: read.industry,
      domain: read.domain_name,
      singleSignOn: saml === undefined && oidc === undefined ? undefined : saml === true || oidc === true,
      autoAddUsers: read.auto_add_users,
      agreementSigned: read.agreement_signed_date,
      privileges: read.privileges && readPrivileges(read.privileges, invalidFields),
      quotas: read.quotas && readQuotas(read.quotas, invalidFields),
      quotaUsageByUser: read.quota_usage_by_user && readUsageByUser(read.quota_usage_by_user, invalidFields),
    }),
    invalidFields,
  };
}

type UserUsage = NonNullable<Group['quotaUsageByUser']>[number];

/** All published examples are empty, so a figure per user and a figure per quota of a user are both accepted. */
function readUsageByUser(input: Record<string, unknown>, invalidFields: string[]): UserUsage[] {
  const perUser = (user: string, value: unknown): UserUsage[] | undefined => {
    if (!idText(user)) return [];
    const used = count(value);
    if (used !== undefined) return [{ user, used }];
    const quotas = record(value);
    return quotas && readDictionary(quotas, (quota, figure) => perQuota(user, quota, figure), invalidFields);
  };
  return readDictionary(input, perUser, invalidFields).flat();
}

function perQuota(user: string, quota: string, figure: unknown): UserUsage | undefined {
  const used = count(figure) ?? count(record(figure)?.['used']);
  return used === undefined ? undefined : { user, quota, used };
}

/** The loaded groups; `count`: the total, where VirusTotal names it. */
export type GroupList = { groups: Group[]; count?: number };

/**
 * Decodes a page of groups. Elements of other types are left out.
 * @throws VirusTotalError `unexpected` where it is not a list
 */
export function readGroups(answer: unknown): GroupList {
  const { data, meta } = readFields(answer, { data: list, meta: record }, []);
  if (!data) throw new VirusTotalError('unexpected');
  const { count: total } = readFields(meta, { count }, []);
  const groups = data.flatMap((item) => readGroup(item) ?? []);
  return total === undefined ? { groups } : { groups, count: total };
}
