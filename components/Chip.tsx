// A chip: a short fact in a pill.
import type { ComponentChildren } from 'preact';
import { type TwoFactor, twoFactorView } from '../core/presentation/two-factor.ts';
import { Icon, type IconName } from './Icon.tsx';

export type Tone = 'plain' | 'ok' | 'warning' | 'critical';

export type ChipProps = { tone?: Tone; icon?: IconName; title?: string; children: ComponentChildren };

export function Chip({ tone = 'plain', icon, title, children }: ChipProps) {
  return (
    <span class="chip" data-tone={tone} title={title}>
      {icon && <Icon name={icon} />}
      <span class="chip-text">{children}</span>
    </span>
  );
}

export function TwoFactorChip({ is, isReplaced }: { is: TwoFactor; isReplaced: boolean }) {
  const { text, ...look } = twoFactorView(is, isReplaced);
  return <Chip {...look}>{text}</Chip>;
}
