// The state of two-factor authentication. Tests and screen readers rely on its three texts. VirusTotal shows it to the
// account's owner only; for everybody else it is unknown, never "off".
import { i18n } from '#i18n';
import type { ChipView } from '../views/view-models.ts';

export type TwoFactor = 'on' | 'off' | 'unknown';

export function twoFactor(has2fa: boolean | undefined): TwoFactor {
  if (has2fa === undefined) return 'unknown';
  return has2fa ? 'on' : 'off';
}

const appearances: Record<TwoFactor, Pick<ChipView, 'tone' | 'icon'>> = {
  on: { tone: 'ok', icon: 'check' },
  off: { tone: 'warning', icon: 'warning' },
  unknown: {},
};

/** @param isReplaced whether an organization's sign-on replaces 2FA, so that "off" is no problem */
export const twoFactorView = (status: TwoFactor, isReplaced = false): ChipView => ({
  text: i18n.t(`two_factor.${status}`),
  ...(status === 'off' && isReplaced ? {} : appearances[status]),
});
