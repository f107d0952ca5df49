// The service accounts of each group that the account administers, as far as those groups are known.
import { i18n } from '#i18n';
import { useList } from '../../../core/store/list-store.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import type { Account } from '../../../core/domain/account.ts';
import { serviceAccountColumns } from '../columns/people.tsx';
import { ListSection } from '../lists/ListSection.tsx';
import { ManagedGroups } from '../sections/ManagedGroups.tsx';
import { Heading, Quiet } from '../sections/Section.tsx';
import { isAdministrator } from '../../../core/domain/group-role.ts';
import { uniqueIds } from '../../../core/common/ids.ts';

export function ServiceAccountsPage({ account }: { account: Account }) {
  const { id, groups } = account;
  const listed = useList(id, listKey('groups', id));
  const managed = useList(id, listKey('groupsManaged', id));
  const administered = [...(groups?.value.groups ?? []), ...listed.items].filter(isAdministrator);
  const ids = uniqueIds([...administered, ...managed.items].map((group) => group.id));
  return (
    <>
      <Heading>{i18n.t('dashboard.service_accounts')}</Heading>
      {managed.isReady && ids.length === 0 && (
        <>
          <Quiet>
            {i18n.t(`dashboard.service_list.${managed.state?.status === 'complete' ? 'none' : 'unknown'}`)}
          </Quiet>
          <ManagedGroups account={id} />
        </>
      )}
      {ids.map((group) => (
        <ListSection
          key={group}
          account={id}
          list={listKey('serviceAccounts', group)}
          title={i18n.t('dashboard.service_list.of', [group])}
          columns={serviceAccountColumns()}
          accessHint={i18n.t('dashboard.group.admins_only')}
          empty={i18n.t('dashboard.service_list.empty')}
        />
      ))}
    </>
  );
}
