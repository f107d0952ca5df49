// One account in the list; removing it is asked back in place.
import { i18n } from '#i18n';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Chip } from '../../components/Chip.tsx';
import { Isolated } from '../../components/Isolated.tsx';
import { joined } from '../../core/words/joined.ts';
import { send } from '../../core/state/messages.ts';
import type { Account } from '../../core/vitals/account.ts';
import { accountName } from '../../core/words/person.ts';
import { dateOf } from '../../core/words/time.ts';

export type AccountItemProps = { account: Account; current: boolean; onRemove: () => void };

export function AccountItem({ account, current, onRemove }: AccountItemProps) {
  const { id, keyEnd, addedAt } = account;
  const [asking, setAsking] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  const keep = (): void => {
    setAsking(false);
    removeButton.current?.focus();
  };
  return (
    <li class="account">
      <div class="account-words">
        <strong>
          <bdi>{id}</bdi>
        </strong>
        {current && <Chip tone="ok">{i18n.t('options.current')}</Chip>}
        <p class="hint">
          <bdi>
            {joined([
              accountName(account) !== id && accountName(account),
              keyEnd === '' ? i18n.t('options.key_missing') : i18n.t('options.key_end', [keyEnd]),
              i18n.t('options.added', [dateOf(addedAt)]),
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
        ref={removeButton}
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        {i18n.t('options.remove')}
      </button>
      {asking && <Sure id={id} onRemove={onRemove} onKeep={keep} />}
    </li>
  );
}

function Sure({ id, onRemove, onKeep }: { id: string; onRemove: () => void; onKeep: () => void }) {
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <div
      class="account-sure"
      role="group"
      aria-label={i18n.t('options.remove_sure', [id])}
      tabIndex={-1}
      ref={question}
      onKeyDown={({ key }) => key === 'Escape' && onKeep()}
    >
      <p>
        <Isolated text={id} sentence={(slot) => i18n.t('options.remove_sure', [slot])} />
      </p>
      <button class="button" data-tone="critical" type="button" onClick={onRemove}>
        {i18n.t('options.remove_yes')}
      </button>
      <button class="button" type="button" onClick={onKeep}>
        {i18n.t('options.remove_no')}
      </button>
    </div>
  );
}
