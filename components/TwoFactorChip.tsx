// Whether two-factor sign-in is on, in the three wordings that tests and screen readers rely on.
import { i18n } from '#i18n';
import type { TwoFactor } from '../core/vitals/two-factor.ts';
import { Chip, type ChipProps } from './Chip.tsx';

const looks: Record<TwoFactor, Pick<ChipProps, 'tone' | 'icon'>> = {
  on: { tone: 'ok', icon: 'check' },
  off: { tone: 'warning', icon: 'warning' },
  unknown: {},
};

export function TwoFactorChip({ is }: { is: TwoFactor }) {
  return <Chip {...looks[is]}>{i18n.t(`two_factor.${is}`)}</Chip>;
}
