// A part that is folded to one line until it is wanted.
import type { ComponentChildren } from 'preact';

export function Disclosure({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="fold">
      <summary>{title}</summary>
      {children}
    </details>
  );
}
