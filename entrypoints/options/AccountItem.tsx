// One account in the list. Changing its key storage and removing it are confirmed in place.
import { i18n } from '#i18n';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Chip } from '../../components/Chip.tsx';
import { IsolatedName } from '../../components/IsolatedName.tsx';
import { send } from '../../core/messages.ts';
import { type Account, isLocked } from '../../core/domain/account.ts';
import { bidiIsolate } from '../../core/presentation/isolate-names.ts';
import { accountName } from '../../core/presentation/display-name.ts';
import { formatDate, joinParts } from '../../core/presentation/format.ts';
import { ChangeKeyStorage } from './ChangeKeyStorage.tsx';
import { Name } from '../../components/Name.tsx';

export type AccountItemProps = { account: Account; current: boolean; onRemove: () => void };

export function AccountItem({ account, current, onRemove }: AccountItemProps) {
  const { id, keyLast4, addedAt, keyStorage = 'device' } = account;
  const [openForm, setOpenForm] = useState<'remove' | 'change'>();
  const changeButton = useRef<HTMLButtonElement>(null);
  const removeButton = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpenForm(undefined);
    (openForm === 'change' ? changeButton : removeButton).current?.focus();
  };
  return (
    <li class="account">
      <div class="account-text">
        <strong>
          <Name text={id} />
        </strong>
        {current && <Chip tone="ok">{i18n.t('options.current')}</Chip>}
        {account.unfinished && <Chip tone="warning">{i18n.t('options.unfinished_chip')}</Chip>}
        {isLocked(account) && <Chip tone="plain">{i18n.t('key_storage.locked_chip')}</Chip>}
        <p class="hint">
          <bdi>
            {joinParts([
              accountName(account) !== id && bidiIsolate(accountName(account)),
              keyLast4 === '' ? i18n.t('options.key_missing') : i18n.t('options.key_last4', [keyLast4]),
              keyLast4 !== '' && i18n.t(`key_storage.is_${keyStorage}`),
              // 0: the date was damaged.
              addedAt > 0 && i18n.t('options.added', [formatDate(addedAt)]),
            ])}
          </bdi>
        </p>
      </div>
      {!current && (
        <button
          class="button"
          type="button"
          aria-label={`${i18n.t('options.use')} ${id}`}
          onClick={() => void send('selectAccount', { id })}
        >
          {i18n.t('options.use')}
        </button>
      )}
      <button
        class="button"
        type="button"
        ref={changeButton}
        aria-expanded={openForm === 'change'}
        aria-label={i18n.t('key_storage.change_of', [id])}
        onClick={() => setOpenForm(openForm === 'change' ? undefined : 'change')}
      >
        {i18n.t('key_storage.change')}
      </button>
      <button
        class="button"
        type="button"
        ref={removeButton}
        aria-expanded={openForm === 'remove'}
        onClick={() => setOpenForm(openForm === 'remove' ? undefined : 'remove')}
      >
        {i18n.t('options.remove')}
      </button>
      {openForm === 'remove' && <ConfirmRemove id={id} onRemove={onRemove} onCancel={close} />}
      {openForm === 'change' && <ChangeKeyStorage account={account} onDone={close} />}
    </li>
  );
}

function ConfirmRemove({
  id,
  onRemove,
  onCancel,
}: {
  id: string;
  onRemove: () => void;
  onCancel: () => void;
}) {
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <div
      class="confirm"
      role="group"
      aria-label={i18n.t('options.remove_confirm', [id])}
      tabIndex={-1}
      ref={question}
      onKeyDown={({ key }) => key === 'Escape' && onCancel()}
    >
      <p>
        <IsolatedName text={id} sentence={(slot) => i18n.t('options.remove_confirm', [slot])} />
      </p>
      <p class="hint">{i18n.t('data.remains')}</p>
      <button class="button" data-tone="critical" type="button" onClick={onRemove}>
        {i18n.t('options.remove_yes')}
      </button>
      <button class="button" type="button" onClick={onCancel}>
        {i18n.t('options.remove_no')}
      </button>
    </div>
  );
}
