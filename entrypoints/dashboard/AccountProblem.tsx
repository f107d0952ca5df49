// The notice about the account's last failure, with its remedy.
import { i18n } from '#i18n';
import { joinParts } from '../../core/presentation/format.ts';
import { Notice } from '../../components/Notice.tsx';
import { UnlockForm } from '../../components/UnlockForm.tsx';
import { useNow } from '../../components/use-now.ts';
import { unlockAccount } from '../../core/store/unlock-account.ts';
import { type Account, hasStandIn } from '../../core/domain/account.ts';
import { detailsFailure } from '../../core/domain/account-details.ts';
import { remedies } from '../../core/domain/badge-labels.ts';
import { accountFailureText, retryText } from '../../core/presentation/failure-text.ts';
import { useConnectionRetry } from './use-connection-retry.ts';

export function AccountProblem({ account, openOptions }: { account: Account; openOptions: () => void }) {
  const now = useNow();
  useConnectionRetry(account);
  const { quotas } = account.failures;
  const failure = quotas ?? detailsFailure(account);
  if (!failure) return null;
  const isSubstituted = quotas?.kind === 'forbidden' && hasStandIn(account);
  if (isSubstituted) return <Notice>{i18n.t('popup.substituted')}</Notice>;
  const sentence = accountFailureText(failure.kind, account);
  const remedy = remedies[failure.kind];
  // Missing host access has its own notice with the button to grant it.
  if (remedy === 'grant') return null;
  return (
    <Notice tone={remedy === 'options' ? 'critical' : 'warning'}>
      <p>
        {joinParts(
          [
            quotas ? sentence : i18n.t('popup.part_failure', [sentence]),
            failure.kind === 'no-key' && hasFigures(account) && i18n.t('failure.figures_kept'),
            retryText(failure.retryAt, now),
          ],
          ' ',
        )}
      </p>
      {remedy === 'unlock' && <UnlockForm onUnlock={(passphrase) => unlockAccount(account.id, passphrase)} />}
      {remedy === 'options' && (
        <button class="button" type="button" onClick={openOptions}>
          {i18n.t('popup.open_options')}
        </button>
      )}
    </Notice>
  );
}

const hasFigures = ({ quotas, user }: Account): boolean => quotas !== undefined || user !== undefined;
