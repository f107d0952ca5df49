// Whether two-factor sign-in is on.
import type { TwoFactor } from '../core/domain/two-factor.ts';
import { twoFactorView } from '../core/presentation/two-factor.ts';
import { Chip } from './Chip.tsx';

export function TwoFactorChip({ is }: { is: TwoFactor }) {
  const { text, ...look } = twoFactorView(is);
  return <Chip {...look}>{text}</Chip>;
}
