// The chips under the name: 2FA, a status other than active, expiring privileges.
import { i18n } from '#i18n';
import { ExternalLink } from '../../components/Item.tsx';
import { IsolatedName } from '../../components/IsolatedName.tsx';
import { Chip, TwoFactorChip } from '../../components/Chip.tsx';
import type { User } from '../../core/virustotal/resources/user.ts';
import type { PrivilegeStatus } from '../../core/domain/privilege.ts';
import { twoFactor } from '../../core/presentation/two-factor.ts';
import { formatDuration } from '../../core/presentation/format.ts';
import { userUrl } from '../../core/common/urls.ts';

export type StatusChipsProps = { user: User; privileges: readonly PrivilegeStatus[]; now: number };

export function StatusChips({ user: { id, status, has2fa }, privileges, now }: StatusChipsProps) {
  // Privileges often expire together, with the contract; two are enough.
  const expiring = privileges.filter(({ state }) => state === 'expiring').slice(0, 2);
  return (
    <>
      <div class="chips">
        <TwoFactorChip is={twoFactor(has2fa)} />
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
      {has2fa === false && (
        <p class="hint">
          <ExternalLink href={userUrl(id)}>{i18n.t('popup.switch_on_2fa')}</ExternalLink>{' '}
          {i18n.t('popup.sso_note')}
        </p>
      )}
    </>
  );
}
