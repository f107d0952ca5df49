// The chips in the panel's first line: what is known of the person, each only where it is visible.
import { i18n } from '#i18n';
import { Chip } from '../../components/Chip.tsx';
import { TwoFactorChip } from '../../components/TwoFactorChip.tsx';
import type { Sight } from '../../core/state/messages.ts';
import { twoFactor } from '../../core/vitals/two-factor.ts';
import { ago, dateOf, utcOf } from '../../core/words/time.ts';

export function Facts({ sight, now }: { sight: Sight | undefined; now: number }) {
  if (!sight) return <span class="panel-facts" />;
  const { kind, has2fa, status, userSince, lastLogin, reputation } = sight.user.value;
  return (
    <span class="panel-facts">
      {kind === 'user' ? (
        <TwoFactorChip is={twoFactor(has2fa)} />
      ) : (
        <Chip>{i18n.t('panel.service_account')}</Chip>
      )}
      {status && <Chip tone={status === 'active' ? 'plain' : 'warning'}>{status}</Chip>}
      {userSince !== undefined && (
        <TimeChip words="panel.joined" at={userSince} said={dateOf(userSince * 1000)} />
      )}
      {lastLogin !== undefined && (
        <TimeChip words="panel.last_login" at={lastLogin} said={recently(lastLogin * 1000, now)} />
      )}
      {reputation !== undefined && <Chip>{i18n.t('panel.reputation', [String(reputation)])}</Chip>}
    </span>
  );
}

const month = 30 * 24 * 3_600_000;

/** "3 hr. ago"; the date where that says more. */
const recently = (at: number, now: number): string => (now - at < month && ago(at, now)) || dateOf(at);

/** @param at seconds since the epoch */
function TimeChip({
  words,
  at,
  said,
}: {
  words: 'panel.joined' | 'panel.last_login';
  at: number;
  said: string;
}) {
  return <Chip title={utcOf(at * 1000)}>{i18n.t(words, [said])}</Chip>;
}
