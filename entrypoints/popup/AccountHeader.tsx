// The popup's header: whose figures these are.
import { i18n } from '#i18n';
import { joinParts } from '../../core/presentation/format.ts';
import type { Account } from '../../core/domain/account.ts';
import { accountKind } from '../../core/domain/account-details.ts';
import { bidiIsolate } from '../../core/presentation/isolate-names.ts';
import { accountHue, accountName, initials } from '../../core/presentation/display-name.ts';
import { administeredIds } from '../../core/domain/group-administration.ts';
import { Name } from '../../components/Name.tsx';

export function AccountHeader({ account }: { account: Account }) {
  const name = accountName(account);
  const summary = summaryOf(account, name);
  return (
    <header class="account-header">
      <span class="account-header-avatar" aria-hidden="true" style={{ '--hue': accountHue(account.id) }}>
        {initials(name)}
      </span>
      <div class="account-header-text">
        <h1 class="clip" title={name}>
          <Name text={name} />
        </h1>
        <p class="clip" title={summary}>
          <bdi>{summary}</bdi>
        </p>
      </div>
      <a href="/dashboard.html" target="_blank">
        {i18n.t('popup.dashboard')}
      </a>
    </header>
  );
}

function summaryOf(account: Account, name: string): string {
  const { id, user, groups } = account;
  const list = groups?.value.groups ?? [];
  const apiGroup = list.find((group) => group.id === user?.value.apiQuotaGroup) ?? list[0];
  const managed = administeredIds(account).length;
  return joinParts([
    name !== id && id,
    accountKind(account) === 'service_account' && i18n.t('popup.service_account'),
    apiGroup?.organization && bidiIsolate(apiGroup.organization),
    managed > 0 && i18n.t('popup.admin_of', managed),
  ]);
}
