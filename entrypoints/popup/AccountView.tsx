// One account: whose it is, what can be run now, the other accounts, then everything else.
import { useMemo } from 'preact/hooks';
import { QuotaGroups } from '../../components/QuotaGroups.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useSteadyNow } from '../../components/use-now.ts';
import type { State } from '../../core/storage/schema.ts';
import { type Account, type DataStatus, dataStatus, quotaStatusesOf } from '../../core/domain/account.ts';
import { privilegeStatuses } from '../../core/domain/privilege.ts';
import { unfinishedText } from '../../core/presentation/failure-text.ts';
import { quotasView } from '../../core/presentation/quota-view.ts';
import { PrivilegesAndGroups } from './PrivilegesAndGroups.tsx';
import { StatusChips } from './StatusChips.tsx';
import { Footer } from './Footer.tsx';
import { Skeleton } from './Skeleton.tsx';
import { StatusNotice } from './StatusNotice.tsx';
import { AccountHeader } from './AccountHeader.tsx';
import { AccountList } from './AccountList.tsx';
import { BarKey } from './BarKey.tsx';
import { RunNow } from './RunNow.tsx';

export type AccountViewProps = { account: Account; state: State; access: boolean; openOptions: () => void };

export function AccountView({ account, state, access, openOptions }: AccountViewProps) {
  const now = useSteadyNow(account);
  const status = dataStatus(account, state.settings.refreshMinutes, now);
  const isLoading = status.is === 'loading' && access;
  // Drawn again only when something of it has changed.
  const content = useMemo(
    () => (
      <Content
        account={account}
        state={state}
        status={status}
        isLoading={isLoading}
        now={now}
        openOptions={openOptions}
      />
    ),
    [account, state, isLoading, now, openOptions],
  );
  return (
    <>
      {content}
      <Footer
        key={`footer ${account.id}`}
        account={account}
        access={access}
        now={now}
        openOptions={openOptions}
      />
    </>
  );
}

type ContentProps = Omit<AccountViewProps, 'access'> & {
  status: DataStatus;
  isLoading: boolean;
  now: number;
};

function Content({ account, state, status, isLoading, now, openOptions }: ContentProps) {
  const quotas = quotaStatusesOf(account, now);
  const user = account.user?.value;
  const view = quotasView(quotas, now);
  const hasPools = view.families.some(({ meters }) => meters.some(({ bar }) => bar && bar.pool > 0));
  const privileges = privilegeStatuses(user?.privileges ?? [], now);
  return (
    <>
      <AccountHeader account={account} />
      <RunNow account={account} quotas={quotas} status={status} now={now} />
      <StatusNotice
        key={`status ${account.id}`}
        account={account}
        status={status}
        now={now}
        openOptions={openOptions}
      />
      {account.unfinished && <Notice>{unfinishedText(account)}</Notice>}
      {state.accounts.length > 1 && <AccountList accounts={state.accounts} shown={account} now={now} />}
      <StatusChips account={account} privileges={privileges} now={now} />
      {hasPools && !state.settings.barKeyDismissed && <BarKey />}
      <QuotaGroups view={view} heading="h2" />
      {isLoading && quotas.length === 0 && <Skeleton bare />}
      <PrivilegesAndGroups account={account} privileges={privileges} now={now} />
    </>
  );
}
