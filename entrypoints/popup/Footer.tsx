// The bar at the bottom: the age of the data, today's requests, refresh and options.
import { i18n } from '#i18n';
import { UpdatedAgo } from '../../components/UpdatedAgo.tsx';
import { Icon } from '../../components/Icon.tsx';
import { send } from '../../core/messages.ts';
import { type Account, figuresAt, isLocked, quotaStatusesOf } from '../../core/domain/account.ts';
import { refreshCost } from '../../core/domain/low-requests.ts';
import { retryText } from '../../core/presentation/failure-text.ts';
import { formatNumber } from '../../core/presentation/format.ts';
import { useRefresh } from './use-refresh.ts';
import { requestsToday } from '../../core/domain/request-count.ts';

export type FooterProps = { account: Account; access: boolean; now: number; openOptions: () => void };

export function Footer({ account, access, now, openOptions }: FooterProps) {
  const { busy, waitUntil, refreshEverything } = useRefresh(account, access, now);
  const at = figuresAt(account);
  const options = i18n.t('popup.options');
  const lock = i18n.t('locking.now');
  const { billable, free } = requestsToday(account.requests, now);
  const cost = i18n.t('popup.refresh_cost', refreshCost(quotaStatusesOf(account, now)));
  return (
    <footer class="footer">
      <div>
        {at === undefined ? i18n.t('popup.not_read') : <UpdatedAgo at={at} />}
        <small id="note" title={i18n.t('popup.free_calls', [formatNumber(free)])}>
          {retryText(waitUntil, now) || i18n.t('popup.requests', [formatNumber(billable)])}
        </small>
      </div>
      {account.keyStorage === 'passphrase' && !isLocked(account) && (
        <button
          class="button"
          type="button"
          aria-label={lock}
          title={lock}
          onClick={() => void send('lock', {})}
        >
          <Icon name="lock" />
        </button>
      )}
      <button
        class="button"
        type="button"
        aria-busy={busy}
        aria-disabled={!!waitUntil}
        aria-describedby={waitUntil ? 'note' : undefined}
        title={cost}
        onClick={refreshEverything}
      >
        <Icon name="refresh" />
        {i18n.t('popup.refresh')}
      </button>
      <button class="button" type="button" aria-label={options} title={options} onClick={openOptions}>
        <Icon name="options" />
      </button>
    </footer>
  );
}
