// One account: header, status, tightest limit, then everything else.
import { QuotaGroups } from '../../components/QuotaGroups.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useNow } from '../../components/use-now.ts';
import type { State } from '../../core/storage/schema.ts';
import { type Account, quotaStatusesOf, dataStatus } from '../../core/domain/account.ts';
import { privilegeStatuses } from '../../core/domain/privilege.ts';
import { unfinishedText } from '../../core/presentation/failure-text.ts';
import { quotasView } from '../../core/presentation/quota-view.ts';
import { PrivilegesAndGroups } from './PrivilegesAndGroups.tsx';
import { StatusChips } from './StatusChips.tsx';
import { Footer } from './Footer.tsx';
import { TightestLimit } from './TightestLimit.tsx';
import { Skeleton } from './Skeleton.tsx';
import { StatusNotice } from './StatusNotice.tsx';
import { AccountHeader } from './AccountHeader.tsx';

export type AccountViewProps = { account: Account; state: State; access: boolean; openOptions: () => void };

export function AccountView({ account, state, access, openOptions }: AccountViewProps) {
  const now = useNow();
  const status = dataStatus(account, state.settings.refreshMinutes, now);
  const quotas = quotaStatusesOf(account, now);
  const user = account.user?.value;
  const privileges = privilegeStatuses(user?.privileges ?? [], now);
  return (
    <>
      <AccountHeader account={account} accounts={state.accounts} />
      <StatusChips account={account} privileges={privileges} now={now} />
      <StatusNotice account={account} status={status} now={now} openOptions={openOptions} />
      {account.unfinished && <Notice>{unfinishedText(account)}</Notice>}
      {quotas.length > 0 && <TightestLimit quotas={quotas} now={now} />}
      <QuotaGroups view={quotasView(quotas, now)} heading="h2" />
      {status.is === 'loading' && access && quotas.length === 0 && <Skeleton bare />}
      <PrivilegesAndGroups account={account} privileges={privileges} now={now} />
      <Footer account={account} access={access} now={now} openOptions={openOptions} />
    </>
  );
}
