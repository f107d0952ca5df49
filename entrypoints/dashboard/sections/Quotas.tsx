// The quotas and privileges of an account, a group or a service account.
import { i18n } from '#i18n';
import { useMemo } from 'preact/hooks';
import { ExportButtons } from '../../../components/ExportButtons.tsx';
import { QuotaGroups } from '../../../components/QuotaGroups.tsx';
import { useNow } from '../../../components/use-now.ts';
import type { Privilege } from '../../../core/virustotal/resources/privileges.ts';
import { quotaWithCaps } from '../../../core/domain/export-caps.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';
import type { QuotaStatus } from '../../../core/domain/quota.ts';
import { privilegeColumns } from '../columns/privileges.tsx';
import { quotaColumns } from '../columns/quotas.ts';
import { quotasView } from '../../../core/presentation/quota-view.ts';
import { LocalTable } from '../lists/LocalTable.tsx';
import { RunNow } from './RunNow.tsx';
import { Section, Quiet, DataSource } from './Section.tsx';

/**
 * `owner`: id of the user or group, used in file names; `hidden`: the text where nothing is visible; `at`: when they were
 * loaded, `cost`: what that cost or what they were loaded with.
 */
type Common = { owner: string; at: number | undefined; cost: string; hidden: string };

export type QuotasProps = Common & { quotas: readonly QuotaStatus[] };

export function Quotas({ owner, quotas, at, cost, hidden }: QuotasProps) {
  const title = i18n.t('dashboard.quotas');
  const now = useNow();
  const files = (
    <ExportButtons
      title={title}
      file={`${owner} ${title}`}
      columns={quotaColumns()}
      rows={quotas}
      jsonOf={quotaWithCaps}
    />
  );
  return (
    <Section title={title} meta={<DataSource at={at} text={cost} />} actions={quotas.length > 0 && files}>
      <RunNow quotas={quotas} at={at} />
      {quotas.length > 0 ? (
        <QuotaGroups view={quotasView(quotas, now)} heading="h3" />
      ) : (
        <Quiet>{hidden}</Quiet>
      )}
    </Section>
  );
}

export type PrivilegesProps = Common & { privileges: readonly Privilege[] | undefined };

export function Privileges({ owner, privileges, at, cost, hidden }: PrivilegesProps) {
  const title = i18n.t('privileges.title');
  const now = useNow();
  const statuses = useMemo(() => privilegeStatuses(privileges ?? [], now), [privileges, now]);
  return (
    <Section
      title={title}
      meta={<DataSource at={at} text={cost} />}
      actions={
        statuses.length > 0 && (
          <ExportButtons
            title={title}
            file={`${owner} ${title}`}
            columns={privilegeColumns()}
            rows={statuses}
          />
        )
      }
    >
      {!privileges && <Quiet>{hidden}</Quiet>}
      {privileges?.length === 0 && <Quiet>{i18n.t('dashboard.privileges_none')}</Quiet>}
      {statuses.length > 0 && <LocalTable title={title} columns={privilegeColumns()} rows={statuses} />}
    </Section>
  );
}
