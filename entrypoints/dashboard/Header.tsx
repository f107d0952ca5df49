// The header: the account, the account switch, today's requests, and links to all sections.
import { i18n } from '#i18n';
import { joinParts, formatNumber } from '../../core/presentation/format.ts';
import { useNow } from '../../components/use-now.ts';
import { send } from '../../core/messages.ts';
import type { Account } from '../../core/domain/account.ts';
import { administeredIds } from '../../core/domain/group-administration.ts';
import { requestsToday } from '../../core/domain/request-count.ts';
import { accountName, initials } from '../../core/presentation/display-name.ts';
import { hrefOf, type Route, sections, messageKeys } from './route.ts';
import { Name } from '../../components/Name.tsx';

export type HeaderProps = {
  account: Account | undefined;
  accounts: readonly Account[];
  route: Route | undefined;
};

export function Header({ account, accounts, route }: HeaderProps) {
  return (
    <header class="top">
      <div class="top-row">
        {account ? <AccountSummary account={account} /> : <strong>{i18n.t('extension.name')}</strong>}
        {account && accounts.length > 1 && <AccountSelect account={account} accounts={accounts} />}
        {account && <UsedToday {...account} />}
      </div>
      <nav aria-label={i18n.t('dashboard.sections')}>
        {account &&
          sections.map((section) => (
            <a
              key={section}
              href={hrefOf(section)}
              aria-current={route?.section !== section ? undefined : route.id === undefined ? 'page' : 'true'}
            >
              {i18n.t(`dashboard.${messageKeys[section]}`)}
            </a>
          ))}
      </nav>
    </header>
  );
}

function AccountSummary({ account }: { account: Account }) {
  const name = accountName(account);
  const isService = account.kind === 'service_account';
  return (
    <div class="account-header">
      <span class="account-header-avatar" aria-hidden="true">
        {initials(name)}
      </span>
      <div class="account-header-text">
        <strong class="clip" title={name}>
          <Name text={name} />
        </strong>
        <small class="clip">
          <bdi>
            {joinParts([
              name !== account.id && account.id,
              isService && i18n.t('dashboard.field.kind_service_account'),
              !isService && name === account.id && i18n.t('extension.name'),
            ])}
          </bdi>
          <AdminOf account={account} />
        </small>
      </div>
    </div>
  );
}

/** Leads to the group, or to the list of several. */
function AdminOf({ account }: { account: Account }) {
  const ids = administeredIds(account);
  if (ids.length === 0) return null;
  const [only] = ids.length === 1 ? ids : [];
  return (
    <>
      {' · '}
      <a href={hrefOf('groups', only)}>{i18n.t('popup.admin_of', ids.length)}</a>
    </>
  );
}

function AccountSelect({ account, accounts }: { account: Account; accounts: readonly Account[] }) {
  return (
    <select
      class="field"
      aria-label={i18n.t('dashboard.switch')}
      value={account.id}
      onChange={({ currentTarget }) => void send('selectAccount', { id: currentTarget.value })}
    >
      {accounts.map(({ id }) => (
        <option key={id}>{id}</option>
      ))}
    </select>
  );
}

function UsedToday({ requests }: Account) {
  const { billable, free } = requestsToday(requests, useNow());
  return (
    <p class="used-today" title={i18n.t('popup.free_calls', [formatNumber(free)])}>
      {i18n.t('dashboard.used_today', [formatNumber(billable)])}
    </p>
  );
}
