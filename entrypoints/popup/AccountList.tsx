// The accounts with their state, as a radio group: one click or an arrow key chooses another one.
import { i18n } from '#i18n';
import { Icon } from '../../components/Icon.tsx';
import { Name } from '../../components/Name.tsx';
import { send } from '../../core/messages.ts';
import type { Account } from '../../core/domain/account.ts';
import { accountCondition, needsAttention } from '../../core/domain/account-condition.ts';
import { conditionText } from '../../core/presentation/condition-text.ts';
import { accountHue, accountName } from '../../core/presentation/display-name.ts';

export type AccountListProps = { accounts: readonly Account[]; shown: Account; now: number };

export function AccountList({ accounts, shown, now }: AccountListProps) {
  const label = i18n.t('popup.accounts');
  return (
    <div class="accounts" role="radiogroup" aria-label={label}>
      <ul role="list" aria-label={label}>
        {accounts.map((account) => (
          <AccountOption key={account.id} account={account} isShown={account === shown} now={now} />
        ))}
      </ul>
    </div>
  );
}

function AccountOption({ account, isShown, now }: { account: Account; isShown: boolean; now: number }) {
  const { id } = account;
  const name = accountName(account);
  const condition = accountCondition(account, now);
  const isUrgent = needsAttention(condition);
  return (
    <li>
      <label>
        <input
          type="radio"
          name="account"
          checked={isShown}
          onChange={() => void send('selectAccount', { id })}
          style={{ '--hue': accountHue(id) }}
        />
        <span class="clip" title={id}>
          <Name text={name} />
        </span>
        <span class="account-condition" data-tone={isUrgent ? 'critical' : 'plain'}>
          {isUrgent && <Icon name="warning" />}
          {conditionText(condition)}
        </span>
      </label>
    </li>
  );
}
