// Privileges, as they stand in users, service accounts and groups.
import { record, boolean, readDictionary, readFields, seconds, text } from '../decode.ts';

/**
 * One privilege. `expires`: seconds since the epoch, UTC; absent means perpetual. `from` and `via` tell the origin:
 * via `api_quota_group` or `intelligence_quota_group` `from` is a group, via `privilege` it is another privilege;
 * other values of `via` are possible and are shown as they are. `expiryUnread`: there is a date that makes no sense.
 */
export type Privilege = {
  name: string;
  granted: boolean;
  expires?: number;
  expiryUnread?: true;
  from?: string;
  via?: string;
};

const fields = {
  granted: boolean,
  // vt-cli writes 0 where no date was set on a grant.
  expiration_date: seconds,
  inherited_from: text,
  inherited_via: text,
};

/** Reads the `privileges` attribute. An entry without a readable `granted` is unknown and named in `invalidFields`. */
export function readPrivileges(input: Record<string, unknown>, invalidFields: string[]): Privilege[] {
  return readDictionary(
    input,
    (name, value) => {
      if (!record(value)) return undefined;
      const unread: string[] = [];
      const read = readFields(value, fields, unread);
      invalidFields.push(...unread);
      if (read.granted === undefined) return undefined;
      return {
        name,
        granted: read.granted,
        ...(read.expiration_date && { expires: read.expiration_date }),
        ...(unread.includes('expiration_date') && { expiryUnread: true }),
        ...(read.inherited_from !== undefined && { from: read.inherited_from }),
        ...(read.inherited_via !== undefined && { via: read.inherited_via }),
      };
    },
    invalidFields,
  );
}
