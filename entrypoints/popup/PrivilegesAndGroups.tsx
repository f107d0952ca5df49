// Privileges and groups, collapsed to one line each.
import { i18n } from '#i18n';
import { Disclosure } from '../../components/Disclosure.tsx';
import { ItemList } from '../../components/ItemList.tsx';
import { joinParts } from '../../core/presentation/format.ts';
import { PrivilegeList } from '../../components/PrivilegeList.tsx';
import type { Account } from '../../core/domain/account.ts';
import { detailsFailure } from '../../core/domain/account-details.ts';
import type { PrivilegeStatus } from '../../core/domain/privilege.ts';
import { groupsView } from '../../core/presentation/group-view.ts';
import { accountFailureText } from '../../core/presentation/failure-text.ts';
import { detailAge } from './detail-age.ts';

export type PrivilegesAndGroupsProps = {
  account: Account;
  privileges: readonly PrivilegeStatus[];
  now: number;
};

export function PrivilegesAndGroups({ account, privileges, now }: PrivilegesAndGroupsProps) {
  const { user, groups, failures } = account;
  const list = groups?.value.groups ?? [];
  const count = groups?.value.count ?? list.length;
  const failure = detailsFailure(account);
  const withAge = (title: string, part: typeof user | typeof groups) =>
    joinParts([title, detailAge(part, account, now)]);
  return (
    <div class="privileges-and-groups">
      {privileges.length > 0 ? (
        <Disclosure title={withAge(summaryOf(privileges), user)}>
          <PrivilegeList privileges={privileges} />
        </Disclosure>
      ) : (
        user && (
          <p>
            {user.value.privileges ? i18n.t('dashboard.privileges_none') : i18n.t('popup.privileges_hidden')}
          </p>
        )
      )}
      {list.length > 0 && (
        <Disclosure title={withAge(i18n.t('popup.groups', count), groups)}>
          <ItemList view={groupsView(list, count - list.length)} />
        </Disclosure>
      )}
      {/* A failure of the same kind is already shown for the quotas. */}
      {failure && !account.unfinished && failure.kind !== failures.quotas?.kind && (
        <p>{i18n.t('popup.part_failure', [accountFailureText(failure.kind, account)])}</p>
      )}
    </div>
  );
}

/** "12 privileges · 1 expiring · 1 expired". */
function summaryOf(privileges: readonly PrivilegeStatus[]): string {
  const count = (...states: PrivilegeStatus['state'][]) =>
    privileges.filter(({ state }) => states.includes(state)).length;
  return joinParts([
    i18n.t('popup.privileges', count('granted', 'expiring')),
    ...(['expiring', 'expired'] as const).map(
      (state) => count(state) > 0 && i18n.t(`popup.${state}`, [String(count(state))]),
    ),
  ]);
}
