// The service accounts of a group with their caps and, for its administrators, their use, which is free to read.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { memberWithCap } from '../../../core/domain/export-caps.ts';
import type { Person } from '../../../core/domain/people.ts';
import { formatNumber } from '../../../core/presentation/format.ts';
import { largestText } from '../../../core/presentation/people-text.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import { useList } from '../../../core/store/list-store.ts';
import { serviceAccountColumns } from '../columns/people.tsx';
import { ListSection } from '../lists/ListSection.tsx';
import { followedAtMost, useServiceUsage } from '../lists/use-service-usage.ts';
import { Quiet } from './Section.tsx';

export type ServiceAccountsProps = {
  account: string;
  group: string;
  title: string;
  /** Whether the account administers the group. Others may not read the use. */
  isAdmin: boolean;
};

export function ServiceAccounts({ account, group, title, isAdmin }: ServiceAccountsProps) {
  const list = listKey('serviceAccounts', group);
  const { items } = useList(account, list);
  const people = useServiceUsage(account, items, isAdmin);
  return (
    <ListSection
      account={account}
      list={list}
      title={title}
      columns={serviceAccountColumns()}
      accessHint={i18n.t('dashboard.members.access')}
      empty={i18n.t('dashboard.service_list.empty')}
      sort={{ by: i18n.t('dashboard.column.used_today'), descending: true }}
      rowsOf={() => people}
      jsonOf={memberWithCap}
    >
      <Largest people={people} />
    </ListSection>
  );
}

/** The answer, once the use of all that are followed is known. */
function Largest({ people }: { people: readonly Person[] }): ComponentChildren {
  const followed = people.slice(0, followedAtMost);
  if (followed.every(({ usedToday }) => usedToday === undefined)) return null;
  return (
    <>
      <p>{largestText(followed)}</p>
      {people.length > followed.length && (
        <Quiet>{i18n.t('dashboard.service_list.too_many', [formatNumber(followedAtMost)])}</Quiet>
      )}
    </>
  );
}
