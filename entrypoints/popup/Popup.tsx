// The popup: which view is shown.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { requestHostPermission, useHostPermission } from '../../core/store/host-permission.ts';
import { send } from '../../core/messages.ts';
import { type StateStore, useExtensionState } from '../../core/store/state-store.ts';
import { currentAccount } from '../../core/storage/schema.ts';
import { AccountView } from './AccountView.tsx';
import { ActionNotice } from './ActionNotice.tsx';
import { Skeleton } from './Skeleton.tsx';

const openOptions = (): void => void browser.runtime.openOptionsPage().then(() => window.close());

export function Popup({ store }: { store: StateStore }) {
  const state = useExtensionState(store);
  const access = useHostPermission();
  if (!state) return <Skeleton />;
  const account = currentAccount(state);
  return (
    <>
      {access === false && (
        <ActionNotice
          tone="critical"
          message={i18n.t('failure.no_access')}
          button={i18n.t('common.grant')}
          onClick={requestHostPermission}
        />
      )}
      {account ? (
        <ErrorBoundary
          key={account.id}
          fallback={
            <ActionNotice
              tone="critical"
              message={i18n.t('common.corrupted')}
              button={i18n.t('common.refresh')}
              onClick={() => void send('refresh', { id: account.id })}
            />
          }
        >
          <AccountView account={account} state={state} access={access === true} openOptions={openOptions} />
        </ErrorBoundary>
      ) : (
        <>
          <h1>{i18n.t('extension.name')}</h1>
          <ActionNotice
            message={i18n.t(state.isFromNewerVersion ? 'failure.newer' : 'popup.welcome')}
            button={i18n.t(state.isFromNewerVersion ? 'popup.open_options' : 'popup.add')}
            onClick={openOptions}
          />
        </>
      )}
    </>
  );
}
