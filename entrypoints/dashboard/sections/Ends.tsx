// The privileges that end within 90 days, or ended lately.
import { i18n } from '#i18n';
import { useNow } from '../../../components/use-now.ts';
import { PrivilegeList } from '../../../components/PrivilegeList.tsx';
import { endingPrivileges } from '../../../core/domain/ending-privileges.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';
import type { Privilege } from '../../../core/virustotal/resources/privileges.ts';
import { Quiet, Section } from './Section.tsx';

/** Nothing where VirusTotal does not show the privileges. */
export function Ends({ privileges }: { privileges: readonly Privilege[] | undefined }) {
  const now = useNow();
  if (!privileges) return null;
  const ending = endingPrivileges(privilegeStatuses(privileges, now), now);
  return (
    <Section title={i18n.t('dashboard.ends.title')}>
      {ending.length > 0 ? (
        <div class="ends">
          <PrivilegeList privileges={ending} />
        </div>
      ) : (
        <Quiet>{i18n.t('dashboard.ends.none')}</Quiet>
      )}
    </Section>
  );
}
