// A section that is collapsed to one line until it is opened.
import type { ComponentChildren } from 'preact';

export function Disclosure({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="disclosure">
      <summary>{title}</summary>
      {children}
    </details>
  );
}
