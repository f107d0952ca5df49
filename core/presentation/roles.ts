// What a role in a group is called.
import { i18n } from '#i18n';

/** VirusTotal's word for a role in plain words; one that we do not know as it is. */
export function roleName(role: string): string {
  if (role === 'admin') return i18n.t('groups.administrator');
  return role === 'user' ? i18n.t('groups.member') : role;
}
