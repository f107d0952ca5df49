// What to call the person or service behind an account.
import type { User } from '../virustotal/resources/user.ts';
import type { Account } from '../domain/account.ts';

type NamedUser = Pick<User, 'id' | 'firstName' | 'lastName'>;

/** First and last name, or the id where VirusTotal knows neither. */
export function displayName({ id, firstName, lastName }: NamedUser): string {
  return [firstName, lastName].filter((name) => name?.trim()).join(' ') || id;
}

/** The name of an account's owner, as far as it was read. */
export const accountName = ({ id, user }: Account): string => displayName({ ...user?.value, id });

/** At most two letters for a round picture: "SS". */
export function initials(name: string): string {
  const firsts = name.match(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu) ?? [];
  return firsts.slice(0, 2).join('').toLocaleUpperCase();
}
