// A user or service account as a group lists it, with its membership data.
import {
  count,
  record,
  omitUndefined,
  type Decoder,
  readFields,
  stringArray,
  nestedDecoder,
} from '../decode.ts';
import { readAccount, type User } from './user.ts';

export type Member = User & {
  /** VirusTotal's names of the roles, where the caller may see them: "USER_ROLE_GROUP_ADMIN". */
  roles?: string[];
  /** A personal cap of API requests a day, set by the group. */
  dailyLimit?: number;
  /** This member's use of the requested quota, in the quota's unit. */
  consumed?: number;
};

/** The requested attributes of members. Lists may be long, and privileges and quotas would be most of their size. */
export const memberAttributes = 'first_name,last_name,email,has_2fa,last_login,status,user_since,reputation';

const allowed = nestedDecoder({ allowed: ['allowed', count] });
const limits = nestedDecoder({ daily: ['api_requests_daily', allowed] });
const context = { roles: stringArray, quota_limits: limits, quota_consumed_from_group: count };
const head = { attributes: record, context_attributes: record };

export const readMember: Decoder<Member> = (object) => {
  const { attributes, context_attributes: rawContext } = readFields(object, head, []);
  const user = attributes && readAccount(object);
  if (!user) return undefined;
  const invalidFields: string[] = [];
  const {
    roles,
    quota_limits: caps,
    quota_consumed_from_group: consumed,
  } = readFields(rawContext, context, invalidFields);
  return {
    ...user,
    ...omitUndefined({ roles, dailyLimit: caps?.daily?.allowed, consumed }),
    invalidFields: [...user.invalidFields, ...invalidFields],
  };
};
