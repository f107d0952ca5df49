// Display names of users and service accounts.
import type { User } from '../virustotal/resources/user.ts';
import type { Account } from '../domain/account.ts';

type NamedUser = Pick<User, 'id' | 'firstName' | 'lastName'>;

/** First and last name, or the id where VirusTotal names neither. */
export function displayName({ id, firstName, lastName }: NamedUser): string {
  return [firstName, lastName].filter((name) => name?.trim()).join(' ') || id;
}

/** The display name of an account, or its id before the user object is loaded. */
export const accountName = ({ id, user }: Account): string => displayName({ ...user?.value, id });

/** At most two letters for the avatar: "SS". */
export function initials(name: string): string {
  const firsts = name.match(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu) ?? [];
  return firsts.slice(0, 2).join('').toUpperCase();
}

/** A hue that tells accounts apart, in degrees; the same for the same id. */
export const accountHue = (id: string): number =>
  Array.from(id, (character) => character.codePointAt(0) ?? 0).reduce(
    (hue, code) => (31 * hue + code) % 360,
    0,
  );
