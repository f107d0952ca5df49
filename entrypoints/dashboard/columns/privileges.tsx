// Columns of privilege tables.
import { i18n } from '#i18n';
import type { DataColumn } from '../../../components/data-column.ts';
import { PrivilegeOrigin, PrivilegeTerm } from '../../../components/PrivilegeList.tsx';
import type { PrivilegeStatus } from '../../../core/domain/privilege.ts';
import { timeColumn } from './column.tsx';
import { lazy } from '../../../core/common/lazy.ts';

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
