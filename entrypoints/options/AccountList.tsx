// The accounts of this browser: which one is current, and removing them.
import { i18n } from '#i18n';
import { useRef, useState } from 'preact/hooks';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { IsolatedName } from '../../components/IsolatedName.tsx';
import { Notice } from '../../components/Notice.tsx';
import { send } from '../../core/messages.ts';
import { currentAccount, type State } from '../../core/storage/schema.ts';
import { forgetPopupRecord } from '../../core/store/popup-record.ts';
import { AccountItem } from './AccountItem.tsx';
import { Card } from './Card.tsx';
import { Name } from '../../components/Name.tsx';

export function AccountList({ state }: { state: State }) {
  const { accounts } = state;
  const [removed, setRemoved] = useState<string>();
  const container = useRef<HTMLDivElement>(null);
  const current = currentAccount(state)?.id;
  const isGone = removed !== undefined && accounts.every(({ id }) => id !== removed);
  if (accounts.length === 0 && !isGone) return null;
  const remove = async (id: string): Promise<void> => {
    // The focused button is about to disappear: keep the focus in the list.
    container.current?.focus();
    forgetPopupRecord();
    const { ok } = await send('removeAccount', { id });
    if (ok) setRemoved(id);
  };
  return (
    <Card title={i18n.t('options.accounts')}>
      <div ref={container} tabIndex={-1}>
        <ul class="accounts" role="list">
          {accounts.map((account) => {
            const onRemove = (): void => void remove(account.id);
            return (
              <ErrorBoundary key={account.id} fallback={<DamagedItem id={account.id} onRemove={onRemove} />}>
                <AccountItem account={account} current={account.id === current} onRemove={onRemove} />
              </ErrorBoundary>
            );
          })}
        </ul>
      </div>
      {isGone && (
        <Notice tone="ok">
          <IsolatedName text={removed} sentence={(slot) => i18n.t('options.removed', [slot])} />
        </Notice>
      )}
    </Card>
  );
}

function DamagedItem({ id, onRemove }: { id: string; onRemove: () => void }) {
  return (
    <li class="account">
      <div class="account-text">
        <strong>
          <Name text={id} />
        </strong>
        <p class="hint">{i18n.t('common.corrupted')}</p>
      </div>
      <button class="button" type="button" onClick={() => void send('refresh', { id })}>
        {i18n.t('common.refresh')}
      </button>
      <button class="button" type="button" onClick={onRemove}>
        {i18n.t('options.remove')}
      </button>
    </li>
  );
}
