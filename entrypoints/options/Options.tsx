// The options page.
import { i18n } from '#i18n';
import { HostAccessNotice } from '../../components/HostAccessNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { requestHostPermission, useHostPermission } from '../../core/store/host-permission.ts';
import { type StateStore, useExtensionState } from '../../core/store/state-store.ts';
import type { State } from '../../core/storage/schema.ts';
import { AccountList } from './AccountList.tsx';
import { AddAccount } from './AddAccount.tsx';
import { AutoLock } from './AutoLock.tsx';
import { Privacy } from './Privacy.tsx';
import { RefreshSettings } from './RefreshSettings.tsx';
import { Welcome } from './Welcome.tsx';
import { DataManagement } from './DataManagement.tsx';

function Forms({ state }: { state: State }) {
  return (
    <>
      {state.accounts.length === 0 && <Welcome />}
      <AccountList state={state} />
      <AutoLock state={state} />
      <AddAccount existingIds={state.accounts.map(({ id }) => id)} settings={state.settings} />
      <RefreshSettings settings={state.settings} />
    </>
  );
}

/** It needs nothing stored. The page's HTML contains its icon, so that the first paint needs no script. */
const Head = () => (
  <header class="head">
    <img src="/icons/48.png" alt="" width="40" height="40" />
    <div>
      <h1>{i18n.t('options.title')}</h1>
      <p>{i18n.t('options.tagline')}</p>
    </div>
  </header>
);

const Stored = ({ state }: { state: State }) => (
  <>
    {state.isFromNewerVersion ? (
      // Nothing of it may be overwritten, so there is nothing to edit.
      <Notice tone="critical">{i18n.t('failure.newer')}</Notice>
    ) : (
      <Forms state={state} />
    )}
    <DataManagement state={state} />
    <Privacy />
  </>
);

export function Options({ store }: { store: StateStore }) {
  const state = useExtensionState(store);
  const access = useHostPermission();
  return (
    <>
      <Head />
      {access === false && <HostAccessNotice onGrant={requestHostPermission} />}
      {state && <Stored state={state} />}
    </>
  );
}
