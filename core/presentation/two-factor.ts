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

export const twoFactorView = (status: TwoFactor): ChipView => ({
  text: i18n.t(`two_factor.${status}`),
  ...appearances[status],
});
