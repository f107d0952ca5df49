// The groups page: the account's groups, without a request as far as they are already loaded, and the groups it manages.
import { i18n } from '#i18n';
import { useMemo } from 'preact/hooks';
import { listKey } from '../../../core/storage/list-schema.ts';
import type { Account } from '../../../core/domain/account.ts';
import { groupColumns } from '../columns/groups.tsx';
import { ListSection } from '../lists/ListSection.tsx';
import { ManagedGroups } from '../sections/ManagedGroups.tsx';
import { Heading } from '../sections/Section.tsx';

export function GroupsPage({ account }: { account: Account }) {
  const { id, kind, groups } = account;
  const accessKey = kind === 'user' ? 'access' : 'access_service';
  const initialItems = useMemo(
    () => groups && { at: groups.at, items: groups.value.groups, total: groups.value.count },
    [groups],
  );
  return (
    <>
      <Heading>{i18n.t('dashboard.groups')}</Heading>
      <ListSection
        account={id}
        list={listKey('groups', id)}
        title={i18n.t('dashboard.group_list.title')}
        columns={groupColumns()}
        accessHint={i18n.t(`dashboard.group_list.${accessKey}`)}
        empty={i18n.t('dashboard.group_list.empty')}
        initialItems={initialItems}
      />
      <ManagedGroups account={id} />
    </>
  );
}
