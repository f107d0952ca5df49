// Groups, privileges and quotas, in tables of their own.
import { i18n } from '#i18n';
import { Chip } from '../../../components/Chip.tsx';
import type { DataColumn } from '../../../components/data-column.ts';
import { PrivilegeOrigin, PrivilegeTerm } from '../../../components/PrivilegeList.tsx';
import type { Column } from '../../../core/domain/csv.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { PrivilegeStatus } from '../../../core/domain/privilege.ts';
import type { QuotaStatus } from '../../../core/domain/quota.ts';
import { quotaName } from '../../../core/presentation/quota-names.ts';
import { hrefOf } from '../route.ts';
import { numberColumn, timeColumn } from './column.tsx';
import { lazy } from '../../../core/common/lazy.ts';
import { administratorRole } from '../../../core/domain/group-role.ts';

export const groupColumns = lazy((): DataColumn<Group>[] => [
  {
    title: i18n.t('dashboard.column.group'),
    value: ({ id }) => id,
    cell: ({ id }) => (
      <a href={hrefOf('groups', id)}>
        <bdi>{id}</bdi>
      </a>
    ),
  },
  {
    title: i18n.t('dashboard.column.role'),
    width: '90px',
    value: ({ role }) => role,
    cell: ({ role }) => role && <Chip>{role}</Chip>,
  },
  {
    title: i18n.t('dashboard.column.organization'),
    width: 'minmax(0, 1.5fr)',
    value: ({ organization, legalName }) => organization ?? legalName,
  },
  {
    title: i18n.t('dashboard.column.country'),
    width: '120px',
    value: ({ country, countryIso }) => country ?? countryIso,
  },
  { title: i18n.t('dashboard.column.industry'), value: ({ industry }) => industry },
  { title: i18n.t('dashboard.column.domain'), value: ({ domain }) => domain },
]);

const managedRole = ({ role = administratorRole }: Group): string => role;

/** Of the groups that somebody administers: VirusTotal need not name the role in each of them. */
export const managedColumns = lazy(() => {
  const [group, role, ...more] = groupColumns();
  const known = role && {
    ...role,
    value: managedRole,
    cell: (row: Group) => <Chip>{managedRole(row)}</Chip>,
  };
  return [group, known, ...more].filter((column) => column !== undefined);
});

export const privilegeColumns = lazy((): DataColumn<PrivilegeStatus>[] => [
  { title: i18n.t('dashboard.column.privilege'), value: ({ name }) => name },
  {
    ...timeColumn(i18n.t('dashboard.column.expires'), ({ expires }) => expires),
    width: '210px',
    cell: (privilege) =>
      privilege.state === 'not-granted' ? (
        <span class="quiet">{i18n.t('term.not_granted')}</span>
      ) : (
        <PrivilegeTerm {...privilege} />
      ),
  },
  {
    title: i18n.t('dashboard.column.state'),
    exportOnly: true,
    value: ({ state }) => state,
  },
  {
    title: i18n.t('dashboard.column.origin'),
    width: 'minmax(0, 1.4fr)',
    value: ({ from = '', via }) => (via ? `${from} (${via})` : from),
    cell: (privilege) =>
      privilege.origin === 'own' ? (
        privilege.state !== 'not-granted' && i18n.t('dashboard.not_shown')
      ) : (
        <PrivilegeOrigin {...privilege} />
      ),
  },
]);

export const quotaColumns = lazy((): Column<QuotaStatus>[] => [
  { title: i18n.t('dashboard.column.quota'), value: ({ name, window }) => quotaName(name, window) },
  { title: i18n.t('dashboard.column.quota_id'), value: ({ name }) => name },
  { title: i18n.t('dashboard.column.window'), value: ({ window }) => window },
  { title: i18n.t('dashboard.column.own_used'), value: ({ own }) => own.used },
  { title: i18n.t('dashboard.column.own_cap'), value: ({ own }) => own.cap },
  { title: i18n.t('dashboard.column.pool_used'), value: ({ pool }) => pool?.used },
  { title: i18n.t('dashboard.column.pool_cap'), value: ({ pool }) => pool?.allowed },
  { title: i18n.t('dashboard.column.pool'), value: ({ pool }) => pool?.from },
]);

type UserUsage = NonNullable<Group['quotaUsageByUser']>[number];

export const userUsageColumns = lazy((): DataColumn<UserUsage>[] => [
  { title: i18n.t('dashboard.column.id'), value: ({ user }) => user },
  {
    title: i18n.t('dashboard.column.quota'),
    value: ({ quota }) => quota ?? i18n.t('dashboard.group.usage_by_user_any'),
  },
  numberColumn(i18n.t('dashboard.column.used'), ({ used }) => used),
]);
