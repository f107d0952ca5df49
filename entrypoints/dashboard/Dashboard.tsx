// The dashboard: header, navigation, and the page of the current route.
import { i18n } from '#i18n';
import { useRef } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { HostAccessNotice } from '../../components/HostAccessNotice.tsx';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Notice } from '../../components/Notice.tsx';
import { requestHostPermission, useHostPermission } from '../../core/store/host-permission.ts';
import { send } from '../../core/messages.ts';
import { type StateStore, useExtensionState } from '../../core/store/state-store.ts';
import { currentAccount } from '../../core/storage/schema.ts';
import type { Account } from '../../core/domain/account.ts';
import { DashboardFrame } from './DashboardFrame.tsx';
import { Header } from './Header.tsx';
import { AccountPage } from './pages/AccountPage.tsx';
import { ActivityPage } from './pages/ActivityPage.tsx';
import { GroupPage } from './pages/GroupPage.tsx';
import { GroupsPage } from './pages/GroupsPage.tsx';
import { HuntingPage } from './pages/HuntingPage.tsx';
import { ServiceAccountPage } from './pages/ServiceAccountPage.tsx';
import { ServiceAccountsPage } from './pages/ServiceAccountsPage.tsx';
import { type Route, routeOf, useHash } from './route.ts';
import { AccountProblem } from './AccountProblem.tsx';
import { usePageFocus } from './use-page-focus.ts';

const openOptions = (): void => void browser.runtime.openOptionsPage();

export function Dashboard({ store }: { store: StateStore }) {
  const state = useExtensionState(store);
  const access = useHostPermission();
  const hash = useHash();
  const main = useRef<HTMLElement>(null);
  usePageFocus(main, hash, routeOf(hash)?.part, state !== undefined);
  if (!state) return <DashboardFrame />;
  const account = currentAccount(state);
  const toMain = (event: Event): void => {
    event.preventDefault();
    main.current?.focus();
  };
  return (
    <>
      <a class="skip button" href="#main" onClick={toMain}>
        {i18n.t('dashboard.skip')}
      </a>
      <ErrorBoundary fallback={<Header account={undefined} accounts={[]} route={undefined} />}>
        <Header account={account} accounts={state.accounts} route={routeOf(hash)} />
      </ErrorBoundary>
      <main id="main" ref={main} tabIndex={-1}>
        {access === false && <HostAccessNotice onGrant={requestHostPermission} />}
        {account ? (
          <>
            <ErrorBoundary key={account.id + hash} fallback={<CorruptedData id={account.id} />}>
              <AccountProblem account={account} openOptions={openOptions} />
              <Page account={account} route={routeOf(hash)} />
            </ErrorBoundary>
          </>
        ) : (
          <Welcome isNewer={state.isFromNewerVersion} />
        )}
      </main>
    </>
  );
}

function Page({ account, route }: { account: Account; route: Route | undefined }) {
  const { section, id } = route ?? {};
  switch (section) {
    case 'account':
      return <AccountPage account={account} />;
    case 'groups':
      return id === undefined ? <GroupsPage account={account} /> : <GroupPage account={account} id={id} />;
    case 'hunting':
      return <HuntingPage account={account} />;
    case 'activity':
      return <ActivityPage account={account} />;
    case 'service-accounts':
      return id === undefined ? (
        <ServiceAccountsPage account={account} />
      ) : (
        <ServiceAccountPage account={account} id={id} />
      );
    case undefined:
      return (
        <>
          <h1 tabIndex={-1}>{i18n.t('dashboard.not_found')}</h1>
          <p>{i18n.t('dashboard.not_found_hint')}</p>
        </>
      );
  }
}

function Welcome({ isNewer }: { isNewer: boolean }) {
  return (
    <>
      <h1 tabIndex={-1}>{i18n.t('extension.name')}</h1>
      <p>{i18n.t(isNewer ? 'failure.newer' : 'dashboard.welcome')}</p>
      <p>
        <button class="button" data-main type="button" onClick={openOptions}>
          {i18n.t(isNewer ? 'popup.open_options' : 'popup.add')}
        </button>
      </p>
    </>
  );
}

const CorruptedData = ({ id }: { id: string }) => (
  <Notice tone="critical">
    <p>{i18n.t('common.corrupted')}</p>
    <button class="button" type="button" onClick={() => void send('refresh', { id })}>
      {i18n.t('common.refresh')}
    </button>
  </Notice>
);
