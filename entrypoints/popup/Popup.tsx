// The popup: which view is shown.
import { i18n } from '#i18n';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { requestHostPermission, useHostPermission } from '../../core/store/host-permission.ts';
import { send } from '../../core/messages.ts';
import { savePopupRecord } from '../../core/store/popup-record.ts';
import { type StateStore, useExtensionState } from '../../core/store/state-store.ts';
import { looksTheSame } from '../../core/storage/popup-record.ts';
import { currentAccount, type State } from '../../core/storage/schema.ts';
import { AccountView } from './AccountView.tsx';
import { ActionNotice } from './ActionNotice.tsx';
import { Skeleton } from './Skeleton.tsx';

const openOptions = (): void => void browser.runtime.openOptionsPage().then(() => window.close());

/** `shownLast` is drawn until storage has been read, and causes no requests: a refresh or a wait may have come since. */
export type PopupProps = { store: StateStore; shownLast?: State | undefined };

export function Popup({ store, shownLast }: PopupProps) {
  const stored = useExtensionState(store);
  const state = useDrawnState(stored, shownLast);
  const access = useHostPermission();
  useEffect(() => {
    if (stored) savePopupRecord(stored);
  }, [state]);
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
          fallback={
            <ActionNotice
              tone="critical"
              message={i18n.t('common.corrupted')}
              button={i18n.t('common.refresh')}
              onClick={() => void send('refresh', { id: account.id })}
            />
          }
        >
          <AccountView
            account={account}
            state={state}
            access={access === true && stored !== undefined}
            openOptions={openOptions}
          />
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

/** What is drawn already is kept as long as what is stored looks the same: nothing is drawn twice. */
function useDrawnState(stored: State | undefined, shownLast: State | undefined): State | undefined {
  const drawn = useRef(shownLast);
  drawn.current = useMemo(() => {
    const last = drawn.current;
    return stored && !(last && looksTheSame(last, stored)) ? stored : last;
  }, [stored]);
  return drawn.current;
}
