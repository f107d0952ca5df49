// Columns of quota tables.
import { i18n } from '#i18n';
import type { DataColumn } from '../../../components/data-column.ts';
import type { Column } from '../../../core/domain/csv.ts';
import { ownCap, poolCap } from '../../../core/domain/export-caps.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { QuotaStatus } from '../../../core/domain/quota.ts';
import { quotaName } from '../../../core/presentation/quota-names.ts';
import { numberColumn } from './column.tsx';
import { lazy } from '../../../core/common/lazy.ts';

export const quotaColumns = lazy((): Column<QuotaStatus>[] => [
  { title: i18n.t('dashboard.column.quota'), value: ({ name, window }) => quotaName(name, window) },
  { title: i18n.t('dashboard.column.quota_id'), value: ({ name }) => name },
  { title: i18n.t('dashboard.column.window'), value: ({ window }) => window },
  { title: i18n.t('dashboard.column.own_used'), value: ({ own }) => own.used },
  { title: i18n.t('dashboard.column.own_cap'), value: ownCap },
  { title: i18n.t('dashboard.column.own_cap_raw'), value: ({ own }) => own.allowed },
  { title: i18n.t('dashboard.column.pool_used'), value: ({ pool }) => pool?.used },
  { title: i18n.t('dashboard.column.pool_cap'), value: poolCap },
  { title: i18n.t('dashboard.column.pool_cap_raw'), value: ({ pool }) => pool?.allowed },
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
