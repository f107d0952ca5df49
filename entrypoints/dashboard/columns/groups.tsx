// Columns of group tables.
import { i18n } from '#i18n';
import { Chip } from '../../../components/Chip.tsx';
import type { DataColumn } from '../../../components/data-column.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import { hrefOf } from '../route.ts';
import { lazy } from '../../../core/common/lazy.ts';
import { administratorRole } from '../../../core/domain/group-role.ts';
import { Name } from '../../../components/Name.tsx';

export const groupColumns = lazy((): DataColumn<Group>[] => [
  {
    title: i18n.t('dashboard.column.group'),
    value: ({ id }) => id,
    cell: ({ id }) => (
      <a href={hrefOf('groups', id)}>
        <Name text={id} />
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

/** Columns of administered groups. VirusTotal may omit the role there. */
export const managedColumns = lazy(() => {
  const [group, role, ...more] = groupColumns();
  const managedRoleColumn = role && {
    ...role,
    value: managedRole,
    cell: (row: Group) => <Chip>{managedRole(row)}</Chip>,
  };
  return [group, managedRoleColumn, ...more].filter((column) => column !== undefined);
});
