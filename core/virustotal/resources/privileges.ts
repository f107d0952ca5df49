// Privileges of users, service accounts and groups.
import { record, boolean, idText, readDictionary, readFields, text, unixSeconds } from '../decode.ts';

/**
 * One privilege. `expires`: milliseconds since the epoch, UTC; absent means perpetual. `from` and `via` describe the origin: for
 * `api_quota_group` and `intelligence_quota_group`, `from` is a group; for `privilege`, it is another privilege; other values
 * of `via` are possible and shown unchanged. `expiryUnread`: the expiry date could not be decoded.
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
  // vt-cli writes 0 where a grant has no date.
  expiration_date: unixSeconds,
  inherited_from: idText,
  inherited_via: text,
};

/** Decodes the `privileges` attribute. The name of an entry without a valid `granted` is added to `invalidFields`. */
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
