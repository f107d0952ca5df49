// Quotas and privileges, of an account, a group or a service account.
import { i18n } from '#i18n';
import { useMemo } from 'preact/hooks';
import { Age } from '../../../components/Age.tsx';
import { Exports } from '../../../components/Exports.tsx';
import { QuotaList } from '../../../components/QuotaList.tsx';
import { useNow } from '../../../components/use-now.ts';
import type { Privilege } from '../../../core/virustotal/privileges.ts';
import { privilegeVitals } from '../../../core/vitals/privilege.ts';
import type { QuotaVital } from '../../../core/vitals/quota.ts';
import { privilegeColumns, quotaColumns } from '../columns/belongings.tsx';
import { LocalTable } from '../lists/LocalTable.tsx';
import { Part, Quiet } from './Part.tsx';

/** `owner`: whose they are, names the exported files; `hidden`: what to say where there are none to see; `at`: when they were read. */
export type QuotasProps = {
  owner: string;
  vitals: readonly QuotaVital[];
  at: number | undefined;
  hidden: string;
};

export function Quotas({ owner, vitals, at, hidden }: QuotasProps) {
  const title = i18n.t('dashboard.quotas');
  const now = useNow();
  const aside = (
    <>
      {at !== undefined && <Age at={at} />}
      <Exports title={title} file={`${owner} ${title}`} columns={quotaColumns()} rows={vitals} />
    </>
  );
  return (
    <Part title={title} aside={vitals.length > 0 && aside}>
      {vitals.length > 0 ? <QuotaList vitals={vitals} now={now} heading="h3" /> : <Quiet>{hidden}</Quiet>}
    </Part>
  );
}

export type PrivilegesProps = { owner: string; privileges: readonly Privilege[] | undefined; hidden: string };

export function Privileges({ owner, privileges, hidden }: PrivilegesProps) {
  const title = i18n.t('privileges.title');
  const now = useNow();
  const vitals = useMemo(() => privilegeVitals(privileges ?? [], now), [privileges, now]);
  return (
    <Part
      title={title}
      aside={
        vitals.length > 0 && (
          <Exports title={title} file={`${owner} ${title}`} columns={privilegeColumns()} rows={vitals} />
        )
      }
    >
      {!privileges && <Quiet>{hidden}</Quiet>}
      {privileges?.length === 0 && <Quiet>{i18n.t('dashboard.privileges_none')}</Quiet>}
      {vitals.length > 0 && <LocalTable title={title} columns={privilegeColumns()} rows={vitals} />}
    </Part>
  );
}
