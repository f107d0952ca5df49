// VirusTotal's names of group roles.
import type { Group } from '../virustotal/resources/group.ts';

/** The only other known role is "user". */
export const administratorRole = 'admin';

export const isAdministrator = ({ role }: Pick<Group, 'role'>): boolean => role === administratorRole;
