// The service accounts of each group that the account administers, or may administer as far as is known.
import { i18n } from '#i18n';
import { useList } from '../../../core/store/list-store.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import type { Account } from '../../../core/domain/account.ts';
import { administeredIds, hasUnknownRoles } from '../../../core/domain/group-administration.ts';
import { isAdministrator } from '../../../core/domain/group-role.ts';
import { uniqueIds } from '../../../core/common/ids.ts';
import { ManagedGroups } from '../sections/ManagedGroups.tsx';
import { Heading, Quiet } from '../sections/Section.tsx';
import { ServiceAccounts } from '../sections/ServiceAccounts.tsx';

// Whoever is in more groups finds the service accounts of each on its page.
const unknownAtMost = 5;

export function ServiceAccountsPage({ account }: { account: Account }) {
  const { id, groups } = account;
  const listed = useList(id, listKey('groups', id));
  const administered = uniqueIds([
    ...administeredIds(account),
    ...listed.items.filter(isAdministrator).map((group) => group.id),
  ]);
  // Where VirusTotal did not tell the role, it decides who may see what.
  const isUnknown = administered.length === 0 && hasUnknownRoles(account);
  const possible = (groups?.value.groups ?? []).filter(({ role }) => role === undefined);
  const ids = isUnknown ? possible.slice(0, unknownAtMost).map((group) => group.id) : administered;
  return (
    <>
      <Heading>{i18n.t('dashboard.service_accounts')}</Heading>
      {isUnknown && <Quiet>{i18n.t('dashboard.roles.unknown')}</Quiet>}
      {isUnknown && <ManagedGroups account={id} />}
      {ids.length === 0 && <Quiet>{i18n.t('dashboard.service_list.none')}</Quiet>}
      {ids.map((group) => (
        <ServiceAccounts
          key={group}
          account={id}
          group={group}
          title={i18n.t('dashboard.service_list.of', [group])}
          isAdmin={!isUnknown}
        />
      ))}
    </>
  );
}
