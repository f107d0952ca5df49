// A boxed message: the problem and the remedy. Screen readers announce it when it appears.
import type { ComponentChildren } from 'preact';
import type { Tone } from './Chip.tsx';
import { Icon } from './Icon.tsx';

/** `quiet`: not announced. */
export type NoticeProps = { tone?: Tone; quiet?: boolean; children: ComponentChildren };

const icons = { plain: 'info', ok: 'check', warning: 'warning', critical: 'warning' } as const;

export function Notice({ tone = 'plain', quiet, children }: NoticeProps) {
  const role = tone === 'critical' ? 'alert' : 'status';
  return (
    <div class="notice" data-tone={tone} role={quiet ? undefined : role}>
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  );
}
