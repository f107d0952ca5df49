// The notice about the account's last failure, with its remedy.
import { i18n } from '#i18n';
import { joinParts } from '../../core/presentation/format.ts';
import { Notice } from '../../components/Notice.tsx';
import { type UnlockOutcome, UnlockForm } from '../../components/UnlockForm.tsx';
import { useNow } from '../../components/use-now.ts';
import { send } from '../../core/messages.ts';
import type { Account } from '../../core/domain/account.ts';
import { detailsFailure } from '../../core/domain/account-details.ts';
import { remedies } from '../../core/domain/badge-labels.ts';
import { failureText, retryText } from '../../core/presentation/failure-text.ts';

export function AccountProblem({ account, openOptions }: { account: Account; openOptions: () => void }) {
  const now = useNow();
  const { quotas } = account.failures;
  const failure = quotas ?? detailsFailure(account);
  if (!failure) return null;
  const sentence = failureText(failure.kind);
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
      {remedy === 'unlock' && <UnlockForm onUnlock={(passphrase) => unlock(account.id, passphrase)} />}
      {remedy === 'options' && (
        <button class="button" type="button" onClick={openOptions}>
          {i18n.t('popup.open_options')}
        </button>
      )}
    </Notice>
  );
}

const hasFigures = ({ quotas, user }: Account): boolean => quotas !== undefined || user !== undefined;

async function unlock(id: string, passphrase: string): Promise<UnlockOutcome> {
  const answer = await send('unlock', { passphrase });
  if (!answer.ok) return 'failed';
  return answer.value.unlocked.includes(id) ? 'unlocked' : 'wrong';
}
