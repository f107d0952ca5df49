// The chips under the name: 2FA with its age, single sign-on, a status other than active, expiring privileges.
import { i18n } from '#i18n';
import { ExternalLink } from '../../components/Item.tsx';
import { IsolatedName } from '../../components/IsolatedName.tsx';
import { Chip, TwoFactorChip } from '../../components/Chip.tsx';
import type { Account } from '../../core/domain/account.ts';
import { accountKind } from '../../core/domain/account-details.ts';
import type { PrivilegeStatus } from '../../core/domain/privilege.ts';
import { isTwoFactorReplaced, lacksTwoFactor } from '../../core/domain/sign-on.ts';
import { twoFactor } from '../../core/presentation/two-factor.ts';
import { formatDuration } from '../../core/presentation/format.ts';
import { userUrl } from '../../core/common/urls.ts';
import { detailAge } from './detail-age.ts';

export type StatusChipsProps = { account: Account; privileges: readonly PrivilegeStatus[]; now: number };

export function StatusChips({ account, privileges, now }: StatusChipsProps) {
  const { user, groups } = account;
  if (!user) return null;
  const { id, status, has2fa } = user.value;
  const isReplaced = isTwoFactorReplaced(user.value, groups?.value.groups);
  const age = detailAge(user, account, now);
  // Privileges often expire together, with the contract; two are enough.
  const expiring = privileges.filter(({ state }) => state === 'expiring').slice(0, 2);
  return (
    <>
      <div class="chips">
        {accountKind(account) === 'user' && (
          <>
            <TwoFactorChip is={twoFactor(has2fa)} isReplaced={isReplaced} />
            {age && <small>{i18n.t('panel.read', [age])}</small>}
            {isReplaced && <Chip title={i18n.t('two_factor.replaced')}>{i18n.t('panel.sso')}</Chip>}
          </>
        )}
        {status && status !== 'active' && <Chip tone="critical">{status}</Chip>}
        {expiring.map(({ name, expires = 0 }) => (
          <Chip key={name} tone="warning" title={name}>
            <IsolatedName
              text={name}
              sentence={(slot) => i18n.t('popup.expires_in', [slot, formatDuration(expires - now)])}
            />
          </Chip>
        ))}
      </div>
      {lacksTwoFactor(account) && (
        <p class="hint">
          <ExternalLink href={userUrl(id)}>{i18n.t('popup.switch_on_2fa')}</ExternalLink>{' '}
          {i18n.t('popup.sso_note')}
        </p>
      )}
      {has2fa === false && isReplaced && <p class="hint">{i18n.t('two_factor.replaced')}</p>}
    </>
  );
}
