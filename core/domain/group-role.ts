// Roles in groups, by VirusTotal's names.
import type { Group } from '../virustotal/resources/group.ts';

/** The other role that is known is "user". */
export const administratorRole = 'admin';

export const isAdministrator = ({ role }: Pick<Group, 'role'>): boolean => role === administratorRole;
