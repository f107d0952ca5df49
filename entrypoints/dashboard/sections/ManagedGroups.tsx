// The groups that the account administers.
import { i18n } from '#i18n';
import { listKey } from '../../../core/storage/list-schema.ts';
import { managedColumns } from '../columns/groups.tsx';
import { ListSection } from '../lists/ListSection.tsx';

export function ManagedGroups({ account }: { account: string }) {
  return (
    <ListSection
      account={account}
      list={listKey('groupsManaged', account)}
      title={i18n.t('dashboard.managed.title')}
      columns={managedColumns()}
      accessHint={i18n.t('dashboard.managed.access')}
      empty={i18n.t('dashboard.managed.empty')}
    />
  );
}
